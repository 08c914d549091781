"""A ZIP with the offline edition, the sources, the metadata and the manifests of a bag (BagIt, RFC 8493)."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.archiving.metadata import CONTENTS, content_files, metadata_tables
from gongkai.archiving.portable_names import name_faults
from gongkai.archiving.provenance import commit_of, provenance
from gongkai.archiving.stored import stored
from gongkai.archiving.words import about
from gongkai.model.publication import Publication

_SOURCES = ("catalogue", "content")
_SINGLE = ("mkdocs.yml", "requirements.txt")


class PackageNameError(Exception):
    """File names that not every system can hold; the message lists them in Chinese."""


class PackageChangedError(Exception):
    """A file changed while it was packed."""


def make_package(site: Path, root: Path, publication: Publication, out: Path) -> Path:
    """Pack the published ``site`` and the sources below ``root`` into a file in ``out``, and give its path.

    The bytes depend on the contents and the day of the publication alone. Raises PackageNameError,
    PackageChangedError and OSError.
    """
    settings = publication.reading.settings
    code = settings.agency.credit_code or settings.agency.org_code or "column"
    name = f"{code}-{publication.as_of.isoformat()}"
    commit = commit_of(root)
    files = {f"data/site/{path}": site / path for path in _files(site)}
    for folder in _SOURCES:
        files |= {f"data/sources/{folder}/{path}": root / folder / path for path in _files(root / folder)}
    files |= {f"data/sources/{one}": root / one for one in _SINGLE if (root / one).is_file()}
    made = {
        f"data/metadata/{table}": text.encode("utf-8-sig")
        for table, text in metadata_tables(publication, site, root).items()
    }
    made |= {f"data/{CONTENTS}/{name}": text.encode() for name, text in content_files(publication).items()}
    made["data/provenance/provenance.json"] = provenance(publication, commit).encode()
    faults = tuple(name_faults(sorted((*files, *made))))
    if faults:
        raise PackageNameError("\n".join(faults))
    digests = {path: _digest(source.read_bytes()) for path, source in files.items()}
    digests |= {path: _digest(data) for path, data in made.items()}
    size = sum(source.stat().st_size for source in files.values()) + sum(map(len, made.values()))
    tags = _tags(publication, digests, size, commit, code)
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{name}.zip"
    beside = target.with_suffix(".new")
    with zipfile.ZipFile(beside, "w") as archive:
        for path, text in sorted(tags.items()):
            archive.writestr(stored(f"{name}/{path}", publication.as_of), text.encode())
        for path in sorted(digests):
            data = made[path] if path in made else files[path].read_bytes()
            if _digest(data) != digests[path]:
                raise PackageChangedError(f"“{path}”在打包时被改动，请重新运行。")
            archive.writestr(stored(f"{name}/{path}", publication.as_of), data)
    beside.replace(target)
    return target


def write_checksums(files: Iterable[Path], target: Path) -> None:
    """Write the SHA-256 of each of the files beside them, as ``sha256sum -c`` reads it. Raises OSError."""
    lines = []
    for path in files:
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    target.write_text("".join(lines), encoding="utf-8", newline="\n")


def _tags(publication: Publication, digests: dict[str, str], size: int, commit: str, code: str) -> dict[str, str]:
    """The files that describe the bag; the last of them lists the others."""
    settings = publication.reading.settings
    day = publication.as_of.isoformat()
    manifest = _manifest(digests)
    root = _digest(manifest.encode())
    tags = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": (
            f"Source-Organization: {settings.agency.name}\nExternal-Description: {settings.site_name}\n"
            f"External-Identifier: {code}-{day}\nBag-Group-Identifier: {code}\nBag-Count: 1 of 1\n"
            f"Internal-Sender-Identifier: {commit or '-'}\nBagging-Date: {day}\nPayload-Oxum: {size}.{len(digests)}\n"
        ),
        "manifest-sha256.txt": manifest,
        "ROOT.txt": f"root: {root}\nas-of: {day}\ncommit: {commit or '-'}\n",
        "verify.py": (Path(__file__).parent / "verify.py").read_text(encoding="utf-8"),
        "README.txt": about(publication, len(digests), root),
    }
    return {**tags, "tagmanifest-sha256.txt": _manifest({path: _digest(text.encode()) for path, text in tags.items()})}


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
