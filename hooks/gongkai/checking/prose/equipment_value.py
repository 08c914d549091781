"""The value above which devices are counted (单价100万元以上设备) is that of the form, whatever a text prints."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.prose.known_figures import folded, offset_in
from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import marked_lines_of, within
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_OF_FORM = matcher(r"单价(\d+)万元以上设备\Z")
_IN_TEXT = matcher(
    r"单(?:位)?(?:价值|价)(?:在)?(\d[\d.]*)万元(?:\(含\))?(?:及)?以上(?:\(含\))?的?(通用|专用|大型)?设备"
)
_SIGN = "设备"
_OLDER = "50"
"""The value of 通用设备 in the forms before 2022."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Texts that count devices above another value than the field of their form."""
    field = next((one for one in item.kind.fields if _OF_FORM.match(one.title)), None)
    limit = _OF_FORM.match(field.title) if field else None
    if field is None or limit is None or item.legacy:
        return
    for line, place in marked_lines_of(item):
        if _SIGN not in line:
            continue
        for found in _IN_TEXT.finditer(folded(line)):
            # 大型设备 have values of their own in some places.
            if found[1] not in (limit[1], _OLDER) and found[2] != "大型":
                what = f"文字里写单价 {found[1]} 万元以上的设备，表里是“{field.title}”。"
                at = within(place, offset_in(line, found.start(1)))
                yield problem(at, "prose-limit", what, f"请核对是不是 {limit[1]} 万元。", Level.WARNING)


RULE = Rule(
    title="文字里设备的价值与表的格式一致",
    sources=("财预〔2016〕143号",),
    findings=(Finding("prose-limit", Level.WARNING, "文字里设备的单价与表不同", as_printed=True),),
    of_item=check_item,
    signs=lambda _: (_SIGN,),
)
