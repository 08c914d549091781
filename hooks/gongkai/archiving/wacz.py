"""The web archive as WACZ (1.1.1), which replay tools open: the WARC with an index, a list of pages and digests."""

from __future__ import annotations

import hashlib
import html
import json
import re
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from gongkai import VERSION
from gongkai.archiving.stored import stored
from gongkai.archiving.web_archive import Response, moment_of
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.searching.entries import entries_of

_TITLE = matcher(r"<title>([^<]*)</title>")
_NO_PAGES = ("index.html", "404.html")
"""The start page is listed under the root; the page for unknown addresses (404) is not listed."""
_CHUNK = 1 << 20
"""Bytes of the WARC that are copied at once."""


def write_wacz(
    site: Path, publication: Publication, web_archive: Path, responses: Sequence[Response], target: Path, made: date
) -> None:
    """Write the WARC ``web_archive`` of ``site``, with what replay needs, as a WACZ to ``target``. Raises OSError.

    ``responses`` are the records of the WARC. The bytes depend only on the files, the day of ``publication`` and ``made``.
    """
    day = publication.as_of
    kept = f"archive/{web_archive.name}"
    parts = {
        "indexes/index.cdx": "".join(_index(responses, f"{day:%Y%m%d}000000", web_archive.name)).encode(),
        "pages/pages.jsonl": "".join(f"{_json(line)}\n" for line in _pages(site, publication, responses)).encode(),
    }
    with web_archive.open("rb") as file:
        digest, size = hashlib.file_digest(file, "sha256").hexdigest(), web_archive.stat().st_size
    files = {kept: (digest, size)} | {name: (_digest(data), len(data)) for name, data in parts.items()}
    descriptor = _descriptor(publication, responses[0].address, files, made)
    parts["datapackage.json"] = descriptor
    parts["datapackage-digest.json"] = _json(
        {"path": "datapackage.json", "hash": f"sha256:{_digest(descriptor)}"}
    ).encode()
    beside = target.with_suffix(".new")
    with zipfile.ZipFile(beside, "w") as package:
        with package.open(stored(kept, day, size), "w") as out, web_archive.open("rb") as file:
            while chunk := file.read(_CHUNK):
                out.write(chunk)
        for name, data in sorted(parts.items()):
            package.writestr(stored(name, day), data)
    beside.replace(target)


def sortable(address: str) -> str:
    """The sort key of an address in an index (SURT): ``https://www.a.gov.cn/b?d&c`` gives ``cn,gov,a)/b?c&d``, in lower case."""
    parts = urlsplit(address.lower())
    labels = re.sub(r"^www\d*\.", "", parts.hostname or "").split(".")
    port = f":{parts.port}" if parts.port else ""
    query = f"?{'&'.join(sorted(parts.query.split('&')))}" if parts.query else ""
    return f"{','.join(reversed(labels))}{port}){parts.path.rstrip('/') or '/'}{query}"


def _index(responses: Sequence[Response], moment: str, name: str) -> list[str]:
    """The index: one line of CDXJ for each response, sorted by key; ``moment`` has 14 digits, UTC."""
    return sorted(
        f"{sortable(one.address)} {moment} "
        + _json(
            {
                "url": one.address,
                "mime": one.media_type,
                "status": str(one.status),
                "digest": one.digest,
                "length": str(one.length),
                "offset": str(one.offset),
                "filename": name,
                "recordDigest": f"sha256:{one.record_digest}",
            }
        )
        + "\n"
        for one in responses
    )


def _pages(site: Path, publication: Publication, responses: Sequence[Response]) -> Iterator[dict[str, object]]:
    """The lines of pages.jsonl: a header, then every page with its title and, for items, the text that replay tools search."""
    texts = {entry.url: entry.text for entry in entries_of(publication)}
    moment = moment_of(publication)
    yield {"format": "json-pages-1.0", "id": "pages", "title": publication.reading.settings.site_name, "hasText": True}
    for one in responses:
        if one.media_type != "text/html" or one.name in _NO_PAGES or "?" in one.address:
            continue
        found = _TITLE.search((site / (one.name or "index.html")).read_text(encoding="utf-8"))
        page: dict[str, object] = {
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{one.address} {moment}")),
            "url": one.address,
            "ts": moment,
            "title": html.unescape(found.group(1)).strip() if found else one.name,
        }
        if one.name in texts:
            page["text"] = texts[one.name]
        yield page


def _descriptor(publication: Publication, start: str, files: dict[str, tuple[str, int]], made: date) -> bytes:
    """The descriptor datapackage.json; ``files`` are digest and size in bytes by path."""
    moment = moment_of(publication)
    settings = publication.reading.settings
    resources = [
        {"name": path.rpartition("/")[2].lower(), "path": path, "hash": f"sha256:{digest}", "bytes": size}
        for path, (digest, size) in sorted(files.items())
    ]
    descriptor = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": settings.site_name,
        "description": f"{settings.agency.name}，状态截至 {publication.as_of.isoformat()}",
        "created": f"{made.isoformat()}T00:00:00Z",
        "mainPageUrl": start,
        "mainPageDate": moment,
        "software": f"gongkai {VERSION}",
        "resources": resources,
    }
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
