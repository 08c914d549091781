"""The published scripts of the pages, each bundled from several parts.

A part declares its imports and exports, from which the contents and order of each script follow. A published script is a
classic script, not a module, so that it also works from ``file://``; its statements stay readable, without comments and
needless white space.
"""

from __future__ import annotations

from pathlib import Path

from gongkai.rendering.script_order import Bundle, ordered
from gongkai.rendering.script_part import Part, published, read_part

FOLDER = "assets/gongkai"

_BASE = ("today", "elements", "search_typed", "search_box")
_ITEM = ("favourites", "tools")
_RECORDS = ("records", "records_find")

BUNDLES: dict[str, Bundle] = {
    # On every page, before it is drawn.
    "reading": Bundle(("reading",), later=("traditional",)),
    # One of these on every page, after it is parsed: all that its kind of page needs at once, in one request.
    "base": Bundle(_BASE),
    "item": Bundle((*_BASE, *_ITEM)),
    "dataset": Bundle((*_BASE, *_ITEM, *_RECORDS), later=("engine",)),
    "records": Bundle((*_BASE, *_RECORDS), later=("engine",)),
    "search": Bundle((*_BASE, "search"), later=("records_data",)),
    # The search engine: part of the script of the search page, loaded on demand by pages of records.
    "engine": Bundle(("search_engine",), after=("base",)),
    # Loaded by the search page when records match a query; on pages of records it is part of their script.
    "records_data": Bundle(("records_data",), after=("base",), later=("engine",)),
    # Loaded only when the reader chooses Traditional characters.
    "traditional": Bundle(("traditional",)),
}
"""The published scripts by name."""

REGISTRY = """\
"use strict";
window.gk=window.gk||((given)=>(part)=>given[part]||(given[part]={}))({});
"""
"""Defines ``gk``, the only shared global: ``gk("elements")`` is an object with the exports of that part once it has run."""


def read_parts(folder: Path) -> dict[str, Part]:
    """Every part in ``folder`` by its name. Raises OSError and ScriptError."""
    found: dict[str, Part] = {}
    for path in sorted(folder.rglob("*.js")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        found[name] = read_part(name, path.read_text(encoding="utf-8"))
    return found


def scripts(folder: Path) -> dict[str, str]:
    """The text of every published script by name, from the parts in ``folder``. Raises OSError and ScriptError."""
    parts = read_parts(folder)
    texts = {name: f"{published(part)}\n" for name, part in parts.items()}
    return {
        name: REGISTRY + "".join(map(texts.__getitem__, contents)) for name, contents in ordered(parts, BUNDLES).items()
    }


LICENSE = "vendor/fflate-license.txt"
"""The licence of the third-party part, which is published beside it."""


def write_scripts(folder: Path, site: Path) -> None:
    """Write every script and the third-party licence below ``site``. Raises OSError and ScriptError."""
    target = site / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for name, text in scripts(folder).items():
        (target / f"{name}.js").write_text(text, encoding="utf-8", newline="\n")
    license_text = (folder / LICENSE).read_text(encoding="utf-8")
    (target / Path(LICENSE).name).write_text(license_text, encoding="utf-8", newline="\n")
