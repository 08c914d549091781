"""Marks in a document's text at the articles that later documents amended or repealed, and at its extended term."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.model.text_style import TextStyle
from gongkai.model.validity import Event, EventKind, Validity
from gongkai.model.words.matcher import matcher
from gongkai.pages.documents.term_words import term_words
from gongkai.pages.lists.line import line_of
from gongkai.texts.amendments import ADD, amendments_of, wordings_of
from gongkai.texts.blocks import STRUCTURES, BlockKind
from gongkai.texts.body_blocks import placed_blocks
from gongkai.texts.clauses import ClauseKey, clause_key, clauses_of, passages_of
from gongkai.texts.day_words import day_words
from gongkai.texts.differences.passages import PassageChange, pair_passages
from gongkai.texts.marked_text import TextMark
from gongkai.texts.named_clauses import named_clauses
from gongkai.texts.versions import Version, versions_of

_TONES = {EventKind.AMENDED: "changed", EventKind.PARTLY_REPEALED: "dead"}
_DONE = {EventKind.AMENDED: "修改", EventKind.PARTLY_REPEALED: "废止"}
_TERM = matcher(r"有效期(?:限)?(?:为|是|至|到|自|\s*[\d一二三四五六七八九十]+\s*年)|有效期(?:届|期)?满|试行期|有效至")
"""How a text states its own term: «有效期五年», «有效期至2025年9月14日»."""
_BLANK = matcher(r"[\s\u3000]")
_CHANGED = "（以下为修改后的文字）"
_MARKED_CHANGES = {PassageChange.CHANGED: ("修改", _CHANGED), PassageChange.ADDED: ("增加", "")}
"""How marks describe articles that a complete new text changes or adds."""


def clause_marks(item: Item, publication: Publication, shown: Version | None = None) -> tuple[TextMark, ...]:
    """The marks in one text of an item, sorted by line; ``shown`` is the text, by default the one on the item's page."""
    validity = publication.validity.get(item.index_no)
    if validity is None or not any(event.by for event in validity.events):
        return ()
    versions = versions_of(item, publication)
    if shown is None and versions and versions.original:
        shown = versions.own
    source = shown.source if shown else item.body
    marks = [*_of_changes(item, source, shown, validity, publication)]
    if validity.extension and validity.extension.by:
        marks += _of_term(source, item.style, validity.extension, validity, publication)
    return tuple(sorted(marks, key=lambda mark: mark.line))


def _of_changes(
    item: Item, source: str, shown: Version | None, validity: Validity, publication: Publication
) -> Iterator[TextMark]:
    # Amendments use the article numbers of the text that they amend; a complete new text has its own numbering.
    whole = _whole_text(shown, item, publication)
    begun = whole.day if whole else None
    changes = [event for event in validity.events if event.kind in _TONES and event.clauses and not event.void_by]
    ended = validity.since if validity.state.dead else None
    changes = [
        event
        for event in changes
        if (begun or date.min) <= event.day < (ended or date.max)
        and not (whole and event.kind is EventKind.AMENDED and event.day == begun)
    ]
    lines = {
        **_headings(source, item.style),
        **{clause.key: clause.start for clause in clauses_of(source, item.style)},
    }
    if whole:
        yield from _of_whole_text(whole, lines, {key for one in changes for key in _keys(one)}, item, publication)
    if not changes:
        return
    contained = _contained(changes, shown)
    actions = _actions(item, publication)
    for event in changes:
        assert event.by is not None
        for named in (one for written in event.clauses for one in named_clauses(written) if one.key in lines):
            newer = contained.get(named.key)
            if newer and event.kind is EventKind.PARTLY_REPEALED and event.day < newer.day:
                continue
            action = actions.get((event.by.index_no, event.day, named.key), "")
            held = newer is event
            done = "增加" if held and action == ADD else _DONE[event.kind]
            yield TextMark(
                line=lines[named.key],
                tone=_TONES[event.kind],
                words=f"自{day_words(event.day)}起，{named.what}由",
                link=_link(event, publication),
                after=f"{done}{_CHANGED if held and action != ADD else ''}。",
                shown_from=event.day.isoformat() if event.day > publication.as_of else "",
            )


def _whole_text(shown: Version | None, item: Item, publication: Publication) -> Version | None:
    """The last complete new text on which the shown one is based; None if it is based on the original."""
    versions = versions_of(item, publication) if shown and not shown.original else None
    known = versions.known if versions else ()
    return next((one for one in reversed(known) if shown and one.published_whole and one.day <= shown.day), None)


def _of_whole_text(
    whole: Version, lines: dict[ClauseKey, int], later: set[ClauseKey], item: Item, publication: Publication
) -> Iterator[TextMark]:
    """The marks of articles in which a complete new text differs from the previous one, by the new numbering.

    Articles that were amended ``later`` are left out, since they have marks of their own.
    """
    versions = versions_of(item, publication)
    before = versions.known[versions.known.index(whole) - 1] if versions and versions.known[0] is not whole else None
    if before is None or not whole.by:
        return
    line = line_of(whole.by[-1], publication)
    link = Link(f"{line.title}（{line.number}）" if line.number else line.title, line.url)
    for pair in pair_passages(passages_of(before.source, item.style), passages_of(whole.source, item.style)):
        key = clause_key(pair.new.label) if pair.new else None
        if key not in lines or key in later or pair.change not in _MARKED_CHANGES:
            continue
        what = "本条" if key and key[0] == "条" else "本部分"
        done, after = _MARKED_CHANGES[pair.change]
        words = f"自{day_words(whole.day)}起，{what}由"
        yield TextMark(line=lines[key], tone="changed", words=words, link=link, after=f"{done}{after}。")


def _keys(event: Event) -> Iterator[ClauseKey]:
    return (one.key for written in event.clauses for one in named_clauses(written))


def _headings(source: str, style: TextStyle) -> dict[ClauseKey, int]:
    """The lines of headings by key; ambiguous numbers (第一节 in every chapter) are left out."""
    found: dict[ClauseKey, list[int]] = {}
    for line, block in placed_blocks(source, style):
        if block.kind is BlockKind.CHAPTER:
            for named in named_clauses(_BLANK.split(block.text.strip(), maxsplit=1)[0]):
                found.setdefault(named.key, []).append(line)
    return {key: lines[0] for key, lines in found.items() if len(lines) == 1}


def _contained(changes: list[Event], shown: Version | None) -> dict[ClauseKey, Event]:
    """ClauseKey of a clause → the last amendment that the shown text already contains."""
    if shown is None or shown.original:
        return {}
    held = [event for event in changes if event.kind is EventKind.AMENDED and event.day <= shown.day]
    return {one.key: event for event in held for written in event.clauses for one in named_clauses(written)}


def _actions(item: Item, publication: Publication) -> dict[tuple[str, date, ClauseKey | None], str]:
    """(index number, day, key of the clause) → what the amendment does to a clause for which it states a wording."""
    return {
        (amendment.relation.source.index_no, amendment.day, clause_key(wording.clause)): wording.action
        for amendment, wording in wordings_of(amendments_of(item, publication))
    }


def _of_term(
    source: str, style: TextStyle, extension: Event, validity: Validity, publication: Publication
) -> Iterator[TextMark]:
    for line, block in placed_blocks(source, style):
        if block.kind not in STRUCTURES and _TERM.search(block.text):
            yield TextMark(
                line=line,
                tone="live",
                words="有效期由",
                link=_link(extension, publication),
                after=f"延长至{term_words(validity)}。",
                shown_from=extension.day.isoformat() if extension.day > publication.as_of else "",
            )


def _link(event: Event, publication: Publication) -> Link:
    assert event.by is not None
    line = line_of(event.by, publication)
    return Link(f"{line.title}（{line.number}）" if line.number else line.title, line.url)
