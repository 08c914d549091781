"""``init``, ``demo`` and the list of gaps: what they do, and the Chinese lines that tell it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from gongkai.building.build import build_site
from gongkai.model.problems.problem import Problem
from gongkai.model.problems.refused import reason
from gongkai.setup.begin import Begun
from gongkai.setup.demonstration_folder import KEPT, SOURCES, demonstration_folder
from gongkai.setup.gap_page import write_gap_page
from gongkai.setup.gaps import gaps_of
from gongkai.setup.remove_demonstration import Removed

DEMONSTRATION = "dist/demo"
"""Where ``demo`` builds, below the project; ``dist`` is ignored by Git and never published."""
_AS_WRITTEN = date(2026, 11, 24)
"""The day for which the demonstration was written: on it nothing is overdue and a consultation is open."""
_PROGRAM = ("hooks", "theme_overrides", "mkdocs.yml")


class NoDemonstrationError(Exception):
    """The project has no demonstration any more; the message is Chinese."""


def gap_lines(root: Path, problems: Iterable[Problem], agency: str, day: date) -> Iterator[str]:
    """One line on what is unfinished, if anything is, after writing its page; what cannot be written stops no check."""
    gaps = gaps_of(problems)
    if not gaps:
        return
    try:
        page = write_gap_page(root, gaps, agency, day)
    except OSError as error:
        yield f"{gaps.sentence}（清单没有写成：{reason(error)}）。"
    else:
        yield f"{gaps.sentence}，见 {page.relative_to(root).as_posix()}。"


def begun_lines(begun: Begun) -> Iterator[str]:
    """What ``init`` did and what comes next."""
    yield f"专栏已经建好，写了 {len(begun.written)} 个文件。"
    if begun.demonstration:
        yield f"演示的内容移到了 {begun.demonstration}/，测试和 run.py demo 从那里读；不会公开。"
    if begun.aside:
        yield f"原有的内容原样移到了 {begun.aside}/，核对以后自行处理。"
    yield "接下来："
    yield "  1. python run.py check　　检查，打开 dist/待完善/index.html 看还要填什么、公布什么"
    yield "  2. python run.py site　　 生成网站，打开 site/index.html"
    yield "  3. 核对无误后提交：git add -A，git commit"


def removed_lines(removed: Removed) -> Iterator[str]:
    """What ``demo --remove`` moved."""
    if removed.moved:
        yield f"演示的 {len(removed.moved)} 个文件移到了 {KEPT}/，没有删除：{'、'.join(removed.moved[:3])}等。"
    elif not removed.shared:
        yield "这里没有演示的信息，没有改动。"
    for path in removed.shared:
        yield f"{path} 里既有演示的信息，又有本机关的信息，没有移动。请打开它，把演示的几条移走。"


def build_demonstration(root: Path, day: date | None) -> Path:
    """Build the demonstration beside the column and give the folder of its site; ``content`` and ``catalogue`` stay as they are.

    Raises NoDemonstrationError and OSError.
    """
    source = demonstration_folder(root)
    if source is None:
        raise NoDemonstrationError(f"这里没有演示的内容（{KEPT}/）。升级到新版本时会带来一份。")
    workplace = root / DEMONSTRATION
    workplace.mkdir(parents=True, exist_ok=True)
    for name in (*SOURCES, *_PROGRAM):
        origin = (source if name in SOURCES else root) / name
        target = workplace / name
        if target.is_dir():
            shutil.rmtree(target)
        if origin.is_dir():
            shutil.copytree(origin, target, ignore=shutil.ignore_patterns("__pycache__"))
        elif origin.is_file():
            shutil.copy(origin, target)
    built = build_site(workplace, workplace / "site", (day or _AS_WRITTEN).isoformat())
    if built.report is None:
        raise NoDemonstrationError("\n".join(filter(None, ("演示没有生成。", *built.faults, built.output))))
    return workplace / "site"
