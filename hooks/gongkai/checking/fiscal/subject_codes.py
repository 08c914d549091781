"""Codes of subjects that can be, each once, with the rows above them (政府收支分类科目)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.checking.fiscal.likely_codes import LENGTHS, is_spoilt, likely_code, plain_name, why_impossible
from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import FigureTable, Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.vocabulary import titles

_ECONOMIC = "basic"
_CLASSES_OF_ECONOMIC = frozenset({"301", "302", "303", "307", "309", "310", "311", "312", "313", "399"})
_LISTS = {"2": "functional_subjects", "3": "economic_subjects"}
_FROM = 2020
"""The first year whose names and codes are those of the lists."""
_MOST = 4


@dataclass(frozen=True)
class _Row:
    """A row with a code."""

    code: str
    name: str
    number: int
    texts: tuple[str, ...]


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Impossible codes, codes printed twice, rows whose heading row is lost, codes that no list has."""
    if item.legacy:
        return
    for table in item.tables.values():
        columns = [column.name for column in table.layout.columns]
        if "code" in columns and "subject" in columns:
            yield from _of_table(item, table)


def _of_table(item: Item, table: FigureTable) -> Iterator[Problem]:
    rows = list(_rows(table))
    first = "3" if table.layout.name == _ECONOMIC else "2"
    year = item.values.get("year")
    official = titles(_LISTS[first]) if isinstance(year, int) and year >= _FROM else {}
    # 政府预算经济分类 (501) and codes of revenue (103) have lists of their own.
    ours = [
        row
        for row in rows
        if row.code[:1] == first or not row.code.isdecimal() or len(row.code) not in LENGTHS or row.code[0] in "046789"
    ]
    classes = frozenset(code for code in titles(_LISTS[first]) if len(code) == 3) | _CLASSES_OF_ECONOMIC
    impossible = [(row, why) for row in ours if (why := why_impossible(row.code, classes))]
    if impossible:
        yield _impossible(table, rows, impossible)
        return
    yield from _twice(table, rows)
    yield from _lost(table, rows)
    yield from _unknown(table, [row for row in ours if row.code not in official], official)


def _rows(table: FigureTable) -> Iterator[_Row]:
    titles_of = {column.title: column.name for column in table.layout.columns}
    names = [titles_of.get(title, "") for title in table.header]
    if "code" not in names or "subject" not in names:
        return
    code_at, subject_at = names.index("code"), names.index("subject")
    figures = {"money", "number", "integer"}
    kinds = {column.title: column.type.value for column in table.layout.columns}
    texts_at = [at for at, title in enumerate(table.header) if kinds.get(title, "string") not in figures]
    for at, row in enumerate(table.rows):
        code = "".join(row[code_at].split())
        if (code.isascii() and code.isdecimal()) or is_spoilt(code):
            yield _Row(code, row[subject_at].strip(), at, tuple(row[column].strip() for column in texts_at))


def _place(table: FigureTable, row: _Row) -> Place:
    titles_of = {column.name: column.title for column in table.layout.columns}
    return table.place(row.number, table.header.index(titles_of["code"]))


def _impossible(table: FigureTable, rows: Sequence[_Row], found: Sequence[tuple[_Row, str]]) -> Problem:
    wrong = {row.number for row, _ in found}
    official = {**titles(_LISTS["2"]), **titles(_LISTS["3"])}
    said = []
    for row, _ in found:
        above = [one.code for one in rows if one.number < row.number and one.number not in wrong]
        meant = likely_code(row.code, row.name, above, official)
        said.append((row, meant))
    (row, why), meant = found[0], said[0][1]
    more = [f"{one.code}（{likely}）" if likely else one.code for one, likely in said[1:_MOST]]
    others = f"同样的还有 {'、'.join(more)}{f'等 {len(said) - 1} 个' if len(said) > _MOST else ''}。" if more else ""
    what = f"“{table.layout.title}”的科目编码 {row.code}（{row.name}）{why}。{others}"
    remedy = f"是不是 {meant}？请对照原件核对编码。" if meant else "请对照原件核对编码。"
    places = [_place(table, one) for one, _ in found]
    return problem(places[0], "subject-code", what, remedy, parts=places)


def _twice(table: FigureTable, rows: Sequence[_Row]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], _Row] = {}
    for row in rows:
        earlier = first.setdefault(row.texts, row)
        if earlier is not row:
            what = f"“{table.layout.title}”的科目 {row.code}（{row.name}）写了两行，第 {table.lines[earlier.number]} 行已经有。"
            places = (_place(table, row), _place(table, earlier))
            yield problem(places[0], "subject-twice", what, "请对照原件，删去多的一行。", parts=places)


def _lost(table: FigureTable, rows: Sequence[_Row]) -> Iterator[Problem]:
    """Rows without the row above them, in a table that has such rows for others."""
    codes = {row.code for row in rows}
    shown = {len(row.code) for row in rows if row.code[:-2] in codes}
    lost: dict[str, list[_Row]] = {}
    for row in rows:
        if len(row.code) in shown and row.code[:-2] not in codes:
            lost.setdefault(row.code[:-2], []).append(row)
    for parent, below in lost.items():
        names = titles(_LISTS.get(parent[0], "functional_subjects"))
        name = f"（{names[parent]}）" if parent in names else " "
        what = f"“{table.layout.title}”有科目 {below[0].code}（{below[0].name}），没有它的上级 {parent}{name}这一行。"
        remedy = "请对照原件补上这一行，或者核对编码。"
        yield problem(
            _place(table, below[0]), "subject-parent", what, remedy, Level.WARNING, [_place(table, r) for r in below]
        )


def _unknown(table: FigureTable, rows: Sequence[_Row], official: dict[str, str]) -> Iterator[Problem]:
    """Codes that are not in the list, of subjects whose others are in it; the list of functions has not all of them.

    There a code is told only where its name stands beside another one.
    """
    has_all = table.layout.name == _ECONOMIC
    for row in rows:
        parent = row.code[:-2]
        # The list of functions has every 类, but only some 款; of a 款 that it has, it has every 项.
        listed = len(parent) > 3 or parent[:1] != "2"
        complete = listed and parent in official and any(code[:-2] == parent for code in official)
        if not complete:
            continue
        same = [code for code in official if plain_name(official[code]) == plain_name(row.name) and code[:-2] == parent]
        if not same and not has_all:
            continue
        meant = f"“{row.name}”的编码是 {same[0]}。" if same else "请核对编码和名称。"
        what = f"科目编码 {row.code}（{row.name}）不在《政府收支分类科目》的{official[parent]}里。"
        yield problem(_place(table, row), "subject-unknown", what, meant, Level.WARNING)


RULE = Rule(
    title="科目编码成立",
    sources=("预算法第二十七条",),
    findings=(
        Finding("subject-code", Level.ERROR, "科目编码不成立", as_printed=True),
        Finding("subject-twice", Level.ERROR, "一个科目写了两行", as_printed=True),
        Finding("subject-parent", Level.WARNING, "科目没有上级的一行", as_printed=True),
        Finding("subject-unknown", Level.WARNING, "科目编码不在官方的科目里", as_printed=True),
    ),
    needs=Needs(columns=("code", "subject"), tables=("basic",), fields=("year",)),
    of_item=check_item,
)
