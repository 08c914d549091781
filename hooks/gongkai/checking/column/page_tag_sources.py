"""Titles and sources are fit for the official page tags ArticleTitle and ContentSource (网页标签规范)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_MARKUP = matcher(r"<[a-zA-Z/!]|&(?:[a-z]+|#\d+);|\*\*|\]\(")
_NO_SOURCE = ("本站", "本网", "互联网", "网络", "转载", "未知", "无")


def check(publication: Publication) -> Iterator[Problem]:
    """Titles with markup, and sources that are placeholders and not names."""
    for item in publication.reading.items:
        found = _MARKUP.search(item.title)
        if found:
            what = f"标题里有“{found.group()}”，各处都照原样显示，不起标记的作用。"
            remedy = "原件如此的不用改；从网页或者 Word 带来的请删除。"
            yield problem(item.at("title"), "title-markup", what, remedy, Level.NOTE)
        source = item.text("source").strip()
        if source in _NO_SOURCE:
            what = f"来源写“{source}”等于没有写明来源。"
            yield problem(item.at("source"), "source-vague", what, "请写来源单位的全称。", Level.WARNING)


RULE = Rule(
    title="网页标签所需信息齐全",
    sources=("政府网站发展指引",),
    findings=(
        Finding("title-markup", Level.NOTE, "标题里有网页标记", as_printed=True),
        Finding("source-vague", Level.WARNING, "来源没有写明单位"),
    ),
    of_column=check,
)
