"""Has ``pip install`` bring the trained pipelines along, each under its own name.

``spacy.load("ar_attribution_trf")`` asks the environment's metadata for a distribution of that name, and then
the module of that name for ``load``. A wheel may have but one ``.dist-info``; so each pipeline's metadata is
an ``.egg-info``, which importlib.metadata and pip read as well.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PipelinesHook(BuildHookInterface):
    """Adds, for each folder of ``models/pipelines``: the folder, its module, its metadata."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files to put in, with the network of claims; an editable installation reads them where they lie."""
        self.made = Path(tempfile.mkdtemp())
        editable = version == "editable"
        include = build_data["force_include_editable" if editable else "force_include"]
        for folder in sorted(m.parent for m in Path(self.root, "models", "pipelines").glob("*/meta.json")):
            name = folder.name
            module = shutil.copy(Path(__file__).with_name("__init__.py"), self.made / f"{name}.py")
            include[str(module)] = f"{name}/__init__.py"
            include[str(folder / "meta.json")] = f"{name}/meta.json"
            include.update(self._metadata(name, json.loads((folder / "meta.json").read_text("utf-8"))))
            if not editable:
                include[str(folder)] = f"attribution/models/{name}"
        if not editable:
            for folder in sorted(Path(self.root, "models", "claims").iterdir()):
                include[str(folder)] = f"attribution/models/{folder.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made for the build."""
        shutil.rmtree(self.made)

    def _metadata(self, name: str, meta: dict[str, Any]) -> dict[str, str]:
        info = f"{name}.egg-info"
        files = {
            "PKG-INFO": f"Metadata-Version: 2.1\nName: {name}\nVersion: {meta['version']}\n"
            f"Summary: {meta['description']}\nLicense: {meta['license']}\n",
            "requires.txt": "arabic-attribution\n",
            "top_level.txt": f"{name}\n",
        }
        made = self.made / info
        made.mkdir()
        for file, text in files.items():
            (made / file).write_text(text, encoding="utf-8")
        return {str(made / file): f"{info}/{file}" for file in files}
