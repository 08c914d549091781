"""Index numbers follow the agency's own form: 机构代码/年份-顺序号."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from gongkai.checking.records.identifiers import credit_code_fault, organisation_code_fault
from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_HEAD = matcher(r"(?P<code>\d{8}[0-9X]|[0-9A-HJ-NPQRTUWXY]{18})(?:[A-Z]{2})?[/-](?:19|20)\d{2}")
"""A number that begins with a 机构代码 or a 统一社会信用代码; several systems use this form."""

_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_FORM = matcher(r"(?P<code>[0-9A-Z]{9,20})/(?P<year>\d{4})-(?P<serial>\d{5,7})\Z")


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Items without an index number, and numbers of the agency that do not follow its form or have a wrong year."""
    agency = publication.reading.settings.agency
    own = tuple(code for code in (agency.org_code, agency.credit_code) if code)
    yield from _code(item)
    if item.legacy:
        return
    if "index_no" not in item.values:
        what = f"“{item.title}”没有索引号，只有编号。"
        yield problem(
            item.at("local_no"),
            "index-number-missing",
            what,
            "请补写“索引号: ……”；历史件请写“历史遗留: 是”。",
            Level.WARNING,
        )
    elif own and item.agency == agency.name:
        yield from _form(item, own)


def _code(item: Item) -> Iterator[Problem]:
    """An agency code at the beginning of the number whose check character is wrong."""
    match = _HEAD.match(item.index_no) if "index_no" in item.values else None
    if match is None:
        return
    code = match["code"]
    fault = credit_code_fault(code) if len(code) == 18 else organisation_code_fault(code)
    if fault:
        what = f"索引号“{item.index_no}”开头的机构代码有误：{fault}"
        yield problem(item.at("index_no"), "index-number-code", what, "请对照代码证书核对。", Level.WARNING)


def _form(item: Item, own: tuple[str, ...]) -> Iterator[Problem]:
    place = item.at("index_no")
    match = _FORM.match(item.index_no)
    if match is None or match["code"] not in own:
        what = f"索引号“{item.index_no}”与本机关的格式不一致。"
        remedy = f"请写成“{own[0]}/年份-五位以上顺序号”，例如 {own[0]}/2026-00001。"
        plain = unicodedata.normalize("NFKC", item.index_no).translate(_HYPHENS).replace(" ", "")
        if _FORM.match(plain) and plain.startswith(own):
            remedy = f"用了全角的符号或数字，请写成：{plain}"
        yield problem(place, "index-number-form", what, remedy, Level.WARNING)
    elif item.publish_date and abs(int(match["year"]) - item.publish_date.year) > 1:
        what = f"索引号里的年份是 {match['year']}，发布日期却在 {item.publish_date.year} 年。"
        yield problem(place, "index-number-year", what, "请核对索引号和发布日期。", Level.NOTE)


RULE = Rule(
    title="索引号格式统一",
    findings=(
        Finding("index-number-missing", Level.WARNING, "没有索引号"),
        Finding("index-number-code", Level.WARNING, "索引号开头的机构代码有误"),
        Finding("index-number-form", Level.WARNING, "索引号与本机关的格式不一致"),
        Finding("index-number-year", Level.NOTE, "索引号的年份与发布日期不符"),
    ),
    of_item=check_item,
)
