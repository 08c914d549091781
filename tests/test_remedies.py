"""No remedy leads to another error: what each message says to write is written, and the problem is gone with no new one."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.checking.catalogue import BY_NAME
from gongkai.handbook.remedies import WRITES, Files, follow, is_example
from gongkai.model.problems.problem import Level, Problem, in_order
from gongkai.reading.column_sources import read_column

from tests.columns import write_column
from tests.golden import golden

FOLDER = Path(__file__).parent / "cases"
CASES = {path.stem: path for room in ("reading", "checking") for path in sorted((FOLDER / room).glob("*.yml"))}
REMEDIED: dict[str, list[dict[str, Any]]] = golden(FOLDER / "remedied.yml")

# Rules before which nothing more of the file or of the table was read: what was hidden behind them comes to light then.
HIDING = ("yaml-", "front-matter-", "no-type", "unknown-type", "unknown-table", "csv-cells")
REVEALED = ("missing-value", "no-number", "no-type", "no-text")

NOT_WRITTEN = {
    "amendment-clause": "要写的是原文里有的那一条",
    "amendment-empty": "要写的是新条文",
    "amendment-number-taken": "新条文的条号要与正文一致",
    "amendment-unchanged": "请核对，没有要写的内容",
    "attachment-missing": "文件不在用例里",
    "blank-in-text": "只引了几个字，各处都要看",
    "birth-date": "请删除，是否依法公开要人判断",
    "card-number": "请删除，是否公款账号要人判断",
    "channel-merged": "并入哪个渠道由机关决定",
    "consultation-unanswered": "要另外发布一件信息",
    "departure-unaddressed": "要写的是原来的索引号",
    "decision-missing": "要写的是决策文件的文号",
    "findings-untold": "要写的是逐户怎样处理的",
    "inspection-slot": "要写的是文件、网址或者数量",
    "finding-unhandled": "要写的是怎样处理的",
    "fund-unevaluated": "要另外公开一份结果",
    "citation-unnumbered": "要在标题后面补写",
    "citizen-number-part": "请遮住号码",
    "home-phone": "请删除，办公电话要人来写",
    "interpretation-missing": "要另外发布一件信息",
    "interpretation-sections": "要写的是解读的正文",
    "interpreter-other": "要核对由谁解读",
    "lexicon-empty": "要写的是本机关的词和理由",
    "lexicon-exception": "要写的是原词里的话",
    "lexicon-long": "要写的是更短的词",
    "lexicon-short": "要写的是更长的词",
    "list-keeper": "要核对由哪个科室公开",
    "link-dead": "要核对现在的网址，登记也要改",
    "mobile-number": "请删除，是否办公电话要人判断",
    "personal-data": "请删除，或者遮住号码",
    "person-named": "请遮住姓名，是否依法公开要人判断",
    "personal-fact": "请删除，是否依法公开要人判断",
    "records-twice": "请删除，或者换成另一个文件",
    "relation-kind": "要核对指的是哪份文件",
    "relation-target": "要写的是会议、公报的索引号",
    "relation-twice": "要核对文号",
    "scheduled-beside": "要另写一个文件",
    "sentence-unfinished": "要写的是缺的数字或者后半句",
    "stray-file": "要移动、改名或者删除文件",
    "subject-catch-all": "写哪一类要人判断",
    "sync-incomplete": "要写的是各个环节的日期",
    "table-blank": "要对照原件，原件是 0 的才写 0",
    "table-missing": "要补整张表",
    "task-unit-lacking": "要对照原件，写的是单位",
    "task-unit-missing": "要对照原件，写的是单位",
    "text-file-empty": "要写的是全文",
    "yaml-bracket": "缺的括号在哪里，要看内容",
}
"""Rules whose remedy names something to write that only people can know, and what it is."""


@cache
def _case(name: str) -> dict[str, Any]:
    case: dict[str, Any] = golden(CASES[name])
    return case


def _problems(name: str, files: Files) -> tuple[Problem, ...]:
    case = _case(name)
    with tempfile.TemporaryDirectory() as folder:
        root = write_column(Path(folder), files)
        for missing in case.get("without", ()):
            (root / missing).unlink()
        reading = read_column(root)
        found = list(reading.problems)
        if "rule" in case:
            publication = bind(reading, date.fromisoformat(case["as_of"]))
            found += [*publication.problems, *BY_NAME[case["rule"]].check(publication)]
    return in_order(found)


@cache
def _before(name: str) -> tuple[Problem, ...]:
    return _problems(name, _case(name)["files"])


def _key(one: Problem) -> tuple[str, str, str]:
    return one.path, one.rule, one.what


def _new(before: Iterable[Problem], after: Iterable[Problem], mended: Problem) -> list[Problem]:
    """What was not told before and follows from what was written."""
    known = Counter(map(_key, before))
    new = []
    for one in after:
        known[_key(one)] -= 1
        hidden = mended.rule.startswith(HIDING) and (one.line != mended.line or one.rule in REVEALED)
        # An example stands for what people know; whether it fits the rest of the item does not matter.
        unfit = is_example(mended.remedy) and one.level is not Level.ERROR
        if known[_key(one)] < 0 and not hidden and not unfit:
            new.append(one)
    return new


@cache
def _followed(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules of a case whose remedy was followed as it stands, and what then was wrong."""
    files, before = _case(name)["files"], _before(name)
    rules, faults = [], []
    told = {one.rule for one in before} & {edit["rule"] for edit in REMEDIED.get(name, ())}
    for one in before:
        mended = follow(files, one) if WRITES.search(one.remedy) and one.rule not in told else None
        if mended is None or one.rule in NOT_WRITTEN:
            continue
        rules.append(one.rule)
        after = _problems(name, mended)
        added = str(mended[one.path]).count("\n") - str(files[one.path]).count("\n")
        here = (one.path, one.line + added, one.column, one.rule, one.what)
        still = [other for other in after if (other.path, other.line, other.column, other.rule, other.what) == here]
        faults += [f"{one} → {other}" for other in (*still, *_new(before, after, one))]
    return tuple(rules), tuple(faults)


@pytest.mark.parametrize("name", CASES)
def test_what_a_remedy_says_to_write_is_right(name: str) -> None:
    assert _followed(name)[1] == ()


@pytest.mark.parametrize("name", REMEDIED)
def test_a_remedy_that_was_thought_through_is_right(name: str) -> None:
    """Remedies whose content people must know, as ``tests/cases/remedied.yml`` has it."""
    files, before = _case(name)["files"], _before(name)
    for edit in REMEDIED[name]:
        text = files[edit["file"]]
        assert edit["old"] in text, edit
        mended = {**files, edit["file"]: text.replace(edit["old"], edit["new"], 1), **edit.get("另写", {})}
        after = _problems(name, mended)
        (first, *_) = [one for one in before if one.rule == edit["rule"]]
        count = sum(one.rule == edit["rule"] for one in before)
        assert sum(one.rule == edit["rule"] for one in after) < count, (edit, [*map(str, after)])
        assert _new(before, after, first) == [], edit


def test_every_remedy_that_says_what_to_write_is_tried() -> None:
    """The count cannot fall in silence: a rule is followed as it stands, thought through, or named with a reason."""
    writing = {one.rule for name in CASES for one in _before(name) if WRITES.search(one.remedy)}
    followed = {rule for name in CASES for rule in _followed(name)[0]}
    thought_through = {edit["rule"] for edits in REMEDIED.values() for edit in edits}
    assert writing - followed - thought_through - NOT_WRITTEN.keys() == set()
    assert NOT_WRITTEN.keys() - writing == set(), "没有这样的提示"
    assert len((followed | thought_through) & writing) >= 100
