"""A built column as it is to be joined with others: whose it is, what its links begin with, the index of its items."""

from __future__ import annotations

import json
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path, PurePosixPath

from gongkai.model.words.matcher import matcher
from gongkai.searching.packing import BrokenFileError
from gongkai.searching.published_entries import PublishedIndex, published_index
from gongkai.searching.start_file import PAGES

STATUS, SITEMAP, META = "data/status.json", "sitemap.xml", f"search/{PAGES}/meta.js"
_NEEDED = ("search/", STATUS, SITEMAP)
"""What is taken from an archive: files, and a folder with all that is in it."""
_HOME = matcher(r"<loc>([^<]*)index\.html</loc>")
_SYNONYMS = matcher(r"\Awindow\.gkSynonyms=(\[.*\]);\n\Z", re.DOTALL)
_FOLDER_NAME = matcher(r"[0-9a-z][0-9a-z._-]*\Z")
_NOT_IN_ADDRESS = matcher(r"[^0-9a-z.]+")


class JoinError(Exception):
    """The columns cannot be joined; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class GivenColumn:
    """A folder or an archive, as it was named on the command line."""

    place: Path
    below: str = ""
    """The folder below the joint site in which the column will stand; empty where its own address is used."""


@dataclass(frozen=True, slots=True)
class JoinedColumn:
    """A built column."""

    key: str
    """Part of the addresses of its pages in the joint site, the same for every build."""
    agency: str
    base: str
    """What the addresses of its pages begin with."""
    as_of: date
    items: int
    index: PublishedIndex
    synonyms: tuple[tuple[str, ...], ...]


def given_column(text: str) -> GivenColumn:
    """A column as it is written on the command line: ``folder`` or ``name=folder``. Raises JoinError."""
    name, equals, place = text.partition("=")
    if not equals:
        return GivenColumn(Path(text))
    if not _FOLDER_NAME.match(name) or not place:
        raise JoinError(f"“{text}”要写成 名称=文件夹，名称只用小写字母、数字、点、连字符，例如 swj=columns/swj/site。")
    return GivenColumn(Path(place), name)


def read_columns(given: Sequence[GivenColumn], room: Path) -> list[JoinedColumn]:
    """All columns, those in archives unpacked below the empty folder ``room``. Raises JoinError and OSError."""
    if not given:
        raise JoinError("没有写要合并的专栏。请写各专栏生成的网站（文件夹、ZIP 或者 TAR），至少一个。")
    columns = []
    for number, one in enumerate(given):
        site = one.place if one.place.is_dir() else _unpacked(one.place, room / str(number))
        columns.append(_read_column(site, one))
    _refuse_doubles(
        [(column.base, one.place) for column, one in zip(columns, given)],
        "的网址都是",
        "请去掉一个，或者改一个的网站域名。",
    )
    _refuse_doubles(
        [(column.agency, one.place) for column, one in zip(columns, given)], "都是", "一个机关只合并一次，请去掉一个。"
    )
    _refuse_doubles(
        [(column.key, one.place) for column, one in zip(columns, given)],
        "在网页地址里都是",
        "请用“名称=文件夹”另起名称。",
    )
    return columns


def _refuse_doubles(named: Iterable[tuple[str, Path]], are: str, advice: str) -> None:
    """Two columns of one name or address would be told apart by nothing."""
    seen: dict[str, Path] = {}
    for name, place in named:
        if name in seen:
            raise JoinError(f"“{seen[name]}”和“{place}”{are}“{name}”。{advice}")
        seen[name] = place


def _read_column(site: Path, given: GivenColumn) -> JoinedColumn:
    if not (site / META).is_file() or not (site / STATUS).is_file():
        raise JoinError(
            f"“{given.place}”不是生成的专栏：没有 {META} 或者 {STATUS}。请写 make site 生成的 site 文件夹，或者它的 ZIP、TAR。"
        )
    try:
        index = published_index(site, PAGES)
    except BrokenFileError as error:
        raise JoinError(broken_words(given.place, error)) from None
    try:
        status = json.loads((site / STATUS).read_text(encoding="utf-8"))
        agency, as_of, items = str(status["agency"]), date.fromisoformat(status["as_of"]), int(status["items"])
    except (ValueError, TypeError, KeyError):
        raise JoinError(
            f"“{given.place}”的 {STATUS} 不完整，或者是别的版本生成的。请用同一版本重新生成这个专栏。"
        ) from None
    base = f"{given.below}/" if given.below else _address(site)
    if not base:
        raise JoinError(
            f"“{given.place}”没有写网站域名，检索结果没有地方可以链接。请在它的 column.yml 写“网站域名”后重新生成，"
            f"或者写成 名称={given.place}，表示它放在联合网站的哪个文件夹里。"
        )
    key = given.below or _NOT_IN_ADDRESS.sub("-", base.partition("://")[2].lower()).strip("-")
    return JoinedColumn(key, agency, base, as_of, items, index, tuple(_synonyms(site)))


def broken_words(place: Path, error: BrokenFileError) -> str:
    """What is said of a column whose index cannot be read."""
    return f"“{place}”检索用的文件 {error} 不完整，或者是别的版本生成的。请用同一版本重新生成这个专栏。"


def _address(site: Path) -> str:
    """The public address of the column, from its sitemap; empty where it has none."""
    path = site / SITEMAP
    found = _HOME.search(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else None
    return unescape(found[1]) if found else ""


def _synonyms(site: Path) -> Iterator[tuple[str, ...]]:
    """The groups of synonyms of a column; none where the file is missing or damaged, since search works without them."""
    path = site / "search" / "synonyms.js"
    found = _SYNONYMS.match(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else None
    try:
        groups = json.loads(found[1]) if found else []
    except ValueError:
        return
    for group in groups:
        if isinstance(group, list) and all(isinstance(word, str) for word in group):
            yield tuple(group)


def _unpacked(archive: Path, room: Path) -> Path:
    """The needed files of the site in an archive, written below ``room``, which need not exist. Raises JoinError."""
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as packed:
                files = {one.filename: one for one in packed.infolist() if not one.is_dir()}
                return _written(files, lambda name: packed.read(files[name]), room, archive)
        if archive.is_file() and tarfile.is_tarfile(archive):
            with tarfile.open(archive) as tar:
                members = {one.name.removeprefix("./"): one for one in tar if one.isfile()}
                return _written(members, lambda name: _content(tar, members[name]), room, archive)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, RuntimeError):
        raise JoinError(f"“{archive}”没有读完：压缩文件不完整或者有密码。请重新下载。") from None
    raise JoinError(f"没有文件夹“{archive}”，它也不是 ZIP、TAR 文件。")


def _written(names: Iterable[str], content: Callable[[str], bytes], room: Path, archive: Path) -> Path:
    """Write the needed files of the topmost site among ``names``."""
    tops = sorted((name.removesuffix(META) for name in names if name.endswith(META)), key=len)
    top = next((one for one in tops if not one or one.endswith("/")), None)
    if top is None:
        raise JoinError(f"“{archive}”里没有生成的专栏：没有 {META}。")
    for name in names:
        inner = name.removeprefix(top)
        if name.startswith(top) and inner.startswith(_NEEDED) and ".." not in PurePosixPath(inner).parts:
            path = room / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content(name))
    return room


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member)
    return file.read() if file else b""
