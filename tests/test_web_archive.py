"""The WARC file as an archive's tools read it: every file of the site once, under its public address, with right digests."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from gongkai.archiving.package import write_checksums
from gongkai.archiving.web_archive import write_web_archive
from gongkai.model.publication import Publication

BASE = "https://swj.example.gov.cn/zfxxgk/"


@dataclass(frozen=True, slots=True)
class _Record:
    fields: dict[str, str]
    block: bytes

    @property
    def payload(self) -> bytes:
        return self.block.partition(b"\r\n\r\n")[2]

    @property
    def type(self) -> str:
        head = self.block.partition(b"\r\n\r\n")[0].decode()
        return dict(line.split(": ", 1) for line in head.split("\r\n")[1:])["Content-Type"]


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
    target = tmp_path_factory.mktemp("warc") / "site.warc"
    count = write_web_archive(site, demonstration, target)
    assert count == sum(path.is_file() for path in site.rglob("*")) + 1
    return target


def test_every_file_answers_under_its_address(archive: Path, site: Path) -> None:
    info, start, *others = _records(archive)
    assert info.fields["WARC-Type"] == "warcinfo"
    assert "operator: 示例市商务局" in info.block.decode()
    assert (start.fields["WARC-Target-URI"], start.payload) == (BASE, (site / "index.html").read_bytes())
    found = {unquote(one.fields["WARC-Target-URI"].removeprefix(BASE)): one for one in others}
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    assert found.keys() == files.keys()
    for name, path in files.items():
        assert found[name].payload == path.read_bytes()
    assert found["index.html"].type == "text/html; charset=utf-8"
    assert {one.type for name, one in found.items() if name.endswith(".pdf")} == {"application/pdf"}
    assert all(one.fields["WARC-Target-URI"].isascii() for one in others)


def test_digests_and_identifiers_hold(archive: Path) -> None:
    records = list(_records(archive))
    assert len({one.fields["WARC-Record-ID"] for one in records}) == len(records)
    for one in records:
        assert one.fields["WARC-Block-Digest"] == _digest(one.block)
        if one.fields["WARC-Type"] == "response":
            assert one.fields["WARC-Payload-Digest"] == _digest(one.payload)
            assert one.block.startswith(b"HTTP/1.1 200 OK\r\n")


def test_same_site_same_bytes(archive: Path, site: Path, demonstration: Publication, tmp_path: Path) -> None:
    again = tmp_path / archive.name
    write_web_archive(site, demonstration, again)
    assert again.read_bytes() == archive.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [archive.name]


def test_checksums_are_as_the_common_tool_reads_them(archive: Path, tmp_path: Path) -> None:
    write_checksums([archive], tmp_path / "x.sha256")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert (tmp_path / "x.sha256").read_text(encoding="utf-8") == f"{digest}  site.warc\n"
