"""A posting list that is changed where it is written has the bytes of one that is made from its postings."""

from __future__ import annotations

from array import array

import pytest
from gongkai.searching.kept.entry_steps import EntrySteps, steps_of
from gongkai.searching.kept.list_splice import Change, Come, holding_of, renumbered, spliced
from gongkai.searching.posting_lists import ENTRY_SHIFT, encoded
from gongkai.searching.tokenizer import MARK_SHIFT
from hypothesis import assume, given
from hypothesis import strategies as st

_POSTING = st.builds(
    lambda mark, strength: mark << MARK_SHIFT | strength, st.integers(0, 40), st.sampled_from([0, 1, 3, 10, 15])
)
_POSTINGS = st.lists(_POSTING, min_size=1, max_size=3) | st.lists(_POSTING, min_size=16, max_size=20)
_NUMBERS = st.integers(0, 60) | st.integers(0, 5_000) | st.integers(0, 3_000_000)
_LISTS = st.dictionaries(_NUMBERS, _POSTINGS, max_size=40) | st.dictionaries(
    _NUMBERS, _POSTINGS, min_size=64, max_size=70
)
"""Short ones, and some with so many entries that their steps are not decoded one by one."""


def _list(of: dict[int, list[int]]) -> bytes:
    """The list of entries with their postings, as a cold build writes it."""
    whole = array("Q", [entry << ENTRY_SHIFT | one for entry, postings in of.items() for one in postings])
    return encoded(whole) if whole else b""


@pytest.mark.uncounted
@given(_LISTS)
def test_entries_are_found_without_decoding_each(of: dict[int, list[int]]) -> None:
    entries = sorted(of)
    steps = EntrySteps(steps_of(_list(of)) if of else b"")
    assert steps.entries() == entries
    for wanted in (0, *(near for entry in entries for near in (entry, entry + 1))):
        place = steps.find(wanted)
        before = [entry for entry in entries if entry < wanted]
        assert steps.has(wanted) == (wanted in of)
        assert steps.number_before(place) == len(before)
        assert steps.entry_before(place) == (before[-1] if before else 0)


@pytest.mark.uncounted
@given(_LISTS, _LISTS, st.data())
def test_a_changed_list_is_the_list_of_the_changed(
    before: dict[int, list[int]], come: dict[int, list[int]], data: st.DataObject
) -> None:
    assume(before or come)
    gone = set(data.draw(st.lists(st.sampled_from(sorted(before)), unique=True))) if before else set()
    kept = [entry for entry in sorted(before) if entry not in gone]
    # Every entry that stays moves on by as many as join before it.
    cuts = sorted(data.draw(st.lists(st.sampled_from([0, *kept]), max_size=4)))
    shifts = [(cut, 7 * (number + 1)) for number, cut in enumerate(dict.fromkeys(cuts))]
    moved = {entry: entry + max((shift for cut, shift in shifts if cut <= entry), default=0) for entry in kept}
    come = {number: postings for number, postings in come.items() if number not in moved.values()}
    joining = [
        Come(
            min((old for old, new in moved.items() if new > number), default=1 << 40),
            number,
            holding_of(array("Q", postings)),
        )
        for number, postings in sorted(come.items())
    ]
    now = come | {new: before[old] for old, new in moved.items()}
    assert spliced(_list(before), Change(sorted(gone), joining), shifts) == _list(now)


@pytest.mark.uncounted
@given(_LISTS, st.lists(_NUMBERS, max_size=3, unique=True))
def test_a_renumbered_list_is_the_list_of_the_same_entries(of: dict[int, list[int]], cuts: list[int]) -> None:
    assume(of)
    shifts = [(cut, 9 * (number + 1)) for number, cut in enumerate(sorted(cuts))]
    moved = {entry: entry + max((shift for cut, shift in shifts if cut <= entry), default=0) for entry in sorted(of)}
    assert renumbered(_list({entry: of[entry] for entry in moved}), shifts) == _list(
        {new: of[entry] for entry, new in moved.items()}
    )
