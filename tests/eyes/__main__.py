"""``python -m tests.eyes``: plant faults of every kind and check clean papers, and print what the checks see."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from gongkai.model.problems.problem import Level
from gongkai.setup.demonstration_folder import demonstration_folder

from tests.eyes import clean, proof
from tests.eyes.looking import problems_of
from tests.eyes.table import lines_of, share

_PROJECT = Path(__file__).parents[2]


def main() -> int:
    """Measure and print."""
    options = _options()
    demonstration = demonstration_folder(_PROJECT)
    if demonstration is None:
        print("这个仓库里没有演示的内容，不能植入差错。")
        return 1
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None, prefix="gongkai-eyes-") as name:
        each = {"written": options.each, "changed": options.each}
        found = proof.look(Path(name), demonstration, each, options.seed)
        print("\n".join(lines_of(found, proof.TITLES, options.missed)))
        print(f"合计植入 {len(found)} 处，找到的 {share(found):.1f}%\n")
        alarms = clean.look(Path(name) / "clean", options.sentences, options.seed)
        errors, warnings = alarms.in_a_thousand(Level.ERROR), alarms.in_a_thousand(Level.WARNING)
        print(f"干净的公文 {alarms.sentences} 句：每千句误报错误 {errors:.2f}、警告 {warnings:.2f}")
        for rule, times in alarms.by_rule():
            first = next(one for one in alarms.problems if rule.startswith(f"{one.rule}（"))
            print(f"    {rule} {times} 处，例如 {first}")
    told = problems_of(demonstration)
    print(
        f"演示专栏：错误 {_number(told, Level.ERROR)}、警告 {_number(told, Level.WARNING)}、提示 {_number(told, Level.NOTE)}"
    )
    return 0


def _number(told: tuple[object, ...], level: Level) -> int:
    return sum(getattr(one, "level", None) is level for one in told)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=40, help="每一种植入几处")
    parser.add_argument("--sentences", type=int, default=10_000, help="干净的公文多少句")
    parser.add_argument("--seed", type=int, default=1, help="随机的起点，相同的起点得到相同的差错")
    parser.add_argument("--missed", type=int, default=3, help="每一种列出几处没有找到的")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
