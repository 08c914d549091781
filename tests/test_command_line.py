"""The commands as staff, programs and the forge call them."""

from __future__ import annotations

import builtins
import gc
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from gongkai import __main__ as entry
from gongkai.building.build import Built
from gongkai.commands.command_line import COMMANDS, main
from gongkai.commands.reporting import MOST_ANNOTATIONS, as_github, as_json, exit_code, summary
from gongkai.model.problems.problem import Level, Problem

from tests.columns import document, write_column
from tests.conftest import copy_project

PROJECT = Path(__file__).parents[1]
FAULT = Problem(
    "content/a.md", 7, 5, "not-a-date", Level.ERROR, "“发布日期”写成“近日”，不是日期。", "请写成 2018-03-05 这样。"
)
NOTE = Problem("catalogue/x, y.csv", 0, 0, "identity", Level.NOTE, "100%\n相差 1。", "请核对。")


def _call(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), *arguments])


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return write_column(tmp_path, {"content/a.md": document("1", 发布日期="近日")})


def test_check_says_where_and_what(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _call(faulty, "check", "--as-of", "2026-11-20") == 1
    lines = capsys.readouterr().out.splitlines()
    assert "content/a.md:7:7: 错误[not-a-date] “发布日期”写成“近日”，不是日期。" in lines
    assert (
        lines[lines.index("content/a.md:7:7: 错误[not-a-date] “发布日期”写成“近日”，不是日期。") + 1]
        == "    请写成 2018-03-05 这样。"
    )
    assert lines[-1].endswith("有错误，不能发布。")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("init --name", "--name 后面要写内容。"),
        ("init --frobnicate", "没有这样的选项：--frobnicate。"),
        ("check extra", "没有这样的选项：extra。"),
        ("check --format jsn", "--format没有“jsn”。是否指“json”？可以写：github、gitlab、json、text。"),
        ("init --yes=1", "--yes 后面不写内容。"),
        ("serve --port x", "--port：“x”不是端口，请写 1024 到 65535 之间的数。"),
        ("upgrade", "还要写：发布包。"),
        ("migrate", "还要写：--since。"),
        ("init --reg 某省", "--reg 不够完整，可以是：--region, --region-code。"),
        ("", "还要写：命令。"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(typed: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(typed.split())
    assert ended.value.code == 2
    assert capsys.readouterr().err == f"{told}\n加 --help 再运行，显示全部选项。\n"


@pytest.mark.parametrize("command", ["", *(command.name for command in COMMANDS)])
def test_help_is_in_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("用法：gongkai")
    assert re.search(r"usage|options|show this|positional|[A-Z]+_[A-Z]+", shown.replace("GONGKAI_AS_OF", "")) is None


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "GONGKAI_AS_OF",
            "2026-13-01",
            "环境变量 GONGKAI_AS_OF 写成“2026-13-01”，不是日期。 请写成 2026-11-20 这样，或者删除这个变量。\n",
        ),
        *(
            (
                "SOURCE_DATE_EPOCH",
                value,
                f"环境变量 SOURCE_DATE_EPOCH 写成“{value}”，不是从 1970 年起的秒数。 请写整数，或者删除这个变量。\n",
            )
            for value in ("昨天", "99999999999999999")
        ),
    ],
)
def test_a_wrong_day_in_the_environment_is_told(
    name: str,
    value: str,
    said: str,
    faulty: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A day that is given for the whole run of the tests would come before the other variable.
    monkeypatch.delenv("GONGKAI_AS_OF", raising=False)
    monkeypatch.setenv(name, value)
    assert _call(faulty, "check") == 2
    assert capsys.readouterr().err == said


def test_errors_stand_last_where_they_are_seen(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _call(faulty, "check", "--as-of", "2026-11-20") == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    levels = [level for line in lines[:-1] for level in ("提示", "警告", "错误") if f": {level}[" in line]
    assert levels == sorted(levels, key=["提示", "警告", "错误"].index)
    assert set(levels) == {"提示", "警告", "错误"}


def test_a_build_that_stops_names_the_errors_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_column(
        copy_project(tmp_path / "a", with_sources=False), {"content/a.md": document("1", 发布日期="近日")}
    )
    assert _call(root, "build", "--as-of", "2026-11-20") == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[:3] == [
        "目录或正文有错误，没有生成。",
        "content/a.md:7:7: 错误[not-a-date] “发布日期”写成“近日”，不是日期。",
        "    请写成 2018-03-05 这样。",
    ]
    assert re.fullmatch(r"另有 \d+ 条警告、\d+ 条提示，用 make check 查看。", lines[3])
    assert lines[4:] == ["没有发布：site/ 没有改动。"]


def test_check_for_programs(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _call(faulty, "check", "--format", "json", "--as-of", "2026-11-20") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["errors"] == 1
    assert [one for one in report["problems"] if one["level"] == "error"] == [
        {
            "path": "content/a.md",
            "line": 7,
            "column": 7,
            "rule": "not-a-date",
            "level": "error",
            "what": "“发布日期”写成“近日”，不是日期。",
            "remedy": "请写成 2018-03-05 这样。",
        }
    ]


def test_warnings_stop_only_where_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_column(tmp_path, {"content/a.md": document("1")})
    assert _call(root, "check", "--as-of", "2026-11-20") == 0
    assert _call(root, "check", "--strict", "--as-of", "2026-11-20") == 1
    assert "没有错误，可以发布。" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--as-of", "昨天"], ["--as-of", "2026-02-30"], ["--format", "xml"]])
def test_a_wrong_call_is_two(tmp_path: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        _call(tmp_path, "check", *arguments)
    assert stopped.value.code == 2


def test_annotations_stand_on_their_lines() -> None:
    assert as_github([FAULT, NOTE]).split("\n") == [
        "::error file=content/a.md,line=7,col=5,title=错误 not-a-date::“发布日期”写成“近日”，不是日期。 请写成 2018-03-05 这样。",
        "::notice file=catalogue/x%2C y.csv,title=提示 identity::100%25%0A相差 1。 请核对。",
    ]


def test_more_than_the_forge_shows() -> None:
    many = [replace(FAULT, path=f"content/{number}.md") for number in range(MOST_ANNOTATIONS + 5)]
    lines = as_github(many).split("\n")
    assert len(lines) == MOST_ANNOTATIONS
    assert lines[-1] == "::error::另有 6 条错误没有列出，请在本机运行 make check 查看。"


def test_reports_of_nothing() -> None:
    assert summary([]) == "检查通过，没有发现问题。"
    assert json.loads(as_json([])) == {"errors": 0, "warnings": 0, "notes": 0, "unfinished": 0, "problems": []}
    assert exit_code([NOTE]) == 0
    assert exit_code([FAULT]) == 1


@pytest.fixture
def bootstrap() -> ModuleType:
    specification = importlib.util.spec_from_file_location("run", PROJECT / "run.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_an_old_python_is_told_so(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "NEEDED", (9, 9))
    assert bootstrap.main(["site"]) == 1
    assert capsys.readouterr().err.startswith("需要 Python 9.9 或更高版本，当前是 3.")


def test_a_python_without_venv_is_told_so(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = builtins.__import__

    def without_venv(name: str, *rest: Any, **more: Any) -> Any:
        if name in ("ensurepip", "venv"):
            raise ImportError(name)
        return found(name, *rest, **more)

    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path / "none"))
    monkeypatch.setattr(builtins, "__import__", without_venv)
    assert bootstrap.main(["site"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "这个 Python 没有 venv 模块，无法建立独立环境。",
        "Debian、Ubuntu 请运行：sudo apt install python3-venv；其他系统请安装完整的 Python。",
    ]


def test_an_unknown_command_shows_the_known_ones(bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["publish"]) == 2
    assert "site     检查并生成网站到 site/" in capsys.readouterr().err


def test_the_bootstrap_can_be_read_by_old_pythons() -> None:
    text = (PROJECT / "run.py").read_text(encoding="utf-8")
    assert not any(word in text for word in ('f"', "f'", "from __future__", ":=", "->"))


def test_an_interruption_while_loading_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("gongkai.commands.command_line.main", interrupted)
    assert entry.main() == 130
    assert capsys.readouterr().err == "已中断。\n"


def test_a_process_that_ends_has_no_garbage_to_look_for(monkeypatch: pytest.MonkeyPatch) -> None:
    held = [object() for _ in range(3)]
    monkeypatch.setattr("gongkai.commands.command_line.main", lambda arguments: len(held))
    try:
        assert entry.main() == 3
        assert not any(one is held for one in gc.get_objects())
    finally:
        gc.unfreeze()


def test_a_place_without_a_published_site_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing to compare with is right the first time, and a slip in the setting every other time."""
    monkeypatch.setattr("gongkai.commands.build_command.build_site", lambda *_: Built(None, ("到此为止。",)))
    place = tmp_path / "nothing"
    assert _call(tmp_path, "build", "--published", str(place)) == 1
    assert capsys.readouterr().err.splitlines()[0] == (
        f"“{place}”还没有公开的网站，没有比较。不是第一次公开的，请核对网址。"
    )
    assert _call(tmp_path, "build", "--published", str(place), "--allow-lost") == 1
    assert capsys.readouterr().err.splitlines()[0] == "到此为止。"


def test_a_preview_goes_on_to_the_next_day_unless_it_was_asked_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[list[date]] = []
    today = [date(2026, 11, 24)]
    monkeypatch.setattr("gongkai.commands.serve_command.as_of_from_environment", lambda: today[0])

    def passed_midnight(root: Path, day: Callable[[], date], port: int, began: object) -> None:
        before = day()
        today[0] = date(2026, 11, 25)
        shown.append([before, day()])

    monkeypatch.setattr("gongkai.commands.serve_command.preview", passed_midnight)
    assert _call(tmp_path, "serve") == 0
    assert _call(tmp_path, "serve", "--as-of", "2026-11-20") == 0
    assert shown == [[date(2026, 11, 24), date(2026, 11, 25)], [date(2026, 11, 20), date(2026, 11, 20)]]


_IMPORTED = """
import sys
from contextlib import suppress
from gongkai.commands.command_line import main
with suppress(SystemExit):
    main(sys.argv[1:])
print(*sorted(name for name in sys.modules if name.startswith("gongkai.")), *({"jinja2", "yaml", "pypdf"} & {*sys.modules}))
"""


@pytest.mark.parametrize(
    ("call", "rooms"),
    [
        ("--help", "building calendar commands incremental model setup"),
        ("build --help", "building calendar commands data incremental model searching setup"),
        ("kiosk --help", "building calendar commands incremental model setup texts"),
    ],
)
def test_a_command_begins_with_what_it_needs(call: str, rooms: str) -> None:
    """The process that waits for MkDocs reads no sources and makes no pages, so it does not load what does."""
    run = [sys.executable, "-c", _IMPORTED, *call.split()]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "hooks"), "PYTHONUTF8": "1"}
    ran = subprocess.run(run, env=environment, check=True, capture_output=True, encoding="utf-8")
    told = ran.stdout.splitlines()[-1].split()
    assert {name.split(".")[1] for name in told if "." in name} == {*rooms.split()}
    assert [name for name in told if "." not in name] == []
    assert len(told) < 70
