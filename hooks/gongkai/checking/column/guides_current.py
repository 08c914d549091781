"""The disclosure guide says how to reach the office online and states the current time limit (条例第十二条、第三十三条)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.checking.texts.text_lines import lines_of
from gongkai.model.item import Item, Row
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_OLD_LIMIT = matcher(r"(?:15|１５|十五)\s*个?工作日")
_ABOUT_OTHERS = matcher(r"第三方|征求意见|补正|反馈")
"""Words of sentences about the limits that are fifteen working days under current law (条例第三十二条、第三十四条)."""
_REPLY = matcher(r"答复|申请")


def check(publication: Publication) -> Iterator[Problem]:
    """A second guide, a guide without e-mail or web address, and the reply limit of the regulation before 2019."""
    guides = [item for item in publication.reading.items if item.kind.name == "disclosure_guide"]
    for item in guides[1:]:
        what = f"已经有一份公开指南：“{guides[0].title}”（{guides[0].place.path}）。"
        yield problem(item.place, "guide-twice", what, "请修改原有的指南并写变更说明，不另发一份。", Level.WARNING)
    for item in publication.reading.items:
        if item.kind.name not in ("disclosure_guide", "foi_guide") or item.legacy:
            continue
        yield from _contact(item)
        for line, place in lines_of(item):
            if _OLD_LIMIT.search(line) and _REPLY.search(line) and not _ABOUT_OTHERS.search(line):
                what = "这里的答复期限是 15 个工作日，现行条例是 20 个工作日。"
                yield problem(place, "guide-old-law", what, "请按照条例第三十三条修改。", Level.WARNING)


def _contact(item: Item) -> Iterator[Problem]:
    name = "office" if item.kind.name == "disclosure_guide" else "receiver"
    office = item.values.get(name)
    if isinstance(office, Row) and not office.text("email") and not office.text("url"):
        what = "没有写互联网联系方式。"
        yield problem(
            item.at(name), "guide-contact", what, "请写“电子邮箱: ……”或者网址（条例第十二条）。", Level.WARNING
        )


RULE = Rule(
    title="公开指南引用现行规定",
    sources=("条例第十二条、第三十三条",),
    findings=(
        Finding("guide-twice", Level.WARNING, "公开指南有两份"),
        Finding("guide-contact", Level.WARNING, "公开指南没有互联网联系方式"),
        Finding("guide-old-law", Level.WARNING, "公开指南写的是旧的答复期限"),
    ),
    needs=Needs(
        types=("disclosure_guide", "foi_guide"),
        fields=("office.email", "office.url", "receiver.email", "receiver.url"),
    ),
    of_column=check,
)
