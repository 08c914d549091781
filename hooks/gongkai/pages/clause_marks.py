"""Marks in the text of a document at the very articles that a later one changed, ended, or gave another term."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.calendar.words import day_words
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.validity import Event, EventKind, Validity
from gongkai.pages.clauses import Key, clauses_of, key_of
from gongkai.pages.line import line_of
from gongkai.pages.page import Link, TextMark
from gongkai.pages.term_words import term_words
from gongkai.pages.text_blocks import STRUCTURES, placed_blocks
from gongkai.pages.versions import Version, versions_of

_TONES = {EventKind.AMENDED: "changed", EventKind.PARTLY_REPEALED: "dead"}
_DONE = {EventKind.AMENDED: "修改", EventKind.PARTLY_REPEALED: "废止"}
_TERM = re.compile(
    r"有效期(?:限)?(?:为|是|至|到|自|\s*[\d一二三四五六七八九十]+\s*年)|有效期(?:届|期)?满|试行期|有效至"
)
"""How a text states its own term: «有效期五年», «有效期至2025年9月14日»."""
_IN_CLAUSE = re.compile(r"(第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六七八九十]+)?).+")
"""A paragraph or an item of an article: its mark stands at the article and names it."""
_CHANGED = "（以下为修改后的文字）"


def clause_marks(item: Item, publication: Publication, shown: Version | None = None) -> tuple[TextMark, ...]:
    """The marks in one text of an item, in the order of its lines; without ``shown`` in that on the item's page."""
    validity = publication.validity.get(item.index_no)
    if validity is None or not any(event.by for event in validity.events):
        return ()
    versions = versions_of(item, publication)
    if shown is None and versions and versions.original:
        shown = versions.own
    source = shown.source if shown else item.body
    changes = [event for event in validity.events if event.kind in _TONES and event.clauses and not event.void_by]
    marks = [*_of_changes(source, changes, shown, publication)] if changes else []
    if validity.extension and validity.extension.by:
        marks += _of_term(source, validity.extension, validity, publication)
    return tuple(sorted(marks, key=lambda mark: mark.line))


def _of_changes(
    source: str, changes: list[Event], shown: Version | None, publication: Publication
) -> Iterator[TextMark]:
    lines = {clause.key: clause.start for clause in clauses_of(source)}
    contained = _contained(changes, shown)
    for event in changes:
        assert event.by is not None
        for written in event.clauses:
            key = _key(written)
            if key not in lines:
                continue
            what = written if _IN_CLAUSE.fullmatch(written) else "本条" if key and key[0] == "条" else "本部分"
            yield TextMark(
                line=lines[key],
                tone=_TONES[event.kind],
                words=f"自{day_words(event.day)}起，{what}由",
                link=_link(event, publication),
                after=f"{_DONE[event.kind]}{_CHANGED if contained.get(key) is event else ''}。",
                shown_from=event.day.isoformat() if event.day > publication.as_of else "",
            )


def _contained(changes: list[Event], shown: Version | None) -> dict[Key | None, Event]:
    """The last amendment of each clause that the shown text already holds."""
    if shown is None or shown.original:
        return {}
    held = [event for event in changes if event.kind is EventKind.AMENDED and event.day <= shown.day]
    return {_key(written): event for event in held for written in event.clauses}


def _of_term(source: str, extension: Event, validity: Validity, publication: Publication) -> Iterator[TextMark]:
    for line, block in placed_blocks(source):
        if block.kind not in STRUCTURES and _TERM.search(block.text):
            yield TextMark(
                line=line,
                tone="live",
                words="有效期由",
                link=_link(extension, publication),
                after=f"延长至{term_words(validity)}。",
                shown_from=extension.day.isoformat() if extension.day > publication.as_of else "",
            )


def _key(written: str) -> Key | None:
    within = _IN_CLAUSE.fullmatch(written)
    return key_of(written) or (key_of(within[1]) if within else None)


def _link(event: Event, publication: Publication) -> Link:
    assert event.by is not None
    line = line_of(event.by, publication)
    return Link(f"{line.title}（{line.number}）" if line.number else line.title, line.url)
