"""The comparison table of two texts, article by article (修改对照表), as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from gongkai.model.link import Link
from gongkai.model.text_style import TextStyle
from gongkai.pages.items.item_view import Banner
from gongkai.texts.clauses import passages_of
from gongkai.texts.differences.paragraphs import compare_paragraphs
from gongkai.texts.differences.passages import Pair, Passage, PassageChange, pair_passages
from gongkai.texts.differences.word_differences import Change, Run

_LONGEST_NAME = 40
_CHANGES_IN_ORDER = (
    PassageChange.CHANGED,
    PassageChange.ADDED,
    PassageChange.REMOVED,
    PassageChange.MOVED,
    PassageChange.RENUMBERED,
    PassageChange.KEPT,
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a row: the number of the passage and its text, with the differences marked."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One changed passage; a side is None if that text does not contain the passage."""

    change: str
    tone: str
    heading: bool
    old: Side | None
    new: Side | None


@dataclass(frozen=True, slots=True)
class Fold:
    """Consecutive unchanged passages, summarized in one line and shown on demand."""

    words: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts with the change of each passage."""

    rows: tuple[Row | Fold, ...]
    counts: tuple[tuple[str, int], ...]
    """The number of passages by kind of change, changes first; headings are not counted."""
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    """A page that compares two texts."""

    title: str
    about: str
    """A sentence about which texts are compared and what is left out."""
    item: Link
    banners: tuple[Banner, ...]
    old_head: str
    new_head: str
    old_link: Link
    new_link: Link
    by: tuple[Link, ...]
    comparison: Comparison


def compare(old: str, new: str, *styles: TextStyle) -> Comparison:
    """Compare two texts of a document, given as sources; ``styles`` are those of the two, official where none is given."""
    old_style, new_style = styles or (TextStyle.OFFICIAL, TextStyle.OFFICIAL)
    pairs = pair_passages(passages_of(old, old_style), passages_of(new, new_style))
    counted = Counter(pair.change for pair in pairs if not (pair.new or pair.old or Passage("", "")).heading)
    counts = tuple((change.value, counted[change]) for change in _CHANGES_IN_ORDER if counted[change])
    return Comparison(tuple(_rows(pairs)), counts, all(pair.change is PassageChange.KEPT for pair in pairs))


def _rows(pairs: tuple[Pair, ...]) -> Iterator[Row | Fold]:
    for kept, group in groupby(pairs, key=lambda pair: pair.change is PassageChange.KEPT):
        if kept:
            passages = tuple(pair.new for pair in group if pair.new)
            yield Fold(_folded(passages), passages)
        else:
            yield from (_row(pair) for pair in group)


def _folded(passages: tuple[Passage, ...]) -> str:
    labels = [one.label.rstrip("、") for one in passages if one.label and not one.heading]
    if not labels:
        named = "、".join(f"{one.label}　{one.text}".strip() for one in passages if one.heading)
        return f"{named}（未修改）" if 0 < len(named) <= _LONGEST_NAME else "以下内容未修改"
    if len(labels) < 3:
        return f"{'、'.join(labels)}未修改"
    return f"{labels[0]}至{labels[-1]}未修改"


def _row(pair: Pair) -> Row:
    old, new = pair.old, pair.new
    runs = compare_paragraphs(old.text if old else "", new.text if new else "")
    left = Side(old.label, _side(runs, Change.ADDED)) if old else None
    right = Side(new.label, _side(runs, Change.REMOVED)) if new else None
    passage = new or old
    return Row(_words(pair), pair.change.name.lower(), bool(passage and passage.heading), left, right)


def _side(runs: tuple[Run, ...], other: Change) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.change is not other)


def _words(pair: Pair) -> str:
    words = [pair.change.value]
    if pair.old and pair.new and pair.change is PassageChange.CHANGED:
        if pair.moved:
            words.append(PassageChange.MOVED.value)
        if pair.old.label != pair.new.label:
            words.append(PassageChange.RENUMBERED.value)
    return "，".join(words)
