"""Record files have the columns of the national standards (信用信息“双公示”, 国家企业信用信息公示系统)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication


def check(publication: Publication) -> Iterator[Problem]:
    """Standard columns that a file lacks; legacy items keep the columns of their time."""
    misnamed = {one.path for one in publication.reading.problems if one.rule == "csv-unknown-column"}
    for item in publication.reading.items:
        if item.legacy:
            continue
        expected = [column for column in item.kind.records if column.expected]
        for file in item.records:
            header = {"".join(cell.split()) for cell in file.header}
            missing = [column.title for column in expected if not header & {column.title, *column.aliases}]
            if missing and file.path not in misnamed:
                what = f"记录文件没有官方格式的列：{'、'.join(missing)}。"
                remedy = "请在表头补上；没有数据的单元格留空。"
                yield problem(Place(file.path, 1, 1), "record-column", what, remedy, Level.WARNING)


RULE = Rule(
    title="记录文件的列符合官方格式",
    sources=("信用信息“双公示”", "国家企业信用信息公示系统"),
    findings=(Finding("record-column", Level.WARNING, "记录文件没有官方格式的列"),),
    of_column=check,
)
