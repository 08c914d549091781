"""Plain tables and flat lists, written exactly as Python-Markdown and the allow-list would write them, only faster.

Whatever holds a mark that Markdown might read is left to Python-Markdown; a differential test holds the two equal.
"""

from __future__ import annotations

import re

_MARK = re.compile("[\\\\*_`\\[\\]<>&!\xa0\t]")
"""Characters that Markdown or the allow-list may change."""

_RULE_CELL = re.compile(r":?-+:?\Z")
_ITEM = re.compile(r"([-*+]) ([^\W\d_].*)\Z")
_ALIGNED = {
    (False, False): "",
    (True, False): ' class="gk-text__left"',
    (True, True): ' class="gk-text__center"',
    (False, True): ' class="gk-text__right"',
}


def plain_structure(source: str) -> str | None:
    """The HTML of a table or a list without further marks; None where Markdown must read the source."""
    lines = source.split("\n")
    if lines[0].startswith("|"):
        return None if _MARK.search(source) else _table(lines)
    # The mark of a list is a mark itself, so only the words behind it are looked at.
    return _list(lines)


def _table(lines: list[str]) -> str | None:
    if len(lines) < 3:
        return None
    rows = [_cells(line) for line in lines]
    columns = len(rows[0] or ())
    if any(row is None or len(row) != columns for row in rows):
        return None
    header, rule, *body = (row for row in rows if row is not None)
    if not all(map(_RULE_CELL.match, rule)):
        return None
    classes = [_ALIGNED[cell.startswith(":"), cell.endswith(":")] for cell in rule]
    parts = ['<div class="gk-table-scroll" role="region" aria-label="表格" tabindex="0"><table>\n<thead>\n<tr>\n']
    parts += [f'<th scope="col"{name}>{cell}</th>\n' for cell, name in zip(header, classes)]
    parts.append("</tr>\n</thead>\n<tbody>\n")
    for row in body:
        parts.append("<tr>\n")
        parts += [f"<td{name}>{cell}</td>\n" for cell, name in zip(row, classes)]
        parts.append("</tr>\n")
    parts.append("</tbody>\n</table></div>")
    return "".join(parts)


def _cells(line: str) -> list[str] | None:
    """The cells of a row with bars on both sides; None for every other line."""
    if len(line) < 3 or line[0] != "|" or line[-1] != "|":
        return None
    return [cell.strip() for cell in line[1:-1].split("|")]


def _list(lines: list[str]) -> str | None:
    items = []
    for line in lines:
        item = _ITEM.match(line)
        if item is None or item[1] != lines[0][0] or _MARK.search(item[2]) or "|" in item[2]:
            return None
        items.append(f"<li>{item[2].rstrip()}</li>\n")
    return f"<ul>\n{''.join(items)}</ul>"
