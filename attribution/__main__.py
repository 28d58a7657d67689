"""``python -m attribution`` is the command ``attribution``."""

from attribution.cli import app

if __name__ == "__main__":
    app()
