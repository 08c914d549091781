"""File names that every system, address and archive can hold, and why a composed name is not one of them."""

from __future__ import annotations

import re

from gongkai.model.file_name import LONGEST, is_reserved, is_too_long

_STRANGE = re.compile(r'[<>:"|?*\\\x00-\x1f#%&+;=\u00a0]|\.\.')


def why_not_portable(name: str) -> str:
    """What is wrong with a file name, to follow «附件文件名“…”»; empty where nothing is."""
    if _STRANGE.search(name) or not name.isprintable():
        return "含有网址中不能用的字符"
    if name.startswith((".", "-", " ", "~")) or name.endswith((".", " ")):
        return "以点、短横线或空格开头或结尾"
    if " ." in name:
        return "扩展名前面有空格"
    if is_reserved(name):
        return "是 Windows 的保留名，别人下载后打不开"
    if is_too_long(name):
        return f"超过 {LONGEST} 字节（约 66 个汉字）"
    return ""
