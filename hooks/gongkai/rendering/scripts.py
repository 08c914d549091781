"""A few scripts for the pages from the files of their parts, which stay one idea each.

The parts are classic scripts, each a function called at once, so one after another they are a classic script again, which
works from a folder too. Nothing in them is changed but that comments stay behind: what a browser gets can be read by everybody.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = "assets/gongkai"

BUNDLES: dict[str, tuple[str, ...]] = {
    # On every page: this one before the page is drawn, the next one after it is read.
    "reading": ("reading",),
    "base": ("today", "elements", "search_standing", "search_words", "search_typed", "search_box"),
    "item": ("favourites", "tools"),
    # What answers queries, on the pages that search.
    "engine": (
        "tokens",
        "search_files",
        "search_marks",
        "search_query",
        "search_without",
        "search_index",
        "search_columns",
        "search_following",
        "search_score",
        "search_slips",
        "search_cuts",
        "search_parts",
        "search_order",
        "search_noted",
        "search_held",
        "search_meant",
        "search_shards",
        "search_engine",
    ),
    "search": (
        "search_state",
        "search_understood",
        "search_facets",
        "search_results",
        "search_lists",
        "search_not_held",
        "search_nothing",
        "search_records",
        "search_told",
        "search",
    ),
    "records": (
        "records_data",
        "records_card",
        "records",
        "records_narrow",
        "records_sorting",
        "records_rows",
        "records_save",
        "records_find",
    ),
    # Loaded by the search page alone, once records hold a query; on the pages of records it comes with the others.
    "records_data": ("records_data",),
    # Loaded by those who read in Traditional characters alone.
    "traditional": ("traditional",),
}
"""Names of the scripts and of their parts in the order in which these need each other."""


def script(folder: Path, name: str) -> str:
    """The script ``name`` from its parts in ``folder``; raises OSError."""
    return "\n".join(_without_comments((folder / f"{part}.js").read_text(encoding="utf-8")) for part in BUNDLES[name])


def _without_comments(part: str) -> str:
    """The part without its lines of comment except the first, which says what it is: they are a quarter of what travels."""
    first, *lines = part.split("\n")
    return "\n".join([first, *(line for line in lines if not line.lstrip().startswith("//"))])


def write_scripts(folder: Path, site: Path) -> None:
    """Write every script below ``site``; raises OSError."""
    target = site / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for name in BUNDLES:
        (target / f"{name}.js").write_text(script(folder, name), encoding="utf-8", newline="\n")
