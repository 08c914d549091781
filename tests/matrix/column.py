"""The column of the matrix: the documents of tests/cases/validity/matrix.yml and everything that speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tests.columns import document, with_text, write_column
from tests.golden import golden

CASE: dict[str, Any] = golden(Path(__file__).parents[1] / "cases/validity/matrix.yml")
DAYS: dict[str, date] = CASE["days"]
TEXT = "第一条　为规范管理，制定本办法。\n\n第二条　补助不超过二百万元。\n\n第三条　本办法由示例市商务局负责解释。\n"
LATER = ("乙", "丙")


@dataclass(frozen=True)
class Expected:
    """How one document must stand on one day."""

    state: str
    heads: tuple[str, ...] = ()
    banner: str = ""
    marks: tuple[str, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Subject:
    """A document of the matrix: its name, its place in the column, and what is expected of it by the name of the day."""

    name: str
    number: int
    until: str
    note: str
    text: str
    expected: dict[str, Expected]

    @property
    def index_no(self) -> str:
        """Its index number."""
        return f"990000017/2022-{self.number:05}"

    @property
    def title(self) -> str:
        """Its title."""
        return f"{self.name}办法"

    @property
    def doc_no(self) -> str:
        """Its document number."""
        return f"示商规〔2022〕{self.number}号"


def subjects() -> tuple[Subject, ...]:
    """The documents in their order."""
    found = []
    for number, one in enumerate(CASE["documents"], 1):
        expected: dict[str, Expected] = {}
        before = Expected("")
        for day in DAYS:
            if day in one:
                told = one[day]
                before = Expected(
                    told["state"],
                    tuple(told.get("heads", ())),
                    told.get("banner", ""),
                    tuple(told.get("marks", before.marks)),
                    tuple(sorted(told["versions"].items())) if "versions" in told else before.versions,
                )
            expected[day] = before
        text = one.get("text", "补助不超过二百万元。")
        found.append(Subject(one["name"], number, one.get("until", ""), one.get("note", ""), text, expected))
    return tuple(found)


def write_matrix(root: Path) -> Path:
    """Write the column below ``root``."""
    files: dict[str, str | bytes] = {}
    for subject, one in zip(subjects(), CASE["documents"]):
        stem = f"content/{subject.number:02}"
        (root / "content").mkdir(parents=True, exist_ok=True)
        files[f"{stem}-form.csv"] = "项目,数量\n甲,1\n"
        own = {
            "索引号": subject.index_no,
            "标题": subject.title,
            "发文字号": subject.doc_no,
            "成文日期": "2021-11-01",
            "发布日期": "2021-11-02",
            "附件": f"[{{文件: {subject.number:02}-form.csv, 名称: 附件{subject.name}表}}]",
        }
        text = TEXT.replace("本办法由示例市商务局负责解释。", one.get("term", "本办法由示例市商务局负责解释。"))
        files[f"{stem}.md"] = document(正文=text, **{**own, **one["fields"]})
        files |= _later(subject, one.get("later", []), stem)
        files[f"{stem}-about.md"] = with_text(
            "政策解读",
            "0",
            索引号=f"990000017/2023-{subject.number:05}",
            标题=f"{subject.name}解读",
            解读对象=f"[{subject.doc_no}]",
            解读单位="政策法规科",
            解读人身份="起草单位",
            解读形式="[文字]",
            出台背景=f"为落实{subject.doc_no}。",
            主要内容="说明主要内容。",
        )
        files[f"{stem}-citing.md"] = document(
            索引号=f"990000017/2021-{subject.number:05}",
            标题=f"引用{subject.name}的通知",
            成文日期="2021-12-01",
            发布日期="2021-12-02",
            相关文件=f"[{subject.doc_no}]",
            正文=f"各县：\n\n请按照{subject.doc_no}执行。\n",
        )
    return write_column(root, files)


def _later(subject: Subject, later: list[dict[str, Any]], stem: str) -> dict[str, str]:
    files = {}
    numbers = [f"示商规〔2024〕{subject.number * 10 + place}号" for place in range(len(later))]
    for place, fields in enumerate(later):
        before = numbers[place - 1] if place else ""
        written = {
            label: _named(value, subject.doc_no, before) if isinstance(value, list) else value
            for label, value in fields.items()
        }
        body = written.pop("正文", "现就有关事项决定如下。").replace("↵", "\n\n")
        values = {
            "索引号": f"990000017/2024-{subject.number * 10 + place:05}",
            "发文字号": numbers[place],
            "成文日期": "2022-06-01" if "接替" in fields["标题"] else "2024-06-20",
            "发布日期": "2022-06-02" if "接替" in fields["标题"] else "2024-06-21",
            **written,
        }
        files[f"{stem}-{place}.md"] = document(正文=body, **values)
    return files


def _named(value: list[Any], own: str, before: str) -> str:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10_000).strip()
    return text.replace("本件", own).replace("前件", before)
