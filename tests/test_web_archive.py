"""The WARC file as an archive's tools read it: every file of the site under its public address, with right digests."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from gongkai import VERSION
from gongkai.archiving.package import write_checksums
from gongkai.archiving.wacz import sortable, write_wacz
from gongkai.archiving.web_archive import write_web_archive
from gongkai.model.publication import Publication
from warcio.archiveiterator import ArchiveIterator

BASE = "https://swj.example.gov.cn/zfxxgk/"
MADE = date(2026, 12, 1)


@dataclass(frozen=True, slots=True)
class _Record:
    fields: dict[str, str]
    block: bytes

    @property
    def payload(self) -> bytes:
        return self.block if self.kind == "resource" else self.block.partition(b"\r\n\r\n")[2]

    @property
    def kind(self) -> str:
        return self.fields["WARC-Type"]

    @property
    def address(self) -> str:
        """Below the site, as it is read."""
        return unquote(self.fields["WARC-Target-URI"].removeprefix(BASE))


def _records(path: Path) -> Iterator[_Record]:
    """The records by the grammar of ISO 28500, read without our writer."""
    data = path.read_bytes()
    at = 0
    while at < len(data):
        end = data.index(b"\r\n\r\n", at)
        version, *lines = data[at:end].decode().split("\r\n")
        assert version == "WARC/1.1"
        fields = dict(line.split(": ", 1) for line in lines)
        start, size = end + 4, int(fields["Content-Length"])
        assert data[start + size : start + size + 4] == b"\r\n\r\n"
        yield _Record(fields, data[start : start + size])
        at = start + size + 4
    assert at == len(data)


def _digest(data: bytes) -> str:
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode()


@pytest.fixture(scope="module")
def archive(site: Path, demonstration: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The web archive, beside it the same for replay."""
    target = tmp_path_factory.mktemp("warc") / "site.warc"
    responses = write_web_archive(site, demonstration, target)
    write_wacz(site, demonstration, target, responses, target.with_suffix(".wacz"), MADE)
    return target


def test_every_file_stands_under_its_address(archive: Path, site: Path) -> None:
    info, start, *others = _records(archive)
    assert info.kind == "warcinfo"
    assert "operator: 示例市商务局" in info.block.decode()
    assert (start.fields["WARC-Target-URI"], start.payload) == (BASE, (site / "index.html").read_bytes())
    found = {one.address: one for one in others if "?" not in one.address}
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    assert found.keys() == files.keys()
    for name, path in files.items():
        assert found[name].payload == path.read_bytes()
    assert found["index.html"].fields["Content-Type"] == "text/html; charset=utf-8"
    assert found["SHA256SUMS"].fields["Content-Type"] == "text/plain; charset=utf-8"
    pictures = {one.fields["Content-Type"] for name, one in found.items() if name.endswith(".pdf")}
    assert pictures == {"application/pdf"}
    assert all(one.fields["WARC-Target-URI"].isascii() for one in others)


def test_no_record_claims_what_no_server_said(archive: Path) -> None:
    """ISO 28500 keeps a file that was read from a store as a resource; only «not found» needs a status of HTTP."""
    info, *others = _records(archive)
    assert "Nothing was captured over a network" in info.block.decode()
    assert [one.address for one in others if one.kind != "resource"] == ["404.html"]
    (missing,) = (one for one in others if one.kind != "resource")
    assert missing.kind == "response"
    assert missing.block.startswith(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html; charset=utf-8\r\n")


def test_the_tools_of_web_archives_read_it(archive: Path) -> None:
    """As they do: record by record with all digests checked, and the page for unknown addresses with its status."""
    with archive.open("rb") as file:
        records = [(one.rec_type, one.http_headers) for one in ArchiveIterator(file, check_digests="raise")]
    kinds = [kind for kind, _ in records]
    assert kinds == [one.kind for one in _records(archive)]
    assert [heads.get_statuscode() for kind, heads in records if kind == "response"] == ["404"]


_WITH_QUERY = re.compile(r'(?:src|href|engine)="(?:\.\./|/zfxxgk/)*(assets/[^"?]+\?[^"]+)"')


def test_addresses_with_a_query_are_held_as_pages_call_them(archive: Path, site: Path) -> None:
    asked = {one.address: one.payload for one in _records(archive) if "?" in one.fields.get("WARC-Target-URI", "")}
    called = {call for page in site.rglob("*.html") for call in _WITH_QUERY.findall(page.read_text(encoding="utf-8"))}
    assert len(called) == 8
    records = {f"{kind}/records.html?q=" for kind in "inspection-results permits penalties credit statistics".split()}
    assert asked.keys() == called | records | {"search.html?q=", "pagefind/pagefind-entry.json?ts=0"}
    for address, payload in asked.items():
        assert payload == (site / address.partition("?")[0]).read_bytes()


def test_digests_and_identifiers_hold(archive: Path) -> None:
    records = list(_records(archive))
    assert len({one.fields["WARC-Record-ID"] for one in records}) == len(records)
    for one in records:
        assert one.fields["WARC-Block-Digest"] == _digest(one.block)
        if one.kind != "warcinfo":
            assert one.fields["WARC-Payload-Digest"] == _digest(one.payload)


def test_same_site_same_bytes(archive: Path, site: Path, demonstration: Publication, tmp_path: Path) -> None:
    again = tmp_path / archive.name
    replayed = again.with_suffix(".wacz")
    write_wacz(site, demonstration, again, write_web_archive(site, demonstration, again), replayed, MADE)
    assert again.read_bytes() == archive.read_bytes()
    assert replayed.read_bytes() == archive.with_suffix(".wacz").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site.wacz", "site.warc"]


@pytest.fixture(scope="module")
def replayed(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive.with_suffix(".wacz")) as package:
        assert package.testzip() is None
        assert {one.compress_type for one in package.infolist()} == {zipfile.ZIP_STORED}
        return {one.filename: package.read(one) for one in package.infolist()}


def test_replay_knows_what_it_holds(replayed: dict[str, bytes], archive: Path) -> None:
    held = {"archive/site.warc", "indexes/index.cdx", "pages/pages.jsonl"}
    assert replayed.keys() == held | {"datapackage.json", "datapackage-digest.json"}
    assert replayed["archive/site.warc"] == archive.read_bytes()
    described = json.loads(replayed["datapackage.json"])
    resources = {one["path"]: (one["hash"], one["bytes"]) for one in described.pop("resources")}
    assert resources == {
        name: (f"sha256:{hashlib.sha256(replayed[name]).hexdigest()}", len(replayed[name])) for name in held
    }
    assert described == {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": "示例市商务局政府信息公开",
        "description": "示例市商务局，状态截至 2026-11-24",
        "created": "2026-12-01T00:00:00Z",
        "mainPageUrl": BASE,
        "mainPageDate": "2026-11-24T00:00:00Z",
        "software": f"gongkai {VERSION}",
    }
    assert json.loads(replayed["datapackage-digest.json"]) == {
        "path": "datapackage.json",
        "hash": f"sha256:{hashlib.sha256(replayed['datapackage.json']).hexdigest()}",
    }


def test_replay_finds_every_response(replayed: dict[str, bytes], archive: Path) -> None:
    lines = replayed["indexes/index.cdx"].decode().splitlines()
    assert lines == sorted(lines)
    data = archive.read_bytes()
    found = set()
    for line in lines:
        key, moment, told = line.split(" ", 2)
        one = json.loads(told)
        assert (key, moment) == (sortable(one["url"]), "20261124000000")
        offset = int(one["offset"])
        record = data[offset : offset + int(one["length"])]
        assert one["recordDigest"] == f"sha256:{hashlib.sha256(record).hexdigest()}"
        head, _, block = record.partition(b"\r\n\r\n")
        assert f"WARC-Target-URI: {one['url']}\r\n".encode() in head
        missing = one["url"] == f"{BASE}404.html"
        assert one["status"] == ("404" if missing else "200")
        assert one["digest"] == _digest(block.partition(b"\r\n\r\n")[2] if missing else block)
        assert f"Content-Type: {one['mime']}".encode() in (block if missing else head)
        found.add(one["url"])
    assert found == {one.fields["WARC-Target-URI"] for one in _records(archive) if one.kind != "warcinfo"}


def test_replay_lists_pages_by_title_and_text(replayed: dict[str, bytes], site: Path) -> None:
    head, *pages = map(json.loads, replayed["pages/pages.jsonl"].decode().splitlines())
    assert head == {"format": "json-pages-1.0", "id": "pages", "title": "示例市商务局政府信息公开", "hasText": True}
    by_url = {page["url"].removeprefix(BASE): page for page in pages}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert by_url.keys() == files - {"index.html", "404.html"} | {""}
    assert len({page["id"] for page in pages}) == len(pages)
    assert (by_url[""]["title"], by_url[""]["ts"]) == ("示例市商务局政府信息公开", "2026-11-24T00:00:00Z")
    document = by_url["990000017/2020-00001.html"]
    assert document["title"] in html.unescape((site / "990000017/2020-00001.html").read_text(encoding="utf-8"))
    assert "商务" in document["text"]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://swj.example.gov.cn/", "cn,gov,example,swj)/"),
        ("https://www.example.gov.cn/zfxxgk/", "cn,gov,example)/zfxxgk"),
        ("http://Example.gov.cn:8080/A/b.HTML", "cn,gov,example:8080)/a/b.html"),
        ("https://swj.example.gov.cn/x.html?q=", "cn,gov,example,swj)/x.html?q="),
        ("https://swj.example.gov.cn/x.html?b=2&A=1", "cn,gov,example,swj)/x.html?a=1&b=2"),
        ("https://swj.example.gov.cn/%E9%99%84%E4%BB%B6.pdf", "cn,gov,example,swj)/%e9%99%84%e4%bb%b6.pdf"),
    ],
)
def test_addresses_are_sorted_as_indexes_of_web_archives_do(address: str, key: str) -> None:
    assert sortable(address) == key


def test_checksums_are_as_the_common_tool_reads_them(archive: Path, tmp_path: Path) -> None:
    write_checksums([archive], tmp_path / "x.sha256")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert (tmp_path / "x.sha256").read_text(encoding="utf-8") == f"{digest}  site.warc\n"
