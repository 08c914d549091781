"""No item is published twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.document_number import title_key
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_LEAST_TEXT = 80
_ENDING = 40


def check(publication: Publication) -> Iterator[Problem]:
    """Items with the same title and date, and items with the same text."""
    titles: dict[tuple[str, str, str], Item] = {}
    texts: dict[str, Item] = {}
    # Texts with different endings are different, so only few are compared in full.
    facts = publication.reading.facts
    endings = [facts.of(item, "ending", _ending) for item in publication.reading.items]
    counts = Counter(endings)
    for item, ending in zip(publication.reading.items, endings):
        if "variant_of" in item.values:
            continue  # It says itself that it is another version of an item.
        day = item.publish_date.isoformat() if item.publish_date else ""
        other = titles.setdefault((item.kind.name, title_key(item.title), day), item)
        if other is not item:
            what = f"与“{other.index_no}”（{other.place.path}）标题和发布日期都相同。"
            yield problem(
                item.at("title"),
                "duplicate-title",
                what,
                "同一件信息只保留一份；确是两件的，请让标题有所区别。",
                Level.WARNING,
            )
            continue
        if counts[ending] == 1:
            continue
        text = "".join(item.body.split())
        if len(text) >= _LEAST_TEXT:
            other = texts.setdefault(text, item)
            if other is not item:
                what = f"正文与“{other.title}”（{other.place.path}）完全相同。"
                yield problem(item.place, "duplicate-text", what, "请核对是否贴错了正文。", Level.WARNING)


def _ending(item: Item) -> str:
    """The last characters of the text of an item, white space removed."""
    text = item.body
    ending = "".join(text[-4 * _ENDING :].split())
    if len(ending) < _ENDING:
        ending = "".join(text.split())
    return ending[-_ENDING:]


RULE = Rule(
    title="没有重复发布",
    findings=(
        Finding("duplicate-title", Level.WARNING, "标题和发布日期都相同"),
        Finding("duplicate-text", Level.WARNING, "正文与另一件相同"),
    ),
    of_column=check,
)
