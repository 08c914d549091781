"""The counts that the result of an inspection states are those of its records (国发〔2019〕5号)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.records.inspected_counts import inspected_in
from gongkai.checking.rule import Needs, Rule
from gongkai.checking.told_counts import CountRange
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """检查户数 and 发现问题户数 that no way of counting the rows gives."""
    table = publication.records.get(item.index_no)
    if table is None or not item.records:
        return
    counts = inspected_in(table)
    checked = item.number("checked")
    # A table without results has rows all the same.
    of_rows = counts.checked if counts else CountRange.exactly(len(table))
    if checked is not None and int(checked) not in of_rows:
        what = f"“检查户数”写 {checked}，记录有 {len(table)} 行{_parties(of_rows, len(table))}。"
        yield problem(item.at("checked"), "record-count", what, "请核对户数和记录。", Level.NOTE)
    found = item.number("problems_found")
    if counts and not item.legacy and found is not None and int(found) not in counts.found:
        what = f"“发现问题户数”写 {found}，记录里发现问题的有 {counts.found} 户。"
        yield problem(
            item.at("problems_found"), "inspection-count", what, "请核对户数和记录的检查结果。", Level.WARNING
        )


def _parties(checked: CountRange, rows: int) -> str:
    return f"、{checked.least} 户" if checked.least != rows else ""


RULE = Rule(
    title="抽查结果写的户数与记录一致",
    sources=("国发〔2019〕5号",),
    findings=(
        Finding("record-count", Level.NOTE, "户数与记录的行数不同", as_printed=True),
        Finding("inspection-count", Level.WARNING, "发现问题户数与记录不同", as_printed=True),
    ),
    needs=Needs(fields=("checked", "problems_found"), columns=("object", "result", "handling", "credit_code")),
    of_item=check_item,
)
