"""Pagefind's extended binary, which cuts Chinese words itself, over plain pages of the same entries: what is usual elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from gongkai.searching.entries import Entry

from tests.bench.beside import program
from tests.bench.measure import Cost, cost_of


def stock_cost(entries: Iterable[Entry], folder: Path) -> Cost:
    """Lay out a page for each entry in ``folder``, which is not measured, and index them. Raises RunFailedError."""
    for number, entry in enumerate(entries):
        path = folder / f"{number // 1000}" / f"{number}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_page(entry), encoding="utf-8")
    return cost_of([str(program("python")), "-m", "pagefind_bin_extended", "--site", str(folder)], folder, {})


def _page(entry: Entry) -> str:
    facets = (("kind", entry.kind), ("agency", entry.agency), ("state", entry.state))
    told = "".join(f'<dd data-pagefind-filter="{name}">{escape(value)}</dd>' for name, value in facets if value)
    day = f'<p data-pagefind-sort="date">{entry.day}</p>' if entry.day else ""
    text = "".join(f"<p>{escape(line)}</p>" for line in entry.text.split("\n"))
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(entry.title)}</title></head>'
        f"<body data-pagefind-body><h1>{escape(entry.title)}</h1><p>{escape(entry.number)}</p>"
        f"<p>{escape(entry.index_no)}</p><dl>{told}</dl>{day}{text}</body></html>\n"
    )
