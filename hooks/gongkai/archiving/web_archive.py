"""The site as a WARC file (ISO 28500, WARC/1.1): one record a file, under the public address at which it is read."""

from __future__ import annotations

import base64
import hashlib
import io
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from gongkai import VERSION
from gongkai.archiving.called import called_with_query
from gongkai.model.publication import Publication
from gongkai.reading.attachments import MEDIA_TYPES

_TYPES = MEDIA_TYPES | {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonl": "application/x-ndjson; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".svg": "image/svg+xml",
}
_START = "index.html"
_MISSING = "404.html"
"""What a server tells where there is no page."""
_END = b"\r\n\r\n"
"""The empty lines behind a record, which belong to the file and not to it."""
_WITHOUT_SUFFIX = "text/plain; charset=utf-8"
_MADE = (
    "All records were made from the files of the site as it was built. Nothing was captured over a network: "
    "files are resource records, and the one response record tells the status of the page for unknown addresses. "
    "WARC-Date is the first moment of the day for which the site was built."
)


@dataclass(frozen=True, slots=True)
class Response:
    """What a web archive holds for one address."""

    name: str
    """Of the file in the site; empty for the root."""
    address: str
    media_type: str
    status: int
    """Of HTTP."""
    digest: str
    """Of the payload."""
    record_digest: str
    """SHA-256 of the whole record, hexadecimal."""
    offset: int
    length: int
    """Where the record stands in the file, in bytes, without the empty lines behind it."""


def write_web_archive(site: Path, publication: Publication, target: Path) -> tuple[Response, ...]:
    """Write every file of ``site`` as a record and tell where each stands.

    Files were never sent by a server, so they are kept as the standard wants what was read from a store: as resources,
    without a made-up response. The bytes depend on the files and the day of the publication alone: nothing is
    compressed, identifiers are made from what they name, and the time is the first moment of the day. Raises OSError.
    """
    base = publication.reading.settings.site_domain.rstrip("/") + "/"
    moment = moment_of(publication)
    responses = []
    beside = target.with_suffix(".new")
    with beside.open("wb") as file:
        info = _record("warcinfo", moment, "application/warc-fields", _about(publication).encode())
        file.write(info)
        for name, query, data in _contents(site, base):
            kind, status = _media_type(name), 404 if name == _MISSING else 200
            address, digest = base + quote(name) + query, _digest(data)
            more = {"WARC-Target-URI": address, "WARC-Payload-Digest": digest}
            if status == 200:
                record = _record("resource", moment, kind, data, more)
            else:
                head = f"HTTP/1.1 404 Not Found\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n".encode()
                record = _record("response", moment, "application/http; msgtype=response", head + data, more)
            length, plain = len(record) - len(_END), kind.partition(";")[0]
            whole = hashlib.sha256(memoryview(record)[:length]).hexdigest()
            responses.append(Response(name, address, plain, status, digest, whole, file.tell(), length))
            file.write(record)
    beside.replace(target)
    return tuple(responses)


def moment_of(publication: Publication) -> str:
    """The first moment of the day of the publication, as web archives write it."""
    return f"{publication.as_of.isoformat()}T00:00:00Z"


def _media_type(name: str) -> str:
    """The type under which a web server answers; the root answers with the start page."""
    suffix = PurePosixPath(name or _START).suffix.lower()
    return _TYPES.get(suffix, "application/octet-stream") if suffix else _WITHOUT_SUFFIX


def _contents(site: Path, base: str) -> Iterator[tuple[str, str, bytes]]:
    """Address relative to the root of the site, query and bytes; the start page also answers under the root itself."""
    yield "", "", (site / _START).read_bytes()
    for name in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()):
        yield name, "", (site / name).read_bytes()
    for name, query in called_with_query(site, base):
        yield name, f"?{query}", (site / name).read_bytes()


def _record(kind: str, moment: str, media_type: str, block: bytes, more: dict[str, str] | None = None) -> bytes:
    """A record with the empty lines behind it."""
    # Only who makes an archive waits for the library.
    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    digest, fields = _digest(block), more or {}
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"{fields.get('WARC-Target-URI', '')} {moment} {digest}")
    # Identifier and digest are given, since those of the library are made at random and with SHA-1.
    told = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number}>",
        "WARC-Date": moment,
        **fields,
        "Content-Type": media_type,
        "WARC-Block-Digest": digest,
        "Content-Length": str(len(block)),
    }
    headers = StatusAndHeaders("", list(told.items()), protocol="WARC/1.1")
    target = io.BytesIO()
    record = ArcWarcRecord("warc", kind, headers, io.BytesIO(block), None, media_type, len(block))
    WARCWriter(target, gzip=False).write_record(record)
    return target.getvalue()


def _about(publication: Publication) -> str:
    settings = publication.reading.settings
    lines = {
        "software": f"gongkai {VERSION}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "operator": settings.agency.name,
        "description": f"{settings.site_name}，状态截至 {publication.as_of.isoformat()}。{_MADE}",
    }
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items())


def _digest(data: bytes) -> str:
    """SHA-256 in base 32, the way in which tools for web archives write digests."""
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode()
