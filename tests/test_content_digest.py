"""The digest of a content stays while the content stays, stands wherever the item is told of, and can be computed again."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import zipfile
from datetime import date
from pathlib import Path

from gongkai.archiving.metadata import metadata_tables
from gongkai.archiving.package import make_package
from gongkai.binding.bind import bind
from gongkai.building.output import publish_column
from gongkai.building.output import write_column as write_site
from gongkai.model.publication import Publication
from gongkai.pages.items.content_code import code_of, content_digest
from gongkai.reading.column_sources import read_column

from tests.columns import SETTINGS, document, write_column
from tests.templates import THEME, templates

FILES = {
    "content/1.md": document("1", 发文字号="示商规〔2024〕1号", 施行日期="2024-04-01", 有效期至="2026-11-26"),
    "content/2.md": document("2", 依据="[示商规〔2024〕1号, 示商发〔2024〕9号]", 正文="根据示商发〔2024〕9号执行。\n"),
    "content/3.md": document("3", 附件="[a.txt]"),
    "content/a.txt": "附件\n",
}


def _digests(publication: Publication) -> dict[str, str]:
    return {item.index_no: content_digest(item) for item in publication.reading.items}


def _column(root: Path, day: date, **files: str) -> Publication:
    return bind(read_column(write_column(root, {**FILES, **files})), day)


def test_only_what_was_edited_has_another_digest(tmp_path: Path) -> None:
    before = _digests(_column(tmp_path / "before", date(2026, 11, 20)))
    later = _column(
        tmp_path / "later",
        date(2026, 12, 20),
        **{
            "content/3.md": document("3", 附件="[a.txt]", 正文="改动。\n"),
            "content/9.md": document("9", 发文字号="示商发〔2024〕9号", 修改="[示商规〔2024〕1号]"),
            "content/8.md": document("8"),
        },
    )
    after = _digests(later)
    assert {number for number in before if before[number] != after[number]} == {"990000017/2024-00003"}
    other = _column(tmp_path / "attached", date(2026, 11, 20), **{"content/a.txt": "另一个附件\n"})
    assert _digests(other)["990000017/2024-00003"] != before["990000017/2024-00003"]


def test_data_feed_metadata_and_package_state_the_same_digest(tmp_path: Path) -> None:
    publication = _column(tmp_path / "column", date(2026, 11, 20))
    site = tmp_path / "site"
    written = write_site(publication, templates(), {}, site, THEME)
    publish_column(publication, (), written, site, "shards")
    digests = _digests(publication)
    entries = json.loads((site / "data" / "items.json").read_text(encoding="utf-8"))
    assert {one["index_no"]: one["content_sha256"] for one in entries} == digests
    assert {one["content_code"] for one in entries} == {code_of(digest) for digest in digests.values()}
    feed = (site / "feed.xml").read_text(encoding="utf-8")
    assert set(re.findall("<gk:content-sha256>(.{64})</gk:content-sha256>", feed)) == set(digests.values())
    table = metadata_tables(publication, site, publication.reading.root)["metadata.csv"]
    lines = list(csv.DictReader(table.splitlines()))
    assert {line["索引号"]: line["内容SHA-256"] for line in lines} == digests
    packed = make_package(site, publication.reading.root, publication, tmp_path / "out", publication.as_of)
    with zipfile.ZipFile(packed.path) as archive:
        for line in lines:
            (name,) = (name for name in archive.namelist() if name.endswith(f"/data/{line['内容文件']}"))
            assert hashlib.sha256(archive.read(name)).hexdigest() == line["内容SHA-256"]


def test_how_long_something_is_kept_is_never_assumed(tmp_path: Path) -> None:
    settings = f"{SETTINGS}保管期限:\n  - {{类型: 政策文件, 期限: 30年, 依据: 保管期限表}}\n"
    rule = document("4", 类型="政府信息公开制度", 文件类别="公开制度", 标题="关于制度的通知")
    files = {"catalogue/column.yml": settings, "content/3.md": document("3", 保管期限="永久"), "content/4.md": rule}
    publication = _column(tmp_path / "column", date(2026, 11, 20), **files)
    assert publication.reading.problems == ()
    site = tmp_path / "site"
    write_site(publication, templates(), {}, site, THEME)
    table = metadata_tables(publication, site, publication.reading.root)["metadata.csv"]
    assert [(line["保管期限"], line["保管期限依据"]) for line in csv.DictReader(table.splitlines())] == [
        ("30年", "保管期限表"),
        ("30年", "保管期限表"),
        ("永久", "本条信息的“保管期限”"),
        ("未定", ""),
    ]
