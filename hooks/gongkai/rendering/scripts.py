"""A few scripts for the pages from the files of their parts, which stay one idea each.

A part states what it needs and gives; which parts a script holds and in which order follows from that. What a browser gets is
a classic script, which works from a folder too, and can be read by everybody: the lines as they are written, without what
only people need.
"""

from __future__ import annotations

from pathlib import Path

from gongkai.rendering.script_order import Bundle, ordered
from gongkai.rendering.script_part import Part, published, read_part

FOLDER = "assets/gongkai"

BUNDLES: dict[str, Bundle] = {
    # On every page: this one before the page is drawn, the next one after it is read.
    "reading": Bundle(("reading",), later=("traditional",)),
    "base": Bundle(("today", "elements", "search_typed", "search_box")),
    "item": Bundle(("favourites", "tools"), after=("base",)),
    # What answers queries, on the pages that search; those of records fetch it when somebody asks.
    "engine": Bundle(("search_engine",), after=("base",)),
    "search": Bundle(("search",), after=("base", "engine"), later=("records_data",)),
    "records": Bundle(("records", "records_find"), after=("base",), later=("engine",)),
    # Fetched by the search page once records hold a query; on the pages of records it comes with the others.
    "records_data": Bundle(("records_data",), after=("base",), later=("engine",)),
    # Fetched by those who read in Traditional characters alone.
    "traditional": Bundle(("traditional",)),
}
"""The published scripts and the parts that pages want of them."""

REGISTRY = """\
"use strict";
window.gk=window.gk||((given)=>(part)=>given[part]||(given[part]={}))({});
"""
"""``gk("elements")`` is what that part gives, filled once it has run: the one name that all scripts share."""


def read_parts(folder: Path) -> dict[str, Part]:
    """Every part in ``folder`` by its name; raises OSError and ScriptError."""
    found: dict[str, Part] = {}
    for path in sorted(folder.rglob("*.js")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        found[name] = read_part(name, path.read_text(encoding="utf-8"))
    return found


def scripts(folder: Path) -> dict[str, str]:
    """Every published script from the parts in ``folder``; raises OSError and ScriptError."""
    parts = read_parts(folder)
    texts = {name: f"{published(part)}\n" for name, part in parts.items()}
    return {name: REGISTRY + "".join(map(texts.__getitem__, held)) for name, held in ordered(parts, BUNDLES).items()}


LICENSE = "bundled/fflate-license.txt"
"""The licence of the part that is not ours, which goes with it."""


def write_scripts(folder: Path, site: Path) -> None:
    """Write every script and the licence of what is not ours below ``site``; raises OSError and ScriptError."""
    target = site / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for name, text in scripts(folder).items():
        (target / f"{name}.js").write_text(text, encoding="utf-8", newline="\n")
    license_text = (folder / LICENSE).read_text(encoding="utf-8")
    (target / Path(LICENSE).name).write_text(license_text, encoding="utf-8", newline="\n")
