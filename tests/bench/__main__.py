"""``make bench``: our builds beside tuned mkdocs-material and Hugo, alternating in one run; prints one table.

``--parts eyes`` measures no speed but what the checks find, and builds nothing unless ``--sizes`` asks for it as well.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import search
from tests.bench.beside import program
from tests.bench.measure import Cost, cost_of
from tests.bench.sites import PROJECT, lay_out_hugo, lay_out_material, lay_out_ours

_BESIDE = "site.new"
_SIZES = (1000, 10000, 30000)


@dataclass(slots=True)
class Contender:
    """One way to build the corpus, with what it cost in every round."""

    name: str
    command: list[str]
    folder: Path
    before: Callable[[Path], None]
    after: Callable[[Path], None]
    costs: list[Cost] = field(default_factory=list)

    def run(self) -> None:
        """Build once."""
        self.before(self.folder)
        environment = {"PYTHONPATH": str(self.folder / "hooks"), "GONGKAI_AS_OF": "2026-11-20"}
        # Python keeps its compiled modules, as it does wherever nobody forbids it.
        environment["PYTHONDONTWRITEBYTECODE"] = ""
        self.costs.append(cost_of(self.command, self.folder, {**environment, "NO_MKDOCS_2_WARNING": "1"}))
        self.after(self.folder)

    def median(self) -> Cost:
        """The median of each measure."""
        return Cost(*(statistics.median(values) for values in zip(*((c.cpu, c.wall, c.memory) for c in self.costs))))


def main() -> int:
    """Measure and print."""
    options = _options()
    if "search" in options.parts:
        search.measure(10_000, 100_000, each=12, seed=1, corpus=1, pagefind=2_000, rounds=options.rounds)
    if "eyes" in options.parts:
        subprocess.run([sys.executable, "-m", "tests.eyes"], cwd=PROJECT, check=True)
    memory = Path("/dev/shm")
    place = memory if memory.is_dir() and shutil.disk_usage(memory).free > 4 << 30 else None
    for size in options.sizes or (() if options.parts == ["eyes"] else _SIZES):
        with tempfile.TemporaryDirectory(dir=place, prefix="gongkai-bench-") as name:
            contenders = _contenders(Path(name), size, options)
            for _ in range(options.rounds):
                for contender in contenders:
                    contender.run()
            _print(size, options.rich, contenders)
    if "records" in options.parts:
        subprocess.run([sys.executable, "-m", "tests.bench.records"], cwd=PROJECT, check=True)
    if "sheets" in options.parts:
        subprocess.run([sys.executable, "-m", "tests.bench.sheets"], cwd=PROJECT, check=True)
    return 0


def _contenders(folder: Path, size: int, options: argparse.Namespace) -> list[Contender]:
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    made = []

    def add(
        name: str,
        lay_out: Callable[[Path, int, bool], None],
        command: list[str],
        before: Callable[[Path], None],
        after: Callable[[Path], None] = _nothing,
    ) -> Contender:
        home = folder / name
        home.mkdir()
        lay_out(home, size, options.rich)
        made.append(Contender(name, command, home, before, after))
        return made[-1]

    add("ours-cold", lay_out_ours, [*mkdocs, "--site-dir", _BESIDE], _forget)
    if "warm" in options.parts:
        # As ``gongkai build`` does: beside the published site, from which unchanged pages are taken, then in its place.
        for name, change in (("ours-edit", _edit_one), ("ours-add", _add_one)):
            changed = add(name, lay_out_ours, [*mkdocs, "--site-dir", _BESIDE], change, _exchange)
            changed.run()
            changed.costs.clear()
    if "hugo" in options.parts:
        add("hugo", lay_out_hugo, [str(program("hugo")), "--quiet"], _forget)
    if "material" in options.parts:
        add("material-tuned", lay_out_material, mkdocs, _forget)
    return made


def _nothing(_folder: Path) -> None:
    """Most contenders leave nothing to be put in order after a run."""


def _forget(folder: Path) -> None:
    for name in ("site", _BESIDE, "public", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)


def _exchange(folder: Path) -> None:
    shutil.rmtree(folder / "site", ignore_errors=True)
    (folder / _BESIDE).rename(folder / "site")


def _edit_one(folder: Path) -> None:
    path = sorted((folder / "content").rglob("*.md"))[-1]
    path.write_text(path.read_text(encoding="utf-8") + "\n又及：本文于测速时改动。\n", encoding="utf-8")


def _add_one(folder: Path) -> None:
    """One document more, which the tree of every page counts."""
    paths = sorted((folder / "content").rglob("*.md"))
    number = f"{len(paths):06d}"
    text = paths[-1].read_text(encoding="utf-8").replace("标题: 关于", f"标题: 关于第{number}次")
    text = re.sub(r"(索引号: \S+-)\d+", rf"\g<1>{number}", text)
    text = re.sub(r"〕\d+号\n", f"〕{len(paths) + 1}号\n", text, count=1)
    paths[-1].with_name(f"{number}.md").write_text(f"{text}\n第{number}次。\n", encoding="utf-8")


def _print(size: int, rich: bool, contenders: list[Contender]) -> None:
    medians = {contender.name: contender.median() for contender in contenders}
    print(f"\n{size} 件{'（每件都有强调、链接和表格）' if rich else ''}，{len(contenders[0].costs)} 轮中位数")
    print(f"{'':16}{'CPU 秒':>10}{'用时 秒':>10}{'内存 MB':>10}{'÷Hugo':>9}{'÷material':>11}{'内存÷Hugo':>11}")
    hugo, material = medians.get("hugo"), medians.get("material-tuned")
    for name, cost in medians.items():
        print(
            f"{name:16}{cost.cpu:12.2f}{cost.wall:12.2f}{cost.memory:11.0f}"
            f"{_ratio(cost.cpu, hugo.cpu if hugo else None)}{_ratio(cost.cpu, material.cpu if material else None)}"
            f"{_ratio(cost.memory, hugo.memory if hugo else None)}",
            flush=True,
        )


def _ratio(value: float, of: float | None) -> str:
    return f"{value / of:11.3f}" if of else f"{'–':>10}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", help=f"件数，缺省 {_SIZES}")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rich", action="store_true", help="不含纯文本正文的最坏情况")
    parser.add_argument("--parts", nargs="*", default=["warm", "hugo", "material", "records", "sheets"])
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
