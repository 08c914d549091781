"""The site as a WARC file (ISO 28500, WARC/1.1): one response a file, as the public address would have answered."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

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
_END = b"\r\n\r\n"
_WITHOUT_SUFFIX = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Response:
    """One response as a web archive holds it."""

    name: str
    """Of the file in the site; empty for the root."""
    address: str
    media_type: str
    digest: str
    """Of the payload."""
    record_digest: str
    """SHA-256 of the whole record, hexadecimal."""
    offset: int
    length: int
    """Where the record stands in the file, in bytes, without the empty lines behind it."""


def write_web_archive(site: Path, publication: Publication, target: Path) -> tuple[Response, ...]:
    """Write every file of ``site`` as a response and tell where each stands.

    The bytes depend on the files and the day of the publication alone: nothing is compressed, identifiers are made from
    what they name, and the time is the first moment of the day. Raises OSError.
    """
    base = publication.reading.settings.site_domain.rstrip("/") + "/"
    moment = moment_of(publication)
    responses = []
    beside = target.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(_record("warcinfo", moment, "", _about(publication).encode(), {"WARC-Filename": target.name}) + _END)
        for name, data in _contents(site):
            kind = _media_type(name)
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n".encode()
            address, digest = base + quote(name), _digest(data)
            record = _record("response", moment, address, head + data, {"WARC-Payload-Digest": digest})
            whole = hashlib.sha256(record).hexdigest()
            responses.append(Response(name, address, kind.partition(";")[0], digest, whole, file.tell(), len(record)))
            file.write(record + _END)
    beside.replace(target)
    return tuple(responses)


def moment_of(publication: Publication) -> str:
    """The first moment of the day of the publication, as web archives write it."""
    return f"{publication.as_of.isoformat()}T00:00:00Z"


def _media_type(name: str) -> str:
    """The type under which a web server answers; the root answers with the start page."""
    suffix = PurePosixPath(name or _START).suffix.lower()
    return _TYPES.get(suffix, "application/octet-stream") if suffix else _WITHOUT_SUFFIX


def _contents(site: Path) -> Iterator[tuple[str, bytes]]:
    """Address relative to the root of the site and bytes; the start page also answers under the root itself."""
    yield "", (site / _START).read_bytes()
    for name in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()):
        yield name, (site / name).read_bytes()


def _record(kind: str, moment: str, address: str, block: bytes, more: dict[str, str]) -> bytes:
    digest = _digest(block)
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"{address} {moment} {digest}")
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number}>",
        "WARC-Date": moment,
        **({"WARC-Target-URI": address} if address else {}),
        "Content-Type": "application/http; msgtype=response" if address else "application/warc-fields",
        "WARC-Block-Digest": digest,
        **more,
        "Content-Length": str(len(block)),
    }
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    return head.encode() + block


def _about(publication: Publication) -> str:
    settings = publication.reading.settings
    lines = {
        "software": "gongkai",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "operator": settings.agency.name,
        "description": f"{settings.site_name}，状态截至 {publication.as_of.isoformat()}",
    }
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items())


def _digest(data: bytes) -> str:
    """SHA-256 in base 32, the way in which tools for web archives write digests."""
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode()
