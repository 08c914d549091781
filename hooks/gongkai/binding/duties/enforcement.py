"""What a column publishes about the enforcement of law, by stage (事前、事中、事后) and type."""

from __future__ import annotations

from gongkai.model.column import ENFORCEMENT_STAGES
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.reading.values.fields import holds


def stage_of(item: Item) -> str:
    """The stage of an item: its own (公示环节), else that of its type; empty where it has none."""
    kind = item.kind
    if not kind.enforcement_stage or (
        kind.enforcement_when and not holds(kind.enforcement_when, item.values, kind.by_label)
    ):
        return ""
    own = item.text("stage")
    return own if own in ENFORCEMENT_STAGES else kind.enforcement_stage


def enforcement_items(publication: Publication) -> dict[str, dict[str, list[Item]]]:
    """The items of every stage by the title of their list, the lists in the order of the column."""
    found: dict[str, dict[str, list[Item]]] = {stage: {} for stage in ENFORCEMENT_STAGES}
    ordered = sorted(publication.reading.items, key=lambda item: (item.kind.listing.order, item.kind.name))
    for item in ordered:
        if stage := stage_of(item):
            found[stage].setdefault(item.kind.listing.title, []).append(item)
    return found
