"""Checks of single records: no duplicates, published in time, plausible dates, valid codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial

from gongkai.binding.record_term import day_in
from gongkai.calendar.due import due_date
from gongkai.checking.records.found_in_rows import found_in_rows
from gongkai.checking.records.identifiers import CREDIT_CODE, credit_code_fault, organisation_code_fault
from gongkai.checking.records.keys_so_far import KeysSoFar
from gongkai.checking.rule import Needs, Rule
from gongkai.checking.waivers.record_cells import record_column
from gongkai.incremental.cache import digest_of
from gongkai.model.item import Item, RecordFile
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.record import Record, RecordName, RecordTable
from gongkai.reading.printable_faults import PrintedCells
from gongkai.texts.day_words import day_words

_LIMIT = 7
"""Working days to publish permits and penalties (国办发〔2018〕118号; 信用信息“双公示”)."""
_TWO_PUBLIC = ("permit_result", "penalty_result")
_PUBLIC_DAYS = ("公开日期", "公示日期", "发布日期")
"""Titles of columns that state the day on which a row is made public; rows are public with their item."""
_MOST_OF_A_KIND = 1000
"""How many problems of one code are kept for each file, so that editors can show their places."""


_OWN_CODE = "credit_code"
_CODES = (_OWN_CODE, "authority_code", "source_code", "org_code")
"""The columns with codes that have a check character: of the person, the authority, the source of the data."""


@dataclass(slots=True)
class _FileCounts:
    """Counts kept while the rows of one record file are checked."""

    rows: int = 0
    late: int = 0
    first_late: int = 0
    given: dict[str, int] = field(default_factory=dict)

    def can_list(self, rule: str, is_printed: bool = False) -> bool:
        """Count a problem of a rule; False if the limit is reached. Cells published as printed are not counted."""
        if is_printed:
            return True
        self.given[rule] = self.given.get(rule, 0) + 1
        return self.given[rule] <= _MOST_OF_A_KIND


def check(publication: Publication) -> Iterator[Problem]:
    """The problems of every record file, limited in number for each code and file."""
    keys: dict[str, KeysSoFar] = {}
    for number, table in publication.records.items():
        item = publication.by_index[number]
        yield from table.problems
        is_one_scope = item.kind.record.key_scope == "column"
        known = keys.setdefault(item.kind.name, KeysSoFar()).known_to(item, table) if is_one_scope else {}
        given = f"{publication.as_of} {digest_of(repr(known).encode())}"
        yield from found_in_rows(table, "rows", partial(_rows, item, publication, known), given)


def _rows(item: Item, publication: Publication, known: Mapping[str, Place], table: RecordTable) -> Iterator[Problem]:
    """The problems of the rows of an item; ``known`` are those of its keys that earlier items have."""
    checker = _Checker(item, table, publication, dict(known))
    for record in _in_file_order(table):
        yield from checker.problems_of(record)
    unread = {one.path for one in table.problems} | {item.records[file].path for file, _ in table.left}
    for file, counts in zip(item.records, checker.counts):
        yield from _summary(file, counts)
        if not counts.rows and file.path not in unread:
            yield _without_rows(file)
    yield from _left(item, table)


def _in_file_order(table: RecordTable) -> Iterator[Record]:
    order = sorted(range(len(table)), key=table.source)
    return (record for place in order for record in table.rows(place, place + 1))


class _Checker:
    """Checks the rows of one item, in the order of its files."""

    def __init__(self, item: Item, table: RecordTable, publication: Publication, keys: dict[str, Place]) -> None:
        """``keys`` maps the record keys seen so far to their places, and is extended."""
        self.counts = [_FileCounts() for _ in item.records]
        self._item = item
        self._publication = publication
        self._keys = keys
        self._two_public = item.kind.name in _TWO_PUBLIC and not item.legacy
        self._penalty = item.kind.name == "penalty_result"
        self._term = item.kind.record.term
        self._titles = {column.name: column.title for column in table.columns}
        self._key = table.position(item.kind.record.key)
        self._name = RecordName(item.kind, table.columns)
        self._unique = [
            place
            for place, column in enumerate(table.columns)
            if column.constraints.unique and column.name != item.kind.record.key
        ]
        self._others: dict[tuple[int, str], Place] = {}
        self._codes = [(at, name) for name in _CODES if (at := table.position(name)) >= 0]
        self._day = max(table.position("decision_date"), table.position("inspected_on"))
        self._category = table.position("category")
        self._public = [place for place, column in enumerate(table.columns) if column.title in _PUBLIC_DAYS]
        self._printed = PrintedCells(item)
        self._start = table.position(self._term.start) if self._term else -1
        self._end = table.position(self._term.end) if self._term else -1

    def problems_of(self, record: Record) -> Iterator[Problem]:
        """The problems of one row."""
        cells = record.cells
        counts = self.counts[record.file]
        counts.rows += 1
        place = Place(self._item.records[record.file].path, record.line, 1)
        printed = self._printed.columns(record)
        if self._key >= 0 and cells[self._key]:
            first = self._keys.setdefault(self._name.of(cells), place)
            if first is not place and counts.can_list("record-twice", self._key in printed):
                yield self._twice(record, (self._key, *self._name.apart), first, place)
        for column in self._unique:
            first = self._others.setdefault((column, cells[column]), place) if cells[column] else place
            if first is not place and counts.can_list("record-twice", column in printed):
                yield self._twice(record, (column,), first, place)
        for column, name in self._codes:
            fault = _code_fault(cells[column], name)
            if fault and counts.can_list("credit-code", column in printed):
                parts = [self._cell(record, column)]
                of_whom = "" if name == _OWN_CODE else f"“{self._titles[name]}”："
                remedy = "请对照营业执照核对。" if name == _OWN_CODE else "请对照代码证书核对。"
                yield problem(place, "credit-code", of_whom + fault, remedy, Level.WARNING, parts)
        if self._day >= 0 and cells[self._day]:
            yield from self._decided(record, place, counts, self._day in printed)
        if self._term:
            yield from self._in_term(record, place, counts, printed)
        for column in self._public:
            day = day_in(cells[column])
            if day and day > self._publication.as_of and counts.can_list("record-early"):
                yield self._early(record, column, day, place)
        if self._penalty and cells[self._category] == "警告" and counts.can_list("penalty-warning-only"):
            what = "只有警告的行政处罚不在公示范围。"
            yield problem(place, "penalty-warning-only", what, "请删除这一行。", Level.WARNING)

    def _twice(self, record: Record, columns: Sequence[int], first: Place, place: Place) -> Problem:
        title = "”“".join(self._item.kind.records[column].title for column in columns if record.cells[column])
        where = f"第 {first.line} 行" if first.path == place.path else f"{first.path} 第 {first.line} 行"
        what = f"“{title}”与{where}相同。"
        parts, for_readers = [self._cell(record, column) for column in columns], f"“{title}”与另一条记录相同。"
        return problem(place, "record-twice", what, "请核对是否重复录入。", Level.WARNING, parts, for_readers)

    def _early(self, record: Record, column: int, day: date, place: Place) -> Problem:
        what = f"这一行的“{self._item.kind.records[column].title}”{day_words(day)}还没有到，这一行却随本条信息公开。"
        remedy = "请核对日期；要到那天才公开的，把这些行移到另一个表，另写一条信息，它的“发布日期”写那天（定时公开）。"
        return problem(place, "record-early", what, remedy, parts=[self._cell(record, column)])

    def _cell(self, record: Record, column: int) -> Place:
        file = self._item.records[record.file]
        return Place(file.path, record.line, record_column(self._item, record.file, column))

    def _decided(self, record: Record, place: Place, counts: _FileCounts, is_printed: bool) -> Iterator[Problem]:
        """A date of decision after the item's publication, or too long before it."""
        decided, published = day_in(record.cells[self._day]), self._item.publish_date
        if decided is None or published is None:
            return
        if decided > published and counts.can_list("record-date", is_printed):
            what = f"这一行的日期{day_words(decided)}晚于发布日期{day_words(published)}。"
            parts = [self._cell(record, self._day)]
            yield problem(place, "record-date", what, "请核对这一行的日期。", parts=parts)
        elif self._two_public and decided <= published:
            if due_date(decided, _LIMIT, "工作日", self._publication.reading.calendar).day < published:
                counts.late += 1
                counts.first_late = counts.first_late or place.line

    def _in_term(self, record: Record, place: Place, counts: _FileCounts, printed: frozenset[int]) -> Iterator[Problem]:
        """An end of the term that is neither a date nor a text for «no end» (长期), or that is before its start."""
        term, cells = self._item.kind.record.term, record.cells
        written = cells[self._end] if self._end >= 0 else ""
        if term is None or not written:
            return
        end = day_in(written)
        start = day_in(cells[self._start]) if self._start >= 0 else None
        if end is None and written not in term.endless and written.strip("-—－/"):
            if not counts.can_list("record-term", self._end in printed):
                return
            what = f"“{self._titles[term.end]}”写成“{written}”，不是日期，也不是表示长期的写法。"
            forever = f"；没有期限的写“{term.endless[0]}”" if term.endless else ""
            parts = [self._cell(record, self._end)]
            yield problem(place, "record-term", what, f"请写成 2027-03-05 这样{forever}。", Level.WARNING, parts)
        both = {self._start, self._end}
        if start and end and end < start and counts.can_list("record-term-order", bool(printed & both)):
            what = f"“{self._titles[term.end]}”{day_words(end)}早于“{self._titles[term.start]}”{day_words(start)}。"
            parts = [self._cell(record, self._end), self._cell(record, self._start)]
            yield problem(place, "record-term-order", what, "请核对两个日期。", Level.WARNING, parts)


@lru_cache(maxsize=65536)
def _code_fault(code: str, column: str) -> str:
    """What is wrong with the code in a column of this name; masked codes and strokes for «none» are left alone."""
    if "*" in code or not code.strip("-—－/无 "):
        return ""
    return organisation_code_fault(code) if column == "org_code" else credit_code_fault(code)


def _summary(file: RecordFile, counts: _FileCounts) -> Iterator[Problem]:
    for rule, count in counts.given.items():
        if count > _MOST_OF_A_KIND:
            what = f"同样的问题（{rule}）在这个文件里共有 {count} 处，只列出前 {_MOST_OF_A_KIND} 处。"
            yield problem(Place(file.path), "record-more", what, "请改正以上各处后再检查。", Level.WARNING)
    if counts.late:
        first = counts.first_late
        what = f"{counts.rows} 条里有 {counts.late} 条超过决定之日起{_LIMIT}个工作日才公开，最早在第 {first} 行。"
        yield problem(Place(file.path, first, 1), "record-late", what, "请缩短报送周期，按期公开。", Level.NOTE)


def _left(item: Item, table: RecordTable) -> Iterator[Problem]:
    """A note on how many rows of the source are no longer published because their term ended; this is no error."""
    if table.left:
        file, line = table.left[0]
        term = item.kind.record.term
        what = (
            f"{len(table.left)} 条记录{term.leaves if term else ''}，网页、检索和数据文件不再公开，最早在第 {line} 行。"
        )
        remedy = "不用删除，源文件按档案规定保存；日期有变化的请改正。"
        yield problem(Place(item.records[file].path, line, 1), "record-left", what, remedy, Level.NOTE)


def _without_rows(file: RecordFile) -> Problem:
    """A file with only a header, which often means that a filter was active during the export."""
    what = "记录文件里只有表头，没有记录。"
    remedy = "请核对导出时是否筛选了数据；本期确实没有的，请在“内容概述”里写明，并写“检查豁免”。"
    return problem(Place(file.path, 1, 1), "record-none", what, remedy, Level.WARNING)


RULE = Rule(
    title="逐条记录正确、及时、不重复",
    findings=(
        Finding("record-none", Level.WARNING, "记录文件里没有记录"),
        Finding("record-twice", Level.WARNING, "记录重复", as_printed=True),
        Finding("record-late", Level.NOTE, "记录超过时限才公开"),
        Finding("record-left", Level.NOTE, "记录期满，已经自动撤下"),
        Finding("penalty-warning-only", Level.WARNING, "只有警告的处罚不在公示范围"),
        Finding("record-date", Level.ERROR, "记录的日期晚于发布日期", as_printed=True),
        Finding("record-early", Level.ERROR, "记录写的公开日期还没有到"),
        Finding("record-term", Level.WARNING, "截止日期不是日期", as_printed=True),
        Finding("record-term-order", Level.WARNING, "截止日期早于起始日期", as_printed=True),
        Finding("record-more", Level.WARNING, "同样的问题太多，没有全部列出"),
        CREDIT_CODE,
    ),
    needs=Needs(
        types=("permit_result", "penalty_result"),
        columns=(
            "credit_code",
            "authority_code",
            "source_code",
            "org_code",
            "decision_date",
            "inspected_on",
            "category",
        ),
    ),
    of_column=check,
)
