"""Hotlines and accounts that were merged or closed: where they went goes on, and nothing sends people to them (国办发〔2017〕47号)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gongkai.binding.list_entries import ListEntries
from gongkai.checking.rule import Needs, Rule
from gongkai.checking.texts.text_lines import all_text, lines_of, within
from gongkai.model.item import Item, Row
from gongkai.model.naming.citing import Citing
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.literals import Literals

_TYPE = "contact_channel"
_CLOSED = ("整合", "关停")
_MOST_MERGERS = 8


def check(publication: Publication) -> Iterator[Problem]:
    """Channels merged into themselves or into closed ones, and links to the addresses of closed ones."""
    registers = [item for item in publication.reading.items if item.kind.name == _TYPE]
    rows = [row for item in registers for row in item.rows("channels")]
    lists = ListEntries(registers)
    for item in registers:
        yield from _merged(item, lists)
    open_urls = {row.text("url") for row in rows if row.text("state") not in _CLOSED}
    closed = {row.text("url"): row for row in rows if row.text("state") in _CLOSED and row.text("url")}
    closed = {url: row for url, row in closed.items() if url not in open_urls}
    if closed:
        literals, citing = Literals(closed), _citing(registers[0])
        for item in publication.reading.items:
            if item.kind.name != _TYPE and not item.legacy and literals.present(all_text(item)):
                yield from _links(item, literals, lambda url: (closed[url], _goes_on(closed[url], citing, lists)))


def _merged(item: Item, lists: ListEntries) -> Iterator[Problem]:
    citing = _citing(item)
    for row in item.rows("channels"):
        found = lists.find(citing, row.text("merged_into")) if citing and row.text("merged_into") else None
        if found is None:
            continue
        into = found.entry.row
        if into.place == row.place:
            what = f"“{row.text('name')}”并入的是它自己。"
            yield problem(row.place, "channel-merged", what, "请写它并入的另一个渠道。", Level.WARNING)
        elif into.text("state") in _CLOSED:
            what = f"“{row.text('name')}”并入的“{into.text('name')}”也已{into.text('state')}，公众找不到现在的渠道。"
            now = _goes_on(into, citing, lists)
            remedy = f"请改写成“{now}”。" if now else "请写现在还在用的渠道。"
            yield problem(row.place, "channel-merged", what, remedy, Level.WARNING)


def _citing(item: Item) -> Citing | None:
    columns = item.kind.by_name["channels"].columns
    return next((column.cites for column in columns if column.name == "merged_into"), None)


def _goes_on(row: Row, citing: Citing | None, lists: ListEntries) -> str:
    """The name of the channel in use that replaces a closed one, over several mergers; "" where there is none."""
    for _ in range(_MOST_MERGERS):
        found = lists.find(citing, row.text("merged_into")) if citing and row.text("merged_into") else None
        if found is None:
            return ""
        row = found.entry.row
        if row.text("state") not in _CLOSED:
            return row.text("name")
    return ""


def _links(item: Item, literals: Literals, replaced: Callable[[str], tuple[Row, str]]) -> Iterator[Problem]:
    for line, place in lines_of(item):
        for start, url in literals.places(line):
            if line[start + len(url) :][:1] in ("", " ", ")", "）", ">", "，", "。", "；", "、", "|"):
                row, now = replaced(url)
                what = f"网址 {url} 是“{row.text('name')}”的，它已{row.text('state')}。"
                remedy = f"请换成“{now}”的网址。" if now else "请删除，或者换成现在还在用的渠道。"
                yield problem(within(place, start), "link-to-closed", what, remedy, Level.WARNING)


RULE = Rule(
    title="停用的热线、账号写明去向，不再有链接指向它",
    sources=("国办发〔2017〕47号", "国办发〔2018〕123号"),
    findings=(
        Finding("channel-merged", Level.WARNING, "并入的渠道是它自己，或者也停用了"),
        Finding("link-to-closed", Level.WARNING, "链接指向已停用的账号"),
    ),
    needs=Needs(types=(_TYPE,), fields=("channels",), columns=("name", "state", "url", "merged_into")),
    of_column=check,
)
