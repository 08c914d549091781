"""The pictures of a saved page, which a browser puts into a folder beside it; others leave a gap to be filled in."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.model.words.matcher import matcher
from gongkai.reading.attachments import LARGEST_PICTURE
from gongkai.reading.file_nature import nature_of
from gongkai.texts.unfilled import gap

_SUFFIXES = {"PNG 图片": ".png", "JPG 图片": ".jpg"}
_ELSEWHERE = matcher(r"[a-z][a-z0-9+.-]*:|[/\\\\]", re.IGNORECASE)
_INLINE = matcher(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)
_SPACER = 120
"""Bytes of a picture of one dot."""
_BRACKETS = str.maketrans("[]", "〔〕")


@dataclass(slots=True)
class SavedPictures:
    """Draws the pictures of one page; ``files`` and ``told`` fill as it goes."""

    page: Path
    stem: str
    files: dict[str, bytes] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def drawn(self, line: PrintedLine) -> PrintedLine:
        """A line that is a picture as the text shows it, any other one unchanged. Raises OSError."""
        if not line.picture:
            return line
        named = picture_name(line)
        data = _inline(line.picture) if _INLINE.match(line.picture) else self._data(line.picture)
        suffix = _SUFFIXES.get(nature_of(data)) if data else None
        if data is None or suffix is None:
            self.told.append(f"图片“{named}”没有录入，正文里留了“待填写”。")
            return replace(line, written=gap(f"网页里的图片“{named}”，请另存后放入附件".translate(_BRACKETS)))
        file = f"{self.stem}-图{len(self.files) + 1}{suffix}"
        self.files[file] = data
        if not line.written:
            self.told.append(f"图片 {file} 没有说明：请在正文的方括号里写图片的内容。")
        words = line.written.translate(_BRACKETS) or gap(f"图{len(self.files)}的内容")
        return replace(line, written=f"![{words}]({file})")

    def _data(self, address: str) -> bytes | None:
        """The bytes of a picture that was saved beside the page; None where it was not, or is too large to be published."""
        path = self.page.parent / unquote(address.partition("?")[0])
        folder = self.page.parent.resolve()
        if _ELSEWHERE.match(address) or not path.is_file() or not path.resolve().is_relative_to(folder):
            return None
        return path.read_bytes() if path.stat().st_size <= LARGEST_PICTURE else None


def picture_name(line: PrintedLine) -> str:
    """How people know a picture of a page: by its words, else by the end of its address."""
    return line.written or ("写在网页里的图片" if _INLINE.match(line.picture) else line.picture[-40:])


def is_spacer(line: PrintedLine) -> bool:
    """Whether a picture is one dot that only keeps a distance."""
    data = _inline(line.picture) if not line.written and _INLINE.match(line.picture) else None
    return data is not None and data.startswith(b"GIF8") and len(data) < _SPACER


def _inline(address: str) -> bytes | None:
    """The bytes of a picture that is written into the page; None where they are no sound base64."""
    try:
        return base64.b64decode(unquote(address.partition(",")[2]), validate=True)
    except binascii.Error:
        return None
