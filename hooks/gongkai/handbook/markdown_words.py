"""Markdown as the handbook writes it: escaped words, fenced code, boxes and rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongkai.model.problems.printable import printable

_SPECIAL = re.compile(r"[\\`*_{}\[\]|~^=#]")
# What matters of a text stands before it, and a heading underlined with «---» is none.
_LANGUAGES = {"md": "yaml", "yml": "yaml", "csv": "text", "diff": "diff"}


def escaped(words: str) -> str:
    """Words of a definition or a message, none of which is markup."""
    plain = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(lambda match: "\\" + match[0], plain).replace("\n", " ").strip()


def code(name: str) -> str:
    """A name of a rule, a field or a file, set as code."""
    return f"`{name}`"


def fenced(text: str, path: str = "", first: int = 1, marked: Iterable[int] = (), title: str = "") -> str:
    """The text of a file in a fence that nothing in it can close, with the ``marked`` lines (counted from 1) marked.

    ``first`` is the number of the first line within the file; characters that nobody would see are written as their code.
    """
    lines = [printable(line.replace("\t", "    ")) for line in text.rstrip("\n").split("\n")]
    ticks = max([2, *(len(match) for match in re.findall("`+", text))]) + 1
    head = "`" * ticks + _LANGUAGES.get(path.rpartition(".")[2], "text")
    if title or path:
        head += f' title="{(title or path).replace(chr(34), "")}"'
    if marks := " ".join(str(number) for number in sorted(set(marked)) if 0 < number <= len(lines)):
        head += f' linenums="{first}" hl_lines="{marks}"'
    return "\n".join([head, *lines, "`" * ticks])


def box(kind: str, title: str, text: str, *, folded: bool = False) -> str:
    """An admonition of Material; a folded one shows its title alone until it is opened."""
    inner = "\n".join(f"    {line}" if line else "" for line in text.split("\n"))
    return f'{"???" if folded else "!!!"} {kind} "{title.replace(chr(34), "")}"\n\n{inner}'


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table whose cells hold Markdown without line breaks."""
    head = tuple(head)
    lines = [_row(head), _row("---" for _ in head), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def blocks(*parts: str) -> str:
    """Parts of a page with an empty line between them; empty ones are left out."""
    return "\n\n".join(part for part in parts if part) + "\n"
