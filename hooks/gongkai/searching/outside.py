"""Documents of others that the column refers to, for who searches for one of them, as a small classic script."""

from __future__ import annotations

import json
from pathlib import Path

from gongkai.model.publication import Publication
from gongkai.searching.shards import FOLDER
from gongkai.texts.mentions import outside_anchor


def write_outside(publication: Publication, folder: Path) -> int:
    """Write ``search/outside.js`` below ``folder`` and give the number of files. Raises OSError.

    Each document that has a number is this number, its title, and its anchor on the page of outside documents.
    """
    rows = [
        [document.number, document.title, outside_anchor(key)]
        for key, document in publication.outside.items()
        if document.number
    ]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    # These two are line ends in older scripts and would break the file.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    path = folder / FOLDER / "outside.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"window.gkOutside={text};\n", encoding="utf-8")
    return 1
