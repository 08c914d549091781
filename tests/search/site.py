"""A small site that only searches, and a page in a real browser that asks it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from gongkai.searching.entries import Entry
from gongkai.searching.publish import SearchReport, write_search
from playwright.sync_api import Page

PROJECT = Path(__file__).parents[2]
_SCRIPTS = ("tokens", "search_files", "search_marks", "search_query", "search_index", "search_shards", "search_engine")
_ASK = """async ([queries, engine, options]) => {
  const index = await window.gkSearch.open("", { engine });
  const found = [];
  for (const query of queries) {
    const begun = performance.now();
    const answer = await index.search(query, options);
    const ms = performance.now() - begun;
    if (!(await Promise.all(answer.hits.slice(0, 20).map(({ entry }) => index.excerpt(entry, answer)))).every(Array.isArray)) throw new Error("excerpt");
    const bytes = performance.getEntriesByType("resource").reduce((sum, one) => sum + one.encodedBodySize, 0);
    const urls = (hits) => Promise.all(hits.slice(0, 20000).map(async ({ entry }) => (await index.shown(entry)).url));
    found.push({
      hits: await urls(answer.hits), related: await urls(answer.related), suggestion: answer.suggestion, date: answer.dateQuery, ms, bytes,
      engine: index.engine,
    });
  }
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query got: addresses of hits and of related ones, a suggestion, the date understood, milliseconds."""

    hits: tuple[str, ...]
    related: tuple[str, ...]
    suggestion: str
    date: str
    milliseconds: float
    engine: str
    bytes: int
    """What the page has loaded so far, its scripts too, up to the excerpts of the first twenty hits."""


def write_site(entries: Sequence[Entry], folder: Path, wish: str) -> SearchReport:
    """A site in ``folder`` whose only page searches."""
    folder.mkdir(parents=True, exist_ok=True)
    report = write_search(entries, folder, wish)
    for name in _SCRIPTS:
        shutil.copy(PROJECT / "theme_overrides" / "assets" / "gongkai" / f"{name}.js", folder)
    scripts = "".join(f'<script src="{name}.js"></script>' for name in (*_SCRIPTS, "search/engine"))
    (folder / "index.html").write_text(
        f'<!doctype html><meta charset="utf-8"><title>.</title>{scripts}', encoding="utf-8"
    )
    return report


def asked(page: Page, queries: Sequence[str], engine: str = "", options: dict[str, Any] | None = None) -> list[Answer]:
    """The answers to all queries on an open page."""
    told = page.evaluate(_ASK, [list(queries), engine or None, options or {}])
    return [
        Answer(
            tuple(one["hits"]),
            tuple(one["related"]),
            one["suggestion"],
            one["date"] or "",
            one["ms"],
            one["engine"],
            one["bytes"],
        )
        for one in told
    ]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server for the folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
