"""A table without inline marks shows every cell, so that no rule has to render it to know that."""

from __future__ import annotations

import re

from gongkai.texts.blocks import BlockKind, placed_blocks
from gongkai.texts.html import render, visible
from gongkai.texts.marked_text import Text
from hypothesis import given
from hypothesis import strategies as st

_CELLS = st.text('甲乙1一（)./_*~=#{}《》，>-:!" \u3000|', max_size=12)
_BLANKS = re.compile(r"[\s\u3000|:*-]+")
"""What may be a mark of the table, or a blank between its cells."""


@given(st.lists(_CELLS, min_size=1, max_size=5), st.integers(1, 4))
def test_tables_show_all_their_cells(rows: list[str], columns: int) -> None:
    source = "\n".join(
        ["|甲" * columns + "|", "|---" * columns + "|", *(f"|{row}|" for row in rows if "**" not in row)]
    )
    assert [block.kind for _, block in placed_blocks(source)] == [BlockKind.TABLE]
    shown = visible(str(render(Text(source), "", lambda address: address).html))
    assert _BLANKS.sub("", shown) == _BLANKS.sub("", source)
