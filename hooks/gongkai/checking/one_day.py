"""Running rules over what is public on one day, and applying the waivers of items (检查豁免, 照原件公开)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.checking.blank_fields import told_at_blanks
from gongkai.checking.catalogue import NEVER_WAIVED, RULES, WAIVABLE, Rule
from gongkai.checking.consequences import consequences_of
from gongkai.checking.legacy import legacy_problems
from gongkai.checking.sign_scan import SignScan
from gongkai.checking.waivers.owners import Owners
from gongkai.checking.waivers.waivers import Waivers
from gongkai.incremental.cache import Cache
from gongkai.incremental.cached_problems import problem_of, problem_row
from gongkai.incremental.progress import Progress, counted, silent
from gongkai.incremental.tracked_publication import TrackedPublication
from gongkai.model.item import Item
from gongkai.model.printed_defect import Defect
from gongkai.model.problems.problem import Level, Problem, in_order, problem
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
    looked_at = counted(publication.reading.items if items is None else items, "检查", progress)
    found += _of_items(publication, rules, looked_at, last or Cache())
    found += legacy_problems(found, publication)
    # Defects published as printed are listed in this order, which must not depend on the order of the rules.
    found.sort(key=lambda one: one.rule)
    public = publication.reading.items
    waivers = Waivers(publication, WAIVABLE)
    # Consequences of a problem are suppressed even if the problem itself is waived.
    consequences = consequences_of(found, public)
    kept = [
        one
        for one in _without_waived(waivers.remaining(found), public)
        if _without_printed_place(one) not in consequences.suppressed
    ]
    raised = (
        replace(one, level=Level.ERROR) if _without_printed_place(one) in consequences.raised else one for one in kept
    )
    return Checked(in_order(raised), waivers.defects())


def _without_printed_place(one: Problem) -> Problem:
    """The problem as the rule found it, without the words for its place that ``Waivers`` adds."""
    return replace(one, printed_at="") if one.printed_at else one


def _of_items(publication: Publication, rules: Sequence[Rule], items: Iterable[Item], last: Cache) -> Iterator[Problem]:
    """The problems that rules find in single items, from the cache if nothing that the rules looked at has changed."""
    scan = SignScan(rules, publication)
    tracked = TrackedPublication(publication)
    for item in items:
        fingerprint, content = last.get(item.index_no)
        if fingerprint and fingerprint == tracked.fingerprint(item, content[0]):
            last.keep(item.index_no)
            yield from map(problem_of, content[1])
            continue
        tracked.begin()
        said = (one for check in scan.checks(item) for one in check(item, tracked.publication))
        found = list(told_at_blanks(said, item))
        asked = tracked.asked()
        fingerprint = tracked.fingerprint(item, asked)
        if fingerprint:
            last.put(item.index_no, fingerprint, [asked, [problem_row(one) for one in found]])
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
