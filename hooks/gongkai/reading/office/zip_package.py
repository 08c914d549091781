"""ZIP packages (Office, OFD and plain ZIP) from untrusted sources: sizes, names and encryption are checked before reading."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from gongkai.reading.content_fault import BROKEN, SAVE_AGAIN, ContentFault
from gongkai.reading.file_nature import ZIP, why_not
from gongkai.reading.office.relations import relations
from gongkai.reading.office.xml_events import DamagedXmlError

MOST_PARTS = 20_000
LARGEST_UNPACKED = 1 << 30
"""The most bytes that a package may declare for all its parts together."""
LARGEST_TEXT = 1 << 27
"""The most bytes that an Office package may declare for its XML parts, all of which are read."""
_PIECE = 1 << 20
_SUSPECT = 100 << 20
_MOST_RATIO = 200
"""The highest compression ratio of packages above ``_SUSPECT`` unpacked bytes; spreadsheets reach 50."""

_WORD, _EXCEL, _SLIDES, _OFD = "Word 文档（DOCX）", "Excel 工作簿（XLSX）", "演示文稿（PPTX）", "OFD 文件"
_EXPECTED = {
    ".docx": (_WORD,),
    ".xlsx": (_EXCEL,),
    ".pptx": (_SLIDES,),
    ".ofd": (_OFD,),
    ".wps": (_WORD,),
    ".et": (_EXCEL,),
    ".dps": (_SLIDES,),
}
_FOLDERS = (("word", _WORD), ("xl", _EXCEL), ("ppt", _SLIDES))
_PROGRAMS = (
    ".exe",
    ".com",
    ".scr",
    ".bat",
    ".cmd",
    ".ps1",
    ".vbs",
    ".js",
    ".jar",
    ".msi",
    ".dll",
    ".lnk",
    ".hta",
    ".sh",
)
_TEMPLATE = "/attachedTemplate"
_ELSEWHERE = ("http:", "https:", "ftp:", "file:")


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package; its parts are read one at a time, up to ``LARGEST_TEXT`` bytes each."""

    names: tuple[str, ...]
    data: bytes

    def parts(self, wanted: str) -> Iterator[tuple[str, bytes]]:
        """Name and contents, in UTF-8, of the parts whose whole names match the pattern ``wanted``, by the number in the name.

        Raises zipfile.BadZipFile where the package or a part is damaged.
        """
        pattern = re.compile(wanted)
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            for name in sorted(filter(pattern.fullmatch, self.names), key=_by_number):
                try:
                    with archive.open(name) as part:
                        yield name, _utf8(part.read(LARGEST_TEXT))
                except (zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, KeyError) as error:
                    raise zipfile.BadZipFile(name) from error

    def pieces(self, name: str) -> Iterator[bytes]:
        """The contents of the part ``name`` in pieces of a megabyte; nothing where there is none. Raises zipfile.BadZipFile."""
        if name not in self.names:
            return
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            try:
                with archive.open(name) as part:
                    left = LARGEST_TEXT
                    while left > 0 and (piece := part.read(min(_PIECE, left))):
                        left -= len(piece)
                        yield piece
            except (zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, KeyError) as error:
                raise zipfile.BadZipFile(name) from error


def opened(data: bytes) -> Package | None:
    """The package in ``data``; None where it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Package(tuple(dict.fromkeys(archive.namelist())), data)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        return None


def package_faults(suffix: str, data: bytes) -> Iterator[ContentFault]:
    """The problems of the package ``data`` with the extension ``suffix``; only its list of relationships is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        yield ContentFault("attachment-broken", "不完整或已损坏，打不开。", BROKEN)
        return
    faults = [*_sizes(suffix, parts, len(data)), *_names(parts)]
    if any(part.flag_bits & 1 for part in parts):
        faults.append(ContentFault("attachment-locked", "设了密码，公众打不开。", "请去掉密码后重新保存。"))
    yield from faults
    if suffix == ".zip":
        yield from _programs(parts)
    else:
        kind = _kind(part.filename for part in parts)
        if kind not in _EXPECTED[suffix]:
            yield ContentFault("attachment-content", why_not(suffix, kind), SAVE_AGAIN)
        if not faults:
            yield from _remote_template(data)


def package_kind(data: bytes) -> str:
    """The format of the package ``data``, named as in messages."""
    package = opened(data)
    return _kind(package.names if package else ())


def _kind(names: Iterable[str]) -> str:
    there = set(names)
    if "OFD.xml" in there:
        return _OFD
    folders = {name.partition("/")[0] for name in there} if "[Content_Types].xml" in there else set()
    return next((kind for folder, kind in _FOLDERS if folder in folders), ZIP)


def _sizes(suffix: str, parts: list[zipfile.ZipInfo], size: int) -> Iterator[ContentFault]:
    if not parts:
        yield ContentFault("attachment-empty", "是空的压缩包。", "请换上正确的文件。")
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if (
        len(parts) > MOST_PARTS
        or unpacked > LARGEST_UNPACKED
        or packed > size
        or (unpacked > _SUSPECT and unpacked > _MOST_RATIO * max(packed, 1))
    ):
        what = f"解开后有 {unpacked / 1048576:,.0f} MB（{len(parts):,} 个文件），是压缩炸弹或者已损坏。"
        yield ContentFault("attachment-bomb", what, "请用相应软件打开原件，重新另存。")
    elif suffix != ".zip":
        text = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
        if text > LARGEST_TEXT:
            what = f"里面的文字解开后有 {text / 1048576:,.0f} MB，超过 {LARGEST_TEXT // 1048576} MB 的上限。"
            yield ContentFault("attachment-bomb", what, "请拆成几个文件；大的数据表请另存为 CSV。")


def _names(parts: list[zipfile.ZipInfo]) -> Iterator[ContentFault]:
    for part in parts:
        name = _name(part)
        steps = name.replace("\\", "/").split("/")
        if ".." in steps or name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
            what = f"里的“{name}”会解到别的文件夹去。"
            yield ContentFault("attachment-entry", what, "请重新打包，只放文件和下级文件夹。")
            return
        if stat.S_ISLNK(part.external_attr >> 16):
            yield ContentFault("attachment-entry", f"里的“{name}”是链接，不是文件。", "请重新打包，放入真正的文件。")
            return
    if any(PurePosixPath(part.filename).name.lower() == "vbaproject.bin" for part in parts):
        remedy = "请另存为不带宏的 DOCX、XLSX、PPTX 格式。"
        yield ContentFault("attachment-macro", "带有宏（程序），公众打开有风险。", remedy)


def _programs(parts: list[zipfile.ZipInfo]) -> Iterator[ContentFault]:
    for part in parts:
        name = _name(part)
        if name.lower().rstrip(". ").endswith(_PROGRAMS):
            what = f"里的“{name}”是程序，不能公开。"
            yield ContentFault("attachment-entry", what, "请删除它后重新打包，最好逐个上传文件。")
            return


def _remote_template(data: bytes) -> Iterator[ContentFault]:
    package = opened(data)
    if package is None:
        return
    try:
        found = any(
            one.is_outside and one.purpose.endswith(_TEMPLATE) and one.target.lower().startswith(_ELSEWHERE)
            for _, xml in package.parts(r"word/_rels/settings\.xml\.rels")
            for one in relations(xml)
        )
    except (zipfile.BadZipFile, DamagedXmlError):
        yield ContentFault("attachment-broken", "不完整或已损坏，打不开。", BROKEN)
        return
    if found:
        what = "打开时会从别处下载模板，公众打开有风险。"
        yield ContentFault("attachment-macro", what, "请在 Word“开发工具”的“文档模板”里改回 Normal 后另存。")


def _name(part: zipfile.ZipInfo) -> str:
    """The name as its author wrote it: Chinese versions of Windows write GBK without stating it."""
    if part.flag_bits & 0x800:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gbk")
    except UnicodeError:
        return part.filename


def _by_number(name: str) -> tuple[str, int]:
    match = re.search(r"(\d+)\.\w+\Z", name)
    return (name[: match.start()], int(match[1][:9])) if match else (name, 0)


def _utf8(data: bytes) -> bytes:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    return data
