"""The tag files of a bag (BagIt, RFC 8493): its description, its manifests, and the root digest over all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gongkai import VERSION
from gongkai.archiving.package_words import about, scope
from gongkai.model.publication import Publication

TAG_MANIFEST = "tagmanifest-sha256.txt"
"""File name of the tag manifest, whose own SHA-256 is the root digest."""


def tag_files(
    publication: Publication,
    name: str,
    digests: Mapping[str, str],
    size: int,
    commit: str,
    made: date,
    *,
    public: bool,
) -> dict[str, bytes]:
    """The tag files by name, for a payload with these ``digests`` (SHA-256 by path) and of ``size`` bytes.

    ``name`` is the name of the package, ``commit`` that of the sources, ``made`` the day of making; ``public`` means without
    sources. The digest of the tag manifest is the root digest: it depends on every byte of the bag and so cannot be in it.
    """
    information = {
        **_bag_info(publication, name, commit, made, scope(publication, public=public)),
        "Payload-Oxum": f"{size}.{len(digests)}",
    }
    texts = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{label}: {value}\n" for label, value in information.items()),
        "manifest-sha256.txt": _manifest(digests),
        "verify.py": (Path(__file__).parent / "verify.py").read_text(encoding="utf-8"),
        "README.txt": about(publication, name, len(digests), commit, made, public=public),
    }
    files = {path: text.encode() for path, text in texts.items()}
    listed = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    return {**files, TAG_MANIFEST: _manifest(listed).encode()}


def _bag_info(publication: Publication, name: str, commit: str, made: date, holds: str) -> dict[str, str]:
    """The elements of ``bag-info.txt`` besides Payload-Oxum, in order (RFC 8493, 2.2.2); ``holds`` describes the contents."""
    settings = publication.reading.settings
    return {
        "Source-Organization": settings.agency.name,
        "External-Description": f"{settings.site_name}。{holds}",
        "External-Identifier": name,
        "Bag-Group-Identifier": code_of(publication),
        "Bag-Count": "1 of 1",
        "Internal-Sender-Identifier": commit or "-",
        "Bagging-Date": made.isoformat(),
        "Content-As-Of": publication.as_of.isoformat(),
        "Bag-Software-Agent": f"gongkai {VERSION}",
    }


def code_of(publication: Publication) -> str:
    """The code in the names of the agency's packages: 统一社会信用代码, else 机构代码, else ``column``."""
    agency = publication.reading.settings.agency
    return agency.credit_code or agency.org_code or "column"


def _manifest(digests: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
