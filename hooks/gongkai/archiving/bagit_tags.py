"""The files that describe a bag and, over them, the digest that stands for everything in it (BagIt, RFC 8493)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gongkai import VERSION
from gongkai.archiving.package_words import about, scope
from gongkai.model.publication import Publication

TAG_MANIFEST = "tagmanifest-sha256.txt"


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
    """The files by name, for a payload of these digests and of ``size`` bytes; the tag manifest lists all the others.

    Its own digest is the root digest: it depends on every byte of the bag and can therefore not stand in it.
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
    """What ``bag-info.txt`` says of the package besides its size (RFC 8493, 2.2.2), in order; ``holds`` in words."""
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
    """The code by which the agency's packages are named."""
    agency = publication.reading.settings.agency
    return agency.credit_code or agency.org_code or "column"


def _manifest(digests: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
