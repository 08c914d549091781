"""What was pasted from Word, WPS or a sheet and is neither a table nor text: cells between tabs, and tags of the clipboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import texts_of, within
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.blocks import FENCES
from gongkai.texts.body_blocks import is_markdown

_TAB = "\t"
_TAG = re.compile(
    r"(?<!\\)(?:</?(?:o|v|w|st\d):\w+[^<>]*>|<!--\[(?:if|endif)[^<>]*(?:-->|>)|<!\[(?:if|endif)[^<>]*>(?:-->)?"
    r"|</?(?:span|font|col|colgroup|tbody|t[dhr]|div|p)(?:\s[^<>]*)?/?>)",
    re.IGNORECASE,
)
_OF_TABLES = re.compile(r"</?t[dhr]\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"</?(?:o|v|w|st\d):\w|<!(?:--)?\[(?:if|endif)|<\w+\s[^<>]*(?:class=[\"']?Mso|mso-|lang=)|</?t[dhr]\b",
    re.IGNORECASE,
)
"""What only the clipboard writes; in Markdown texts other tags are told as marks that have no effect (marks_in_markdown.py)."""
_OTHER_STRUCTURES = ("|", ">", "- ", "* ", "+ ", "<")
_MOST = 3
_TABLE, _TABLE_END = "<table", "</table>"


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Rows with tabs, which would become paragraphs run together, and tags that the page would print."""
    for text, path, first in texts_of(item):
        if _TAB in text:
            yield from _rows(text, path, first)
        if "<" in text:
            yield from _tags(text, path, first, is_markdown(text, item.style))


def is_pasted(line: str) -> bool:
    """Whether a line has tags that only the clipboard of an office program writes."""
    return bool(_OFFICE.search(line))


def _rows(text: str, path: str, first: int) -> Iterator[Problem]:
    """Two or more lines in succession with tabs between words; blank lines between them do not part them."""
    run: list[list[str]] = []
    begin = 0
    for number, line in enumerate([*_outside(text), "。"]):
        cells = line.rstrip().split(_TAB) if _TAB in line.strip() else []
        if cells and not line.strip().startswith(_OTHER_STRUCTURES):
            begin = number if not run else begin
            run.append([cell.strip() for cell in cells])
        elif line.strip():
            if len(run) > 1:
                yield _table(run, Place(path, first + begin, 1))
            run = []


def _table(rows: list[list[str]], place: Place) -> Problem:
    width = max(map(len, rows))
    what = f"从这里起的 {len(rows)} 行像是粘贴来的表（{width} 列，用制表符隔开），网页上会成为连在一起的文字。"
    head = " | ".join([*rows[0], *[""] * (width - len(rows[0]))])
    remedy = (
        f"请把制表符换成“|”：第一行写成“| {head} |”，它下面加一行“{'|---' * width}|”，以下各行同样隔开；"
        "有合并单元格的，把表存成 Word 文件，用 python run.py import 录入。"
    )
    return problem(place, "pasted-table", what, remedy, Level.WARNING)


def _tags(text: str, path: str, first: int, in_markdown: bool) -> Iterator[Problem]:
    for number, line in enumerate(_outside(text)):
        found = [*_TAG.finditer(line)]
        if not found or (in_markdown and not is_pasted(line)):
            continue
        distinct = [*dict.fromkeys(match.group() for match in found)]
        named = "".join(f"“{tag[:40]}”" for tag in distinct[:_MOST]) + ("等" if len(distinct) > _MOST else "")
        what = f"这里有从 Word、WPS 粘贴来的标记{named}，网页上会照原样显示。"
        words = _TAG.sub("", line).strip()
        remedy = (
            f"请删去这些标记，只留文字“{words[:40]}{'……' if len(words) > 40 else ''}”。" if words else "请删去这一行。"
        )
        if any(_OF_TABLES.match(tag) for tag in distinct):
            remedy = f"请把整张表从“{_TABLE}”到“{_TABLE_END}”一起粘贴；或者删去这些标记，各格之间用“|”隔开。"
        yield problem(
            within(Place(path, first + number, 1), found[0].start()), "pasted-mark", what, remedy, Level.WARNING
        )


def _outside(text: str) -> Iterator[str]:
    """The lines of a text; those of tables in HTML, whose tags count, and of code are empty."""
    until = ""
    for line in text.split("\n"):
        begin = line.strip().lower()
        if not until and begin.startswith(_TABLE):
            until = _TABLE_END
        elif not until and begin.startswith(FENCES):
            yield ""
            until = begin[:3]
            continue
        yield "" if until else line
        if until and until in begin:
            until = ""


RULE = Rule(
    title="粘贴来的表成为表",
    findings=(
        Finding("pasted-table", Level.WARNING, "粘贴来的表没有成为表"),
        Finding("pasted-mark", Level.WARNING, "有从 Word、WPS 粘贴来的标记"),
    ),
    of_item=check_item,
)
