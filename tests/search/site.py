"""A small site that only searches, and a page in a real browser that asks it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from gongkai.rendering.scripts import scripts
from gongkai.searching.entries import Entry
from gongkai.searching.publish_search import SearchReport, write_search
from playwright.sync_api import Browser, Page

from tests import serving
from tests.scripts import PARTS, alone

_ASK = """async ([queries, engine, options]) => {
  const index = await gk('search_engine').open("", { engine });
  const found = [];
  for (const query of queries) {
    const begun = performance.now();
    const answer = await index.search(query, options);
    const ms = performance.now() - begun;
    index.counts(answer.hits, options.filters);
    const listed = await Promise.all(answer.hits.slice(0, 20).map(async ({ entry }) => {
      const { title } = await index.shown(entry);
      return [index.mark(title, answer), await index.excerpt(entry, answer)];
    }));
    const listedMs = performance.now() - begun;
    if (!listed.flat().every(Array.isArray)) throw new Error("excerpt");
    const loaded = performance.getEntriesByType("resource");
    const [transferred, bytes] = ["encodedBodySize", "decodedBodySize"].map((size) => loaded.reduce((sum, one) => sum + one[size], 0));
    const urls = (hits) => Promise.all(hits.slice(0, 20000).map(async ({ entry }) => (await index.shown(entry)).url));
    found.push({
      hits: await urls(answer.hits), related: await urls(answer.related), suggestions: answer.suggestions, date: answer.dateQuery,
      ended: answer.hits.filter(({ entry }) => index.ended(entry)).length, named: await urls(answer.named),
      ms, listedMs, transferred, bytes,
      engine: index.engine,
    });
  }
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query got: addresses of hits and of related ones, suggestions, the date understood, milliseconds."""

    hits: tuple[str, ...]
    related: tuple[str, ...]
    ended: int
    """How many of the hits, the last ones, are no longer in force or explain what is not."""
    named: tuple[str, ...]
    """Those of them that the query names, where others stand before them."""
    suggestions: tuple[str, ...]
    date: str
    milliseconds: float
    listed_milliseconds: float
    """Until the first twenty hits could be listed with marks, excerpts and the counts of all facets."""
    engine: str
    transferred: int
    """Bytes that the page has loaded so far, its scripts too, as a server with gzip sends them."""
    bytes: int
    """The same without gzip."""

    @property
    def first(self) -> tuple[str, ...]:
        """What stands first, and what the page tells before that."""
        return (*self.hits[:1], *self.named)

    @property
    def suggestion(self) -> str:
        """What is suggested first, or ""."""
        return self.suggestions[0] if self.suggestions else ""


def write_site(entries: Sequence[Entry], folder: Path, wish: str) -> SearchReport:
    """A site in ``folder`` whose only page searches."""
    folder.mkdir(parents=True, exist_ok=True)
    report = write_search(entries, folder, wish)
    (folder / "answers.js").write_text(alone("search_standing") + scripts(PARTS)["engine"], encoding="utf-8")
    loaded = "".join(f'<script src="{name}.js"></script>' for name in ("answers", "search/engine"))
    (folder / "index.html").write_text(
        f'<!doctype html><meta charset="utf-8"><title>.</title>{loaded}', encoding="utf-8"
    )
    return report


def asked(page: Page, queries: Sequence[str], engine: str = "", options: dict[str, Any] | None = None) -> list[Answer]:
    """The answers to all queries on an open page."""
    told = page.evaluate(_ASK, [list(queries), engine or None, options or {}])
    return [
        Answer(
            tuple(one["hits"]),
            tuple(one["related"]),
            one["ended"],
            tuple(one["named"]),
            tuple(one["suggestions"]),
            one["date"] or "",
            one["ms"],
            one["listedMs"],
            one["engine"],
            one["transferred"],
            one["bytes"],
        )
        for one in told
    ]


class _Packing(SimpleHTTPRequestHandler):
    """Serves files as most web servers do: texts with gzip at its usual level."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.suffix != ".js" or not path.is_file() or "gzip" not in self.headers["Accept-Encoding"]:
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def served(folder: Path) -> AbstractContextManager[str]:
    """The address of a server for the folder."""
    return serving.served(folder, _Packing)


@contextmanager
def both_ways(folder: Path, browser: Browser) -> Iterator[dict[str, Page]]:
    """An open page for each engine, the shards from a folder."""
    with served(folder) as address:
        online, offline = browser.new_page(), browser.new_page()
        online.goto(address)
        offline.goto((folder / "index.html").as_uri())
        yield {"pagefind": online, "shards": offline}
        online.close()
        offline.close()
