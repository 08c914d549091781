"""A cell that names an attachment, such as the flow chart of a power, also says in words what it shows; the file is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gongkai.checking.rule import Needs, Rule
from gongkai.incremental.same_object import SameObject
from gongkai.model.item import Item, Row
from gongkai.model.kind import Field, Kind
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_FILE = matcher(r"[^\s，,；;：:（）()]+\.(?:pdf|ofd|png|jpe?g|docx?|xlsx?)", re.IGNORECASE)
_WORDS = matcher(r"[\u3400-\u9fff]")
_LEAST = 4
"""Characters from which what stands besides the name counts as a description."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Cells with the name of a file that the item does not have, and names of files without a word about them."""
    del publication
    if item.legacy:
        return
    names = [name for one in item.attachments for name in (one.title, one.name) if name]
    for name, column in _naming(SameObject(item.kind)):
        for row in item.rows(name):
            yield from _cell(row, column, names)


@lru_cache(maxsize=256)
def _naming(kind: SameObject[Kind]) -> tuple[tuple[str, Field], ...]:
    """The columns of a type whose cells name files, each with the name of its field."""
    columns = ((field.name, column) for field in kind.it.fields for column in field.columns)
    return tuple((name, column) for name, column in columns if column.cites and column.cites.file)


def _cell(row: Row, column: Field, names: list[str]) -> Iterator[Problem]:
    text = row.text(column.name)
    named = max((one for one in names if one in text), key=len, default="")
    written = _FILE.search(text)
    if written and not named:
        what = f"“{column.title}”写了文件“{written[0]}”，附件里没有它。"
        yield problem(row.place, "cell-file-missing", what, "请把它加进附件，或者照附件的名称写。", Level.WARNING)
    elif named and len(_WORDS.findall(text.replace(named, ""))) < _LEAST:
        what = f"“{column.title}”只有文件“{named}”，没有用文字说明各环节。"
        remedy = "看不到图的人也要能知道：请在文件名后面写明各环节，例如“：受理→审查→决定→送达”。"
        yield problem(row.place, "cell-file-wordless", what, remedy, Level.WARNING)


RULE = Rule(
    title="条目的流程图有文件，也有文字说明",
    sources=("GB/T 37668-2019",),
    findings=(
        Finding("cell-file-missing", Level.WARNING, "表里写的文件不在附件里"),
        Finding("cell-file-wordless", Level.WARNING, "流程图没有文字说明"),
    ),
    needs=Needs(types=("duty_list",), fields=("entries.flowchart",)),
    of_item=check_item,
)
