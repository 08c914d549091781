"""The one file that a search reads for its first answer, so that a slow line is asked once."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

from gongkai.searching.packing import FOLDER

PAGES = "pages"
"""Name of the index of items; that of records is a second one."""

_MOST_ROWS_AT_START = 48_000
"""Most bytes of rows in ``start.js``: a quarter of a second of a slow line, less than requests one after the other."""


def start_text(search: Path) -> str:
    """The content of ``start.js``: the files in the folder ``search`` that a first answer reads. Raises OSError.

    These are the columns of all items, the table of Traditional characters, the synonyms and the newest rows, of which
    all fit for a thousand items. One request brings them; each is also there by itself.
    """
    rows = sorted((search / PAGES).glob("d*.js"), key=lambda path: -int(path.stem[1:]))
    sizes = accumulate(path.stat().st_size for path in rows)
    wanted = (path for path, size in zip(rows, sizes) if size <= _MOST_ROWS_AT_START)
    parts = (search / PAGES / "meta.js", search / "traditional.js", search / "synonyms.js", *wanted)
    return "".join(path.read_text(encoding="utf-8") for path in parts)


def write_start(folder: Path) -> int:
    """Write ``search/start.js`` below ``folder`` and return the number of files. Raises OSError."""
    search = folder / FOLDER
    (search / "start.js").write_text(start_text(search), encoding="utf-8", newline="\n")
    return 1
