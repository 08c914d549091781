"""Writing Markdown for the handbook: escaped text, fenced code, admonitions and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongkai.model.problems.printable import printable
from gongkai.model.words.matcher import matcher

_SPECIAL = matcher(r"[\\`*_{}\[\]|~^=#]")
# Characters that matter only at the beginning of a line need no escaping: escaped text always follows other text.
_LANGUAGES = {"md": "yaml", "yml": "yaml", "csv": "text", "diff": "diff"}


def escaped(words: str) -> str:
    """Plain text (of a definition or a message) as Markdown on one line, with all markup escaped."""
    plain = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(lambda match: "\\" + match[0], plain).replace("\n", " ").strip()


def code(name: str) -> str:
    """A name of a rule, a field or a file, as inline code."""
    return f"`{name}`"


def fenced(text: str, path: str = "", first: int = 1, marked: Iterable[int] = (), title: str = "") -> str:
    """The text of a file as a fenced code block, longer than any fence in it, with the ``marked`` lines highlighted.

    ``first`` is the number of the first line in the file; ``marked`` counts from 1 within ``text``. ``path`` decides the
    language, and is the title if none is given. Invisible characters are written as their code points.
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
    """An admonition of Material for MkDocs; a folded one is collapsed at first."""
    inner = "\n".join(f"    {line}" if line else "" for line in text.split("\n"))
    return f'{"???" if folded else "!!!"} {kind} "{title.replace(chr(34), "")}"\n\n{inner}'


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; cells are Markdown without line breaks."""
    head = tuple(head)
    lines = [_row(head), _row("---" for _ in head), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def blocks(*parts: str) -> str:
    """The parts that are not empty, separated by blank lines."""
    return "\n\n".join(part for part in parts if part) + "\n"
