"""What 历史遗留 forgives in old items, and where it forgives nothing: without a term, after the term, without a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from gongkai.checking.waivers.owners import Owners
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.column.legacy_folders import is_within
from gongkai.texts.day_words import day_words

_RECENT = timedelta(days=366)
_NAMED = 5
"""Most files that a message names."""


def legacy_problems(found: Sequence[Problem], publication: Publication) -> Iterator[Problem]:
    """Where the leniency for legacy items does nothing, given the problems ``found`` before; none of it stops a build.

    The end of the term is no error, because the mere passing of a day must not stop builds: the site would no longer
    be updated.
    """
    settings = publication.reading.settings
    legacy = [item for item in publication.reading.items if item.legacy]
    gaps = _gaps(found, publication.reading.items) if legacy else set()
    until = settings.legacy_until
    if until is None:
        yield from _without_term(legacy, gaps, settings.place)
    elif publication.as_of > until and (
        forgiven := sum(one.rule == "missing-value" and one.level is Level.WARNING for one in found)
    ):
        what = f"“历史遗留宽限至”写的{day_words(until)}已经过了，历史遗留信息还有 {forgiven} 处缺项没有补齐。"
        remedy = "请逐条补写（规则 missing-value）；确实查不到的，延长“历史遗留宽限至”。"
        yield problem(settings.place, "legacy-overdue", what, remedy, Level.WARNING)
    everything = (*publication.reading.items, *publication.scheduled)
    for folder in settings.legacy_folders:
        if not any(is_within(item.place.path, (folder,)) for item in everything):
            what = f"“历史遗留文件夹”里的“{folder}”没有一件信息。"
            yield problem(settings.place, "legacy-empty-folder", what, "请核对，或者去掉它。", Level.WARNING)
    # An item without 索引号 is an old one by that alone, and one that was public long ago is plainly old; rows may be older
    # than the item that publishes them.
    recent = (item for item in legacy if item.publish_date and publication.as_of - item.publish_date < _RECENT)
    written = (item for item in recent if "legacy" in item.values and "index_no" in item.values)
    complete = [item for item in written if item.index_no not in publication.records]
    paths = tuple(dict.fromkeys(item.place.path for item in complete if item.index_no not in gaps))
    if paths:
        named = "、".join(paths[:_NAMED]) + (f"等 {len(paths)} 个文件" if len(paths) > _NAMED else "")
        what = f"写了“历史遗留: 是”的信息，是近一年公开的，必填的内容也齐全，没有要宽限的：{named}。"
        remedy = "新信息误写的，请删除这一行：它还使公开时限、审核记录等不再检查。确是旧信息的，请核对发布日期。"
        yield problem(settings.place, "legacy-complete", what, remedy, Level.NOTE)


def _without_term(legacy: Sequence[Item], gaps: set[str], settings: Place) -> Iterator[Problem]:
    """Gaps that are errors because column.yml states no term: at each item that says it is old, at the settings for folders."""
    remedy = "请在 column.yml 加一行“历史遗留宽限至: 2027-12-31”，日期写打算补齐的那天；在那以前缺项只是警告。"
    in_folders = 0
    for item in legacy:
        if item.index_no not in gaps:
            continue
        if "legacy" in item.values:
            what = "这里写了“历史遗留: 是”，缺项却仍然是错误：column.yml 没有写宽限到哪一天。"
            yield problem(item.at("legacy"), "legacy-no-term", what, remedy, Level.WARNING)
        else:
            in_folders += 1
    if in_folders:
        what = f"写了“历史遗留文件夹”，其中 {in_folders} 件信息的缺项却仍然是错误：没有写宽限到哪一天。"
        yield problem(settings, "legacy-no-term", what, remedy, Level.WARNING)


def _gaps(found: Sequence[Problem], items: Sequence[Item]) -> set[str]:
    """The index numbers of the items that lack required values in their own source files."""
    missing = [one for one in found if one.rule == "missing-value"]
    paths = {one.path for one in missing}
    owners = Owners(item for item in items if item.place.path in paths)
    return {owner.index_no for one in missing if (owner := owners.of(one.path, one.line))}
