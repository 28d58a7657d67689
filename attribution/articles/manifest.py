"""``manifest.jsonl``: what a newsroom knows of the articles in a folder and their texts do not say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from attribution.articles.jsonl import objects, reason
from attribution.articles.metadata import Metadata
from attribution.errors import AttributionError

NAME = "manifest.jsonl"


class Entry(BaseModel):
    """One line: what is known of a file's article, or of the article with an id; null where nothing is."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    file: str | None = None
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None

    @model_validator(mode="after")
    def _names_an_article(self) -> Entry:
        if not (self.file or self.id):
            raise ValueError("it names no file and no id")
        return self


class Manifests:
    """The manifests beside the articles that are read, each read once."""

    def __init__(self, on_error: Callable[[AttributionError], None]) -> None:
        """Keep what to do with a line that is no entry."""
        self._on_error = on_error
        self._read: dict[Path, dict[str, Metadata]] = {}

    def of(self, path: Path, article: str) -> Metadata:
        """What the manifest in an article's folder, or else the one in the folder above, says of it.

        Args:
            path: The file that the article came in.
            article: Its id; an entry with this id counts before one with the file's name.

        Returns:
            The metadata of the first entry found; all None without one.
        """
        for folder in path.absolute().parents[:2]:
            entries = self._entries(folder / NAME)
            for key in (f"id {article}", f"file {path.name}"):
                if key in entries:
                    return entries[key]
        return Metadata()

    def _entries(self, path: Path) -> dict[str, Metadata]:
        if path not in self._read:
            self._read[path] = self._load(path) if path.is_file() else {}
        return self._read[path]

    def _load(self, path: Path) -> dict[str, Metadata]:
        entries: dict[str, Metadata] = {}
        try:
            for number, record in objects(path, self._on_error):
                try:
                    entry = Entry.model_validate(record)
                except ValidationError as error:
                    self._on_error(AttributionError("A002", path, line=number, why=reason(error)))
                    continue
                key = f"id {entry.id}" if entry.id else f"file {Path(entry.file or '').name}"
                entries[key] = Metadata(entry.title, entry.publisher, entry.published, entry.url)
        except AttributionError as error:
            self._on_error(error)
        return entries
