"""Finding the source files below ``content/`` and ``catalogue/``; a file that only looks like one is reported."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.refused import reason
from gongkai.model.problems.yielded import Reading
from gongkai.model.words.matcher import matcher
from gongkai.reading.attachments import MEDIA_TYPES

TEXT_SUFFIXES = (".md", ".markdown")
LIST_SUFFIXES = (".yml", ".yaml")
_FOLDERS = ("catalogue", "content")
_OTHER_READERS = ("catalogue/types/", "catalogue/calendar/")
_TEMPORARY_SUFFIXES = ("~", ".bak", ".orig", ".rej", ".swp", ".swo", ".tmp", ".old", ".crdownload")
_COPIES = ("~", ".bak", ".orig", ".old")
"""Suffixes of copies, which can be all that is left of a document."""
_PLAIN_SUFFIXES = ("", ".txt", ".text", ".mdown", ".mkd", ".mdx", ".rtf", ".log")
_ITEM = matcher(rb"^(?:- )?\xe7\xb1\xbb\xe5\x9e\x8b[:\xef]", re.MULTILINE)
"""A line «类型:» in UTF-8, the colon of either width, as every item has one."""
_SYSTEM_FILES = ("thumbs.db", "desktop.ini", "__macosx")


def source_files(root: Path) -> Reading[tuple[str, ...]]:
    """The paths of all source files, relative to the project ``root``, sorted.

    They are the Markdown files in ``content/`` and the YAML files in ``catalogue/``, except for types and calendars.
    A folder that cannot be opened is an error, since the items in it would be missing from the site.
    """
    entries = yield from _entries(root)
    found = []
    for entry, shown in sorted(entries, key=lambda one: one[1]):
        if (yield from _is_source(root, entry, shown)):
            found.append(shown)
    return tuple(found)


def _entries(root: Path) -> Reading[list[tuple[os.DirEntry[str], str]]]:
    """Every file with its path relative to the project; links to folders are listed too, since they are not followed."""
    found: list[tuple[os.DirEntry[str], str]] = []
    waiting = [folder for folder in _FOLDERS if (root / folder).is_dir()]
    while waiting:
        within = waiting.pop()
        try:
            entries = list(os.scandir(root / within))
        except OSError as error:
            what = f"文件夹打不开（{reason(error)}），里面的信息没有读。"
            yield problem(Place(within, 1, 1), "folder-unreadable", what, "请检查文件夹的权限。")
            continue
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                found.append((entry, f"{within}/{entry.name}"))
            elif not entry.name.startswith("."):
                waiting.append(f"{within}/{entry.name}")
    return found


def _is_source(root: Path, entry: os.DirEntry[str], shown: str) -> Reading[bool]:
    """Whether a file is a source; yields a problem for one that looks like a source but is not read."""
    name, place = entry.name, Place(shown, 1, 1)
    suffix = _suffix(name)
    if name.startswith("."):
        return False
    if not shown.isprintable():
        what = "文件名里有看不见的字符，或者不是 UTF-8 编码。"
        yield problem(place, "file-name", what, "请重新命名，只用汉字、字母、数字和短横线。")
    elif entry.is_symlink():
        yield problem(place, "source-link", "这是链接，不是文件。", "请放入真正的文件。")
    elif not entry.is_file():
        what = "这不是普通文件（是管道或设备）。"
        yield problem(place, "file-unreadable", what, "请换成真正的文件，或者删除。")
    elif name.lower().endswith(_TEMPORARY_SUFFIXES) or name.startswith("~$") or name.lower() in _SYSTEM_FILES:
        yield _left_behind(root, shown)
    elif shown.startswith("_") or "/_" in shown:
        if suffix in (*TEXT_SUFFIXES, *LIST_SUFFIXES):
            what = "名称以下划线开头的文件是草稿，不会公开。"
            yield problem(place, "draft-file", what, "要公开时去掉开头的下划线。", Level.UNFINISHED)
    else:
        return (yield from _is_source_by_suffix(root, shown, suffix))
    return False


def _is_source_by_suffix(root: Path, shown: str, suffix: str) -> Reading[bool]:
    in_catalogue = shown.startswith("catalogue/")
    if shown.lower().endswith("/readme.md"):
        if _has_front_matter(root / shown):
            what = "README.md 是给编辑人员的说明，里面的信息不会公开。"
            yield problem(Place(shown, 1, 1), "stray-file", what, "请给这件信息另取文件名。")
    elif suffix in TEXT_SUFFIXES:
        if in_catalogue:
            what = "目录（catalogue）里不放正文文件，这件信息没有读。"
            yield problem(Place(shown, 1, 1), "stray-file", what, "请移到 content 文件夹。")
        else:
            return True
    elif suffix in LIST_SUFFIXES:
        if not in_catalogue:
            what = "正文（content）里不放 .yml 文件，这件信息没有读。"
            yield problem(Place(shown, 1, 1), "stray-file", what, "请移到 catalogue 文件夹。")
        elif not shown.startswith(_OTHER_READERS):
            return True
        elif shown.count("/") > _OTHER_READERS[0].count("/"):
            what = "这里的下级文件夹不读取，这个文件没有读。"
            folder = "/".join(shown.split("/")[:2])
            yield problem(Place(shown, 1, 1), "stray-file", what, f"请把它移到 {folder} 文件夹里。")
        elif suffix != ".yml" or not shown.endswith(".yml"):
            what = f"扩展名是“{PurePosixPath(shown).suffix}”，这个文件没有读。"
            yield problem(Place(shown, 1, 1), "stray-file", what, "请把扩展名改成 .yml。")
    elif suffix in _PLAIN_SUFFIXES and not shown.lower().removesuffix(suffix).endswith(
        (*TEXT_SUFFIXES, *LIST_SUFFIXES)
    ):
        wanted = _item_inside(root / shown, in_catalogue)
        if wanted:
            what = f"这个文件里写的是一件信息，扩展名却是“{suffix or '（无）'}”，没有读。"
            yield problem(Place(shown, 1, 1), "stray-file", what, f"请把扩展名改成 {wanted}。")
        elif suffix not in MEDIA_TYPES:
            yield _not_published(shown, suffix)
    elif suffix not in MEDIA_TYPES and (wanted := _item_inside(root / shown, in_catalogue)):
        what = f"这个文件里写的是一件信息，扩展名却是“{suffix}”，没有读。"
        yield problem(Place(shown, 1, 1), "stray-file", what, f"请把扩展名改成 {wanted}。")
    elif suffix == ".txt":
        what = "扩展名多了“.txt”，这件信息没有读。"
        yield problem(Place(shown, 1, 1), "stray-file", what, "请去掉“.txt”。")
    elif suffix not in MEDIA_TYPES:
        yield _not_published(shown, suffix)
    return False


def _left_behind(root: Path, shown: str) -> Problem:
    """A file that an editor or the system has left; one that holds an item which is nowhere else is no rubbish."""
    item, dot, _ = shown.rpartition(".") if not shown.endswith("~") else (shown[:-1], "~", "")
    wanted = _item_inside(root / shown, shown.startswith("catalogue/"))
    if dot and wanted and not (root / item).is_file():
        what = "这是编辑软件留下的备份，里面的一件信息别处没有，没有读。"
        return problem(Place(shown, 1, 1), "stray-file", what, f"请核对；要公开的，把扩展名改成 {wanted}。")
    what = "这是编辑软件或系统留下的文件，不会读取。"
    copy = shown.lower().endswith(_COPIES)
    remedy = "请核对后移到 content、catalogue 以外。" if copy else "请删除它。"
    return problem(Place(shown, 1, 1), "stray-file", what, remedy, Level.WARNING)


def _not_published(shown: str, suffix: str) -> Problem:
    what = f"扩展名“{suffix or '（无）'}”的文件不会公开，也不会读取。"
    remedy = "信息写成 .yml 或 .md，附件换成 PDF、OFD、DOCX、XLSX、CSV 等格式；不公开的请移到 content、catalogue 以外。"
    return problem(Place(shown, 1, 1), "stray-file", what, remedy, Level.WARNING)


def _item_inside(path: Path, in_catalogue: bool) -> str:
    """The extension that a file of plain text should have, since it holds an item; empty where it holds none."""
    if in_catalogue:
        return ".yml" if _ITEM.search(_head(path)) else ""
    head = _head(path)
    return ".md" if head.lstrip().startswith(b"---") and _ITEM.search(head) else ""


def _head(path: Path) -> bytes:
    """The first bytes of a file, without a byte order mark; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(4096).removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return b""


def files_of(folder: Path) -> list[Path]:
    """The YAML files directly in ``folder``, sorted, without drafts (``_``) and hidden files."""
    return sorted(path for path in folder.glob("*.yml") if not path.name.startswith((".", "_")))


def _suffix(name: str) -> str:
    """``PurePath(name).suffix`` in lower case, but faster, since there are very many names."""
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""


def _has_front_matter(path: Path) -> bool:
    """Whether a file begins with front matter."""
    return _head(path).lstrip().startswith(b"---")
