"""The findings of reading CSV files: problems of figures, records and change logs."""

from __future__ import annotations

from gongkai.model.problems.finding import Finding, FindingTable
from gongkai.model.problems.problem import Level

FINDINGS = FindingTable(
    title="表格和逐条记录（CSV、XLSX）",
    sources=("RFC 4180", "ISO/IEC 29500-1"),
    findings=(
        Finding("change-column", Level.ERROR, "更正的列或者内容写得不对"),
        Finding("change-reason", Level.ERROR, "记录变更没有写理由"),
        Finding("csv-binary", Level.ERROR, "不是 CSV 文件"),
        Finding("csv-cells", Level.ERROR, "单元格的个数不对"),
        Finding("csv-column-twice", Level.ERROR, "两列的名称相同"),
        Finding("csv-empty", Level.ERROR, "表里没有内容"),
        Finding("csv-encoding", Level.ERROR, "CSV 文件的编码不对"),
        Finding("csv-long", Level.ERROR, "表太长"),
        Finding("csv-many-faults", Level.ERROR, "错误太多，没有全部列出"),
        Finding("csv-missing-column", Level.ERROR, "缺少必填的列", milder=((Level.WARNING, "历史遗留信息"),)),
        Finding(
            "csv-missing-row",
            Level.ERROR,
            "缺少规定的行",
            milder=((Level.WARNING, "照原样放进来的历史遗留的表"),),
            as_printed=True,
        ),
        Finding(
            "csv-missing-value",
            Level.ERROR,
            "必填的单元格没有填",
            milder=((Level.WARNING, "照原样放进来的历史遗留的表"),),
            as_printed=True,
        ),
        Finding("csv-no-header", Level.ERROR, "没有表头"),
        Finding("csv-quote", Level.ERROR, "引号没有成对"),
        Finding("csv-separator", Level.ERROR, "分隔符不是逗号"),
        Finding("csv-shifted", Level.ERROR, "单元格错开了列"),
        Finding("csv-thousands", Level.WARNING, "千分位的逗号把数字分成了几格"),
        Finding("csv-unknown-column", Level.ERROR, "没有这一列"),
        Finding("lost-zero", Level.WARNING, "编码开头的 0 丢了"),
        Finding("records-understood", Level.NOTE, "记录文件是怎样读懂的"),
        Finding("sheet-error", Level.ERROR, "单元格是电子表格的错误值"),
        Finding("table-two-readings", Level.ERROR, "表有两种读法"),
        Finding("table-two-units", Level.ERROR, "表上写的单位不一致"),
        Finding("table-understood", Level.NOTE, "表是怎样读懂的"),
        Finding("table-unheaded", Level.ERROR, "单元格上面没有列名"),
        Finding("sheet-number", Level.ERROR, "长数字被电子表格改写了"),
        Finding("workbook-cell", Level.ERROR, "不能确定单元格印出来是什么"),
        Finding("workbook-drawing", Level.WARNING, "工作表里有文本框"),
        Finding(
            "workbook-hidden",
            Level.ERROR,
            "工作簿里有隐藏的内容",
            milder=((Level.WARNING, "隐藏的是整张工作表，不会读取"),),
        ),
        Finding("workbook-merged", Level.ERROR, "逐条的记录里有合并的单元格"),
        Finding("workbook-note", Level.WARNING, "单元格有批注"),
        Finding("workbook-sheet", Level.ERROR, "不知道读哪一张工作表"),
        Finding("workbook-unreadable", Level.ERROR, "工作簿读不出来"),
    ),
)
