"""What is said of mutants is true: rooms and tests that exist, and explained changes to functions that exist."""

from __future__ import annotations

import re

import pytest

from tests.conftest import PROJECT
from tests.mutants import __main__ as command
from tests.mutants.equal import EVERYWHERE, explained, listed
from tests.mutants.workspace import Room, rooms

SHOWN = """# gongkai.model.place.x_within__mutmut_3: survived
--- src/gongkai/model/place.py
+++ src/gongkai/model/place.py
@@ -1,3 +1,3 @@
 def within(place: Place, offset: int) -> Place:
-    return replace(place, column=place.column + offset)
+    return replace(place, column=place.column - offset)
"""
CHANGE = "- return replace(place, column=place.column + offset)\n+ return replace(place, column=place.column - offset)"


@pytest.mark.parametrize("room", rooms().values(), ids=lambda room: room.name)
def test_a_room_names_code_and_tests_that_exist(room: Room) -> None:
    engine = PROJECT / "hooks" / "gongkai"
    assert all(list(engine.glob(pattern)) for pattern in room.files)
    assert [name for name in room.tests if not (PROJECT / name).is_file()] == []


def test_every_explained_change_is_of_a_function_that_exists() -> None:
    assert listed().keys() <= {EVERYWHERE, *rooms()}
    for entry in listed()[EVERYWHERE]:
        assert entry.keys() == {"words", "as", "reason"}
    for entry in (one for room in rooms() for one in listed().get(room, [])):
        assert entry.keys() == {"function", "changes", "reason"}, entry
        module, _, name = entry["function"].rpartition(".")
        path = PROJECT / "hooks" / f"{module.replace('.', '/')}.py"
        code = path.read_text(encoding="utf-8")
        assert re.search(rf"^\s*def {name.rpartition('ǁ')[2]}\(", code, re.MULTILINE), entry
        # A change whose line is no longer there is to be looked at again.
        lines = {line.strip() for line in code.split("\n")}
        for change in entry["changes"]:
            assert {line[2:] for line in change.split("\n") if line.startswith("- ")} <= lines, change
        assert len(entry["reason"]) > 10


def test_only_words_that_mean_the_same_are_taken_for_each_other() -> None:
    function = "gongkai.model.place.within"
    assert explained("model", function, '- a.encode("utf-8")\n+ a.encode("UTF-8")')
    assert not explained("model", function, '- a.encode("utf-8")\n+ b.encode("UTF-8")')
    assert not explained("model", function, CHANGE)


def test_a_mutant_is_known_by_its_function_and_its_change() -> None:
    assert command.function_of("gongkai.model.place.x_within__mutmut_3") == "gongkai.model.place.within"
    assert command.function_of("gongkai.a.xǁBǁc__mutmut_3") == "gongkai.a.xǁBǁc"
    assert command.change_of(SHOWN) == CHANGE


@pytest.mark.parametrize("code", [1, 0])
def test_what_nobody_noticed_fails_unless_it_is_explained(
    code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "gongkai.model.place.x_within__mutmut_3"
    monkeypatch.setattr(command, "prepare", lambda room: None)
    monkeypatch.setattr(command, "_tool", lambda room, what: 0)
    monkeypatch.setattr(command, "_tool_says", lambda room, what, mutant: SHOWN)
    monkeypatch.setattr(command, "survivors", lambda room: (7, (name,)))
    asked = ("model", "gongkai.model.place.within", CHANGE)
    monkeypatch.setattr(command, "explained", lambda *given: given == asked and not code)
    assert command.main(["model"]) == code
    head, *more = capsys.readouterr().out.splitlines()
    assert head == f"model：共 7 处改动，测试发现 6 处，等价 {1 - code} 处，没有发现 {code} 处。"
    assert more == ([f"- {name}", *CHANGE.split("\n")] if code else [])


def test_a_tool_that_did_not_run_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "prepare", lambda room: None)
    monkeypatch.setattr(command, "_tool", lambda room, what: 1)
    monkeypatch.setattr(command, "survivors", lambda room: (0, ()))
    assert command.main(["model"]) == 1
    assert capsys.readouterr().out == "model：变异测试没有运行完。\n"


def test_a_room_that_does_not_exist_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["modle"]) == 2
    assert capsys.readouterr().out == f"没有这样的部分：modle。有：{'、'.join(rooms())}。\n"
