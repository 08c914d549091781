"""All rules over a column, with what the records themselves waive and what legacy items are forgiven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.checking.catalogue import NEVER_WAIVED, RULES, WAIVABLE, Rule
from gongkai.checking.consequences import untold
from gongkai.checking.waivers.owners import Owners
from gongkai.checking.waivers.waivers import Waivers
from gongkai.incremental.cache import Cache
from gongkai.incremental.cached_problems import problem_of, problem_row
from gongkai.incremental.tracked_publication import TrackedPublication
from gongkai.model.item import Item
from gongkai.model.printed_defect import Defect
from gongkai.model.problems.problem import Level, Problem, in_order, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words


@dataclass(frozen=True, slots=True)
class Checked:
    """The problems of a column in order, and by index number the defects of papers that it publishes as printed."""

    problems: tuple[Problem, ...]
    defects: Mapping[str, tuple[Defect, ...]]


def check(publication: Publication) -> tuple[Problem, ...]:
    """Every problem of the column in order."""
    return checked(publication).problems


def checked(publication: Publication, rules: Sequence[Rule] = RULES, last: Cache | None = None) -> Checked:
    """Every problem of the column in order, those of reading and binding among them, and what it waives.

    ``last`` is the cache of the last check, on a key that holds the code, the common sources and the day; items
    about which nothing has changed are taken from it, and the problems are the same with and without it.
    """
    found: list[Problem] = [*publication.reading.problems, *publication.problems]
    for rule in rules:
        if rule.of_column:
            found += rule.of_column(publication)
    found += _of_items(publication, rules, last or Cache())
    found += _mercy_over(found, publication)
    # What is published as printed is told in this order, which must not depend on that of the rules.
    found.sort(key=lambda one: one.rule)
    items = publication.reading.items
    waivers = Waivers(publication, WAIVABLE)
    # What follows from a fault stays untold where the fault itself is waived: it is as little the clerk's.
    of_causes = untold(found, items)
    told = [one for one in _without_waived(waivers.left(found), items) if _bare(one) not in of_causes.consequences]
    raised = (replace(one, level=Level.ERROR) if _bare(one) in of_causes.grave else one for one in told)
    return Checked(in_order(raised), waivers.defects())


def _bare(one: Problem) -> Problem:
    """A problem without how its place is written on paper, which the waivers add to what the rules have found."""
    return replace(one, printed_at="") if one.printed_at else one


def _of_items(publication: Publication, rules: Sequence[Rule], last: Cache) -> Iterator[Problem]:
    """What the rules find in single items: as noted by the last check where all that they asked for is the same."""
    looks = [rule.of_item for rule in rules if rule.of_item]
    tracked = TrackedPublication(publication)
    for item in publication.reading.items:
        fingerprint, content = last.get(item.index_no)
        if fingerprint and fingerprint == tracked.fingerprint(item, content[0]):
            last.keep(item.index_no)
            yield from map(problem_of, content[1])
            continue
        tracked.begin()
        found = [one for look in looks for one in look(item, tracked.publication)]
        asked = tracked.asked()
        fingerprint = tracked.fingerprint(item, asked)
        if fingerprint:
            last.put(item.index_no, fingerprint, [asked, [problem_row(one) for one in found]])
        yield from found
    last.save()


def _mercy_over(found: Sequence[Problem], publication: Publication) -> Iterator[Problem]:
    """That the day set in column.yml has passed and legacy items still lack something.

    It is no error: a day that comes must not stop the build, or the site would go on showing what should have left it.
    """
    settings = publication.reading.settings
    until = settings.legacy_until
    missing = sum(one.rule == "missing-value" and one.level is Level.WARNING for one in found)
    if until is not None and publication.as_of > until and missing:
        what = f"“历史遗留宽限至”写的{day_words(until)}已经过了，历史遗留信息还有 {missing} 处缺项没有补齐。"
        remedy = "请逐条补写（规则 missing-value）；确实查不到的，延长“历史遗留宽限至”。"
        yield problem(settings.place, "legacy-overdue", what, remedy, Level.WARNING)


def _without_waived(found: Iterable[Problem], items: Iterable[Item]) -> Iterator[Problem]:
    """Without the warnings and notes that an item waives as a whole with a reason; a waiver of nothing is a note."""
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
    # Only the items of these sources waive anything.
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
