"""What it costs to join the search of many columns, which differ only in their office and their numbers."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from gongkai.searching.published_entries import published_index
from gongkai.searching.shards import write_index
from gongkai.searching.start_file import PAGES

from tests.bench.contenders import AS_OF, command_contenders
from tests.bench.growth import QUERIES, bytes_read
from tests.bench.measure import cost_of
from tests.bench.sites import PROJECT


def measure(place: Path | None, columns: int, size: int) -> None:
    """Build one column of ``size`` items, make ``columns`` of its search, join them and print what that took."""
    with tempfile.TemporaryDirectory(dir=place, prefix="gongkai-bench-") as name:
        home = Path(name)
        next(command_contenders(home, size, "short", 0)).once()
        sites = [_copy(home / "whole" / "site", home / f"{number:03}", number) for number in range(columns)]
        command = [sys.executable, "-m", "gongkai", "--root", str(PROJECT), "merge", *map(str, sites)]
        environment = {"PYTHONPATH": str(PROJECT / "hooks"), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": ""}
        cost = cost_of([*command, "--out", str(home / "joint")], home, environment, cores=1)
        files = [path.stat().st_size for path in (home / "joint").rglob("*") if path.is_file()]
        most = max(bytes_read(home / "joint", QUERIES), default=0) / 1000
    print(
        f"\n合并 {columns} 个专栏，各 {size} 件：{cost.cpu:.1f} CPU 秒，用时 {cost.wall:.1f} 秒，内存 {cost.memory:.0f} MB，"
    )
    print(f"{len(files)} 个文件，{sum(files) / 1e6:.1f} MB，一次检索最多读 {most:.0f} KB。")


def _copy(site: Path, folder: Path, number: int) -> Path:
    """The search of ``site`` as that of another office."""
    office = f"示例市第{number + 1}局"

    def renamed(text: str) -> str:
        return text.replace("示例市商务局", office).replace("990000017", f"99{number:07}")

    entries = [
        replace(
            entry,
            url=renamed(entry.url),
            index_no=renamed(entry.index_no),
            agency=renamed(entry.agency),
            text=renamed(entry.text),
        )
        for entry in published_index(site, PAGES).entries()
    ]
    write_index(entries, folder, PAGES)
    (folder / "data").mkdir()
    status = {"agency": office, "as_of": AS_OF, "items": len(entries)}
    (folder / "data" / "status.json").write_text(json.dumps(status), encoding="utf-8")
    address = f"https://d{number}.example.gov.cn/index.html"
    (folder / "sitemap.xml").write_text(f"<urlset><url><loc>{address}</loc></url></urlset>", encoding="utf-8")
    return folder
