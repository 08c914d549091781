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
from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import FENCES
from gongkai.texts.body_blocks import is_markdown

_TAB = "\t"
_SIGNS_OF_ROWS = (_TAB, "|", "｜", "│", "┃")
_BLANKS_OF_ROWS = ("    ", "\xa0\xa0\xa0\xa0", "\u3000\u3000")
"""What may part the cells of a row; a text without any of them has no row."""
_GAPS = matcher(r"[ \xa0]{4,}|[ \xa0\u3000]*\u3000{2,}[ \xa0\u3000]*")
_ROW = matcher(r"^[ \t]*\|.*\|[ \t]*\n", re.MULTILINE)
"""Rows of tables as they should be written."""
_BARS = matcher("[|｜│┃]")
_FRAME = matcher(r"[\s┌┬┐├┼┤└┴┘─━┏┳┓┣╋┫┗┻┛+|｜│┃=:-]+\Z")
_CHINESE_COMMAS = matcher("[，。；]")
_DIGIT = matcher(r"\d")
_FEWEST_ALIGNED, _LONGEST_CELL = 3, 30
_TAG = matcher(
    r"(?<!\\)(?:</?(?:o|v|w|st\d):\w+[^<>]*>|<!--\[(?:if|endif)[^<>]*(?:-->|>)|<!\[(?:if|endif)[^<>]*>(?:-->)?"
    r"|<!--\s*(?:Start|End)Fragment\s*-->|</?(?:span|font|table|col|colgroup|tbody|thead|t[dhr]|div|p)(?:\s[^<>]*)?/?>)",
    re.IGNORECASE,
)
_OF_TABLES = matcher(r"</?(?:table|t[dhr])\b", re.IGNORECASE)
_OFFICE = matcher(
    r"</?(?:o|v|w|st\d):\w|<!(?:--)?\[(?:if|endif)|<!--\s*(?:Start|End)Fragment|<\w+\s[^<>]*(?:class=[\"']?Mso|mso-|lang=)|</?t[dhr]\b",
    re.IGNORECASE,
)
"""What only the clipboard writes; in Markdown texts other tags are told as marks that have no effect (marks_in_markdown.py)."""
_OTHER_STRUCTURES = ("|", ">", "- ", "* ", "+ ", "<")
_MOST = 3
_TABBED, _BARRED, _SPACED = "制表符", "竖线", "空格"
_COMMAS = "逗号"
_TABLE, _TABLE_END = "<table", "</table>"


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Rows with tabs, which would become paragraphs run together, and tags that the page would print."""
    for text, path, first in texts_of(item):
        if _may_have_rows(_ROW.sub("", text) if "|" in text else text):
            yield from _rows(text, path, first)
        if "<" in text:
            yield from _tags(text, path, first, is_markdown(text, item.style))


def is_pasted(line: str) -> bool:
    """Whether a line has tags that only the clipboard of an office program writes."""
    return bool(_OFFICE.search(line))


def _may_have_rows(text: str) -> bool:
    """A quick test that most texts do not pass: blanks at the beginnings of lines are no gaps."""
    if any(sign in text for sign in _SIGNS_OF_ROWS) or text.count(",") >= 2 * _FEWEST_ALIGNED:
        return True
    return any(
        text.count(blank) - text.count("\n" + blank) >= _FEWEST_ALIGNED for blank in _BLANKS_OF_ROWS if blank in text
    )


def _rows(text: str, path: str, first: int) -> Iterator[Problem]:
    run: list[list[str]] = []
    begin = 0
    way, is_framed = "", False
    lines = [*_outside(text), "。"]
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if way in ("", _BARRED) and _FRAME.match(line):
            is_framed = True
            continue
        found, cells = _cells(line)
        if found != way or (run and way != _TABBED and len(cells) != len(run[0])):
            if _is_table(way, run) or (is_framed and way == _BARRED and len(run) > 1):
                yield _table(run, Place(path, first + begin, 1), way)
            is_framed = is_framed and not way
            run, begin, way = [], number, found
        if cells:
            run.append(cells)


def _cells(line: str) -> tuple[str, list[str]]:
    """How the words of a line are parted into cells, and the cells; nothing where it is no row."""
    words = line.strip()
    if words.startswith(_OTHER_STRUCTURES):
        return "", []
    if _TAB in words:
        return _TABBED, [cell.strip() for cell in line.rstrip().split(_TAB)]
    if _BARS.search(words) and not words.endswith("。"):
        return _BARRED, [cell.strip() for cell in _BARS.split(words.strip("|｜│┃"))]
    if words.count(",") > 1 and not _CHINESE_COMMAS.search(words):
        return _COMMAS, [cell.strip() for cell in words.split(",")]
    cells = [cell.strip() for cell in _GAPS.split(words)]
    return (_SPACED, cells) if len(cells) > 1 and max(map(len, cells)) <= _LONGEST_CELL else ("", [])


def _is_table(way: str, rows: list[list[str]]) -> bool:
    """Whether rows are a table: two between tabs, else three with figures, so that names side by side are none."""
    if way == _TABBED:
        return len(rows) > 1
    figures = sum(any(_DIGIT.search(cell) for cell in row) for row in rows[1:])
    return len(rows) >= _FEWEST_ALIGNED and len(rows[0]) > 1 and figures * 2 >= len(rows) - 1


def _table(rows: list[list[str]], place: Place, way: str) -> Problem:
    width = max(map(len, rows))
    what = f"从这里起的 {len(rows)} 行像是粘贴来的表（{width} 列，用{way}隔开），网页上会成为连在一起的文字。"
    head = " | ".join([*rows[0], *[""] * (width - len(rows[0]))])
    remedy = (
        f"请把{way}换成“|”：第一行写成“| {head} |”，它下面加一行“{'|---' * width}|”，以下各行同样隔开；"
        "有合并单元格的，把表存成 Word 文件，用 python run.py import 录入。"
    )
    if way != _TABBED:
        remedy += "不是表的，不用改。"
    return problem(place, "pasted-table", what, remedy, Level.WARNING if way == _TABBED else Level.NOTE)


def _tags(text: str, path: str, first: int, in_markdown: bool) -> Iterator[Problem]:
    lines = [*_outside(text)]
    for number, line in enumerate(lines):
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
        if _TABLE in (low := line.lower()):
            end = next((at for at in range(number, len(lines)) if _TABLE_END in lines[at].lower()), None)
            remedy = _of_table(line[: low.index(_TABLE)], end is not None)
            # What follows of the table has the same cause.
            lines[number + 1 : None if end is None else end + 1] = [""] * ((end or number) - number)
        elif any(_OF_TABLES.match(tag) for tag in distinct):
            remedy = f"请把整张表从“{_TABLE}”到“{_TABLE_END}”一起粘贴；或者删去这些标记，各格之间用“|”隔开。"
        yield problem(
            within(Place(path, first + number, 1), found[0].start()), "pasted-mark", what, remedy, Level.WARNING
        )


def _of_table(before: str, has_end: bool) -> str:
    """What to do with a table that begins behind something else on its line, or never ends."""
    if not has_end:
        return f"这张表没有“{_TABLE_END}”：请在表的最后加一行“{_TABLE_END}”，或者重新粘贴整张表。"
    marks = _TAG.search(before)
    return f"“{_TABLE}”要在一行的开头：请在它前面换行" + (f"，删去“{marks.group()[:40]}”。" if marks else "。")


def _outside(text: str) -> Iterator[str]:
    """The lines of a text; those of tables in HTML, whose tags count, and of code are empty."""
    until = ""
    left = text.lower().count(_TABLE_END) if _TABLE in text.lower() else 0
    for line in text.split("\n"):
        begin = line.strip().lower()
        left -= begin.count(_TABLE_END)
        # Without its end a table is none.
        if not until and begin.startswith(_TABLE) and (left or _TABLE_END in begin):
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
        Finding(
            "pasted-table",
            Level.WARNING,
            "粘贴来的表没有成为表",
            milder=((Level.NOTE, "用空格、竖线对齐的，不一定是表"),),
        ),
        Finding("pasted-mark", Level.WARNING, "有从 Word、WPS 粘贴来的标记"),
    ),
    of_item=check_item,
)
