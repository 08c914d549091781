"""Agreement of title and text (文题一致): a text does not begin with its own title, nor with a different one."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.document_number import title_key
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """A first line that repeats the title is a note; a different first heading of level one is a warning."""
    body = item.body
    text = body.lstrip()
    if not text:
        return
    first = text.split("\n", 1)[0].rstrip()
    place = Place(item.place.path, item.body_line + body.count("\n", 0, len(body) - len(text)), 1)
    heading = first.removeprefix("# ").strip()
    if title_key(heading) == title_key(item.title):
        what = "正文第一行重复了标题，网页上会显示两次。"
        yield problem(place, "title-repeated", what, "请删除正文里的标题。", Level.NOTE)
    elif first.startswith("# "):
        what = f"正文的标题“{heading}”与“{item.title}”不同。"
        parts = (place, item.at("title"))
        yield problem(place, "title-differs", what, "请核对标题；正文里的标题用“## ”。", Level.WARNING, parts)


RULE = Rule(
    title="正文与标题一致",
    findings=(
        Finding("title-repeated", Level.NOTE, "正文重复了标题"),
        Finding("title-differs", Level.WARNING, "正文的标题与信息的标题不同", as_printed=True),
    ),
    of_item=check_item,
)
