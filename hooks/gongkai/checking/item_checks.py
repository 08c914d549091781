"""What the rules find in single items: each item is checked anew only where something that they looked at has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.checking.blank_fields import told_at_blanks
from gongkai.checking.rule import Rule
from gongkai.checking.sign_scan import SignScan
from gongkai.checking.waivers.original_places import OriginalPlaces
from gongkai.incremental.cache import Cache
from gongkai.incremental.cached_problems import problem_of, problem_row
from gongkai.incremental.tracked_publication import TrackedPublication
from gongkai.model.item import Item
from gongkai.model.problems.problem import Problem
from gongkai.model.publication import Publication


class ItemChecks:
    """The problems of single items of a column."""

    def __init__(self, publication: Publication, rules: Sequence[Rule], places: OriginalPlaces, last: Cache) -> None:
        """``places`` names where the originals have the problems that staff may publish unchanged."""
        self._places = places
        self._scan = SignScan(rules, publication, last)
        self._tracked = TrackedPublication(publication)

    def of(self, item: Item, last: Cache) -> Iterator[Problem]:
        """The problems of ``item``, from the cache of the last check if nothing that the rules looked at has changed."""
        fingerprint, content = last.get(item.index_no)
        if fingerprint and fingerprint == self._tracked.fingerprint(item, content[0]):
            last.keep(item.index_no)
            _, rows, settled = content
            found = map(problem_of, rows)
            # The names of places stay as they are, unless other items have a part in them.
            yield from found if settled and self._places.is_alone(item) else self._places.named(found)
            return
        self._tracked.begin()
        said = (one for check in self._scan.checks(item) for one in check(item, self._tracked.publication))
        anew = tuple(self._places.named(told_at_blanks(said, item)))
        asked = self._tracked.asked()
        fingerprint = self._tracked.fingerprint(item, asked)
        if fingerprint:
            settled = self._places.is_alone(item) and self._places.are_of(item, anew)
            last.put(item.index_no, fingerprint, [asked, [problem_row(one) for one in anew], settled])
        yield from anew
