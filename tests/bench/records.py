"""``python -m tests.bench.records``: what a hundred thousand records cost, stage by stage, beside Pagefind on the same rows.

Each stage prints its own CPU seconds and the peak memory of the process since its start; «extra» is what lies above the
peak before the records were read. Pagefind gets fewer rows and is extrapolated in proportion; its own memory is not counted.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import process_time
from typing import TypeVar

from tests.bench.sites import PROJECT

T = TypeVar("T")
AS_OF = date(2026, 11, 20)
_HEADER = (
    "行政相对人名称,行政相对人类别,行政相对人代码_1(统一社会信用代码),行政许可决定文书名称,行政许可决定文书号,许可类别,许可证书名称,"
    "许可编号,许可内容,许可决定日期,有效期自,有效期至,许可机关,许可机关统一社会信用代码,当前状态,数据来源单位,数据来源单位统一社会信用代码,备注"
)
_GOODS = (
    "大豆",
    "植物油",
    "煤炭",
    "铁矿石",
    "食糖",
    "肉鸡",
    "天然橡胶",
    "铜精矿",
    "鲜奶",
    "印刷机械",
    "二醋酸纤维丝束",
)
_TRADES = ("粮油食品", "再生资源", "机电设备", "医疗器械", "化工材料", "供应链管理", "农业科技", "进出口贸易")
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_COMPANIES = 30_000


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage with its CPU seconds and the peak memory in megabytes after it."""

    name: str
    cpu: float
    memory: float


def lay_out_records(folder: Path, rows: int, items: int) -> None:
    """A column with ``rows`` permits over ten years in ``items`` items, the same on every machine."""
    chance = random.Random(20260101)
    home = folder / "catalogue" / "permits"
    home.mkdir(parents=True)
    (folder / "catalogue" / "column.yml").write_text(
        "机关:\n  名称: 示例市商务局\n  级别: 部门\n网站名称: 示例市商务局政府信息公开\n"
        "网站域名: https://swj.example.gov.cn/\n演示: 测速用的虚构内容\n",
        encoding="utf-8",
    )
    companies = [
        (
            f"示例{chance.choice('恒金华中海瑞宏大')}{chance.choice('信桥通联源丰达地')}{chance.choice(_TRADES)}第{n}有限公司",
            _code(n),
        )
        for n in range(_COMPANIES)
    ]
    size = -(-rows // items)
    for number in range(items):
        name = f"{number:05d}"
        with (home / f"{name}.csv").open("w", encoding="utf-8") as file:
            file.write(_HEADER + "\n")
            for serial in range(number * size, min(rows, (number + 1) * size)):
                day = date(2017, 1, 3) + timedelta(days=serial * 3580 // rows)
                company, code = chance.choice(companies)
                content = f"自动进口许可：{chance.choice(_GOODS)}，数量{chance.randrange(1, 5000)}吨"
                file.write(
                    f"{company},法人及非法人组织,{code},准予行政许可决定书,示商许准字〔{day.year}〕{serial + 1}号,普通,自动进口许可证,"
                    f"26-99-{serial:06d},{content},{day},{day},{day + timedelta(days=180)},示例市商务局,11990000990000017W,有效,"
                    "示例市商务局,11990000990000017W,\n"
                )
        (home / f"{name}.yml").write_text(
            f"类型: 行政许可\n索引号: 990000017/2026-{name}\n标题: 第{number + 1}批行政许可公示\n期间: 第{number + 1}批\n"
            f"发布日期: 2026-11-17\n公开属性: 主动公开\n历史遗留: 是\n记录: {name}.csv\n",
            encoding="utf-8",
        )


def measure(folder: Path, pagefind: int) -> tuple[list[Stage], int]:
    """The stages for the column in ``folder``, and the number of records; Pagefind gets ``pagefind`` of them."""
    sys.path.insert(0, str(PROJECT / "hooks"))
    from gongkai.binding.bind import bind
    from gongkai.checking import check
    from gongkai.data.open_data import write_open_data
    from gongkai.pages.site_view import site_view
    from gongkai.reading.column_sources import read_column
    from gongkai.rendering.environment import standalone
    from gongkai.rendering.page_html import PageRenderer
    from gongkai.rendering.writing import write_pages
    from gongkai.searching.records.record_index import publish_record_search, record_entries

    stages = [Stage("start", 0.0, _memory())]
    site = folder / "site"
    site.mkdir()

    def run(name: str, act: Callable[[], T]) -> T:
        start = process_time()
        result = act()
        stages.append(Stage(name, process_time() - start, _memory()))
        return result

    reading = run("read", lambda: read_column(folder))
    publication = run("bind", lambda: bind(reading, AS_OF))
    run("check", lambda: check(publication))
    renderer = PageRenderer(standalone(PROJECT / "theme_overrides"), site_view(publication), {})
    run("pages", lambda: write_pages(publication, renderer, site))
    run("data", lambda: write_open_data(publication, site))
    index = run("search", lambda: publish_record_search(publication, site))
    if pagefind:
        from gongkai.searching.pagefind import write_pagefind

        entries = [entry for _, entry in zip(range(pagefind), record_entries(publication))]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = process_time()
        write_pagefind(entries, site)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = process_time() - start + after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        stages.append(Stage("pagefind", cpu, _memory()))
    return stages, index.records


def report(folder: Path, stages: list[Stage], records: int, pagefind: int) -> None:
    """Print the table and the targets of DESIGN §9."""
    site = folder / "site"
    files = [path for path in site.rglob("*") if path.is_file()]
    searched = [path for path in files if path.is_relative_to(site / "search")]
    found = [path for path in files if path.is_relative_to(site / "pagefind")]
    other = len(files) - len(searched) - len(found)
    cpu = {stage.name: stage.cpu for stage in stages}
    memory = {stage.name: stage.memory for stage in stages}
    print(f"\n{records} 条记录")
    print(f"{'':10}{'CPU 秒':>10}{'内存峰值 MB':>12}")
    for stage in stages[1:]:
        print(f"{stage.name:10}{stage.cpu:12.2f}{stage.memory:14.0f}")
    both = cpu["pages"] + cpu["data"]
    print(f"网页和数据 {both:.2f} CPU 秒（目标 3）；内存增加 {memory['data'] - memory['read']:.0f} MB（目标 150）；")
    print(f"文件 {other} 个（目标 500），另有检索文件 {len(searched)} 个；")
    print(
        f"检索 {cpu['search']:.2f} CPU 秒（目标 12）；共 {_megabytes(files):.0f} MB，其中检索 {_megabytes(searched):.0f} MB。"
    )
    if pagefind:
        times = records / pagefind
        print(
            f"Pagefind 收录 {pagefind} 条：{cpu['pagefind']:.1f} CPU 秒、{len(found)} 个文件；"
            f"按比例推算 {records} 条：{cpu['pagefind'] * times:.0f} CPU 秒。"
        )


def main() -> int:
    """Lay out, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--items", type=int, default=1, help="分成几条信息")
    parser.add_argument("--pagefind", type=int, default=0, help="同时用 Pagefind 收录多少条")
    options = parser.parse_args()
    memory = Path("/dev/shm")
    place = memory if memory.is_dir() and shutil.disk_usage(memory).free > 2 << 30 else None
    with tempfile.TemporaryDirectory(dir=place, prefix="gongkai-bench-") as name:
        folder = Path(name)
        lay_out_records(folder, options.rows, options.items)
        stages, records = measure(folder, options.pagefind)
        report(folder, stages, records, options.pagefind)
    return 0


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _megabytes(files: list[Path]) -> float:
    return sum(path.stat().st_size for path in files) / 1024 / 1024


def _code(number: int) -> str:
    """A 统一社会信用代码 with its check character (GB 32100)."""
    body = f"919900001{number:08d}"
    total = sum(_CODE.index(character) * pow(3, place, 31) for place, character in enumerate(body))
    return body + _CODE[(31 - total % 31) % 31]


if __name__ == "__main__":
    sys.exit(main())
