"""Document numbers in standard form: 机关代字〔年份〕序号号 (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.document_number import is_number, standard_form, year_of
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_OTHER = matcher(
    r".*(?:令第?\s*\d+\s*号|第[0-9〇零一二三四五六七八九十百]+号令|公告.*\d+号|通告.*\d+号|\d{4}年第\d+号)\Z"
)


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Missing document numbers, numbers not in standard form, and years that differ from that of the document's date."""
    if item.doc_no:
        yield from _form(item)
    elif "doc_no" in item.kind.by_name and item.kind.text == "required" and "variant_of" not in item.values:
        what = f"“{item.title}”没有发文字号。"
        remedy = "原件有文号的请补写“发文字号: ……”；原件没有的不必填写。"
        yield problem(item.place, "document-number-missing", what, remedy, Level.NOTE)


def _form(item: Item) -> Iterator[Problem]:
    place = item.at("doc_no")
    if year_of(item.doc_no) is None:
        if not is_number(item.doc_no) and not _OTHER.match(item.doc_no):
            what = f"发文字号“{item.doc_no}”不像文号。"
            yield problem(
                place,
                "document-number-form",
                what,
                "请写成“机关代字〔年份〕序号号”，例如 示商发〔2018〕12号。",
                Level.WARNING,
            )
        return
    standard = standard_form(item.doc_no)
    if standard != item.doc_no:
        what = f"发文字号“{item.doc_no}”的写法不规范。"
        yield problem(place, "document-number-form", what, f"请写成“{standard}”。", Level.WARNING)
    year = year_of(item.doc_no)
    if year and item.doc_date and item.doc_date.year != year:
        what = f"发文字号里的年份是 {year}，成文日期却在 {item.doc_date.year} 年。"
        parts = (place, item.at("doc_date"))
        yield problem(place, "document-number-year", what, "请对照原件核对。", Level.WARNING, parts)


RULE = Rule(
    title="发文字号规范",
    sources=("GB/T 9704-2012",),
    findings=(
        Finding("document-number-form", Level.WARNING, "发文字号不规范", as_printed=True),
        Finding("document-number-year", Level.WARNING, "发文字号的年份与成文日期不符", as_printed=True),
        Finding("document-number-missing", Level.NOTE, "没有发文字号"),
    ),
    needs=Needs(
        fields=("doc_no",),
    ),
    of_item=check_item,
)
