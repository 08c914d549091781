"""``make bench``: our builds beside tuned mkdocs-material and Hugo, and our whole commands, alternating in one run.

``--parts eyes`` measures no speed but what the checks find; ``--parts growth`` how cost grows with the number of items and
of records. Everything is written to a memory disk where there is one, and runs on one core, so that CPU seconds compare.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.bench import growth, joined, search
from tests.bench.contenders import Contender, command_contenders, page_contenders
from tests.bench.corpus import CORPORA
from tests.bench.sites import PROJECT

_SIZES = (1000, 10000)
_BESIDE = ("hugo", "material")
_PARTS = ("pages", *_BESIDE, "commands", "records", "sheets", "search", "eyes", "growth", "merge")
_USUAL = _PARTS[:6]


def main() -> int:
    """Measure and print."""
    options = _options()
    parts = options.parts
    if "search" in parts:
        search.measure(10_000, 100_000, each=12, seed=1, corpus=1, pagefind=2_000, rounds=options.rounds)
    if "eyes" in parts:
        subprocess.run([sys.executable, "-m", "tests.eyes"], cwd=PROJECT, check=True)
    place = memory_disk()
    for size in options.sizes:
        for corpus in options.corpus:
            told = f"{size} 件（{corpus}）"
            if "pages" in parts:
                with tempfile.TemporaryDirectory(dir=place, prefix="gongkai-bench-") as name:
                    run = page_contenders(Path(name), size, corpus, [one for one in _BESIDE if one in parts])
                    _measure(f"{told}，网页和检查", run, options.rounds, ("hugo", "material-tuned"))
            if "commands" in parts:
                for records in options.records:
                    with tempfile.TemporaryDirectory(dir=place, prefix="gongkai-bench-") as name:
                        run = command_contenders(Path(name), size, corpus, records, options.workers)
                        _measure(f"{told}和 {records} 条记录，整条命令", run, options.rounds, ("build-cold",))
    if "growth" in parts:
        growth.measure(place, options.growth_items, options.growth_records)
    if "merge" in parts:
        joined.measure(place, options.columns, options.column_size)
    for name in ("records", "sheets"):
        if name in parts:
            subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], cwd=PROJECT, check=True)
    return 0


def memory_disk() -> Path | None:
    """A folder that is kept in memory and has room, so that no disk is measured; None where there is none."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > 4 << 30 else None


def _measure(title: str, made: Iterable[Contender], rounds: int, against: Sequence[str]) -> None:
    """Run all contenders in turn, ``rounds`` times, and print the table; ``against`` are those that others are compared with."""
    contenders = list(made)
    for _ in range(rounds):
        for contender in contenders:
            contender.once()
    medians = {one.name: one.median for one in contenders}
    others = [name for name in against if name in medians]
    print(f"\n{title}，{rounds} 轮中位数")
    heads = "".join(f"{'CPU÷' + name:>20}" for name in others) + f"{'内存÷' + others[0]:>16}" if others else ""
    print(f"{'':16}{heads}{'CPU 秒':>9}{'用时 秒':>9}{'内存 MB':>9}{'合计 MB':>9}{'文件':>8}{'MB':>8}")
    for one in contenders:
        cost = medians[one.name]
        ratios = "".join(f"{cost.cpu / medians[name].cpu:>20.2f}" for name in others)
        ratios += f"{cost.memory / medians[others[0]].memory:>18.2f}" if others else ""
        print(
            f"{one.name:16}{ratios}{cost.cpu:>10.2f}{cost.wall:>11.2f}{cost.memory:>11.0f}{cost.whole:>11.0f}"
            f"{one.files or '–':>10}{one.size:>8.1f}",
            flush=True,
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, help=f"件数，缺省 {_SIZES}")
    parser.add_argument(
        "--corpus", choices=CORPORA, nargs="+", default=["short", "long"], help="语料，缺省短、长各一次"
    )
    parser.add_argument("--records", type=int, nargs="+", default=[0, 100_000], help="整条命令另有多少条记录")
    parser.add_argument("--workers", type=int, nargs="*", default=[2], help="整条命令另用多少个进程从头生成")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--parts", choices=_PARTS, nargs="*", default=list(_USUAL))
    parser.add_argument("--growth-items", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--growth-records", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--columns", type=int, default=20, help="合并多少个专栏")
    parser.add_argument("--column-size", type=int, default=2_000, help="合并的专栏各有多少件")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
