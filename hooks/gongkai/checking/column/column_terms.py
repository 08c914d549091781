"""The column states the terms for reusing its content, and the retention periods of its types."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.values.nearest import suggestion


def check(publication: Publication) -> Iterator[Problem]:
    """Missing terms of use, and retention periods for types that do not exist or that have two."""
    settings = publication.reading.settings
    if not settings.terms.stated:
        what = "没有写使用条款，网页、数据和订阅源都不能说明他人可以怎样使用。"
        remedy = "请在 catalogue/column.yml 加一行，例如“使用条款: 转载、使用本专栏的信息和数据，请注明来源。”。"
        yield problem(settings.place, "terms-unstated", what, remedy, Level.UNFINISHED)
    titles = [kind.title for kind in publication.reading.kinds.values() if not kind.abstract]
    seen: set[str] = set()
    for one in settings.retention:
        if one.kind not in titles:
            what = f"“保管期限”里写的“{one.kind}”不是信息类型。"
            remedy = suggestion(one.kind, titles) or "请写信息类型的名称，例如“政策文件”。"
            yield problem(one.place, "retention-kind", what, remedy)
        elif one.kind in seen:
            what = f"“{one.kind}”的保管期限写了两次。"
            yield problem(one.place, "retention-twice", what, "请只保留一处。")
        seen.add(one.kind)


RULE = Rule(
    title="使用条款和保管期限写明",
    sources=("著作权法第五条", "档案法"),
    findings=(
        Finding("terms-unstated", Level.UNFINISHED, "没有写使用条款"),
        Finding("retention-kind", Level.ERROR, "保管期限里的信息类型不存在"),
        Finding("retention-twice", Level.ERROR, "保管期限写了两次"),
    ),
    of_column=check,
)
