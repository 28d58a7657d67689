"""What a working installation needs, looked at piece by piece; nothing is changed, nothing is fetched."""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import NamedTuple, TextIO

from packaging.requirements import Requirement
from packaging.version import Version

from attribution.errors import AttributionError
from attribution.reports.bidi import Bidi, settle

PACKAGE = "arabic-attribution"
OLDEST_PYTHON = (3, 10)
NARROWEST = 80
"""Columns that reports are laid out for, at least."""


class Finding(NamedTuple):
    """One thing that was looked at.

    Attributes:
        part: ``python``, ``library``, ``model``, ``ledger``, ``terminal`` or ``font``.
        name: What it is.
        found: What is there, in words.
        amiss: What is wrong with it and what to do; None where nothing is.
        needed: Whether the tool cannot do its work while it is amiss.
    """

    part: str
    name: str
    found: str
    amiss: AttributionError | None = None
    needed: bool = False


def checkup(
    environ: Mapping[str, str], stream: TextIO, ledger: str | None = None, pipeline: str | None = None
) -> Iterator[Finding]:
    """Look at everything, the quick things first.

    Args:
        environ: The process's environment.
        stream: Where reports are written to.
        ledger: A ledger to open; None: there is none to look at.
        pipeline: One more pipeline to load, by name or folder.
    """
    yield _python()
    yield from _libraries()
    yield from _terminal(environ, stream)
    yield from _fonts()
    if ledger:
        yield _ledger(ledger)
    yield from _models(pipeline)


def _python() -> Finding:
    found = platform.python_version()
    oldest = ".".join(map(str, OLDEST_PYTHON))
    amiss = None
    if Version(found) < Version(oldest):
        amiss = AttributionError("A452", "Python", found=found, wanted=f">={oldest}")
    return Finding("python", "Python", f"{found}, {platform.system()} {platform.machine()}", amiss, True)


def _libraries() -> Iterator[Finding]:
    yield Finding("library", PACKAGE, version(PACKAGE))
    wanted = [Requirement(line) for line in requires(PACKAGE) or ()]
    extras = dict.fromkeys(extra for each in wanted for extra in _extras(each))
    for each in wanted:
        if not each.marker or each.marker.evaluate({"extra": ""}):
            yield _library(each, None)
    for extra in extras:
        for each in wanted:
            if extra in _extras(each):
                yield _library(each, extra)


def _extras(wanted: Requirement) -> list[str]:
    """The extras that a requirement belongs to, of those that users have a use for."""
    offered = ("train", "doccano", "visual", "postgres", "serve")
    return [extra for extra in offered if wanted.marker and _only_with(wanted, extra)]


def _only_with(wanted: Requirement, extra: str) -> bool:
    marker = wanted.marker
    return bool(marker and marker.evaluate({"extra": extra}) and not marker.evaluate({"extra": ""}))


def _library(wanted: Requirement, extra: str | None) -> Finding:
    name = wanted.name if extra is None else f"{wanted.name} (extra {extra})"
    install = PACKAGE if extra is None else f"{PACKAGE}[{extra}]"
    try:
        found = version(wanted.name)
    except PackageNotFoundError:
        return Finding(
            "library", name, "not installed", AttributionError("A453", name, install=install), extra is None
        )
    amiss = None
    if not wanted.specifier.contains(found, prereleases=True):
        amiss = AttributionError("A452", wanted.name, found=found, wanted=wanted.specifier)
    return Finding("library", name, found, amiss, extra is None)


def _terminal(environ: Mapping[str, str], stream: TextIO) -> Iterator[Finding]:
    encoding = stream.encoding or "unknown"
    utf8 = encoding.lower().replace("-", "") == "utf8"
    amiss = None if utf8 else AttributionError("A454", "terminal", encoding=encoding)
    yield Finding("terminal", "encoding", encoding, amiss)
    if not stream.isatty():
        yield Finding("terminal", "kind", "a file or pipe: Arabic in logical order, no colours")
        return
    width = shutil.get_terminal_size().columns
    narrow = width < NARROWEST
    amiss = AttributionError("A456", "terminal", width=width, wanted=NARROWEST) if narrow else None
    yield Finding("terminal", "width", f"{width} columns", amiss)
    bidi = settle(Bidi.AUTO, stream, environ)
    amiss = AttributionError("A457", "terminal") if bidi is Bidi.OFF else None
    yield Finding("terminal", "Arabic", f"--bidi auto is {bidi.value}", amiss)
    yield Finding("terminal", "colours", "off (NO_COLOR)" if environ.get("NO_COLOR") else "on")


def _fonts() -> Iterator[Finding]:
    if not (lister := shutil.which("fc-list")):
        return
    listed = subprocess.run([lister, ":lang=ar", "family"], capture_output=True, text=True, check=False)
    names = sorted({line.split(",")[0].strip() for line in listed.stdout.splitlines() if line.strip()})
    amiss = None if names else AttributionError("A455", "fonts")
    shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "") if names else "none"
    yield Finding("font", "with Arabic letters", shown, amiss)


def _ledger(where: str) -> Finding:
    from attribution.ledger import Ledger

    try:
        with Ledger.open(where, create=False) as opened:
            articles = opened.counts()["article"][0]
            waiting = opened.pending()
            amiss = AttributionError("A309", opened.where, count=waiting) if waiting else None
            return Finding("ledger", opened.where, f"{articles} articles", amiss)
    except AttributionError as error:
        return Finding("ledger", where, "cannot be used", error, True)


def _models(pipeline: str | None) -> Iterator[Finding]:
    from attribution.pipeline import DEFAULT, SHIPPED

    names = [DEFAULT, *sorted(path.parent.name for path in SHIPPED.glob("*/meta.json"))]
    for name in dict.fromkeys([*names, *([pipeline] if pipeline else [])]):
        yield _model(name)


def _model(name: str) -> Finding:
    """Load a pipeline and have it read a sentence, as the first article would."""
    from attribution.pipeline import load

    try:
        nlp = load(name)
        nlp("قال الوزير إن السد آمن.")
    except AttributionError as error:
        return Finding("model", name, "cannot be loaded", error, True)
    except Exception as error:  # whatever a damaged model raises is what is looked for here
        why = str(error).split("\n")[0]
        return Finding("model", name, "cannot be run", AttributionError("A203", name, why=why), True)
    folder = Path(nlp.path)
    megabytes = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    return Finding("model", name, f"{nlp.meta['version']}, {megabytes:.0f} MB, {folder}")
