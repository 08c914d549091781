"""Counts in texts (受理、复议、采纳、清理、接待) agree with the tables, fields and lists that they name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.checking.fiscal.printed_figures import figure_in_row
from gongkai.checking.rule import Needs, Rule
from gongkai.checking.texts.text_lines import marked_lines_of, within
from gongkai.model.formula import CELL, FIRST_ROW
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.values.prose_names import ProseCount, prose_counts

_ROWS = re.compile(r"行数\((?P<field>[^()=]+|[^=]+?)(?:=(?P<word>[^()]+))?\)\Z")
_NUMBER = r"\s*(?P<n>\d{1,7})\s*"
_OTHER_TIME = re.compile(r"上年(?!度?结转)|去年|前年|累计|以来|历年|近[一二三四五六七八九十两]年|同比|其中[^,，。]*$")
_YEAR = re.compile(r"(20\d\d)年")
_BLANKS = re.compile(r"[ \t\u3000\u00a0]+")


@dataclass(frozen=True)
class _Count:
    """One way of telling a count, with its pattern."""

    said: ProseCount
    pattern: re.Pattern[str]


@cache
def _counts() -> Mapping[str, tuple[_Count, ...]]:
    found: dict[str, list[_Count]] = defaultdict(list)
    for one in prose_counts():
        found[one.kind].append(_Count(one, re.compile(one.words.replace("{n}", _NUMBER))))
    return {kind: tuple(counts) for kind, counts in found.items()}


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Counts in the text that differ from every figure that they may mean."""
    counts = _counts().get(item.kind.name, ())
    if not counts or item.legacy:
        return
    for line, place in marked_lines_of(item):
        # Most lines have no figure, so that one look is enough for all patterns.
        if not any(sign.isdigit() for sign in line):
            continue
        plain = line if not _BLANKS.search(line) else _BLANKS.sub("", line)
        for count in counts:
            for found in count.pattern.finditer(plain):
                if _is_of_this_year(item, plain[: found.start()]):
                    yield from _told(item, count, found, within(place, found.start("n")))


def _is_of_this_year(item: Item, before: str) -> bool:
    """Whether the sentence speaks of the item's own year, or names none."""
    sentence = re.split(r"[。；;]", before)[-1]
    years = _YEAR.findall(sentence)
    year = item.values.get("year", item.values.get("cleanup_year"))
    clause = re.split(r"[，,]", sentence)[-1]
    return not _OTHER_TIME.search(clause) and not (years and isinstance(year, int) and years[-1] != str(year))


def _told(item: Item, count: _Count, found: re.Match[str], place: Place) -> Iterator[Problem]:
    known = [one for one in (_value(item, value) for value in count.said.values) if one]
    printed = int(found["n"])
    if not known or any(printed == number for number, _, _ in known):
        return
    number, words, places = known[0]
    what = f"文字里的“{count.said.name}”是 {printed}，{words} {number}。"
    yield problem(place, "count-differs", what, "请核对文字和数据。", Level.WARNING, (place, *places))


def _value(item: Item, formula: str) -> tuple[int, str, tuple[Place, ...]] | None:
    """The number that a formula gives, in words, and where it comes from; None where a part is not stated."""
    total, places, words = 0, [], []
    for term in formula.split(" + "):
        part = _term(item, term)
        if part is None:
            return None
        total += part[0]
        words.append(part[1])
        places.append(part[2])
    more = "等几处相加是" if len(words) > 1 else ""
    return total, words[0].removesuffix("是") + more if more else words[0], tuple(places)


def _term(item: Item, term: str) -> tuple[int, str, Place] | None:
    cell = CELL.match(term)
    if cell:
        table = item.tables.get(cell[1])
        found = figure_in_row(table, cell[2], cell[3]) if table else None
        if table is None or found is None:
            return None
        figure, place, name = found
        column = table.header.index(cell[3])
        blank = not any(table.place(at, column) == place and row[column].strip() for at, row in enumerate(table.rows))
        where = f"“{table.layout.title}”的{cell[3] if name == FIRST_ROW else f'{name}（{cell[3]}）'}是"
        return None if blank or figure.value != int(figure.value) else (int(figure.value), where, place)
    rows = _ROWS.match(term)
    field = item.kind.by_label.get(rows["field"] if rows else term)
    if field is None or field.name not in item.values:
        return (
            (0, f"“{rows['field']}”没有，是", item.place)
            if rows and field and not rows["word"] and _lists(item)
            else None
        )
    if rows:
        column_of = next((column.name for column in field.columns if column.constraints.enum), "")
        listed = [row for row in item.rows(field.name) if not rows["word"] or row.text(column_of) == rows["word"]]
        shown = f"“{field.title}”里{rows['word']}的" if rows["word"] else f"“{field.title}”列了"
        return len(listed), f"{shown}是" if rows["word"] else shown, item.at(field.name)
    number = item.number(field.name)
    return None if number is None else (int(number), f"“{field.title}”填的是", item.at(field.name))


def _lists(item: Item) -> bool:
    """Whether the item has lists of documents at all; one without any has them in an attachment."""
    return any(item.rows(field.name) for field in item.kind.fields if field.columns)


RULE = Rule(
    title="文字里的件数与数据一致",
    findings=(Finding("count-differs", Level.WARNING, "文字里的件数与数据不同", as_printed=True),),
    needs=Needs(fields=("year", "cleanup_year")),
    of_item=check_item,
)
