"""Reading articles in: text files, web pages, feeds and folders of them, with what is known of each."""

from attribution.articles.boundaries import parts
from attribution.articles.metadata import Metadata, describe
from attribution.articles.reading import read

__all__ = ["Metadata", "describe", "parts", "read"]
