"""The feed tells every change of state once, marks what has ended, and keeps its identities from day to day."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
import yaml
from gongkai.binding.bind import bind
from gongkai.data.feeds import NEWEST_STATES, write_feeds
from gongkai.data.news import NEWEST
from gongkai.model.departure import Departure, Manner
from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.pages.items.content_code import content_digest
from gongkai.pages.site import pages_of
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column
from tests.golden import golden

CASES: list[dict[str, Any]] = [
    case for path in sorted((Path(__file__).parent / "cases" / "feeds").glob("*.yml")) for case in golden(path)
]
ATOM = "{http://www.w3.org/2005/Atom}"


def _column(root: Path, items: list[dict[str, Any]], day: date) -> Publication:
    files = {f"content/{n}.md": document(str(n), **_written(fields)) for n, fields in enumerate(items, 1)}
    publication = bind(read_column(write_column(root, files)), day)
    problems = [str(one) for one in publication.reading.problems]
    assert not problems, problems
    return publication


def _written(fields: dict[str, Any]) -> dict[str, object]:
    def flow(value: object) -> str:
        return yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10_000).strip()

    return {label: flow(value) if isinstance(value, list) else value for label, value in fields.items()}


def _feed(publication: Publication, folder: Path) -> ElementTree.Element:
    folder.mkdir(exist_ok=True)
    write_feeds(publication, folder)
    return ElementTree.parse(folder / "feed.xml").getroot()


def _told(entry: ElementTree.Element) -> dict[str, str]:
    """Everything that an entry says, without what stands the same in all entries of a case."""
    base = "https://swj.example.gov.cn/990000017/"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    told = {name: entry.findtext(f"{ATOM}{name}", "") for name in ("id", "title", "updated", "published", "summary")}
    told |= {"link": link.attrib["href"]}
    return {name: text.removeprefix(base).removesuffix("T00:00:00+08:00") for name, text in told.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_whole_entries(case: dict[str, Any], tmp_path: Path) -> None:
    publication = _column(tmp_path, case["items"], case["day"])
    told = [_told(entry) for entry in _feed(publication, tmp_path / "feed").findall(f"{ATOM}entry")]
    keys = ("id", "title", "updated", "published", "link", "summary")
    assert [" | ".join(one[key] for key in keys) for one in told] == case["entries"]


def test_identities_are_unique_and_stay_while_days_go_by(tmp_path: Path) -> None:
    for number, case in enumerate(CASES):
        reading = _column(tmp_path / str(number), case["items"], case["day"]).reading
        known: set[str] = set()
        for step in range(0, 1000, 50):
            feed = _feed(bind(reading, date(2024, 3, 7) + timedelta(days=step)), tmp_path / "feed")
            found = [entry.findtext(f"{ATOM}id", "") for entry in feed.iter(f"{ATOM}entry")]
            assert len(found) == len(set(found))
            assert known <= set(found), case["name"]
            known |= set(found)


def test_a_reader_of_feeds_finds_what_it_needs(demonstration: Publication, tmp_path: Path) -> None:
    feed = _feed(demonstration, tmp_path)
    entries = feed.findall(f"{ATOM}entry")
    base = demonstration.reading.settings.site_domain.rstrip("/") + "/"
    moments = [entry.findtext(f"{ATOM}updated", "") for entry in entries]
    published = [entry.findtext(f"{ATOM}published", "") for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == moments[0] <= f"{demonstration.as_of}T23:59:00+08:00"
    form = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:00\+08:00")
    assert all(form.fullmatch(one) for one in (*moments, *published))
    assert all(first <= last for first, last in zip(published, moments, strict=True))
    urls = {page.url for page in pages_of(demonstration)}
    links = [link.attrib["href"].partition("#")[0] for entry in entries for link in entry.findall(f"{ATOM}link")]
    assert {link.removeprefix(base) for link in links} <= urls
    assert len(links) == len(entries) > NEWEST
    identities = [one.findtext(f"{ATOM}id", "") for one in (feed, *entries)]
    assert len(set(identities)) == len(identities)
    assert all(one.startswith(base) for one in identities)
    assert all(entry.findtext(f"{ATOM}{name}") for entry in entries for name in ("title", "summary"))


def test_both_feeds_tell_the_same(demonstration: Publication, tmp_path: Path) -> None:
    atom = _feed(demonstration, tmp_path)
    told = json.loads((tmp_path / "feed.json").read_text(encoding="utf-8"))
    names = {
        "id": "id",
        "title": "title",
        "summary": "content_text",
        "published": "date_published",
        "updated": "date_modified",
    }
    expected = [
        {new: entry.findtext(f"{ATOM}{old}", "") for old, new in names.items()}
        for entry in atom.findall(f"{ATOM}entry")
    ]
    found = [{new: one[new] for new in names.values()} for one in told["items"]]
    assert found == expected
    assert {key: told[key] for key in told if key != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "示例市商务局政府信息公开",
        "home_page_url": "https://swj.example.gov.cn/zfxxgk/index.html",
        "feed_url": "https://swj.example.gov.cn/zfxxgk/feed.json",
        "language": "zh-CN",
        "authors": [{"name": "示例市商务局"}],
    }


def test_without_a_public_address_the_feed_has_names_that_never_change(tmp_path: Path) -> None:
    """A URN needs no server, and the addresses of pages are relative to the feed."""
    publication = _column(tmp_path, [{"标题": "甲"}], date(2026, 1, 1))
    settings = replace(publication.reading.settings, site_domain="")
    write_feeds(replace(publication, reading=replace(publication.reading, settings=settings)), tmp_path)
    assert (
        (tmp_path / "feed.xml").read_text("utf-8")
        == f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:gk="urn:gongkai:feed" xml:lang="zh-CN">
<id>urn:gongkai:{quote("示例市商务局")}</id>
<title>示例市商务局政府信息公开</title>
<updated>2024-03-06T00:00:00+08:00</updated>
<author><name>示例市商务局</name></author>
<link rel="self" href="feed.xml"/>
<entry><id>urn:gongkai:990000017/2024-00001</id><title>甲</title><link href="990000017/2024-00001.html"/>\
<updated>2024-03-06T00:00:00+08:00</updated><published>2024-03-06T00:00:00+08:00</published>\
<category term="policy_document" label="政策文件"/><summary>甲</summary>\
<gk:content-sha256>{content_digest(publication.reading.items[0])}</gk:content-sha256></entry>
</feed>
"""
    )


@pytest.mark.parametrize(("reason", "summary"), [("含有个人信息", "撤下理由：含有个人信息"), ("", "已撤下")])
def test_what_leaves_today_is_told_today(reason: str, summary: str, tmp_path: Path) -> None:
    """A type of the agency's own may have no field for the reason."""
    publication = _column(tmp_path, [{"标题": "甲"}], date(2026, 1, 1))
    left = Departure(
        manner=Manner.TAKEN_DOWN,
        index_no="990000017/2024-00002",
        title="乙",
        doc_no="",
        kind=publication.reading.items[0].kind,
        agency="",
        doc_date=None,
        publish_date=None,
        day=publication.as_of,
        reason=reason,
        notice=None,
        aliases=(),
        place=Place(""),
    )
    told = _told(_feed(replace(publication, departures=(left,)), tmp_path / "feed").findall(f"{ATOM}entry")[0])
    assert told == {
        "id": "2024-00002.html#departed",
        "title": "【已撤下】乙",
        "updated": "2026-01-01",
        "published": "2026-01-01",
        "summary": summary,
        "link": "2024-00002.html",
    }


def test_many_repeals_of_one_day_do_not_push_out_what_is_published(tmp_path: Path) -> None:
    repealed: list[dict[str, Any]] = [{"发文字号": f"示商发〔2020〕{n}号"} for n in range(1, 121)]
    repeals: list[object] = [{"文件": one["发文字号"], "日期": date(2025, 1, 1)} for one in repealed]
    items = [*repealed, {"废止": repeals, "成文日期": "2024-12-01", "发布日期": "2024-12-02"}]
    entries = _feed(_column(tmp_path, items, date(2026, 1, 1)), tmp_path / "feed").findall(f"{ATOM}entry")
    changes = [entry for entry in entries if "#" in entry.findtext(f"{ATOM}id", "")]
    assert (len(changes), len(entries) - len(changes)) == (NEWEST_STATES, NEWEST)
