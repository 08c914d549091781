"""Running rules over what is public on one day, and applying the waivers of items (检查豁免, 照原件公开)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.checking.catalogue import NEVER_WAIVED, RULES, WAIVABLE, Rule
from gongkai.checking.consequences import consequences_of
from gongkai.checking.item_checks import ItemChecks
from gongkai.checking.legacy import legacy_problems
from gongkai.checking.waivers.original_places import OriginalPlaces
from gongkai.checking.waivers.owners import Owners
from gongkai.checking.waivers.waivers import Waivers
from gongkai.incremental.cache import Cache
from gongkai.incremental.progress import Progress, silent
from gongkai.incremental.shared_work import Task, shared
from gongkai.model.item import Item
from gongkai.model.printed_defect import Defect
from gongkai.model.problems.problem import Level, Problem, in_order, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Checked:
    """The sorted problems of a column, and by index number the defects of originals that are published as printed."""

    problems: tuple[Problem, ...]
    defects: Mapping[str, tuple[Defect, ...]]


def checked_on_day(
    publication: Publication,
    rules: Sequence[Rule] = RULES,
    items: Sequence[Item] | None = None,
    last: Cache | None = None,
    progress: Progress = silent,
) -> Checked:
    """The problems of what is public on the day of ``publication``: of reading, binding and ``rules``, without the waived ones.

    Only ``items`` are looked at one by one, or all of them. ``last`` is the cache of the last check; its key covers the
    code, the common sources and the day. Results of unchanged items are taken from it; the problems are the same with
    and without a cache.
    """
    found: list[Problem] = [*publication.reading.problems, *publication.problems]
    for rule in rules:
        if rule.of_column:
            found += rule.of_column(publication)
    places = OriginalPlaces(publication, WAIVABLE)
    found = [*places.named(found)]
    last = last or Cache()
    looked_at = publication.reading.items if items is None else items
    found += _of_items(looked_at, ItemChecks(publication, rules, places, last), last, progress)
    found += legacy_problems(found, publication)
    # Defects published as printed are listed in this order, which must not depend on the order of the rules.
    found.sort(key=lambda one: one.rule)
    public = publication.reading.items
    waivers = Waivers(publication, WAIVABLE, places)
    # Consequences of a problem are suppressed even if the problem itself is waived.
    consequences = consequences_of(found, public)
    kept = _without_waived(waivers.remaining(found), public)
    if consequences.suppressed:
        kept = (one for one in kept if one not in consequences.suppressed)
    if consequences.raised:
        kept = (replace(one, level=Level.ERROR) if one in consequences.raised else one for one in kept)
    return Checked(in_order(kept), waivers.defects())


def _of_items(items: Sequence[Item], checks: ItemChecks, last: Cache, progress: Progress) -> Iterator[Problem]:
    """What is found in single items, by as many processes as are worth it."""

    def look(some: Iterable[Item]) -> Reading[Cache]:
        part = last.part()
        for item in some:
            yield from checks.of(item, part)
        return part

    task: Task[Item, tuple[Cache, tuple[Problem, ...]]]
    task = Task("检查", lambda some: gathered(look(some)), lambda item: item.place.path)
    left = sum(not last.has(item.index_no) for item in items)
    for part, found in shared(task, items, left, progress):
        last.join(part)
        yield from found
    last.save()


def _without_waived(found: Iterable[Problem], items: Iterable[Item]) -> Iterator[Problem]:
    """The problems without the warnings and notes that items waive (检查豁免), and the problems of these waivers."""
    items = tuple(items)
    waived: dict[tuple[str, str], Item] = {}
    for item in items:
        for row in item.rows("waivers"):
            rule = row.text("rule")
            if rule in NEVER_WAIVED:
                what = f"规则“{rule}”不能豁免。"
                yield problem(row.place, "waiver-refused", what, "请改正内容，删除这条豁免。")
                continue
            waived[(item.index_no, rule)] = item
    sources = {item.place.path for item in waived.values()}
    # Only items in these sources have waivers.
    owners = Owners(item for item in items if item.place.path in sources)
    used: set[tuple[str, str]] = set()
    for one in found:
        owner = owners.of(one.path, one.line) if waived else None
        key = (owner.index_no if owner else "", one.rule)
        if one.level is not Level.ERROR and key in waived:
            used.add(key)
        else:
            yield one
    for key, item in waived.items():
        if key not in used:
            what = f"豁免的规则“{key[1]}”没有发现问题。"
            yield problem(item.at("waivers"), "waiver-unused", what, "请核对规则名称，或者删除这条豁免。", Level.NOTE)
