"""Versions of the product, as CHANGELOG.md counts them, and whether one can follow another."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongkai.model.words.matcher import matcher

_FORM = matcher(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})", re.ASCII)


class Version(NamedTuple):
    """A version, ordered by its numbers (https://semver.org/lang/zh-CN/)."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


def version_of(text: str) -> Version | None:
    """The version that ``text`` writes as three numbers between full stops; None for anything else."""
    found = _FORM.fullmatch(text)
    return Version(*map(int, found.groups())) if found else None


def why_not(installed: Version, offered: Version) -> str:
    """Why a column of one version cannot go over to the other, in Chinese with the way to go; empty where it can."""
    if offered.major != installed.major:
        return (
            f"本专栏现在是 {installed} 版，这个发布包是 {offered} 版。第一个数字不同的版本不能直接升级：先升级到 "
            f"{installed.major}.x 的最后一版，再照新版本 CHANGELOG.md 开头“从 {installed.major}.x 升级”的说明办理。"
        )
    if offered < installed:
        return (
            f"本专栏现在是 {installed} 版，这个发布包是更早的 {offered} 版。要退回上一次升级之前，"
            "请运行 python run.py upgrade --undo，或者在 Git 里退回那次提交。"
        )
    return ""
