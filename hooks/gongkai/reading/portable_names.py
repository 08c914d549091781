"""File names that are valid on every file system, in addresses and in archives."""

from __future__ import annotations

from gongkai.model.file_name import LONGEST, is_reserved, is_too_long
from gongkai.model.words.matcher import matcher

_STRANGE = matcher(r'[<>:"|?*\\\x00-\x1f#%&+;=\u00a0]|\.\.')


def why_not_portable(name: str) -> str:
    """Why ``name``, in NFC, is not portable, as the end of a sentence that begins «附件文件名“…”»; empty where it is."""
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
