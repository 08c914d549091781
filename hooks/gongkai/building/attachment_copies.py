"""Copies of the attachments at their permanent addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from gongkai.model.addresses import attachment_url
from gongkai.model.item import Item


class AttachmentChangedError(Exception):
    """An attachment has changed since it was checked; the message is a Chinese sentence."""


def copy_attachments(items: Iterable[Item], root: Path, folder: Path) -> dict[str, str]:
    """Copy the attachments of ``items`` from the project ``root`` below ``folder``; the SHA-256 of each by its address.

    Raises AttachmentChangedError where a file has changed since it was checked, and OSError.
    """
    digests = {}
    for item in items:
        for attachment in item.attachments:
            data = (root / attachment.path).read_bytes()
            if hashlib.sha256(data).hexdigest() != attachment.sha256:
                raise AttachmentChangedError(f"附件“{attachment.path}”在检查之后被改动，请重新生成。")
            url = attachment_url(item, attachment)
            target = folder / url
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            digests[url] = attachment.sha256
    return digests
