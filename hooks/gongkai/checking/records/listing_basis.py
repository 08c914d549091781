"""A company is on a credit list for a decision about itself: the penalty that the list names has the same credit code."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_CODE = "credit_code"


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Records on a credit list that name a penalty of somebody else."""
    relations = [
        one
        for one in publication.outgoing.get(item.index_no, ())
        if one.kind.name == "listed_for" and one.spot and one.entry and isinstance(one.target, Item)
    ]
    own = _codes(item.index_no, publication) if relations and not item.legacy else {}
    for one in relations:
        if one.spot is None or one.entry is None or not isinstance(one.target, Item):
            continue
        listed = own.get(one.spot.anchor, "")
        punished = _codes(one.target.index_no, publication).get(one.entry.anchor, "")
        if listed and punished and listed != punished:
            what = f"列入的是“{listed}”，“{one.written}”处罚的是“{punished}”。"
            remedy = f"请核对“{one.spot.title}”和统一社会信用代码，写这个主体自己的决定书文号。"
            yield problem(one.place, "listing-other", what, remedy, Level.WARNING)


def _codes(number: str, publication: Publication) -> dict[str, str]:
    """The credit code of each record of an item, by its anchor."""
    table = publication.records.get(number)
    position = table.position(_CODE) if table else -1
    if table is None or position < 0:
        return {}
    return {record.anchor: record.cells[position].strip() for record in table.rows()}


RULE = Rule(
    title="信用名单的列入依据是这个主体的决定",
    findings=(Finding("listing-other", Level.WARNING, "列入依据是别的主体的决定", as_printed=True),),
    needs=Needs(columns=("credit_code",), relations=("listed_for",)),
    of_item=check_item,
)
