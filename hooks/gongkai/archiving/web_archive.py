"""The site as a web archive (WARC/1.1, ISO 28500): one record for each file under its public address."""

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
"""The page for unknown addresses, with status 404."""
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
    """A record of the web archive: what it holds for one address, and where."""

    name: str
    """Name of the file in the site, empty for the root."""
    address: str
    media_type: str
    status: int
    """HTTP status: 200, or 404 for the page for unknown addresses."""
    digest: str
    """Digest of the payload: ``sha256:`` and base 32."""
    record_digest: str
    """SHA-256 of the whole record, hexadecimal."""
    offset: int
    length: int
    """Position and length of the record in bytes, without the empty lines behind it."""


def write_web_archive(site: Path, publication: Publication, target: Path) -> tuple[Response, ...]:
    """Write every file of ``site`` as a record to ``target`` and return the records in their order. Raises OSError.

    No server sent these files, so they are «resource» records, as the standard has it, without an invented response. The
    bytes depend only on the files and the day of ``publication``: nothing is compressed, identifiers are derived from the
    contents (UUID version 5), and the time is the first moment of the day.
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
    """The first moment of the day of ``publication``, as WARC-Date (ISO 8601, UTC)."""
    return f"{publication.as_of.isoformat()}T00:00:00Z"


def _media_type(name: str) -> str:
    """The media type of a file as a web server sends it; the root is the start page."""
    suffix = PurePosixPath(name or _START).suffix.lower()
    return _TYPES.get(suffix, "application/octet-stream") if suffix else _WITHOUT_SUFFIX


def _contents(site: Path, base: str) -> Iterator[tuple[str, str, bytes]]:
    """File name, query string and bytes of every record; the start page comes under the root, too."""
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
    header_fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number}>",
        "WARC-Date": moment,
        **fields,
        "Content-Type": media_type,
        "WARC-Block-Digest": digest,
        "Content-Length": str(len(block)),
    }
    headers = StatusAndHeaders("", list(header_fields.items()), protocol="WARC/1.1")
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
    """SHA-256 in base 32 (RFC 4648), as web archive tools write digests."""
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode()
