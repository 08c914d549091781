"""The archive package: a ZIP that holds the site, the sources and the metadata as a bag (BagIt, RFC 8493)."""

from __future__ import annotations

import hashlib
import posixpath
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.archiving.archive_names import name_faults
from gongkai.archiving.bagit_tags import TAG_MANIFEST, code_of, tag_files
from gongkai.archiving.metadata import CONTENTS, content_files, metadata_tables
from gongkai.archiving.provenance import commit_of, provenance
from gongkai.archiving.public_metadata import public_tables
from gongkai.archiving.stored import stored
from gongkai.model.publication import Publication

_SOURCES = ("catalogue", "content")
_SINGLE = ("mkdocs.yml", "requirements.txt")


class PackageNameError(Exception):
    """File names are not portable; the message lists them in Chinese."""


class PackageChangedError(Exception):
    """A file changed while it was packed; the message is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was written at ``path``."""

    path: Path
    root: str
    """The root digest: hexadecimal SHA-256 of the tag manifest, which depends on every byte of the package."""


def make_package(
    site: Path, root: Path, publication: Publication, out: Path, made: date, *, public: bool = False
) -> Package:
    """Pack the published ``site`` and, unless ``public``, the sources below ``root`` into a ZIP in the folder ``out``.

    What is scheduled for a later day (定时公开) is in neither kind of package. The bytes depend only on the contents, the day
    of ``publication`` and the day ``made``. Raises PackageNameError,
    PackageChangedError and OSError.
    """
    name = f"{code_of(publication)}-{publication.as_of.isoformat()}{'-public' if public else ''}"
    commit = commit_of(root)
    files = {f"data/site/{path}": site / path for path in _files(site)}
    tables = metadata_tables(publication, site, root)
    if public:
        tables = public_tables(tables)
    else:
        waiting = _not_public_yet(publication)
        for folder in _SOURCES:
            paths = (f"{folder}/{path}" for path in _files(root / folder))
            files |= {f"data/sources/{path}": root / path for path in paths if not waiting(path)}
        files |= {f"data/sources/{one}": root / one for one in _SINGLE if (root / one).is_file()}
    made_here = {f"data/metadata/{table}": text.encode("utf-8-sig") for table, text in tables.items()}
    made_here |= {f"data/{CONTENTS}/{one}": text.encode() for one, text in content_files(publication).items()}
    made_here["data/provenance/provenance.json"] = provenance(publication, commit, made).encode()
    faults = tuple(name_faults(sorted((*files, *made_here))))
    if faults:
        raise PackageNameError("\n".join(faults))
    digests = {path: _digest(source.read_bytes()) for path, source in files.items()}
    digests |= {path: _digest(data) for path, data in made_here.items()}
    size = sum(source.stat().st_size for source in files.values()) + sum(map(len, made_here.values()))
    tags = tag_files(publication, name, digests, size, commit, made, public=public)
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{name}.zip"
    beside = target.with_suffix(".new")
    with zipfile.ZipFile(beside, "w") as archive:
        for path, data in sorted(tags.items()):
            archive.writestr(stored(f"{name}/{path}", publication.as_of), data)
        for path in sorted(digests):
            data = made_here[path] if path in made_here else files[path].read_bytes()
            if _digest(data) != digests[path]:
                raise PackageChangedError(f"“{path}”在打包时被改动，请重新运行。")
            archive.writestr(stored(f"{name}/{path}", publication.as_of), data)
    beside.replace(target)
    return Package(target, _digest(tags[TAG_MANIFEST]))


def write_root(package: Package) -> Path:
    """Write the root digest to ``NAME.root`` beside the package and return its path. Raises OSError.

    In the unpacked package ``sha256sum -c`` reads this file.
    """
    target = package.path.with_suffix(".root")
    target.write_text(f"{package.root}  {TAG_MANIFEST}\n", encoding="utf-8", newline="\n")
    return target


def write_checksums(files: Iterable[Path], target: Path) -> None:
    """Write the SHA-256 of each of ``files`` to ``target`` beside them, for ``sha256sum -c``. Raises OSError.

    A signature of an earlier ``target`` is removed.
    """
    lines = []
    target.with_name(target.name + ".sig").unlink(missing_ok=True)
    for path in files:
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    target.write_text("".join(lines), encoding="utf-8", newline="\n")


def _files(folder: Path) -> Iterator[str]:
    """Relative path of every file below a folder, except links and hidden files."""
    for path in sorted(folder.rglob("*")):
        shown = path.relative_to(folder)
        if path.is_file() and not path.is_symlink() and not any(part.startswith(".") for part in shown.parts):
            yield shown.as_posix()


def _not_public_yet(publication: Publication) -> Callable[[str], bool]:
    """Whether the source at a path belongs to scheduled items alone: they name it, or it lies beside nothing but such files."""
    named = publication.scheduled_days
    public = {posixpath.dirname(path) for item in publication.reading.items for path in item.files}
    folders = {posixpath.dirname(path) for path in named} - public
    return lambda path: path in named or posixpath.dirname(path) in folders


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
