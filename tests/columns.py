"""Small columns written to a folder for tests, from the files that a golden case names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from gongkai.commands.reporting import as_text
from gongkai.model.problems.problem import Problem, in_order

from tests.attachment_files import make_file

SETTINGS = """机关:
  名称: 示例市商务局
  级别: 部门
  机构代码: '990000017'
  机关代字: [示商发, 示商规]
  地址: 示例市政务路1号
  电话: 000-12345670
页脚:
  网站标识码: '9900000017'
  ICP备案: 示ICP备00000000号-1
  公安备案: 示公网安备 99000000000001号
  主办单位: 示例市商务局
  找错入口: https://zfwzgl.example.gov.cn/
  党政机关标识: https://bszs.example.gov.cn/
网站名称: 示例市商务局政府信息公开
网站域名: https://swj.example.gov.cn/
"""


def write_column(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files below ``root``, with settings where they bring none, and give ``root``."""
    for name, content in {"catalogue/column.yml": SETTINGS, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def write_case(root: Path, case: Mapping[str, Any]) -> Path:
    """Write the column of a golden case: its ``files``, and those ``made`` that are no short text."""
    write_column(root, case["files"])
    for name, said in case.get("made", {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        make_file(root / name, said)
    return root


def told_of(case: Mapping[str, Any], found: Iterable[Problem]) -> str:
    """The report of a golden case: all problems, or those with the codes that it asks for as its ``only`` ones."""
    return as_text(in_order(one for one in found if one.rule in case.get("only", (one.rule,))))


def document(number: str = "1", **fields: object) -> str:
    """A policy document as a Markdown file, with the given fields added or, where None, left out."""
    values: dict[str, object] = {
        "类型": "政策文件",
        "索引号": f"990000017/2024-{number.zfill(5)}",
        "标题": f"关于做好第{number}项工作的通知",
        "文件类别": "其他文件",
        "成文日期": "2024-03-04",
        "发布日期": "2024-03-06",
        "公开属性": "主动公开",
    }
    body = str(fields.pop("正文", "各县（市、区）商务主管部门：\n\n现将有关事项通知如下。\n"))
    values |= fields
    lines = "".join(f"{label}: {value}\n" for label, value in values.items() if value is not None)
    return f"---\n{lines}---\n\n{body}"


def with_text(kind: str, number: str, **fields: object) -> str:
    """An item of another type as a Markdown file: what ``document`` writes without what only documents have."""
    return document(number, **{"类型": kind, "文件类别": None, "成文日期": None, **fields})


def interpretation(number: str, of: str, **fields: object) -> str:
    """An interpretation of a document, with everything that one must say."""
    said = {
        "主要内容": "内容",
        "出台背景": "背景",
        "解读人身份": "起草单位",
        "解读单位": "示例市商务局",
        "解读形式": "文字",
    }
    return with_text("政策解读", number, 解读对象=of, **said, **fields)


PERMITS = "行政相对人名称,统一社会信用代码,行政许可决定文书号,许可内容,许可决定日期,许可机关\n"
"""The header of a table of permits."""


def permits(rows: str, title: str = "许可") -> dict[str, str | bytes]:
    """The permits of a month: the item and the table with these rows."""
    item = (
        f"类型: 行政许可\n索引号: 990000017/2025-00020\n标题: {title}\n期间: 2025年3月\n发布日期: 2025-03-12\n"
        "公开属性: 主动公开\n记录: permits.csv\n"
    )
    return {"catalogue/permits.yml": item, "catalogue/permits.csv": f"{PERMITS}{rows}"}
