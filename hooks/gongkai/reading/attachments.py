"""Attachments: files inside the sources, in a format that the public can open, whose contents match their extension."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from gongkai.incremental.cache import Cache
from gongkai.model.file_name import name_key
from gongkai.model.item import Attachment, Row
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.words.matcher import matcher
from gongkai.reading.cached_contents import cached_contents_of
from gongkai.reading.named_files import leads_outside, nearby, on_disk
from gongkai.reading.portable_names import why_not_portable
from gongkai.reading.yaml.source_text import read_bytes

LARGEST = 100 * 1024 * 1024
LARGE_PICTURE, LARGEST_PICTURE = 5 * 1024 * 1024, 20 * 1024 * 1024
"""Bytes of a picture from which it is slow to open (a warning), and too large for telephones (an error)."""
"""The largest attachment that is accepted, in bytes."""

_BETWEEN_NAMES = matcher("[,，、；;]")
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".ofd": "application/ofd",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".wps": "application/vnd.ms-works",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".et": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".dps": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".json": "application/json",
    ".xml": "application/xml",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".zip": "application/zip",
    ".mp4": "video/mp4",
    ".mp3": "audio/mpeg",
}


def read_attachment(row: Row, field: str, root: Path, source: str, cache: Cache) -> Reading[Attachment | None]:
    """The attachment that ``row`` names, looked up beside its source file and then below ``content/``.

    ``field`` is the name of the field with the row, ``root`` the project, ``source`` the path of the source file in it.
    Returns None, after yielding a problem, where the file is missing, not allowed, damaged or not what its extension says.
    The result of inspecting its bytes is taken from ``cache``, the cache of the last build, or put there.
    """
    written = row.text("path")
    place = row.place
    if not written.strip():
        # That the name is not filled in, the reading of the fields tells.
        return None
    found = yield from _located(written, root, source, place)
    if found is None:
        return None
    path, relative = found
    # Names are published in NFC, which every system reads, whether the disk keeps them composed or decomposed.
    composed = unicodedata.normalize("NFC", written)
    name = PurePosixPath(composed).name
    suffix = path.suffix.lower()
    if suffix not in MEDIA_TYPES:
        what = f"附件“{name}”的格式“{suffix or '（无）'}”不能公开。"
        yield problem(place, "attachment-kind", what, "请换成 PDF、OFD、DOCX、XLSX、CSV、JPG、PNG 等通用格式。")
        return None
    why = next(filter(None, map(why_not_portable, PurePosixPath(composed).parts)), "")
    if why:
        what = f"附件文件名“{name}”{why}。"
        yield problem(place, "attachment-name", what, "请改名，只用汉字、字母、数字、短横线、下划线和括号。")
        return None
    data, faults = gathered(read_bytes(path, relative, LARGEST))
    for fault in faults:
        yield problem(place, fault.rule, f"附件“{name}”：{fault.what}", fault.remedy)
    if data is None:
        return None
    if not data:
        yield problem(place, "attachment-empty", f"附件“{name}”是空文件。", "请换上正确的文件。")
        return None
    if MEDIA_TYPES[suffix].startswith("image/") and len(data) > LARGE_PICTURE:
        yield _large_picture(name, len(data), place)
    digest = hashlib.sha256(data).hexdigest()
    contents = cached_contents_of(suffix, data, digest, cache)
    for inside in contents.faults:
        yield problem(place, inside.rule, f"附件“{name}”{inside.what}", inside.remedy, inside.level)
    if any(inside.level is Level.ERROR for inside in contents.faults):
        return None
    return Attachment(
        path=relative,
        name=name,
        title=row.text("title") or PurePosixPath(name).stem,
        field=field,
        size=len(data),
        sha256=digest,
        media_type=MEDIA_TYPES[suffix],
        place=place,
        pages=contents.pages,
        layer=None if contents.text is None else zlib.compress(contents.text.encode(), 1),
        is_tagged=contents.is_tagged,
    )


def _large_picture(name: str, size: int, place: Place) -> Problem:
    what = f"图片“{name}”有 {size / 1024 / 1024:.1f} MB，手机打不开或者要等很久。"
    remedy = "请缩小到 2000 像素宽以内，存为 JPG（一般不到 1 MB）；扫描件请另存为 PDF。"
    if size > LARGEST_PICTURE:
        return problem(place, "attachment-large", what, remedy)
    return problem(place, "attachment-large", what, remedy, Level.WARNING)


def _located(written: str, root: Path, source: str, place: Place) -> Reading[tuple[Path, str] | None]:
    """The file that ``written`` names, and its path relative to the project; None where it must not or cannot be used."""
    if re.match(r"[a-z]+://|//", written, re.IGNORECASE):
        what = f"附件“{written}”在别的网站上。"
        yield problem(place, "attachment-outside", what, "请下载后放到本条信息旁边，写它的文件名。")
        return None
    parts = PurePosixPath(written).parts
    if leads_outside(written):
        what = f"附件路径“{written}”指向目录之外。"
        yield problem(place, "attachment-path", what, "请把附件放在本条信息的文件夹里，只写文件名；不用“..”和反斜杠。")
        return None
    beside = PurePosixPath(source).parent / written
    for relative in (on_disk(beside.as_posix(), root), on_disk(f"content/{written}", root)):
        path = root / relative
        if not parts or not os.path.lexists(path):
            continue
        if not relative.startswith(("content/", "catalogue/")) or path.is_symlink() or not _inside(path, root):
            yield problem(place, "attachment-link", f"附件“{written}”是链接或在目录之外。", "请放入真正的文件。")
            return None
        if not path.is_file():
            kind = "文件夹" if path.is_dir() else "管道或设备"
            what = f"附件“{written}”是{kind}，不是文件。"
            yield problem(place, "attachment-path", what, "请写到具体的文件，一个附件写一项。")
            return None
        return path, relative
    several = [name.strip() for name in _BETWEEN_NAMES.split(written) if name.strip()]
    if len(several) > 1 and all(PurePosixPath(name).suffix.lower() in MEDIA_TYPES for name in several):
        what = f"附件“{written}”是 {len(several)} 个文件名写在一起。"
        remedy = f"请每个文件写一行，以“- ”开头，或者写成：附件: [{', '.join(several)}]"
        yield problem(place, "attachment-missing", what, remedy)
        return None
    what = f"找不到附件“{written}”。"
    folder = (root / beside).parent if parts else (root / source).parent
    remedy = nearby(written, folder, MEDIA_TYPES, "请把文件放到本条信息所在的文件夹，核对文件名。")
    yield problem(place, "attachment-missing", what, remedy)
    return None


def _inside(path: Path, root: Path) -> bool:
    """Whether ``path`` is below ``root`` and no part of it is a symbolic link."""
    return path.resolve().is_relative_to(root.resolve()) and path.resolve() == (root.resolve() / path.relative_to(root))


def duplicate_names(attachments: tuple[Attachment, ...]) -> Iterator[Problem]:
    """A problem for each attachment of an item with the name of an earlier one, or that is the same file."""
    seen: dict[str, Attachment] = {}
    for attachment in attachments:
        other = seen.setdefault(name_key(attachment.name), attachment)
        if other is attachment:
            continue
        what, remedy = f"两个附件都叫“{attachment.name}”。", "请给其中一个改名。"
        if other.path == attachment.path:
            what, remedy = f"附件“{attachment.name}”写了两次，前一次在第 {other.place.line} 行。", "请只保留一处。"
        yield problem(attachment.place, "attachment-twice", what, remedy)
