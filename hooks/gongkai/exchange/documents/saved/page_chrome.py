"""The words of web pages around a document: labels of its elements, buttons, navigation, footers (vocabulary/page_chrome.yml)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gongkai import FOLDER
from gongkai.model.place import Place
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.script import simplified
from gongkai.model.words.matcher import matcher
from gongkai.reading.yaml.shape import shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_FILE = "vocabulary/page_chrome.yml"
_BESIDE_BUTTONS = matcher(r"[\s\u3000|｜丨\[\]【】()（）:：>》·/-]+")
_OTHER_LABEL = matcher(r"[\u3400-\u9fff\s]{2,10}[：:]\Z")
_OTHER = "其他"
_LONGEST_HEADING = 12
_HOST = matcher(r"www\.[\w.-]+|https?://\S+")


@dataclass(frozen=True, slots=True)
class PrintedElement:
    """What a page prints beside one label; ``field`` is empty for functions of the page."""

    label: str
    field: str
    value: str


def elements_of(line: str) -> tuple[PrintedElement, ...]:
    """The labels of a line with their values; none where the line does not begin with a label."""
    known = _data()
    found = [*known.label.finditer(simplified(line))]
    # Simplification keeps the length, so that values are taken from the line as it is printed.
    if not found or line[: found[0].start()].strip(" \t\u3000\xa0-*·•●"):
        return ()
    ends = [match.start() for match in found[1:]] + [len(line)]
    made = []
    for match, end in zip(found, ends):
        label = "".join(match["label"].split())
        value = line[match.end() : end].strip(" \t\u3000\xa0")
        made.append(PrintedElement(line[match.start("label") : match.end("label")], known.fields[label], value))
    return tuple(made)


def elements_in_cells(cells: Sequence[str], least: int = 1) -> tuple[PrintedElement, ...]:
    """The elements in the cells of a table, or in lines, of labels and values side by side; none where it holds others.

    ``least`` of the labels must be known. One that is not stands for something else that the page says (其他).
    """
    known = _data()
    found: list[PrintedElement] = []
    labels = 0
    rest = [cell.strip() for cell in cells if cell.strip()]
    while rest:
        cell = rest.pop(0)
        label = "".join(simplified(cell).split()).rstrip("：:")
        if label in known.fields or (found and _OTHER_LABEL.match(cell)):
            value = rest.pop(0) if rest and not _is_label(rest[0], known) else ""
            found.append(PrintedElement(cell.rstrip("：: "), known.fields.get(label, _OTHER), value))
            labels += label in known.fields
        elif within := elements_of(cell):
            found += within
            labels += len(within)
        else:
            return ()
    return tuple(found) if labels >= least else ()


def is_label(text: str) -> bool:
    """Whether a line is nothing but a label that is known."""
    return _is_label(text, _data())


def _is_label(text: str, known: _Data) -> bool:
    return "".join(simplified(text).split()).rstrip("：:") in known.fields or bool(_OTHER_LABEL.match(text))


def begins_section(line: str) -> bool:
    """Whether a short line heads what a page prints below its document: related articles, comments."""
    words = simplified(line).strip(" :：>》【】[]")
    return len(words) <= _LONGEST_HEADING and bool(_data().below.match(words))


def is_button(line: str) -> bool:
    """Whether a line consists of nothing but buttons."""
    words = [word for word in _BESIDE_BUTTONS.split(simplified(line)) if word]
    return bool(words) and all(word in _data().buttons for word in words)


def begins_page(line: str) -> bool:
    """Whether a line at the beginning belongs to the page: a welcome, a trail, the address of the site."""
    return bool(_data().head.search(simplified(line)) or _HOST.search(line)) or is_button(line)


def ends_page(line: str) -> bool:
    """Whether a line at the end belongs to the page: footer, links, codes for telephones."""
    return bool(_data().foot.search(simplified(line))) or is_button(line)


@dataclass(frozen=True, slots=True)
class _Data:
    label: re.Pattern[str]
    fields: dict[str, str]
    """Label without blanks → field."""
    buttons: frozenset[str]
    head: re.Pattern[str]
    foot: re.Pattern[str]
    below: re.Pattern[str]


@cache
def _data() -> _Data:
    data, problems = gathered(_read())
    assert not problems, problems
    return data


def _read() -> Reading[_Data]:
    node = yield from read_yaml(FOLDER / _FILE, _FILE)
    shape = yield from shape_of(node, _FILE, Place(_FILE))
    fields: dict[str, str] = {}
    for row in (yield from shape.rows("标签")):
        of_row = yield from shape_of(row, _FILE, Place(_FILE))
        field = yield from of_row.text("要素")
        fields |= {"".join(label.split()): field for label in (yield from of_row.texts("写法"))}
    below = yield from shape.texts("文末")
    # A label may be spread to the width of the others: «名  称».
    spread = (r"[ \u3000\xa0]*".join(map(re.escape, label)) for label in sorted(fields, key=len, reverse=True))
    buttons, head, foot = (
        (yield from shape.texts("按钮")),
        (yield from shape.texts("开头")),
        (yield from shape.texts("结尾")),
    )
    return _Data(
        label=re.compile(rf"(?<![\u3400-\u9fff])(?P<label>{'|'.join(spread)})[ \u3000\xa0]*[:：]"),
        fields=fields,
        buttons=frozenset(buttons),
        head=re.compile("|".join(map(re.escape, head))),
        foot=re.compile("|".join(map(re.escape, foot)), re.IGNORECASE),
        below=re.compile("|".join(map(re.escape, below)), re.IGNORECASE),
    )
