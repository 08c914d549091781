"""Interpretations have the required sections, come from the drafters, and have text besides media (国办发〔2016〕61号)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.day_words import day_words

_SECTIONS = (("basis", "制定依据"), ("scope", "涉及范围"), ("standard", "执行标准"))
"""Sections that the interpretation of a normative document has besides background and main contents."""
_NOT_WORDS = ("图表图解", "图像", "数字化", "音频", "视频", "在线访谈", "媒体专访")


def check(publication: Publication) -> Iterator[Problem]:
    """Missing sections, interpreters who are not the drafters, media without text, interpretations before their document."""
    for item in publication.reading.items:
        if item.kind.name != "interpretation" or item.legacy:
            continue
        forms = item.values.get("form")
        silent = [form for form in forms if form in _NOT_WORDS] if isinstance(forms, tuple) else []
        if silent and "文字" not in str(forms) and not item.body.strip() and not item.text("transcript"):
            what = f"解读形式是{'、'.join(map(str, silent))}，没有文字内容，看不到、听不到的人无法使用。"
            yield problem(item.at("form"), "media-without-words", what, "请写“文字稿: ……”或者正文。")
        for relation in publication.outgoing.get(item.index_no, ()):
            if relation.kind.name == "interprets" and isinstance(relation.target, Item):
                yield from _against(item, relation.target, "文字" in str(forms))


def _against(item: Item, target: Item, in_words: bool) -> Iterator[Problem]:
    if item.publish_date and target.publish_date and item.publish_date < target.publish_date:
        what = f"解读发布于{day_words(item.publish_date)}，早于文件公开的{day_words(target.publish_date)}。"
        yield problem(item.at("publish_date"), "interpretation-early", what, "请核对两处的发布日期。", Level.WARNING)
    drafting, own = target.text("drafting_unit"), item.text("interpreting_unit")
    by_drafters = item.text("interpreter_role") in ("第一解读人", "起草单位")
    if drafting and own and by_drafters and drafting not in own and own not in drafting:
        what = f"解读单位“{own}”不是文件的起草单位“{drafting}”。"
        remedy = "按照“谁起草、谁解读”核对；专家、媒体的解读请改写“解读人身份”。"
        yield problem(item.at("interpreting_unit"), "interpreter-other", what, remedy, Level.WARNING)
    missing = [label for name, label in _SECTIONS if not item.text(name)]
    if in_words and target.values.get("is_normative") is True and missing and not item.body.strip():
        what = f"规范性文件的解读缺少：{'、'.join(missing)}。"
        yield problem(item.place, "interpretation-sections", what, "请补写这几项，或者在正文里写明。", Level.WARNING)


RULE = Rule(
    title="解读的内容、单位和文字齐全",
    sources=("国办发〔2016〕61号",),
    findings=(
        Finding("media-without-words", Level.ERROR, "图表、音视频解读没有文字"),
        Finding("interpretation-early", Level.WARNING, "解读早于文件公开"),
        Finding("interpreter-other", Level.WARNING, "解读单位不是起草单位"),
        Finding("interpretation-sections", Level.WARNING, "规范性文件的解读缺少内容"),
    ),
    needs=Needs(
        types=("interpretation",),
        fields=(
            "basis",
            "scope",
            "standard",
            "form",
            "transcript",
            "interpreting_unit",
            "interpreter_role",
            "drafting_unit",
            "is_normative",
        ),
        relations=("interprets",),
    ),
    of_column=check,
)
