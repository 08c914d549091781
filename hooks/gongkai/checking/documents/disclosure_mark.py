"""Items not to be disclosed have no contents, and the printed mark (此件公开发布) matches 公开属性 (条例第十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import all_text, lines_of
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_MARK = matcher(r"[（(]\s*此件(?:(公开发布|主动公开)|(依申请公开)|(不予公开|不公开))\s*[)）]")
_SAYS = ("主动公开", "依申请公开", "不予公开")


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Contents of an item that is not 主动公开 (an error), and a printed mark that differs from its 公开属性 (a warning)."""
    disclosure = item.text("disclosure")
    held = [
        word
        for given, word in (
            (item.body.strip(), "正文"),
            (item.attachments, "附件"),
            (any(table.rows for table in item.tables.values()), "附表"),
            (item.records, "记录"),
        )
        if given
    ]
    if disclosure in _SAYS[1:] and held:
        what = f"公开属性是“{disclosure}”，却带有{'、'.join(held)}，会被公开。"
        remedy = "请删除这些内容，只保留目录信息和不公开理由；可以公开的，请改为“主动公开”。"
        yield problem(item.at("disclosure"), "not-public", what, remedy)
    if "此件" not in all_text(item):
        return
    for line, place in lines_of(item):
        match = _MARK.search(line)
        if match:
            said = next(words for words, found in zip(_SAYS, match.groups()) if found)
            if said != item.text("disclosure"):
                what = f"文末写“{match.group()}”，公开属性却是“{item.text('disclosure')}”。"
                yield problem(place, "disclosure-mark", what, "请对照原件核对公开属性。", Level.WARNING)


RULE = Rule(
    title="不该公开的没有公开，公开属性与文末标注一致",
    sources=("条例第十四条",),
    findings=(
        Finding("not-public", Level.ERROR, "不予公开的信息带有内容"),
        Finding("disclosure-mark", Level.WARNING, "公开属性与文末标注不同"),
    ),
    of_item=check_item,
)
