"""A ledger in a browser: tables made for reading, served by Datasette on this machine only."""

from attribution.browsing.copying import make
from attribution.browsing.serving import datasette, serve

__all__ = ["datasette", "make", "serve"]
