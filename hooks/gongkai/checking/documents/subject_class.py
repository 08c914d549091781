"""A subject class says what an item is about; 其他 and 其他文件 say nothing to those who look for it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_CATCH_ALL = matcher(r"(?:[^/]*/)*(?:其[他它](?:文件|信息|类|事项|公文)?|其余|综合类?|未分类|无)")


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Subjects that are a remainder class."""
    if _CATCH_ALL.fullmatch(item.subject.strip()):
        what = f"主题分类“{item.subject}”是兜底的一类，按主题找的人找不到它。"
        remedy = "请写具体的一类，例如“综合政务/政务公开”；确实没有合适的，写一级类目。"
        yield problem(item.at("subject"), "subject-catch-all", what, remedy, Level.NOTE)


RULE = Rule(
    title="主题分类写具体的一类",
    sources=("政府信息公开目录系统实施指引（试行）",),
    findings=(Finding("subject-catch-all", Level.NOTE, "主题分类是“其他”"),),
    of_item=check_item,
)
