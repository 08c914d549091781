"""Try the mutants of the rooms that are named, or of all, and tell which nobody noticed and nobody has explained."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.mutants.equal import explained
from tests.mutants.workspace import Room, prepare, rooms, survivors


def main(names: list[str]) -> int:
    """0 where every mutant is noticed by a test or listed with the reason why it means the same."""
    known = rooms()
    if unknown := [name for name in names if name not in known]:
        print(f"没有这样的部分：{'、'.join(unknown)}。有：{'、'.join(known)}。")
        return 2
    return max([_tried(known[name]) for name in names or known], default=0)


def _tried(room: Room) -> int:
    prepare(room)
    done = _tool(room, "run")
    total, alive = survivors(room)
    if done or not total:
        print(f"{room.name}：变异测试没有运行完。")
        return 1
    left = []
    for name in alive:
        change = change_of(_tool_says(room, "show", name))
        if not explained(room.name, function_of(name), change):
            left.append((name, change))
    print(
        f"{room.name}：共 {total} 处改动，测试发现 {total - len(alive)} 处，等价 {len(alive) - len(left)} 处，没有发现 {len(left)} 处。"
    )
    for name, change in left:
        print(f"- {name}\n{change}")
    return 1 if left else 0


def function_of(mutant: str) -> str:
    """The function that a mutant changes, without the number, which moves with every edit."""
    module, _, name = mutant.partition("__mutmut_")[0].rpartition(".")
    return f"{module}.{name.removeprefix('x_')}"


def change_of(shown: str) -> str:
    """The lines that a mutant takes out and puts in."""
    lines = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return "\n".join(f"{line[0]} {line[1:].strip()}" for line in lines)


def _environment() -> dict[str, str]:
    # The code as it is must not be found beside the copy that is mutated.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {
        **kept,
        "GONGKAI_AS_OF": "2026-11-24",
        "GONGKAI_EXAMPLES": "deep",
        "PYTHONUTF8": "1",
        "PYTHONWARNDEFAULTENCODING": "1",
        "PYTHONWARNINGS": "ignore::EncodingWarning",
    }


def _command(*arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name("mutmut")), *arguments]


def _tool(room: Room, *arguments: str) -> int:
    return subprocess.run(_command(*arguments), cwd=room.folder, env=_environment(), check=False).returncode


def _tool_says(room: Room, *arguments: str) -> str:
    run = subprocess.run(
        _command(*arguments), cwd=room.folder, env=_environment(), check=True, capture_output=True, encoding="utf-8"
    )
    return run.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
