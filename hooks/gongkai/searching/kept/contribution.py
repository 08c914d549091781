"""What one entry contributes to an index: the terms that it holds, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.searching.entries import Entry
from gongkai.searching.inverted_index import InvertedIndex
from gongkai.searching.kept.list_splice import Holding, holding_of


@dataclass(frozen=True, slots=True)
class Contribution:
    """The terms of one entry."""

    holdings: dict[str, Holding]
    """By term; terms of single characters (``县*``) among them, whether the index has them or not."""
    characters: dict[str, int]
    """For each Han character the number of postings of all terms that begin with it."""
    length: int
    """Number of terms, with repeats."""
    title: int
    """Number of terms of the title, with repeats."""


def contribution_of(entry: Entry, text: str) -> Contribution:
    """What an entry with this text contributes, wherever it stands."""
    index = InvertedIndex()
    index.add(entry, text)
    index.finish()
    index.add_character_terms(0)
    holdings = {term: holding_of(found) for term, found in index.lists.items()}
    return Contribution(holdings, index.character_postings, index.lengths[0], index.titles[0])
