"""The documents outside the column to which it refers, as a small classic script, so that a search can point to them."""

from __future__ import annotations

from pathlib import Path

from gongkai.model.publication import Publication
from gongkai.searching.packing import FOLDER, script_value
from gongkai.texts.mentions import outside_anchor


def write_outside(publication: Publication, folder: Path) -> int:
    """Write ``search/outside.js`` below ``folder`` and return the number of files. Raises OSError.

    Each document that has a number gives a row: number, title, anchor on the page of outside documents.
    """
    rows = [
        [document.number, document.title, outside_anchor(key)]
        for key, document in publication.outside.items()
        if document.number
    ]
    text = script_value(rows)
    path = folder / FOLDER / "outside.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"window.gkOutside={text};\n", encoding="utf-8")
    return 1
