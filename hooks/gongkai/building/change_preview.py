"""The site of a change beside that of the version before, with a page that lists what differs, for those who review it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from gongkai.building.lost_pages import is_of_item
from gongkai.building.mkdocs_run import build_with_mkdocs, failure_of
from gongkai.building.page_changes import PageChanges, page_changes
from gongkai.comparing.git_base import base_of, extract
from gongkai.model.words.matcher import matcher
from gongkai.rendering.staff_page import staff_html

CHANGED = "changed.html"
"""The page that lists the changed pages, at the root of the preview."""
_WORK = Path(".cache") / "change-preview"
_PROGRAM = ("hooks", "theme_overrides", "mkdocs.yml")
_TITLE = matcher(r"<(?:title)>(.*?)</(?:title)>", re.DOTALL)


class ChangePreviewError(Exception):
    """A preview cannot be made; the message is in Chinese and says why."""


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page in the list; of one that is lost there is nothing but its path."""

    path: str
    title: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages of items with what happened to them."""

    title: str
    pages: tuple[ChangedPage, ...]
    about: str = ""


def make_preview(root: Path, site: Path, base: str, as_of: str, out: Path) -> PageChanges:
    """Copy ``site``, built from ``root``, to ``out`` with a page that lists how it differs from the version ``base``.

    The sources of ``base`` are built with the present program, so that only their changes show. Raises BaseError,
    ChangePreviewError and OSError.
    """
    before = root / _WORK
    shutil.rmtree(before, ignore_errors=True)
    try:
        extract(root, base_of(root, base), before)
        for name in _PROGRAM:
            _link(root / name, before / name)
        run = build_with_mkdocs(before, before / "site", as_of)
        if run.returncode:
            raise ChangePreviewError(f"修改前的版本没有生成，不能比较。\n{failure_of(run)}")
        changes = page_changes(before / "site", site)
    finally:
        shutil.rmtree(before, ignore_errors=True)
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(site, out)
    (out / CHANGED).write_text(_page(changes, site), encoding="utf-8")
    return changes


def _page(changes: PageChanges, site: Path) -> str:
    lost = tuple(ChangedPage(path, path, lost=True) for path in changes.lost if is_of_item(path))
    groups = (
        PageGroup("不再有的信息", lost, "合并以后，这些网址会打不开。撤下信息请写“撤下”，不要删除文件。"),
        PageGroup("新增的信息", tuple(_listed(site, changes.new, of_items=True))),
        PageGroup("文字不同的信息", tuple(_listed(site, changes.reworded, of_items=True))),
    )
    return staff_html(
        "gongkai/changed_pages.html",
        groups=groups,
        following=tuple(_listed(site, (*changes.new, *changes.reworded), of_items=False)),
        unchanged=changes.same + len(changes.restyled) + len(changes.reframed),
    )


def _listed(site: Path, paths: Iterable[str], *, of_items: bool) -> Iterator[ChangedPage]:
    return (ChangedPage(path, _title(site / path) or path) for path in paths if is_of_item(path) == of_items)


def _title(page: Path) -> str:
    """The title of a page that the engine has written, without the name of the column; or nothing."""
    found = _TITLE.search(page.read_text(encoding="utf-8"))
    return unescape(found[1]).rpartition(" - ")[0] or unescape(found[1]) if found else ""


def _link(source: Path, target: Path) -> None:
    try:
        os.symlink(source, target, target_is_directory=source.is_dir())
    except OSError:
        # Windows asks for a right to make links.
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
