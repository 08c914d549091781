"""Personal data that must not be published (条例第十五条, 个人信息保护法); messages give the place, never the number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from gongkai.checking.persons.advice import ADVICE, FINDINGS
from gongkai.checking.persons.decided import is_decided
from gongkai.checking.persons.personal_facts import facts_in, hints_of_persons, may_tell, personal_in, signs_of_persons
from gongkai.checking.persons.personal_kinds import Found, PersonalKind
from gongkai.checking.records.found_in_rows import found_in_rows
from gongkai.checking.rule import Rule
from gongkai.checking.texts.personal_numbers import HINTS, MAYBE, SIGNS, numbers_in
from gongkai.checking.texts.text_lines import all_text, field_lines_of, texts_of
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.record import SEPARATOR, RecordTable
from gongkai.model.words.matcher import matcher

_OF_NOBODY = ("index_no", "local_no")
"""Fields with the numbers of the item itself."""
_MOST = 20
"""Maximum number of reported rows of one dataset."""

_ROW_SIGN = matcher("[@＠患住]|残疾|出生|未成年|离婚|家庭电话")
"""Rows of records without any of these tell nothing of a person, besides numbers."""


def check(publication: Publication) -> Iterator[Problem]:
    """Personal numbers in records and YAML comments."""
    for number, table in publication.records.items():
        yield from found_in_rows(table, "personal data", partial(_records, publication.by_index[number]))
    yield from _comments(publication)


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Personal data in texts: identity numbers are errors; telephone and card numbers may be the agency's own."""
    # Numbers are looked for in each text anyway, so that no look at the whole comes before.
    found = _in_item(item, personal_in if may_tell(all_text(item)) else numbers_in)
    yield from (one for one in found if not is_decided(item, one.rule))


def _in_item(item: Item, find: Callable[[str], Iterator[Found]]) -> Iterator[Problem]:
    for text, path, first in texts_of(item):
        yield from _text(text, path, first, find)
    own = {item.at(name) for name in _OF_NOBODY if name in item.values}
    for line, place in field_lines_of(item):
        if place not in own:
            yield from _line(line, place, find)


def _text(text: str, path: str, first: int, find: Callable[[str], Iterator[Found]]) -> Iterator[Problem]:
    """Search a text that begins on the line ``first`` as a whole, since a number may be split over two lines."""
    for found in find(text):
        start = text.rfind("\n", 0, found.at) + 1
        line = first + text.count("\n", 0, found.at)
        yield _problem(found, Place(path, line, found.at - start + 1))


def _line(line: str, place: Place, find: Callable[[str], Iterator[Found]]) -> Iterator[Problem]:
    for found in find(line):
        yield _problem(found, place)


def _records(item: Item, table: RecordTable) -> Iterator[Problem]:
    rows = 0
    for text in table.packed:
        tells = _ROW_SIGN.search(text)
        if not tells and not MAYBE.search(text):
            continue
        file, line, _, cells = text.split(SEPARATOR, 3)
        kinds = _kinds_in(cells.split(SEPARATOR), table)
        if tells:
            kinds += [one.kind for one in facts_in(cells.replace(SEPARATOR, ",")) if one.kind not in kinds]
        kinds = [kind for kind in kinds if not is_decided(item, ADVICE[kind].rule)]
        for kind in kinds:
            yield _problem(Found(kind, 0), Place(item.records[int(file)].path, int(line), 1), "这一行")
        rows += bool(kinds)
        if rows == _MOST:
            return
    for words in (*table.titles, *table.notes):
        for found in numbers_in(words):
            yield _problem(found, Place(item.records[0].path, 1, 1), "表的上面或者下面")
    for change in table.changes:
        for found in numbers_in(f"{change.key} {change.before} {change.reason}"):
            yield _problem(found, change.place, "这一行")


def _kinds_in(cells: list[str], table: RecordTable) -> list[PersonalKind]:
    """The distinct kinds of numbers in a row; column titles are part of the context that classifies them."""
    kinds = (
        found.kind
        for column, cell in zip(table.columns, cells)
        if len(cell) >= 8 and MAYBE.search(cell)
        for found in _numbers_in_cell(column.title, cell)
    )
    return list(dict.fromkeys(kinds))


@lru_cache(maxsize=65536)
def _numbers_in_cell(title: str, cell: str) -> tuple[Found, ...]:
    """The numbers of one cell, memoized, since codes of agencies and companies recur in very many rows."""
    return tuple(numbers_in(f"{title} {cell}"))


def _comments(publication: Publication) -> Iterator[Problem]:
    """Comments in source files are on no page, but in the archive package and in the repository."""
    for comment in publication.reading.comments:
        for found in numbers_in(comment.words):
            place = comment.place
            yield _problem(found, Place(place.path, place.line, place.column + found.at), "这里的注释里")


def _problem(found: Found, place: Place, where: str = "这里") -> Problem:
    advice = ADVICE[found.kind]
    return problem(place, advice.rule, f"{where}{advice.there_is(found.kind)}。", advice.remedy, advice.level)


RULE = Rule(
    title="不泄露个人信息",
    sources=("条例第十五条", "个人信息保护法"),
    findings=FINDINGS,
    of_column=check,
    of_item=check_item,
    signs=lambda _: (*SIGNS, *signs_of_persons()),
    hints=(*HINTS, *hints_of_persons()),
)
