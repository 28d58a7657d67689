"""``attribution doccano stop``: end the server of this machine."""

from __future__ import annotations

from attribution.cli.doccano import connection, doccano_app
from attribution.cli.outcome import outcome, tell


@doccano_app.command("stop", short_help="End the server of this machine.")
def stop_cli(folder: connection.Folder = None) -> None:
    """End web server and worker; their data stays where it is."""
    from attribution.doccano.server import data_folder, stop

    with outcome():
        ended = stop(folder or data_folder())
        tell(f"{ended} processes ended." if ended else "No server was running.")
