"""Whether a file is what its ending says, whole, open to everybody and harmless."""

from __future__ import annotations

import re

from gongkai.reading.content_fault import BROKEN, SAVE_AGAIN, ContentFault
from gongkai.reading.file_nature import OLE, PDF, ZIP, may_be_named, nature_of, why_not
from gongkai.reading.office.ole_document import LOCKED, ole_faults, read_ole
from gongkai.reading.office.pdf_content import pdf_faults
from gongkai.reading.office.zip_package import package_faults, package_kind

_ENDS = {".png": (b"IEND", 4096), ".jpg": (b"\xff\xd9", 1 << 16), ".jpeg": (b"\xff\xd9", 1 << 16)}
"""How a whole file ends, and within how many of its last bytes; cameras add their own words after it."""
_ACTIVE = re.compile(rb"<\w{0,20}:?script\b|<\?xml-stylesheet|<!ENTITY|\s(?:\w+:)?on[a-z]{3,20}\s?=\s?[\"']", re.I)


def content_faults(suffix: str, data: bytes) -> tuple[ContentFault, ...]:
    """What is wrong inside a file with the ending ``suffix``."""
    nature = nature_of(data)
    old = read_ole(data) if nature == OLE else None
    if old and old.is_locked_package:
        return (LOCKED,)
    if not may_be_named(suffix, nature, data):
        shown = package_kind(data) if nature == ZIP else nature
        return (ContentFault("attachment-content", why_not(suffix, shown), SAVE_AGAIN),)
    if nature == ZIP:
        return tuple(package_faults(suffix, data))
    if nature == PDF:
        return tuple(pdf_faults(data))
    if nature == OLE:
        return tuple(ole_faults(suffix, old))
    if suffix in _ENDS and _ENDS[suffix][0] not in data[-_ENDS[suffix][1] :]:
        return (ContentFault("attachment-broken", "不完整（没有文件结尾），多半是下载或复制中断。", BROKEN),)
    if suffix == ".xml" and _ACTIVE.search(data):
        what = "里有脚本、样式指令或实体声明，在浏览器里打开有风险。"
        return (ContentFault("attachment-macro", what, "请只保留数据，重新导出。"),)
    return ()
