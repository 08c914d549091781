"""Attachments have names that describe their contents, and every attachable file is used by an item."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from gongkai.checking.rule import Rule
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.reading.attachments import MEDIA_TYPES
from gongkai.reading.source_findings import ATTACHMENT_NAME

_EMPTY_NAMES = matcher(
    r"(?:附件|文件|新建|未命名|无标题|文档|图片|扫描件|下载|image|img|scan|document|untitled|file)?[\s_\-（()）]*\d*\Z",
    re.IGNORECASE,
)


_HIDDEN = (".", "_", "~$")
_MEDIA = tuple(MEDIA_TYPES)


def check(publication: Publication) -> Iterator[Problem]:
    """Attachments with a meaningless name such as «附件1», and files that no item refers to."""
    used: set[str] = set()
    for item in publication.reading.items:
        used.update(attachment.path for attachment in item.attachments)
        for attachment in item.attachments:
            title = attachment.title or attachment.name
            stem = title.rpartition(".")[0] or title
            if _EMPTY_NAMES.match(stem.strip()):
                what = f"附件名称“{title}”看不出内容。"
                yield problem(attachment.place, "attachment-name", what, "请写“名称: 附件的完整标题”。", Level.WARNING)
    used |= _tables(publication)
    used |= publication.scheduled_days.keys()
    # If a source in the same folder has errors, the reference to the file may not have been read.
    unsure = {PurePosixPath(one.path).parent for one in publication.reading.problems if one.level is Level.ERROR}
    found = sorted(_media_files(publication.reading.root) - used)
    folders = {str(PurePosixPath(shown).parent) for shown in found}
    texts: dict[str, list[str]] = {}
    for item in publication.reading.items if found else ():
        folder = str(PurePosixPath(item.place.path).parent)
        if folder in folders and "](" in item.body:
            texts.setdefault(folder, []).append(unquote(item.body))
    for shown in found:
        if PurePosixPath(shown).parent in unsure:
            continue
        name = PurePosixPath(shown).name
        if any(name in body for body in texts.get(str(PurePosixPath(shown).parent), ())):
            # The link to it is told where it stands.
            continue
        what = f"文件“{name}”没有任何信息引用，不会公开。"
        remedy = f"要公开的，请在那件信息里写“附件: [{name}]”；不公开的，请移到 content、catalogue 以外。"
        yield problem(Place(shown), "attachment-unused", what, remedy, Level.WARNING)


def _media_files(root: Path) -> set[str]:
    """The paths, relative to the project, of all files that can be attached, except hidden files and drafts."""
    found: set[str] = set()
    for top in ("catalogue", "content"):
        for folder, folders, names in os.walk(root / top):
            folders[:] = [name for name in folders if not name.startswith(_HIDDEN)]
            within = Path(folder).relative_to(root).as_posix()
            found.update(
                f"{within}/{name}"
                for name in names
                if name.lower().endswith(_MEDIA) and not name.startswith(_HIDDEN) and Path(folder, name).is_file()
            )
    return found


def _tables(publication: Publication) -> set[str]:
    """The files that are read as tables, records, record histories or texts."""
    paths = {path for item in publication.reading.items for table in item.tables.values() for path in table.paths}
    paths |= {path for item in publication.reading.items for path in item.change_files}
    paths |= {text.path for item in publication.reading.items for text in item.texts.values()}
    return paths | {file.path for item in publication.reading.items for file in item.records}


RULE = Rule(
    title="附件名称有意义",
    findings=(
        Finding("attachment-unused", Level.WARNING, "文件没有信息引用"),
        ATTACHMENT_NAME,
    ),
    of_column=check,
)
