"""The format of a file by its first bytes (magic numbers), named as in messages."""

from __future__ import annotations

import re

from gongkai.model.words.matcher import matcher

PDF, ZIP, OLE = "PDF 文件", "压缩包（ZIP）", "旧版 Office 文件（OLE）"
HTML, RTF = "网页（HTML）", "RTF 文件"
_BINARY = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rtf", RTF),
    (b"\xff\xd8\xff", "JPG 图片"),
    (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"GIF8", "GIF 图片"),
    (b"Rar!\x1a\x07", "压缩包（RAR）"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包（7z）"),
    (b"\x1f\x8b\x08", "压缩包（GZIP）"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"#!", "程序"),
    (b"ID3", "MP3 音频"),
    (b"\xff\xfb", "MP3 音频"),
    (b"\xff\xf3", "MP3 音频"),
    (b"\xff\xf2", "MP3 音频"),
)
_HTML = matcher(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|script|table|meta)\b", re.I | re.S)
_SVG = matcher(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*|<!DOCTYPE svg[^>]{0,300}>\s*)*<svg\b", re.I | re.S
)
_XML = matcher(rb"\s*<\?xml\b")
_EXPECTED: dict[str, tuple[str, ...]] = {
    ".pdf": (PDF,),
    ".ofd": (ZIP,),
    ".docx": (ZIP,),
    ".xlsx": (ZIP,),
    ".pptx": (ZIP,),
    ".zip": (ZIP,),
    ".doc": (OLE,),
    ".xls": (OLE,),
    ".ppt": (OLE,),
    # WPS Office writes old and new formats under its own extensions.
    ".wps": (OLE, ZIP),
    ".et": (OLE, ZIP),
    ".dps": (OLE, ZIP),
    ".jpg": ("JPG 图片",),
    ".jpeg": ("JPG 图片",),
    ".png": ("PNG 图片",),
    ".tif": ("TIFF 图片",),
    ".tiff": ("TIFF 图片",),
    ".mp4": ("MP4 视频",),
    ".mp3": ("MP3 音频",),
    ".csv": ("",),
    ".txt": ("",),
    ".json": ("",),
    ".xml": ("", "XML 文件"),
}


def nature_of(data: bytes) -> str:
    """The name of the format of ``data``; empty for plain text and unknown formats."""
    for start, nature in _BINARY:
        if data.startswith(start):
            return nature
    if data[4:8] == b"ftyp":
        return "MP4 视频"
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    for pattern, nature in ((_SVG, "SVG 图片"), (_HTML, HTML), (_XML, "XML 文件")):
        if pattern.match(head):
            return nature
    return ""


def may_be_named(suffix: str, nature: str, data: bytes) -> bool:
    """Whether a file of the format ``nature`` may have the extension ``suffix``, a key of ``_EXPECTED``."""
    return nature in _EXPECTED[suffix] and (bool(nature) or not _is_binary(data))


def why_not(suffix: str, nature: str) -> str:
    """The message for a file of the format ``nature`` with the extension of another; it continues «附件“…”»."""
    kind = suffix[1:].upper()
    spaced = f" {nature}" if nature[:1].isascii() else nature
    return f"的内容不是 {kind} 文件，而是{spaced}。" if nature else f"的内容不是 {kind} 文件。"


def _is_binary(data: bytes) -> bool:
    """Whether the bytes are not text: they hold a null byte and are not UTF-16."""
    return b"\x00" in data[:65536] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
