"""What has to be changed in the posting lists of an index, by what its entries contributed and what they do now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from gongkai.searching.kept.contribution import Contribution
from gongkai.searching.kept.entry_places import EntryPlaces
from gongkai.searching.kept.list_splice import Change, Come
from gongkai.searching.kept.patched_shards import UnpatchableError


class IndexPatch:
    """The changes of all lists, and what is known of the entries afterwards."""

    def __init__(
        self,
        places: EntryPlaces,
        characters: Mapping[str, int],
        before: Callable[[int], Contribution],
        now: Callable[[int], Contribution],
    ) -> None:
        """``characters`` are the ``character_postings`` of the last index.

        ``before`` and ``now`` give the contribution of an entry by its old and by its new number.
        """
        self._places, self._before = places, characters
        edited_old, edited_new = dict(places.edited), {new: old for old, new in places.edited}
        self._come = {new: now(new) for new in (*places.come, *edited_new)}
        moved = dict(places.moved)
        self._gone = {
            old: self._come[moved[old]] if old in moved else before(old) for old in (*places.gone, *edited_old)
        }
        counts = Counter(characters)
        for one in self._come.values():
            counts.update(one.characters)
        for one in self._gone.values():
            counts.subtract(one.characters)
        self.characters = {character: count for character, count in counts.items() if count}

    def changes(self, many: int) -> dict[str, Change | None]:
        """The change of each term; None where it is removed. Raises UnpatchableError.

        A character with more than ``many`` postings has a term of its own.
        """
        had = {character for character, count in self._before.items() if count > many}
        has = {character for character, count in self.characters.items() if count > many}
        if has - had:
            raise UnpatchableError("a character is met more often")
        changes: dict[str, Change] = {}
        equal = {pair: self._unchanged(*pair) for pair in self._places.edited}
        old_equal = {old: terms for (old, _), terms in equal.items()}
        new_equal = {new: terms for (_, new), terms in equal.items()}
        for old, one in sorted(self._gone.items()):
            for term in one.holdings.keys() - old_equal.get(old, set()):
                changes.setdefault(term, Change()).gone.append(old)
        for new, one in sorted(self._come.items()):
            cut = self._places.cut_of(new)
            for term in one.holdings.keys() - new_equal.get(new, set()):
                changes.setdefault(term, Change()).come.append(Come(cut, new, one.holdings[term]))
        found: dict[str, Change | None] = {
            term: change for term, change in changes.items() if term[-1] != "*" or term[:-1] in has
        }
        return found | {f"{character}*": None for character in had - has}

    def _unchanged(self, old: int, new: int) -> set[str]:
        """The terms of which an edited entry holds the same as before."""
        before, now = self._gone[old].holdings, self._come[new].holdings
        return {term for term, holding in now.items() if before.get(term) == holding}

    def sizes(self, lengths: Sequence[int], titles: Sequence[int], count: int) -> tuple[list[int], list[int]]:
        """The numbers of terms of all ``count`` entries and of their titles, from those of the last index."""
        new_lengths, new_titles = [0] * count, [0] * count
        for old, new in self._places.pairs:
            new_lengths[new], new_titles[new] = lengths[old], titles[old]
        for new, one in self._come.items():
            new_lengths[new], new_titles[new] = one.length, one.title
        return new_lengths, new_titles
