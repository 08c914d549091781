"""Pages by subject (主题分类): each class with everything in it and in its sub-classes, and each sub-class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.model.addresses import word_part
from gongkai.model.item import Item
from gongkai.pages.lists.drawers import Drawer, drawer_pages, grouped
from gongkai.pages.lists.line import Line, newest_first
from gongkai.pages.page import Page
from gongkai.pages.site_view import SiteView
from gongkai.reading.vocabulary import terms

_ABOUT = "新的在前；二级类目的都在一级类目里。"


@dataclass(frozen=True, slots=True)
class SubjectDrawers:
    """One class of subjects: everything in it, and its sub-classes that have items."""

    whole: Drawer
    parts: tuple[Drawer, ...]


def subject_drawers(items: Sequence[Item]) -> list[SubjectDrawers]:
    """The classes that have items, in the order of the vocabulary, then those that it does not have."""
    by_class = grouped([item for item in newest_first(items) if item.subject], lambda item: _class_of(item.subject))
    return [_class(name, by_class[name]) for name in sorted(by_class, key=_order)]


def subject_pages(subjects: Sequence[SubjectDrawers], lines: Mapping[str, Line], site: SiteView) -> Iterator[Page]:
    """The pages of all classes; each page leads to the others of its class."""
    for one in subjects:
        yield from drawer_pages([one.whole, *one.parts], ("按主题分类：{}", _ABOUT), lines, site)


def subject_page(subject: str) -> str:
    """Address of the page of a subject, «一级» or «一级/二级»."""
    name, _, part = subject.partition("/")
    return f"browse/subject-{word_part(name)}{f'/{word_part(part)}' if part else ''}.html"


def _class(name: str, items: Sequence[Item]) -> SubjectDrawers:
    by_subject = grouped([item for item in items if "/" in item.subject], lambda item: item.subject)
    parts = tuple(
        Drawer(subject, subject_page(subject), by_subject[subject], subject.partition("/")[2])
        for subject in sorted(by_subject, key=_order)
    )
    return SubjectDrawers(Drawer(name, subject_page(name), tuple(items), "全部"), parts)


def _class_of(subject: str) -> str:
    return subject.partition("/")[0]


def _order(subject: str) -> tuple[int, str]:
    known = terms("subjects")
    return (known.index(subject) if subject in known else len(known), subject)
