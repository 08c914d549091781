"""Every agency is called by the name that it had on the day of the document, as the profiles of agencies record it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.naming.agency_register import AgencyName, register_of
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.texts.day_words import day_words

_FIELDS = (
    ("agency", "发布机构"),
    ("source", "来源"),
    ("drafting_unit", "起草单位"),
    ("signer", "落款"),
    ("print_agency", "印发机关"),
)
_BETWEEN = matcher(r"[、，,；;\s]+")


def check(publication: Publication) -> Iterator[Problem]:
    """Names that an agency had lost or did not have yet, and short names that meant another agency."""
    register = register_of(publication.reading.items)
    if not register:
        return
    for item in publication.reading.items:
        day = item.doc_date or item.publish_date
        if item.legacy or day is None or item.kind.name == "agency_profile":
            continue
        for field, label in _FIELDS:
            if field in item.places:
                for name in _BETWEEN.split(item.text(field) or (item.agency if field == "agency" else "")):
                    yield from _named(item, (field, label), name, day, register)
        if "agency" not in item.places:
            yield from _unsaid(item, day, register)


def _named(
    item: Item, field: tuple[str, str], name: str, day: date, register: Mapping[str, list[AgencyName]]
) -> Iterator[Problem]:
    known = register.get(name, ())
    alive = [one for one in known if one.on(day)]
    if not known:
        return
    place, label = item.at(field[0]), field[1]
    then = [one for one in known if one.until and one.until < day]
    if not alive and then:
        last = max(then, key=lambda one: str(one.until))
        what = f"{label}“{name}”到{day_words(last.until)}为止，本件的日期是{day_words(day)}。"
        yield problem(place, "agency-ended", what, _remedy(last, day, register), Level.WARNING)
    elif not alive:
        first = min(known, key=lambda one: str(one.since))
        what = f"{label}“{name}”自{day_words(first.since)}起才有，本件的日期是{day_words(day)}。"
        yield problem(place, "agency-ended", what, _remedy(first, day, register), Level.WARNING)
    elif all(one.is_short for one in alive):
        meant = list(dict.fromkeys(one.full for one in alive))
        now = list(dict.fromkeys(one.full for one in known if one.until is None))
        if len(meant) > 1 or (now and meant != now):
            others = "，现在是" + "、".join(f"“{one}”" for one in now) + "的" if now and meant != now else ""
            what = f"{label}“{name}”在{day_words(day)}是{'、'.join(f'“{one}”' for one in meant)}的简称{others}。"
            yield problem(place, "agency-alias", what, f"请写全称“{meant[0]}”。", Level.WARNING)


def _unsaid(item: Item, day: date, register: Mapping[str, list[AgencyName]]) -> Iterator[Problem]:
    """An item without 发布机构, which pages show under the present name, from a time when the agency had another."""
    known = register.get(item.agency, ())
    if not known or any(one.on(day) for one in known):
        return
    then = _then(known[0], day, register)
    if then:
        what = f"{day_words(day)}本机关叫“{then}”，没有写发布机构，网页上写的是“{item.agency}”。"
        yield problem(item.place, "agency-unsaid", what, f"请写“发布机构: {then}”。", Level.NOTE)


def _remedy(one: AgencyName, day: date, register: Mapping[str, list[AgencyName]]) -> str:
    then = _then(one, day, register)
    return f"请核对日期和原件；那一天的名称是“{then}”。" if then else "请核对日期和原件，写那一天的名称。"


def _then(one: AgencyName, day: date, register: Mapping[str, list[AgencyName]]) -> str:
    """The full name that the same agency had on ``day``, or that of the agency which took its place by then."""
    full = [other for names in register.values() for other in names if not other.is_short and other.on(day)]
    same = next((other.name for other in full if other.item is one.item), "")
    heirs = {row.text("target") for row in one.item.rows("successor")}
    return same or next(
        (other.name for other in full if heirs & {other.item.index_no, other.name, other.item.title}), ""
    )


RULE = Rule(
    title="机构名称是成文那一天的名称",
    findings=(
        Finding("agency-ended", Level.WARNING, "机构在那一天没有这个名称", as_printed=True),
        Finding("agency-alias", Level.WARNING, "简称在那一天指的是别的机构", as_printed=True),
        Finding("agency-unsaid", Level.NOTE, "没有写当时的机构名称"),
    ),
    needs=Needs(
        types=("agency_profile",),
        fields=(
            "full_name",
            "short_names",
            "valid_from",
            "valid_to",
            "former_names.to",
            "drafting_unit",
            "signer",
            "successor",
        ),
        relations=("successor",),
    ),
    of_column=check,
)
