"""``python -m tests.bench.by_hand``: what each part that was made by hand buys, beside the plain way or a library."""

from __future__ import annotations

import itertools
import random
import re
import statistics
import sys
import time
from array import array
from collections.abc import Callable, Sequence
from datetime import date
from unittest.mock import patch

import segno
from gongkai.binding.bind import bind
from gongkai.pages.page import Page
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.rendering import environment
from gongkai.rendering.environment import standalone
from gongkai.rendering.page_html import PageRenderer
from gongkai.rendering.qr_code import qr_code, symbol_of
from gongkai.searching import posting_lists
from gongkai.searching.packed_numbers import PackedNumbers
from gongkai.searching.tokenizer import MARK_SHIFT, Tokenizer
from gongkai.searching.tokens import HAN, SOFT, WORD, bigram, phrase_mark, softened, unit_hash
from gongkai.searching.varint import varint, varints
from gongkai.setup.demonstration_folder import demonstration_folder

from tests.bench.sites import PROJECT
from tests.search.corpus import entries

_ROUNDS = 5
_PAGES = 400
_RUNS = re.compile(f"[^{HAN}a-z0-9{re.escape(SOFT)}]+")
_UNITS = re.compile(f"[{HAN}]|{WORD}")


def main() -> int:
    """Print one line for each part."""
    texts = [entry.text for entry in entries(_PAGES)]
    addresses = [f"https://swj.example.gov.cn/zfxxgk/990000017/2026-{number:05}.html" for number in range(_PAGES)]
    lists = _postings()
    print(f"{'':34}{'自己写的':>10}{'通行写法':>10}{'倍数':>8}    毫秒，{_ROUNDS} 轮中位数，交替测量")
    _print(f"二维码，{_PAGES} 个网址（segno）", lambda: _ours_qr(addresses), lambda: _segno_qr(addresses))
    _print(f"切词，{_PAGES} 页（逐段逐词）", lambda: _ours_cut(texts), lambda: _plain_cut(texts))
    _print(f"检索表，{len(lists)} 个词（逐条）", lambda: _ours_coded(lists), lambda: _plain_coded(lists))
    _print(f"记录的行，{len(lists)} 个格（逐条）", lambda: _ours_marked(lists), lambda: _plain_marked(lists))
    pages, quick, stock = _pages()
    _print(
        f"网页，演示专栏 {len(pages)} 页（Jinja 自己的编译）",
        lambda: _drawn(quick, pages),
        lambda: _drawn(stock, pages),
    )
    return 0


def _print(name: str, ours: Callable[[], object], plain: Callable[[], object]) -> None:
    times: list[tuple[float, float]] = []
    for _ in range(_ROUNDS):
        times.append((_milliseconds(ours), _milliseconds(plain)))
    mine, other = (statistics.median(one) for one in zip(*times))
    print(f"{name:34}{mine:14.1f}{other:14.1f}{other / mine:10.1f}", flush=True)


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)


def _ours_qr(addresses: Sequence[str]) -> None:
    qr_code.cache_clear()
    for address in addresses:
        qr_code(address)


def _segno_qr(addresses: Sequence[str]) -> None:
    for address in addresses:
        segno.make_qr(address, error="m", boost_error=False).svg_inline(border=0)


def _ours_cut(texts: Sequence[str]) -> None:
    tokenizer = Tokenizer()
    for text in texts:
        tokenizer.occurrences(text)


def _plain_cut(texts: Sequence[str]) -> None:
    """As the definition words it: each run, its units, their pairs, and the mark of the two units that follow."""
    for text in texts:
        found: list[tuple[str, int]] = []
        for run in _RUNS.split(softened(text)):
            units = _UNITS.findall(run)
            hashes = [*map(unit_hash, units), 0, 0, 0]
            terms = [bigram(one, other) for one, other in itertools.pairwise(units)] + units[-1:]
            found += zip(terms, [phrase_mark(hashes[n + 2], hashes[n + 3]) for n in range(len(units))])


def _postings() -> list[list[int]]:
    """Lists as an index of ten thousand pages has them: many short ones, some with every page."""
    source = random.Random(1)
    sizes = [source.randint(17, 200) for _ in range(2000)] + [source.randint(2000, 9000) for _ in range(40)]
    return [
        sorted(
            page << posting_lists.ENTRY_SHIFT | source.randrange(256) << MARK_SHIFT | 1
            for page in source.sample(range(10_000), size)
        )
        for size in sizes
    ]


def _ours_coded(lists: Sequence[Sequence[int]]) -> None:
    for one in lists:
        posting_lists.encoded(array("Q", one))


def _plain_coded(lists: Sequence[Sequence[int]]) -> None:
    for one in lists:
        _coded_one_by_one(sorted(array("Q", one)))


def _coded_one_by_one(ordered: Sequence[int]) -> bytes:
    """The same list, its steps made one after another; each page stands in it once."""
    steps, before = [], 0
    for posting in ordered:
        entry = posting >> posting_lists.ENTRY_SHIFT
        steps.append(entry - before << 3 | posting_lists._WEIGHTS[posting & 15])
        before = entry
    return varint(len(steps) << 1 | 1) + varints(steps) + bytes([one >> MARK_SHIFT & 255 for one in ordered])


def _ours_marked(lists: Sequence[Sequence[int]]) -> None:
    for one in lists:
        row = PackedNumbers.of(one, 8)
        for bits in range(8):
            row.or_bits(bits << MARK_SHIFT).values()


def _plain_marked(lists: Sequence[Sequence[int]]) -> None:
    for one in lists:
        for bits in range(8):
            array("Q", [base | bits << MARK_SHIFT for base in one])


def _pages() -> tuple[Sequence[Page], PageRenderer, PageRenderer]:
    """The pages of the demonstration, and what renders them with templates compiled by us and as Jinja compiles them."""
    publication = bind(read_column(demonstration_folder(PROJECT) or PROJECT), date(2026, 11, 24))
    site = site_view(publication)
    quick = PageRenderer(standalone(PROJECT / "theme_overrides"), site, {})
    # What our own compiling left behind is no use to Jinja's.
    with (
        patch.object(environment, "compile_quickly"),
        patch.object(environment, "CompiledTemplates", lambda theme: None),
    ):
        stock = PageRenderer(standalone(PROJECT / "theme_overrides"), site, {})
    return tuple(pages_of(publication)), quick, stock


def _drawn(renderer: PageRenderer, pages: Sequence[Page]) -> list[str]:
    return [renderer.html(page) for page in pages]


def same_results() -> bool:
    """Whether both ways give the same, which makes their times worth a comparison."""
    lists = _postings()[:50]
    codes = [posting_lists.encoded(array("Q", one)) == _coded_one_by_one(one) for one in lists]
    address = "https://swj.example.gov.cn/zfxxgk/"
    symbol = symbol_of(address)
    other = segno.make_qr(address, error="m", boost_error=False)
    pages, quick, stock = _pages()
    if _drawn(quick, pages[::7]) != _drawn(stock, pages[::7]):
        return False
    return all(codes) and symbol is not None and symbol[0] == len(other.matrix)


if __name__ == "__main__":
    sys.exit(main())
