"""The files of a new column, written from the answers of its agency and the samples in the folder beside this module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
import yaml

from gongkai.model.words.matcher import matcher
from gongkai.setup.agency_answers import Answers
from gongkai.texts.unfilled import gap

_SAMPLES = Path(__file__).parent / "samples"
_WRITTEN = {
    "catalogue/column.yml": "column.yml",
    "catalogue/directory/basic-directory.yml": "basic-directory.yml",
    "content/guide/guide.md": "guide.md",
    "content/apply/apply.md": "apply.md",
    "content/rules/_disclosure-rule.md": "rules.md",
    "README.md": "readme.md",
}
_COPIED = {"content/apply/application-form.docx": "application-form.docx"}
_DIRECTORY = "catalogue/directory.yml"
_ONLY_FOR = "级别"
_PLAIN = matcher(r"[\u3400-\u9fffA-Za-z“（][\u3400-\u9fffA-Za-z0-9、（）〔〕《》“”]*\Z")
"""Texts that YAML reads as they are, in lists too; everything else is quoted."""


def new_column(answers: Answers, day: date) -> dict[str, bytes]:
    """The files of a column that was begun on ``day``, by path; they pass the check, and what is missing is marked."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_SAMPLES),
        autoescape=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["yaml"] = quoted
    environment.globals["gap"] = gap
    known: dict[str, Any] = {
        "name": answers.name,
        "short_name": answers.short_name,
        "org_code": answers.org_code,
        "credit_code": answers.credit_code,
        "level": answers.level,
        "region": answers.region,
        "domain": answers.domain,
        "phone": answers.phone,
        "address": answers.address,
        "units": answers.units or (answers.office,),
        "office": answers.office,
        "year": day.year,
        "day": day.isoformat(),
    }
    files = {path: environment.get_template(name).render(known).encode() for path, name in _WRITTEN.items()}
    files |= {path: (_SAMPLES / name).read_bytes() for path, name in _COPIED.items()}
    files[_DIRECTORY] = ("\n".join(_directory(answers)) + "\n").encode()
    return files


def quoted(text: str) -> str:
    """``text`` as a scalar of YAML in one line."""
    return text if _PLAIN.match(text) else "'" + text.replace("'", "''") + "'"


def _directory(answers: Answers) -> Iterator[str]:
    """The directory of matters for an agency of this level, as YAML with one label a line."""
    yield "# 主动公开基本目录：逐项写明公开什么、依据、时限、主体和渠道（国办发〔2019〕54号）。"
    yield "# 本机关没有的事项，加一行“无此项说明: ……”或者删去；本机关另有的，照样加在后面，编号不要重复。"
    matters: list[dict[str, Any]] = yaml.load(
        (_SAMPLES / "matters.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    for matter in matters:
        if answers.level in matter.get(_ONLY_FOR, (answers.level,)):
            yield from _matter({name: value for name, value in matter.items() if name != _ONLY_FOR}, answers)


def _matter(matter: Mapping[str, Any], answers: Answers) -> Iterator[str]:
    given = {
        **matter,
        "公开主体": answers.name,
        "公开渠道": ["政府信息公开专栏"],
        "公开对象": "全社会",
        "公开方式": "主动",
        "公开层级": answers.tier_of_matters,
        "更新周期": "按时限",
        "责任科室": answers.office.name,
    }
    for number, (label, value) in enumerate(given.items()):
        mark = "  " if number else "- "
        if isinstance(value, list):
            yield f"{mark}{label}:"
            yield from (f"    - {quoted(one)}" for one in value)
        else:
            yield f"{mark}{label}: {quoted(value)}"
