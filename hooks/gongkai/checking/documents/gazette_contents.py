"""Every line of a gazette's contents leads to the document that it names (政府公报目录)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.document_number import prefix_of, title_key
from gongkai.model.item import Item, Row
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_MOST_SHOWN = 4


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines that name a document of the column without its number, and lines that name none that is there."""
    if item.kind.name != "gazette_issue" or item.legacy:
        return
    found = {
        relation.place: relation.target
        for relation in publication.outgoing.get(item.index_no, ())
        if relation.kind.name == "carries"
    }
    for row in item.rows("contents"):
        name, number = row.text("document"), row.text("number")
        if isinstance(found.get(row.place), Item) or row.text("source"):
            continue
        if not number:
            yield from _by_title(row, name, publication)
            continue
        # Binding tells of the agency's own numbers that are not there.
        if prefix_of(number) in publication.reading.settings.agency.number_prefixes:
            continue
        what = f"目录里的“{name}”（{number}），专栏里没有这份文件。"
        remedy = "请核对文号；没有公开的请先公开；不是本机关的，写“来源: 发文机关”。"
        yield problem(row.place, "gazette-document", what, remedy, Level.WARNING)


def _by_title(row: Row, name: str, publication: Publication) -> Iterator[Problem]:
    key, inside = title_key(name), f"《{name.strip().removeprefix('《').removesuffix('》')}》"
    items = publication.reading.items
    # What a notice issues stands in the marks of its title: 关于印发《……》的通知.
    same = [one for one in items if title_key(one.title) == key] or [
        one for one in items if one.kind.validity and inside in one.title
    ]
    if same:
        what = f"目录里的“{name}”没有写文号，两边的网页没有连起来。"
        remedy = f"请写“文号: {same[0].doc_no or same[0].index_no}”。"
        if len(same) > 1:
            remedy = f"请写是哪一件的文号：{'、'.join(one.doc_no or one.index_no for one in same[:_MOST_SHOWN])}。"
        yield problem(row.place, "gazette-unlinked", what, remedy, Level.NOTE)
    else:
        what = f"目录里的“{name}”，专栏里没有这份文件。"
        remedy = "请核对名称，写明文号；没有公开的请先公开；不是本机关的，写“来源: 发文机关”。"
        yield problem(row.place, "gazette-document", what, remedy, Level.WARNING)


RULE = Rule(
    title="公报目录与文件对应",
    findings=(
        Finding("gazette-document", Level.WARNING, "公报目录里的文件专栏里没有"),
        Finding("gazette-unlinked", Level.NOTE, "公报目录没有写文号"),
    ),
    needs=Needs(
        types=("gazette_issue",),
        fields=("contents.document", "contents.number", "contents.source"),
        relations=("carries",),
    ),
    of_item=check_item,
)
