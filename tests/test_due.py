"""What comes due, as the command lists it for people, for calendars and for programs, and as the preview shows it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.checking.coming.due_entry import About, DueEntry
from gongkai.commands.command_line import main
from gongkai.commands.icalendar import as_icalendar

from tests.columns import write_column
from tests.golden import golden

CASES = sorted((Path(__file__).parent / "cases" / "coming").glob("*.yml"))
OWED: dict[str, Any] = golden(Path(__file__).parent / "cases" / "coming" / "owed.yml")


def _due(root: Path, case: dict[str, Any], *options: str) -> int:
    write_column(root, case["files"])
    asked = ["--root", str(root), "due", "--as-of", case["as_of"], "--days", str(case["days"])]
    return main([*asked, *options])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_everything_that_comes_due_is_listed(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = golden(path)
    assert _due(tmp_path, case) == 0
    assert capsys.readouterr().out.rstrip("\n") == case["lines"].rstrip("\n")


def test_programs_get_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _due(tmp_path, OWED, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["as_of"], found["days"]) == (OWED["as_of"], OWED["days"])
    listed = [line for line in OWED["lines"].split("\n") if re.match(r"  \d{4}-", line)]
    assert len(found["due"]) == len(listed)
    for one in found["due"]:
        beginning = one["date"] + ("〔暂估〕" if one["estimated"] else "")
        [line] = [line for line in listed if f"：{one['what']}" in line and line.startswith(f"  {beginning} ")]
        assert (one["overdue"], not one["must_act"]) == ("过了" in line, "到日子自动" in line)
        assert line.endswith(f"　{one['index_no'] or one['path']}")
    assert [one["indicator"] for one in found["inspection"]] == ["应更新未更新的栏目", "空白栏目", "断链", "错情"]


def test_calendars_get_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "due.ics"
    assert _due(tmp_path / "column", OWED, "--ics", str(target)) == 0
    assert "日历写到了" in capsys.readouterr().err
    text = target.read_bytes().decode("utf-8")
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.split("\r\n")
    assert [line for line in lines if len(line.encode()) > 75 or "\n" in line] == []
    whole = text.replace("\r\n ", "").split("\r\n")
    days = [line.removeprefix("DTSTART;VALUE=DATE:") for line in whole if line.startswith("DTSTART")]
    listed = re.findall(r"^  (\d{4}-\d\d-\d\d)", OWED["lines"], re.MULTILINE)
    assert sorted(days) == sorted(day.replace("-", "") for day in listed)
    identities = [line for line in whole if line.startswith("UID:")]
    assert len(set(identities)) == len(identities) == len(days)


def test_one_event_in_full() -> None:
    entry = DueEntry(
        day=date(2026, 12, 31),
        category="公开时限",
        what="公布“甲;乙,丙”的解读",
        about=About("办公室", "990000017/2026-00001", "content/a.md"),
        reason="印发日期2026年12月28日起3个工作日",
        estimated=True,
    )
    later = DueEntry(day=date(2027, 1, 4), category=entry.category, what=entry.what, about=entry.about, must_act=False)
    first = as_icalendar([entry], "示例市商务局", date(2026, 11, 20)).replace("\r\n ", "").split("\r\n")
    assert first == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//gongkai//due//ZH",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:示例市商务局公开期限",
        "BEGIN:VEVENT",
        first[6],
        "DTSTAMP:20261120T000000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:公布“甲\\;乙\\,丙”的解读",
        "DESCRIPTION:办公室\\n印发日期2026年12月28日起3个工作日\\n暂估：当年放假安排还没有公布\\ncontent/a.md",
        "CATEGORIES:公开时限",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:公布“甲\\;乙\\,丙”的解读",
        "TRIGGER:-P2D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    # The same thing on another day is the same event, so that importing again moves it.
    second = as_icalendar([later], "示例市商务局", date(2026, 11, 21)).split("\r\n")
    assert [line for line in second if line.startswith("UID:")] == [first[6]]
    assert "BEGIN:VALARM" not in second


@pytest.mark.parametrize("days", ["-1", "三十", "1.5", "99999", ""])
def test_a_wrong_number_of_days(days: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--root", str(write_column(tmp_path, {})), "due", f"--days={days}"])
    assert left.value.code == 2
    assert f"--days：“{days}”不是天数，请写 0 到 3660 的整数，例如 30。" in capsys.readouterr().err


def test_a_calendar_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    column = write_column(tmp_path / "column", {"content/.keep": ""})
    assert main(["--root", str(column), "due", "--ics", str(tmp_path / "no" / "due.ics")]) == 1
    assert "文件操作没有成功" in capsys.readouterr().err


def test_mistakes_in_the_sources_are_said_and_stop_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _due(tmp_path, OWED) == 0
    assert re.search(r"源文件有 \d+ 处错误，列出来的可能不全；用 make check 查看。", capsys.readouterr().err)
