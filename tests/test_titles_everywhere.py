"""Odd and hostile titles show the same characters in everything that is published beside the pages."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from gongkai.binding.bind import bind
from gongkai.publishing.csv_text import safe_cell
from gongkai.publishing.feeds import write_feeds
from gongkai.publishing.open_data import write_open_data
from gongkai.reading.column import read_column

from tests.columns import document, write_column

TITLES = (
    "关于<b>&amp;《商品》</b>的通知",
    "关于{{7*7}}和{% raw %}${x}的通知",
    "</script><script>alert(1)</script>",
    "]]>--><!-- 通知",
    "关于\"双引号\"和'单引号'的通知",
    "关于العربية和English的通知",
    "关于🌾丰收和𠮷林的通知",
    "=1+1的通知",
    "。首尾都有标点的通知！",
    "关于" + "长" * 195 + "的通知",
    "null",
    "012",
    "是",
)


def test_data_and_feeds_hold_the_same_characters(tmp_path: Path) -> None:
    files = {
        f"content/{n}.md": document(str(n), 标题=json.dumps(title, ensure_ascii=False))
        for n, title in enumerate(TITLES, 1)
    }
    publication = bind(read_column(write_column(tmp_path / "c", files)), date(2026, 1, 1))
    assert sorted(item.title for item in publication.reading.items) == sorted(TITLES)
    write_open_data(publication, tmp_path)
    write_feeds(publication, tmp_path)
    names = {"a": "http://www.w3.org/2005/Atom"}
    feed = ElementTree.parse(tmp_path / "feed.xml").getroot()
    assert sorted(one.findtext("a:title", "", names) for one in feed.findall("a:entry", names)) == sorted(TITLES)
    text = (tmp_path / "data" / "items.csv").read_text(encoding="utf-8-sig")
    cells = {cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row}
    assert {safe_cell(title) for title in TITLES} <= cells
    assert set(TITLES) <= _strings(json.loads((tmp_path / "data" / "items.json").read_text(encoding="utf-8")))


def _strings(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(_strings, inner))
