"""A ZIP with the offline edition, the sources, the metadata and the manifests of a bag (BagIt, RFC 8493)."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from gongkai.archiving.metadata import metadata_csv
from gongkai.archiving.words import VERIFY, about
from gongkai.model.publication import Publication

_SOURCES = ("catalogue", "content")
_SINGLE = ("mkdocs.yml",)


def make_package(site: Path, root: Path, publication: Publication, out: Path) -> Path:
    """Pack the published ``site`` and the sources below ``root`` into a file in ``out``, and give its path.

    The bytes depend on the contents and the day of the publication alone. Raises OSError.
    """
    settings = publication.reading.settings
    code = settings.agency.credit_code or settings.agency.org_code or "column"
    name = f"{code}-{publication.as_of.isoformat()}"
    payload = {f"data/site/{path}": site / path for path in _files(site)}
    for folder in _SOURCES:
        payload |= {f"data/sources/{folder}/{path}": root / folder / path for path in _files(root / folder)}
    payload |= {f"data/sources/{one}": root / one for one in _SINGLE if (root / one).is_file()}
    metadata = metadata_csv(publication, site, root).encode("utf-8-sig")
    digests = {path: _digest(source.read_bytes()) for path, source in payload.items()}
    digests["data/metadata.csv"] = _digest(metadata)
    size = sum(source.stat().st_size for source in payload.values()) + len(metadata)
    tags = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": (
            f"Source-Organization: {settings.agency.name}\nExternal-Description: {settings.site_name}\n"
            f"Bagging-Date: {publication.as_of.isoformat()}\nPayload-Oxum: {size}.{len(digests)}\n"
        ),
        "manifest-sha256.txt": _manifest(digests),
        "verify.py": VERIFY,
        "说明.txt": about(publication, len(digests)),
    }
    tags["tagmanifest-sha256.txt"] = _manifest({path: _digest(text.encode()) for path, text in tags.items()})
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{name}.zip"
    beside = target.with_suffix(".new")
    moment = (publication.as_of.year, publication.as_of.month, publication.as_of.day, 0, 0, 0)
    with zipfile.ZipFile(beside, "w") as archive:
        for path, text in sorted(tags.items()):
            _add(archive, f"{name}/{path}", text.encode(), moment)
        _add(archive, f"{name}/data/metadata.csv", metadata, moment)
        for path, source in sorted(payload.items()):
            _add(archive, f"{name}/{path}", source.read_bytes(), moment)
    beside.replace(target)
    return target


def _files(folder: Path) -> Iterator[str]:
    """Every file below a folder; links and hidden files are no part of an archive."""
    for path in sorted(folder.rglob("*")):
        shown = path.relative_to(folder)
        if path.is_file() and not path.is_symlink() and not any(part.startswith(".") for part in shown.parts):
            yield shown.as_posix()


def _manifest(digests: dict[str, str]) -> str:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, moment: tuple[int, int, int, int, int, int]) -> None:
    entry = zipfile.ZipInfo(name, moment)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, data, compresslevel=6)
