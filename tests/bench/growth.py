"""How cost grows with the number of items and of records: time, memory, files, and what a query reads."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

from gongkai.searching import answers
from gongkai.searching.packing import FOLDER, read_file

from tests.bench.contenders import Contender, command_contenders

QUERIES = ("电子商务", "统计数据核实工作", "示商发〔2020〕", "自动进口许可", "第100有限公司")
_STEPS = ("build-cold", "build-edit", "check-cold")


def measure(place: Path | None, items: Sequence[int], records: Sequence[int]) -> None:
    """Print a line for each number of items, without records, and of records, beside a hundred items; one round each."""
    print(f"\n{'':22}", *(f"{name + ' CPU 秒':>16}" for name in _STEPS), end="")
    print(f"{'用时 秒':>9}{'内存 MB':>9}{'文件':>8}{'MB':>9}{'一次检索读 KB':>14}")
    for title, size, rows in (
        *((f"{size} 件", size, 0) for size in items),
        *((f"{rows} 条记录", 100, rows) for rows in records),
    ):
        with tempfile.TemporaryDirectory(dir=place, prefix="gongkai-bench-") as name:
            _line(title, Path(name), {one.name: one for one in command_contenders(Path(name), size, "short", rows)})


def _line(title: str, home: Path, steps: dict[str, Contender]) -> None:
    for name in _STEPS[:2]:
        steps[name].once()
    read = [amount for amount in bytes_read(home / "whole" / "site", QUERIES) if amount]
    steps[_STEPS[2]].once()
    cold = steps["build-cold"]
    print(f"{title:20}", *(f"{steps[name].median.cpu:>18.2f}" for name in _STEPS), end="")
    print(
        f"{cold.median.wall:>11.2f}{max(one.memory for name in _STEPS for one in steps[name].costs):>11.0f}{cold.files:>10}"
        f"{cold.size:>9.1f}{max(read, default=0) / 1000:>14.0f}",
        flush=True,
    )


def bytes_read(site: Path, queries: Sequence[str]) -> Iterator[int]:
    """Bytes of the files that each query reads in each index of the site, with those of the first twenty results."""
    for query in queries:
        for meta in sorted((site / FOLDER).glob("*/meta.js")):
            sizes: dict[Path, int] = {}

            def reading(path: Path, digest: str = "", sizes: dict[Path, int] = sizes) -> bytes:
                sizes[path] = path.stat().st_size
                return read_file(path, digest)

            with patch.object(answers, "read_file", reading):
                found = answers.first_answers(site, query, name=meta.parent.name)
            if found:
                yield sum(sizes.values())
