"""Records row by row: as the type asks, once each, in time, with codes that can be right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.calendar.due import due_date
from gongkai.calendar.words import day_words
from gongkai.checking.identifiers import credit_code_fault
from gongkai.model.item import Item, RecordFile, Row
from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.problems import Level, Problem, problem
from gongkai.reading.records import stream_records

_LIMIT = 7
"""Working days for permits and penalties (国办发〔2018〕118号; 信用信息“双公示”)."""
_TWO_PUBLIC = ("permit_result", "penalty_result")
_MOST_OF_A_KIND = 20


@dataclass(slots=True)
class _File:
    """What was noticed in one record file."""

    rows: int = 0
    keys: dict[str, int] = field(default_factory=dict)
    late: list[int] = field(default_factory=list)
    given: dict[str, int] = field(default_factory=dict)

    def few(self, rule: str) -> bool:
        """Whether one more problem of the rule can be listed."""
        self.given[rule] = self.given.get(rule, 0) + 1
        return self.given[rule] <= _MOST_OF_A_KIND


def check(publication: Publication) -> Iterator[Problem]:
    """Problems of every record file; of one kind only the first in each file are listed."""
    for item in publication.reading.items:
        count = 0
        for file in item.records:
            noticed = _File()
            for row in stream_records(item.kind, file):
                if isinstance(row, Problem):
                    yield row
                    continue
                noticed.rows += 1
                yield from _row(row, item, noticed, publication)
            count += noticed.rows
            yield from _summary(item, file, noticed)
        yield from _count(item, count)


def _row(row: Row, item: Item, noticed: _File, publication: Publication) -> Iterator[Problem]:
    key = row.text(item.kind.record_key) if item.kind.record_key else ""
    if key:
        first = noticed.keys.setdefault(key, row.place.line)
        if first != row.place.line and noticed.few("record-twice"):
            label = next(c.title for c in item.kind.records if c.name == item.kind.record_key)
            what = f"“{label}”与第 {first} 行相同。"
            yield problem(row.place, "record-twice", what, "请核对是否重复录入。", Level.WARNING)
    code = row.text("credit_code")
    if code and "*" not in code:
        fault = credit_code_fault(code)
        if fault and noticed.few("credit-code"):
            yield problem(row.place, "credit-code", fault, "请对照营业执照核对。", Level.WARNING)
    decided = row.day("decision_date") or row.day("inspected_on")
    if decided and item.publish_date and decided > item.publish_date and noticed.few("record-date"):
        what = f"这一行的日期{day_words(decided)}晚于发布日期{day_words(item.publish_date)}。"
        yield problem(row.place, "record-date", what, "请核对这一行的日期。")
    elif decided and item.publish_date and item.kind.name in _TWO_PUBLIC and not item.legacy:
        if due_date(decided, _LIMIT, "工作日", publication.reading.calendar).day < item.publish_date:
            noticed.late.append(row.place.line)
    if row.text("category") == "警告" and item.kind.name == "penalty_result" and noticed.few("penalty-warning-only"):
        what = "只有警告的行政处罚不在公示范围。"
        yield problem(row.place, "penalty-warning-only", what, "请删除这一行。", Level.WARNING)
    until = row.day("public_until")
    if until and until < publication.as_of and noticed.few("penalty-overdue"):
        what = f"公示截止期{day_words(until)}已过。"
        yield problem(row.place, "penalty-overdue", what, "请移出这一行，或者核对公示截止期。", Level.WARNING)


def _summary(item: Item, file: RecordFile, noticed: _File) -> Iterator[Problem]:
    for rule, count in noticed.given.items():
        if count > _MOST_OF_A_KIND:
            what = f"同样的问题（{rule}）在这个文件里共有 {count} 处，只列出前 {_MOST_OF_A_KIND} 处。"
            yield problem(Place(file.path), "record-more", what, "请改正以上各处后再检查。", Level.WARNING)
    if noticed.late:
        first = noticed.late[0]
        what = (
            f"{noticed.rows} 条里有 {len(noticed.late)} 条超过决定之日起{_LIMIT}个工作日才公开，最早在第 {first} 行。"
        )
        yield problem(Place(file.path, first, 1), "record-late", what, "请缩短报送周期，按期公开。", Level.NOTE)


def _count(item: Item, rows: int) -> Iterator[Problem]:
    stated = item.number("checked")
    if stated is not None and item.records and stated != rows:
        what = f"“检查户数”写 {stated}，记录有 {rows} 行。"
        yield problem(item.at("checked"), "record-count", what, "请核对户数；一户多行的请在说明里写明。", Level.NOTE)
