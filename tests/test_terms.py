"""On what terms others may use the column stands on its pages, in its data, its feed and its archive, or that nobody said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from gongkai.archiving.package_words import about
from gongkai.binding.bind import bind
from gongkai.building.output import publish_column
from gongkai.building.output import write_column as write_site
from gongkai.reading.column_sources import read_column

from tests.columns import SETTINGS, document, write_column
from tests.templates import THEME, templates

_LAW = "法律、法规，国家机关的决议、决定、命令和其他具有立法、行政、司法性质的文件，不适用著作权法（著作权法第五条）。"


@pytest.mark.parametrize(
    ("written", "sentence", "licence"),
    [
        (
            "使用条款: 请注明来源。\n",
            "请注明来源。",
            {"name": "agency-terms", "title": "使用条款", "path": "https://swj.example.gov.cn/about.html"},
        ),
        (
            "使用条款: {名称: CC-BY-4.0, 说明: 请注明来源, 网址: 'https://swj.example.gov.cn/terms.html'}\n",
            "CC-BY-4.0：请注明来源。全文：https://swj.example.gov.cn/terms.html",
            {"name": "CC-BY-4.0", "title": "CC-BY-4.0", "path": "https://swj.example.gov.cn/terms.html"},
        ),
        ("", f"本机关没有声明使用条款。{_LAW}其他内容的使用，请咨询本机关。", None),
    ],
)
def test_what_others_may_do(written: str, sentence: str, licence: dict[str, str] | None, tmp_path: Path) -> None:
    root = write_column(
        tmp_path / "column", {"catalogue/column.yml": SETTINGS + written, "content/1.md": document("1")}
    )
    publication = bind(read_column(root), date(2026, 11, 20))
    assert publication.reading.problems == ()
    site = tmp_path / "site"
    write = write_site(publication, templates(), {}, site, THEME)
    publish_column(publication, (), write, site, "shards")
    page = (site / "about.html").read_text(encoding="utf-8")
    assert sentence in page
    assert page.count(_LAW) == 1
    footer = (site / "990000017/2024-00001.html").read_text(encoding="utf-8").partition("<footer")[2]
    assert ('href="../about.html#terms"' in footer) is bool(written)
    package = json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert package.get("licenses") == ([licence] if licence else None)
    assert package["x-terms"] == sentence
    assert (f"<rights>{sentence}</rights>" in (site / "feed.xml").read_text(encoding="utf-8")) is bool(written)
    assert f"使用：{sentence}" in about(publication, "x", 1, "", publication.as_of, public=False)
