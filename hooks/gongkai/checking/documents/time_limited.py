"""Items that are public for a limited time (公示期), such as lists of names, are taken down when it ends."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words


def check(publication: Publication) -> Iterator[Problem]:
    """Items after their 公示期至, and notices of intent without an end date or a way to object.

    Items that name people are removed automatically on that day; a note says so and needs no action.
    """
    for one in publication.departures:
        if one.notice is None:
            what = f"{one.reason}，网页、检索和数据文件不再公开“{one.index_no}”，原网址留下说明。"
            remedy = "不用删除，源文件按档案规定保存；需要继续公开的，请修改“公示期至”并写变更说明。"
            yield problem(one.place, "public-left", what, remedy, Level.NOTE)
    for item in publication.reading.items:
        until = item.day("public_until")
        if until and until < publication.as_of:
            what = f"公示期{day_words(until)}已满，仍在公开。"
            remedy = "请撤下；需要继续公开的，请修改“公示期至”并写变更说明。"
            yield problem(item.at("public_until"), "public-overdue", what, remedy, Level.WARNING)
        if item.day("public_from") and (item.day("public_to") is None or not item.text("objection_contact")):
            what = "公示没有写结束日期或者异议受理方式。"
            yield problem(item.at("public_from"), "notice-of-intent", what, "请写“公示结束: ……”和“异议受理: ……”。")


RULE = Rule(
    title="限期公开的信息到期撤下",
    findings=(
        Finding("public-left", Level.NOTE, "公示期满，已经自动撤下"),
        Finding("public-overdue", Level.WARNING, "公示期满，仍在公开"),
        Finding("notice-of-intent", Level.ERROR, "公示没有写结束日期或者异议受理方式"),
    ),
    needs=Needs(
        fields=("public_from", "public_to", "objection_contact"),
    ),
    of_column=check,
)
