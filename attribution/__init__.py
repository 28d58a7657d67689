"""Who said what, through whom, and who disputes it: attribution for Arabic news."""

__version__ = "0.1.0"
