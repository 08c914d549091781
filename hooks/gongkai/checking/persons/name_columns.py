"""Finds the columns of tables that list natural persons by their full names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.checking.persons.person_names import is_masked, looks_like_name

_TITLES = frozenset(
    "姓名 户主 户主姓名 申请人 申请人姓名 受助人 受助人姓名 救助对象 保障对象 补贴对象 学生姓名 考生姓名 被录用人员 拟录用人员 拟聘用人员"
    " 农户姓名 村民姓名 户代表 领取人 持卡人 家庭成员 监护人 残疾人姓名 老人姓名 儿童姓名 人员姓名 对象姓名".split()
)
_OFFICE_TITLES = ("职务", "科室", "办公", "分工", "职称", "工作单位", "执法证", "证件编号", "执法区域", "执法机关")
"""Titles of lists of people in office, experts and officers, who are named for what they do."""
_LEAST = 3
"""The fewest names that make a list."""


@dataclass(frozen=True, slots=True)
class NameColumn:
    """A column of full names: its title, its position from 0 on, and how many names it has."""

    title: str
    position: int
    names: int


def is_name_title(title: str) -> bool:
    """Whether a column with this title names natural persons."""
    return _plain(title) in _TITLES


def is_office_title(title: str) -> bool:
    """Whether a column with this title shows that a list is one of people in office."""
    return any(word in title for word in _OFFICE_TITLES)


def is_list(names: int) -> bool:
    """Whether so many full names make a list of names."""
    return names >= _LEAST


def is_open_name(cell: str) -> bool:
    """Whether a cell of a column of names has a full name."""
    name = _plain(cell)
    return looks_like_name(name) and not is_masked(name)


def name_column(rows: Sequence[Sequence[str]]) -> NameColumn | None:
    """The first column of full names in ``rows``, whose titles stand in one of the first rows; None where there is none."""
    for number, titles in enumerate(rows[:_MOST_ABOVE]):
        places = [place for place, title in enumerate(titles) if is_name_title(title)]
        if places and not any(map(is_office_title, titles)):
            for place in places:
                names = sum(len(row) > place and is_open_name(row[place]) for row in rows[number + 1 :])
                if is_list(names):
                    return NameColumn(_plain(titles[place]), place, names)
            return None
    return None


_MOST_ABOVE = 4
"""How many rows may stand above the names: a heading of the table, and its titles."""


def _plain(text: str) -> str:
    return "".join(text.split()).strip("*：:")
