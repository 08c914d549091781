"""``python -m tests.bench.search``: cost of both engines' indexes, and how good, small and quick their answers are in Chromium."""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from gongkai.searching.entries import Entry
from gongkai.searching.pagefind import write_pagefind
from gongkai.searching.shards import write_index
from playwright.sync_api import Browser, sync_playwright

from tests.bench.stock import stock_cost
from tests.search.corpus import entries, records
from tests.search.named import named, named_entries
from tests.search.quality import quality_of
from tests.search.queries import Query, held_out
from tests.search.site import asked, served, write_site

_RECORDS_TARGET = 50
"""Milliseconds that a warm query of a hundred thousand records may take."""
_TIMES = 5
_WARM = """async ([queries, times]) => {
  const index = await gk('search_engine').open("", { index: "records" });
  const found = [];
  for (const query of queries) {
    await index.search(query);
    const own = [];
    for (let i = 0; i < times; i += 1) {
      const begun = performance.now();
      await index.search(query);
      own.push(performance.now() - begun);
    }
    found.push(own);
  }
  return found;
}"""
_FIRST = ("政务公开", "三公经费", "忻州市商务局2018年部门预算", "县")


def main() -> int:
    """Measure and print."""
    options = _options()
    measure(
        options.pages,
        options.records,
        each=options.each,
        seed=options.seed,
        corpus=options.corpus,
        pagefind=options.pagefind,
        rounds=options.rounds,
    )
    return 0


def measure(pages: int, rows: int, *, each: int, seed: int, corpus: int, pagefind: int, rounds: int) -> None:
    """Print what the indexes cost and how good their answers are to ``each`` questions of every kind.

    Pagefind is fed with ``pagefind`` pages, and asked as many questions of every kind about them.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-search-") as name:
        _costs(Path(name), pages, rows, pagefind, rounds)
        with sync_playwright() as playwright:
            executable = shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
            for size, engines in ((pages, ("shards",)), (pagefind, ("shards", "pagefind"))):
                if size:
                    _ask(browser, Path(name) / f"site-{size}", size, engines, each, seed, corpus)
            _print_records(browser, Path(name) / f"site-{pages}", rows, each, seed)
            browser.close()


def _ask(browser: Browser, folder: Path, size: int, engines: Sequence[str], each: int, seed: int, corpus: int) -> None:
    some = (*named_entries(), *entries(size, corpus))
    write_site(some, folder, engines[-1])
    queries = [*named(some), *held_out(some, seed, each)]
    for engine in engines:
        with served(folder) as address:
            _print(browser, address, queries, engine, f"{size} 页，http")
    _print(browser, (folder / "index.html").as_uri(), queries, "shards", f"{size} 页，file")


def _costs(folder: Path, pages: int, rows: int, pagefind: int, rounds: int) -> None:
    """Ours and what is usual elsewhere alternate, so that both meet the same machine; medians of all rounds."""
    jobs = [
        (f"{pages} 页，分片", _pages, pages),
        (f"{pages} 页，通行的 Pagefind", _stock, pages),
        (f"{rows} 条记录，分片", _records, rows),
    ]
    if pagefind:
        jobs += [(f"{pagefind} 页，分片", _pages, pagefind), (f"{pagefind} 页，Pagefind", _pagefind, pagefind)]
    costs: dict[str, list[tuple[float, float]]] = {name: [] for name, _, _ in jobs}
    sizes = {}
    for _ in range(rounds):
        for name, job, size in jobs:
            target = folder / "cost"
            # A process of its own each, so that peaks do not mix.
            with get_context("spawn").Pool(1) as pool:
                costs[name].append(pool.apply(job, (size, target)))
            files = [path for path in target.rglob("*") if path.is_file() and path.suffix not in (".html", ".log")]
            sizes[name] = len(files), sum(path.stat().st_size for path in files) / 1e6
            shutil.rmtree(target)
    print(f"{'':24}{'CPU 秒':>8}{'内存 MB':>10}{'文件':>8}{'MB':>8}    {rounds} 轮中位数")
    for name, measured in costs.items():
        cpu, memory = (median(values) for values in zip(*measured))
        print(f"{name:20}{cpu:10.1f}{memory:11.0f}{sizes[name][0]:10}{sizes[name][1]:9.1f}", flush=True)


def _stock(size: int, target: Path) -> tuple[float, float]:
    cost = stock_cost(entries(size), target)
    return cost.cpu, cost.memory


def _pages(size: int, target: Path) -> tuple[float, float]:
    some = tuple(entries(size))
    begun = time.process_time()
    write_index(some, target, "pages")
    return time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _records(size: int, target: Path) -> tuple[float, float]:
    begun = time.process_time()
    write_index(records(size), target, "records", size)
    return time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _pagefind(size: int, target: Path) -> tuple[float, float]:
    some: Sequence[Entry] = tuple(entries(size))
    begun = time.process_time()
    write_pagefind(some, target)
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() - begun + child.ru_utime + child.ru_stime, child.ru_maxrss / 1024


def _print(browser: Browser, address: str, queries: Sequence[Query], engine: str, where: str) -> None:
    print(f"\n{engine}，{where}")
    for text in _FIRST:
        page = browser.new_page()
        page.goto(address)
        [cold] = asked(page, [text], engine)
        [warm] = asked(page, [text], engine)
        print(
            f"  首次“{text}”：传输 {cold.transferred / 1000:.0f} KB（未压缩 {cold.bytes / 1000:.0f} KB），"
            f"{cold.milliseconds:.0f} 毫秒；再次 {warm.milliseconds:.1f} 毫秒，列出 {warm.listed_milliseconds:.1f} 毫秒",
            flush=True,
        )
        page.close()
    page = browser.new_page()
    page.goto(address)
    answers = asked(page, [query.text for query in queries], engine)
    print(f"  {'':10}{'题数':>6}{'召回':>8}{'精度':>8}{'首位':>12}{'无结果':>6}")
    for line in quality_of(queries, answers):
        print(
            f"  {line.kind:10}{line.count:8}{line.recall:10.3f}{line.precision:10.3f}{line.first:8}/{line.meant}{line.nothing:8}"
        )
    again = asked(page, [query.text for query in queries], engine)
    for name, times in (
        ("首次问", [answer.milliseconds for answer in answers]),
        ("再次问", [answer.milliseconds for answer in again]),
        ("再次问并列出", [answer.listed_milliseconds for answer in again]),
    ):
        times.sort()
        print(
            f"  {name}，毫秒：中位 {times[len(times) // 2]:.1f}，九成以下 {times[len(times) * 9 // 10]:.1f}，最慢 {times[-1]:.1f}",
            flush=True,
        )
    page.close()


def _print_records(browser: Browser, folder: Path, rows: int, each: int, seed: int) -> None:
    """How quick the answers of the index of records are once its files are loaded, by kind of question."""
    some = tuple(records(rows))
    write_index(iter(some), folder, "records")
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    print(
        f"\n{rows} 条记录，再次问，毫秒（目标 {_RECORDS_TARGET}）\n  {'':10}{'题数':>6}{'中位':>8}{'九成以下':>8}{'最慢':>8}"
    )
    every: list[float] = []
    for kind, queries in _record_questions(some, each, seed).items():
        # Of each question the middle one, so that what else the machine does counts little.
        times = [statistics.median(own) for own in page.evaluate(_WARM, [queries, _TIMES])]
        every += times
        _print_times(kind, sorted(times))
    _print_times("全部", sorted(every))
    page.close()


def _print_times(kind: str, times: Sequence[float]) -> None:
    print(
        f"  {kind:10}{len(times):8}{times[len(times) // 2]:10.1f}{times[len(times) * 9 // 10]:12.1f}{times[-1]:10.1f}",
        flush=True,
    )


def _record_questions(some: Sequence[Entry], each: int, seed: int) -> dict[str, list[str]]:
    """``each`` questions of every kind that people put to records, and the words that very many of them have."""
    chosen = random.Random(seed).sample(some, min(each, len(some)))
    return {
        "企业名称": [one.title for one in chosen],
        "名称一段": [one.title[3:9] for one in chosen],
        "许可编号": [one.number for one in chosen],
        "号码开头": [one.number[:7] for one in chosen],
        "信用代码": [one.keys[0] for one in chosen],
        "人名": [one.cells[1] for one in chosen],
        "两个词": [f"{one.title[3:5]} {one.cells[0]}" for one in chosen],
        "连写": [one.title[3:6] + one.cells[0] for one in chosen],
        "错一字": [one.title[:6] + "的" + one.title[7:] for one in chosen],
        "常用词": ["公司", "有限责任公司", "行政许可", "许可 公司", "忻州市", "加油站", "政务公开"],
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--each", type=int, default=12, help="每类问题的数目")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=int, default=1, help="语料的种子")
    parser.add_argument("--pagefind", type=int, default=0, help="也用 Pagefind 收录多少页（一万页时要用数 GB 内存）")
    parser.add_argument("--rounds", type=int, default=1, help="造索引的轮数，取中位数")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
