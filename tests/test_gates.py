"""What the column demands before a merge: errors in what a change brings in, nothing in what was public before."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.commands.command_line import main
from gongkai.commands.reporting import as_text
from gongkai.comparing.closed_gates import behind_gates
from gongkai.handbook.every_finding import every_finding
from gongkai.model.problems.problem import in_order
from gongkai.model.publication import Publication
from gongkai.reading.column.gates import gates
from gongkai.reading.column_sources import read_column

from tests.columns import write_column
from tests.golden import golden

CASE: dict[str, Any] = golden(Path(__file__).parent / "cases" / "comparing" / "gates.yml")
NEW = {"990000017/2026-00001", "990000017/2026-00042", "990000017/2026-00044"}


def _column(root: Path, *names: str) -> Publication:
    settings = CASE["settings"] % ", ".join(names)
    files = {"catalogue/column.yml": settings, **CASE["base"], **CASE["change"]}
    return bind(read_column(write_column(root, files)), date.fromisoformat(CASE["as_of"]))


def test_every_gate_has_a_case() -> None:
    assert gates().keys() == CASE["gates"].keys()


def test_a_gate_holds_back_what_rules_find() -> None:
    assert {
        name: gate.codes - every_finding().keys()
        for name, gate in gates().items()
        if gate.codes - every_finding().keys()
    } == {}


@pytest.mark.parametrize("name", gates())
def test_a_gate_stops_what_is_new(name: str, tmp_path: Path) -> None:
    head = _column(tmp_path, name)
    closed = [one for one in behind_gates(check(head), NEW, head) if one.rule == "gate-closed"]
    assert as_text(in_order(closed)) == CASE["gates"][name].rstrip("\n")


def test_what_says_everything_passes_the_gates_of_fields(tmp_path: Path) -> None:
    said = "审核: {表述: 2026-11-16, 时机: 2026-11-16, 方式: 2026-11-16, 隐私: 2026-11-16, 公开机构书面意见: 同意, 公开机构意见日期: 2026-11-16, 舆情风险研判: 低}\n"
    said += "公开方式: [政府网站]\n公开时限: 自形成之日起20个工作日内\n公开属性:"
    names = [name for name, gate in gates().items() if gate.fields]
    _column(tmp_path, *names)
    new = CASE["change"]["content/new.md"].replace("公开属性:", said)
    (tmp_path / "content/new.md").write_text(new, encoding="utf-8")
    head = bind(read_column(tmp_path), date.fromisoformat(CASE["as_of"]))
    closed = {one.path for one in behind_gates(check(head), NEW, head) if one.rule == "gate-closed"}
    assert (len(names), closed) == (4, {"catalogue/r.yml", "catalogue/w.yml"})


def test_a_gate_stops_nothing_that_was_public_before(tmp_path: Path) -> None:
    head = _column(tmp_path, *gates())
    assert list(behind_gates(check(head), set(), head)) == [*check(head)]
    # With one of both items new, the other keeps its warnings.
    closed = {
        one.path for one in behind_gates(check(head), NEW - {"990000017/2026-00042"}, head) if one.rule == "gate-closed"
    }
    assert closed == {"content/new.md", "catalogue/w.yml"}


def test_without_a_gate_nothing_changes(tmp_path: Path) -> None:
    head = _column(tmp_path)
    assert list(behind_gates(check(head), NEW, head)) == [*check(head)]


def test_old_items_that_are_only_now_added_pass(tmp_path: Path) -> None:
    files = {name: text.replace("公开属性:", "历史遗留: 是\n公开属性:") for name, text in CASE["change"].items()}
    _column(tmp_path, *gates())
    write_column(tmp_path, {"catalogue/column.yml": (tmp_path / "catalogue/column.yml").read_text("utf-8"), **files})
    head = bind(read_column(tmp_path), date.fromisoformat(CASE["as_of"]))
    assert list(behind_gates(check(head), NEW, head)) == [*check(head)]


def test_the_comparison_with_a_base_closes_the_gates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = CASE["settings"] % "解读"
    sound = CASE["change"]["content/new.md"]
    write_column(tmp_path, {"catalogue/column.yml": settings, **CASE["base"]})
    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "one")
    write_column(tmp_path, {"catalogue/column.yml": settings, "content/new.md": sound})
    command = ["--root", str(tmp_path), "check", "--as-of", CASE["as_of"], "--base", "main"]
    assert main(command) == 1
    assert "错误[gate-closed]" in capsys.readouterr().out
    assert main(command[:-2]) == 0, "only a change is stopped"
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "two")
    assert main(command) == 0, "what is public is not stopped any more"
    assert "警告[interpretation-missing]" in capsys.readouterr().out


def test_a_reason_opens_a_gate(tmp_path: Path) -> None:
    _column(tmp_path, "法定期限")
    late = CASE["change"]["catalogue/r.yml"] + "检查豁免: [{规则: deadline, 理由: 汇总迟了}]\n"
    (tmp_path / "catalogue/r.yml").write_text(late, encoding="utf-8")
    head = bind(read_column(tmp_path), date.fromisoformat(CASE["as_of"]))
    assert [one for one in behind_gates(check(head), NEW, head) if one.rule == "gate-closed"] == []


def _git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)
