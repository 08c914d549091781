"""Folders of a build: where a site may be published, where the next one is built."""

from __future__ import annotations

from pathlib import Path

from gongkai.data.manifest import MANIFEST

_SOURCES = ("catalogue", "content", "hooks", "theme_overrides", "tests", ".git", ".github", ".venv", ".cache")


def beside_of(published: Path) -> Path:
    """The folder beside ``published`` in which the next site is built."""
    return published.with_name(f".{published.name}.gongkai-new")


def aside_of(published: Path) -> Path:
    """The folder to which the published site is moved for a moment where two folders cannot be exchanged in one step."""
    return published.with_name(f".{published.name}.gongkai-old")


def folder_fault(root: Path, published: Path) -> str:
    """Why the site of the project ``root`` must not be published at ``published``, in Chinese; empty where it may be."""
    if published.is_symlink():
        return f"“{published}”是链接，不能用作网站目录。请写真正的目录。"
    folder, project = published.resolve(), root.resolve()
    if folder == Path(folder.anchor) or folder == Path.home().resolve():
        return f"“{folder}”是系统目录或者个人主目录，不能用作网站目录。请另写一个空目录。"
    if project == folder or project.is_relative_to(folder):
        return f"“{folder}”里有本项目自己，不能用作网站目录。请另写一个空目录，例如 site。"
    if any(folder.is_relative_to(project / source) for source in _SOURCES):
        return f"“{folder}”是本项目的来源目录，不能用作网站目录。请另写一个空目录，例如 site。"
    if published.exists() and not published.is_dir():
        return f"“{folder}”是文件，不是目录。"
    if published.is_dir() and any(published.iterdir()) and not (published / MANIFEST).is_file():
        return f"“{folder}”里有别的内容，没有以前生成的网站。生成会替换整个目录，请另写一个空目录，或者先清空它。"
    return ""
