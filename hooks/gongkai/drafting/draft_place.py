"""Where a new file goes: beside the latest items of its type, in the folder of its year where they stand by years."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from gongkai.model.item import Item
from gongkai.model.kind import Base, Kind
from gongkai.model.publication import ReadColumn
from gongkai.model.words.matcher import matcher

_YEAR = matcher(r"(?:19|20)\d\d\Z", re.ASCII)
_OF_ROWS = (Base.DATASET, Base.REGISTER, Base.REPORT, Base.PROFILE)
_STRANGE = matcher(r"[^0-9A-Za-z\u3400-\u9fff.-]+")


def new_path(column: ReadColumn, kind: Kind, number: str, year: int) -> str:
    """The path of a new file of this type, below the project; its name comes from the number, and no file has it yet."""
    latest = _latest(column, kind)
    folder = _of_year(latest.place.path, year) if latest else _usual_folder(kind)
    suffix = PurePosixPath(latest.place.path).suffix if latest else _suffix(kind)
    name = _STRANGE.sub("-", number.rpartition("/")[2]).strip("-.") or str(year)
    place, again = f"{folder}/{name}{suffix}", 1
    while (column.root / place).exists():
        again += 1
        place = f"{folder}/{name}-{again}{suffix}"
    return place


def is_text(path: str) -> bool:
    """Whether a file of this name holds a text after its metadata."""
    return path.endswith(".md")


def of_no_year(folder: str) -> str:
    """The folder above the folders of years."""
    return "/".join(part for part in folder.split("/") if not _YEAR.match(part))


def misplaced(path: str, root: Path) -> str:
    """Why a file of the path that somebody asks for would not be read, in Chinese; empty where it would be."""
    parts = PurePosixPath(path).parts
    if not parts or PurePosixPath(path).is_absolute() or ".." in parts or "\\" in path:
        return f"“{path}”要写成本项目里的路径，例如 content/documents/2026/xxx.md。"
    if (parts[0], PurePosixPath(path).suffix) not in (("content", ".md"), ("catalogue", ".yml")):
        return f"“{path}”放错了地方：有正文的写成 content/……/xxx.md，没有正文的写成 catalogue/……/xxx.yml。"
    if not (root / path).resolve().is_relative_to(root.resolve()):
        return f"“{path}”是链接，通到本项目以外。"
    return f"{path} 已经有了，没有改动它。请换一个文件名。" if (root / path).exists() else ""


def _latest(column: ReadColumn, kind: Kind) -> Item | None:
    """The last published item of the type with a file of its own."""
    per_file: dict[str, int] = {}
    for item in column.items:
        per_file[item.place.path] = per_file.get(item.place.path, 0) + 1
    of_kind = [
        item
        for item in column.items
        if item.kind.name == kind.name and per_file[item.place.path] == 1 and not item.legacy
    ]
    return max(of_kind, key=lambda item: (str(item.publish_date), item.index_no), default=None)


def _of_year(path: str, year: int) -> str:
    folder = PurePosixPath(path).parent
    return "/".join(str(year) if _YEAR.match(part) else part for part in folder.parts)


def _usual_folder(kind: Kind) -> str:
    return f"{'content' if _suffix(kind) == '.md' else 'catalogue'}/{kind.listing.path}"


def _suffix(kind: Kind) -> str:
    """Figures, lists and profiles stand in the catalogue; what is read as a text stands in the content."""
    in_rows = kind.records or kind.tables or kind.base in _OF_ROWS
    return ".yml" if kind.text == "none" or (kind.text == "optional" and in_rows) else ".md"
