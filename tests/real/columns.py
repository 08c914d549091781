"""Real published input brought into columns: true metadata, nothing invented, cells as they are printed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

REAL = Path(__file__).parents[3] / "shared" / "real"
"""Beside the project where it is developed; users do not have it."""

Rows = list[list[str]]


XIANGYIN = {
    "类型": "意见收集采纳情况",
    "编号": "xiangyin-2022",
    "标题": "《湘阴县农村公路建设管理办法》征求意见结果反馈",
    "针对的草案": "《湘阴县人民政府印发<湘阴县农村公路建设管理办法(征求意见稿)>》",
    "收集开始": "2022-11-18",
    "收集截止": "2022-11-24",
    "收集方式": "[网上留言, 电话]",
    "收到条数": "16",
    "发布日期": "2022-11-28",
}
"""What consultation-feedback-xiangyin-2022.txt says of itself."""


def lines_of(path: str) -> list[str]:
    """The lines of a published text without the line that names its source."""
    return (REAL / path).read_text(encoding="utf-8").split("\n")[1:]


def rows_of(path: str) -> Rows:
    """The rows of a published table without the line that names its source."""
    return list(csv.reader(io.StringIO("\n".join(lines_of(path)))))


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    """The rows as a clerk saves them."""
    output = io.StringIO()
    csv.writer(output, lineterminator="\n").writerows(rows)
    return output.getvalue()


def coded(path: str, header: Sequence[str], parts: int, skip: int) -> str:
    """A table whose code stands in ``parts`` columns (类, 款, 项), under a header of one row."""
    rows = [["".join(row[:parts]).strip(), *row[parts:]] for row in rows_of(path)[skip:] if any(row)]
    return as_csv([header, *rows])


def plain(path: str, header: Sequence[str], skip: int) -> str:
    """A table under a header of one row."""
    return as_csv([header, *(row[: len(header)] for row in rows_of(path)[skip:] if any(row))])


def seed(number: int) -> list[str]:
    """The lines of a seed document as it was saved from its page."""
    (path,) = (REAL / "seeds").glob(f"{number:03d}_*.txt")
    return path.read_text(encoding="utf-8").split("\n")
