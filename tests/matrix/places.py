"""Where the site tells how a document stands: what each place says of it, as a reader sees it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from gongkai.model.validity import State
from playwright.sync_api import Locator, Page

from tests.browser.search_page import settled
from tests.matrix.column import Subject

_PRINTED = ("handout.html", "poster-a4.html", "poster-a3.html", "booklet.html")
_ATOM = "{http://www.w3.org/2005/Atom}"


def words(locator: Locator) -> str:
    """The visible words of what was found, without blanks."""
    return "".join("".join(locator.all_inner_texts()).split())


class Reader:
    """A browser that opens a copy of the site from its folder on a day."""

    def __init__(self, page: Page, site: Path, day: date) -> None:
        self.page, self.site = page, site
        self._library: dict[str, set[str]] = {}
        page.clock.set_fixed_time(f"{day.isoformat()}T10:00:00+08:00")

    def open(self, url: str) -> Page:
        """Open a page of the copy."""
        if self.page.url != f"file://{self.site}/{url}":
            self.page.goto(f"file://{self.site}/{url}")
        return self.page

    # One method a place.

    def page_top(self, subject: Subject) -> str:
        """The mark beside the number."""
        return words(self.open(f"{subject.index_no}.html").locator(".gk-item__number .gk-badge"))

    def heads(self, subject: Subject) -> tuple[str, ...]:
        """The heads of the banners that are shown."""
        shown = self.open(f"{subject.index_no}.html").locator(".gk-banner:visible .gk-banner__head")
        return tuple(shown.all_inner_texts())

    def banner(self, subject: Subject) -> str:
        """All words of the banners that are shown."""
        return _named(words(self.open(f"{subject.index_no}.html").locator(".gk-banner:visible")), subject)

    def marks(self, subject: Subject) -> tuple[str, ...]:
        """The marks at the articles, the numbers of documents replaced by the names of the matrix."""
        found = self.open(f"{subject.index_no}.html").locator(".gk-text__mark:visible").all_inner_texts()
        return tuple(_named("".join(one.split()), subject) for one in found)

    def text(self, subject: Subject) -> str:
        """The text."""
        return words(self.open(f"{subject.index_no}.html").locator(".gk-text"))

    def facts(self, subject: Subject) -> tuple[str, str]:
        """有效性 and 有效期至 among the facts."""
        page = self.open(f"{subject.index_no}.html")
        pairs = {words(one.locator("dt")): words(one.locator("dd")) for one in page.locator(".gk-facts__pair").all()}
        return pairs["有效性"].removesuffix("没有施行、废止等记载"), pairs.get("有效期至", "")

    def attachment(self, subject: Subject) -> str:
        """The mark beside the attachment."""
        return words(self.open(f"{subject.index_no}.html").locator(".gk-attachments__item .gk-badge:visible"))

    def citation(self, subject: Subject) -> str:
        """The state that the citation names."""
        cited = words(self.open(f"{subject.index_no}.html").locator("[data-gk-citation]"))
        found = re.search(r"效力状态：(\w+?)(?:（|，|；)", cited)
        return found.group(1) if found else cited

    def print_header(self, subject: Subject) -> str:
        """The mark on every printed sheet."""
        page = self.open(f"{subject.index_no}.html")
        page.emulate_media(media="print")
        found = words(page.locator(".gk-sheet .gk-badge"))
        page.emulate_media(media="screen")
        return found

    def listed(self, subject: Subject) -> str:
        """The mark in the list of its type."""
        return words(_line(self.open("policy.html"), subject).locator(".gk-badge").first)

    def library(self, subject: Subject) -> str:
        """The mark in the library."""
        return words(_line(self.open("library.html"), subject).locator(".gk-badge").first)

    def library_note(self, subject: Subject) -> str:
        """What the library says besides."""
        return words(_line(self.open("library.html"), subject).locator(".gk-line__note"))

    def library_views(self, subject: Subject) -> str:
        """The lists by validity in which it is shown."""
        shown = self._library or self._open_library()
        return " ".join(name for name, numbers in shown.items() if subject.index_no in numbers)

    def _open_library(self) -> dict[str, set[str]]:
        """The numbers that each list of the library shows; the lists are the same for all documents."""
        for path in sorted((self.site / "library").glob("*.html")):
            titles = self.open(f"library/{path.name}").locator(".gk-line:visible .gk-line__title")
            addresses = titles.evaluate_all("all => all.map((one) => one.getAttribute('href'))")
            self._library[path.stem] = {
                "/".join(str(one).removesuffix(".html").split("/")[-2:]) for one in addresses if one
            }
        return self._library

    def hit(self, subject: Subject) -> str:
        """The mark of its hit when its title is asked for."""
        return words(self._hits(subject, "").first.locator(".gk-hit__title .gk-badge"))

    def facet(self, subject: Subject, state: str, asked: Collection[str]) -> bool:
        """Whether it is found under a state, and under no other one of those that are asked."""
        states = [one.value for one in State if one.value in (state, *asked)]
        return [one for one in states if self._hits(subject, f"&state={one}").count()] == [state]

    def record(self, subject: Subject) -> str:
        """The mark in the table of the clean-up decision that names it."""
        page = self.open(f"990000017/2024-{subject.number * 10:05}.html")
        return words(page.locator(".gk-section .gk-table").locator(".gk-badge:visible"))

    def interpretation(self, subject: Subject) -> tuple[str, ...]:
        """The heads of the banners of its interpretation."""
        page = self.open(f"990000017/2023-{subject.number:05}.html")
        return tuple(page.locator(".gk-banner:visible .gk-banner__head").all_inner_texts())

    def mention(self, subject: Subject) -> str:
        """The mark where the text of another document mentions it."""
        page = self.open(f"990000017/2021-{subject.number:05}.html")
        return words(page.locator(".gk-text .gk-badge:visible"))

    def relation(self, subject: Subject) -> str:
        """The mark among the relations of another document."""
        page = self.open(f"990000017/2021-{subject.number:05}.html")
        return words(page.locator(".gk-relations .gk-badge"))

    def versions(self, subject: Subject) -> tuple[tuple[str, str], ...]:
        """The marks of its texts, each on the page of that text, with the heads of the banners there."""
        found = []
        for path in sorted((self.site / subject.index_no / "versions").glob("*.html")):
            page = self.open(f"{subject.index_no}/versions/{path.name}")
            found.append((path.stem, words(page.locator(".gk-banner__head .gk-badge"))))
        return tuple(found)

    def beside(self, subject: Subject) -> tuple[tuple[str, ...], ...]:
        """The heads of the banners on the pages of its former texts and comparisons."""
        pages = (self.site / subject.index_no).rglob("*.html")
        return self._own_heads(path for path in pages if path.name not in _PRINTED)

    def printed(self, subject: Subject) -> tuple[tuple[str, ...], ...]:
        """The heads of its own banners on the pages for paper that hold its text."""
        return self._own_heads((self.site / subject.index_no).glob("handout.html"))

    def _own_heads(self, pages: Iterable[Path]) -> tuple[tuple[str, ...], ...]:
        found = []
        for path in sorted(pages):
            page = self.open(str(path.relative_to(self.site)))
            heads = page.locator(".gk-banner:visible .gk-banner__head").all_inner_texts()
            found.append(tuple(head for head in heads if head.startswith("本文件")))
        return tuple(found)

    def _hits(self, subject: Subject, condition: str) -> Locator:
        """Its hits when its title is asked for under a condition."""
        self.page.goto(f"file://{self.site}/search.html?q={subject.title}{condition}")
        settled(self.page)
        link = self.page.locator(f'.gk-hit__link[href$="{subject.index_no}.html"]')
        return self.page.locator(".gk-hit", has=link)


def data_places(site: Path) -> dict[str, Callable[[Subject], str]]:
    """The places that programs read, by name."""
    items = {one["index_no"]: one for one in json.loads((site / "data/items.json").read_text(encoding="utf-8"))}
    validity = json.loads((site / "data/validity.json").read_text(encoding="utf-8"))
    with (site / "data/items.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["索引号"]: row for row in csv.DictReader(file)}
    feed = ElementTree.parse(site / "feed.xml").getroot()
    titles = {
        entry.findtext(f"{_ATOM}id", ""): entry.findtext(f"{_ATOM}title", "") for entry in feed.iter(f"{_ATOM}entry")
    }
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    return {
        "items.json": lambda one: str(items[one.index_no]["validity"]["state"]),
        "validity.json": lambda one: str(validity[one.index_no]["state"]),
        "items.csv": lambda one: rows[one.index_no]["有效性"],
        "feed.xml": lambda one: next(
            (title for key, title in titles.items() if key.endswith(f"{one.index_no}.html")), "—"
        ),
        "sitemap.xml": lambda one: "listed" if f"/{one.index_no}.html<" in sitemap else "",
    }


def _line(page: Page, subject: Subject) -> Locator:
    return page.locator(".gk-line", has=page.locator(f'.gk-line__title[href$="{subject.index_no}.html"]')).first


def _named(mark: str, subject: Subject) -> str:
    for place, name in enumerate("乙丙"):
        mark = mark.replace(f"（示商规〔2024〕{subject.number * 10 + place}号）", f"（{name}）")
    return mark
