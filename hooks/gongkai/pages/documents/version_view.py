"""The list of an item's texts over time, and the page of one text, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.model.addresses import item_url
from gongkai.model.badge import Badge, badge_on
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.documents.banners import banners_beside
from gongkai.pages.items.item_view import Banner, VersionLine, VersionList
from gongkai.pages.items.printed_marks import PrintedNote
from gongkai.pages.lists.line import Line, line_of
from gongkai.texts.day_words import day_words
from gongkai.texts.marked_text import Text
from gongkai.texts.versions import Version, Versions

_TONES = {"现行文本": "live", "历史文本": "unmarked", "尚未施行": "soon"}


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """The page of a text other than the one on the item's own page."""

    title: str
    number: str
    badge: Badge
    head: str
    about: str
    by: tuple[Line, ...]
    banners: tuple[Banner, ...]
    item: Link
    compare: Link | None
    text: Text
    list: VersionList
    notes: tuple[PrintedNote, ...] = ()
    """Notes on defects of the original document (原件如此)."""


def version_list(item: Item, versions: Versions, publication: Publication, here: str) -> VersionList:
    """The list of an item's texts; ``here`` is the address of the page that shows the list."""
    known = versions.known
    lines = tuple(_line(item, one, before, publication, here) for before, one in zip((None, *known[:-1]), known))
    overall = Link(f"{_short(known[0])}与{_short(known[-1])}对照", overall_url(item)) if len(known) > 2 else None
    gaps = tuple(
        f"{day_words(one.day)}由“{one.relation.source.title}”作的修改，没有公布新条文，此后的文本请对照该文件阅读。"
        for one in versions.unknown
    )
    return VersionList(lines, overall, gaps)


def address_of(item: Item, version: Version) -> str:
    """The address of a text: the item's page if that shows it, else a page of its own."""
    return item_url(item) if version.own else version.url


def compare_url(item: Item, version: Version) -> str:
    """Address of the comparison of a text with the previous one."""
    return f"{item_url(item).removesuffix('.html')}/compare-{version.day.isoformat()}.html"


def overall_url(item: Item) -> str:
    """Address of the comparison of the first text with the last, or of a draft with the adopted document."""
    return f"{item_url(item).removesuffix('.html')}/compare.html"


def span_words(version: Version) -> str:
    """The period in which a text applies, in Chinese."""
    if version.until is None:
        return f"{day_words(version.day)}起"
    return f"{day_words(version.day)}至{day_words(version.until)}"


def version_badge(item: Item, version: Version, publication: Publication) -> Badge:
    """Whether a text is the one in force, on the build day and on later known days."""
    validity = publication.validity.get(item.index_no)
    days = [version.day, *((version.until + timedelta(days=1),) if version.until else ())]
    days += [day for day, _ in validity.changes] if validity else []
    words = _state(item, version, publication, publication.as_of)
    changes = " ".join(
        f"{day.isoformat()}:{_state(item, version, publication, day)}"
        for day in sorted(set(days))
        if day > publication.as_of
    )
    return Badge(words, _TONES[words], changes)


def _state(item: Item, version: Version, publication: Publication, day: date) -> str:
    validity = publication.validity.get(item.index_no)
    if validity:
        state = validity.state
        for changed, later in validity.changes:
            state = later if changed <= day else state
        if state.dead:
            return "历史文本"
    if day < version.day:
        return "尚未施行"
    return "历史文本" if version.until and day > version.until else "现行文本"


def _line(item: Item, version: Version, before: Version | None, publication: Publication, here: str) -> VersionLine:
    brought = "、".join(one.doc_no or one.title for one in version.by)
    remark = f"由{brought}修改：{'、'.join(version.clauses) or '全文'}" if brought else version.note
    if not remark:
        remark = "公布时的原文" if version.original else "本页现在的文本" if version.own else ""
    compare = Link("修改对照表", compare_url(item, version)) if before else None
    badge = version_badge(item, version, publication)
    address = address_of(item, version)
    return VersionLine(span_words(version), remark, address, badge, compare, here in (address, version.url))


def _short(version: Version) -> str:
    return "原文" if version.original else f"{day_words(version.day)}的文本"


def version_view(item: Item, version: Version, versions: Versions, publication: Publication, text: Text) -> VersionView:
    """The view of the page of one text; ``text`` is its source with links and marks, not yet rendered."""
    place = versions.known.index(version)
    whole = "本文本是修改文件公布的修改后全文。" if version.by else "本文本曾在本页公布，现已更新，供查阅。"
    original = "本文本是公布时的原文，此后已经修改，供查阅。"
    composed = "本文本由原文和修改文件写明的新条文整理而成，供查阅；内容以公布的文件为准。"
    return VersionView(
        title=item.title,
        number=item.doc_no,
        badge=version_badge(item, version, publication),
        head=f"公布时的原文（{span_words(version)}）" if version.original else f"{span_words(version)}的文本",
        about=original if version.original else whole if version.published_whole else composed,
        by=tuple(line_of(one, publication) for one in version.by),
        banners=banners_beside(item, publication),
        item=Link(item.title, item_url(item), badge_on(item, publication)),
        compare=Link("与上一文本对照", compare_url(item, version)) if place else None,
        text=text,
        list=version_list(item, versions, publication, version.url),
    )
