"""Which rules look at an item: the signs of all rules are looked for in one scan of its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from gongkai.checking.rule import Rule, searched_text
from gongkai.incremental.cache import Cache
from gongkai.model.item import Item
from gongkai.model.problems.problem import Problem
from gongkai.model.publication import Publication
from gongkai.model.words.literals import Literals

_ENTRY = "*"
"""The entry of the cache that has the signs; no index number is this."""
Check = Callable[[Item, Publication], Iterator[Problem]]


class SignScan:
    """The checks of single items of ``rules``, each for the items at which its rule looks (``Rule.looks_at``)."""

    def __init__(self, rules: Sequence[Rule], publication: Publication, last: Cache | None = None) -> None:
        """``last`` is the cache of the last check, which has the signs as well: what they are read from is in its key."""
        self._checks = [
            (rule.name, check, rule.hints, rule.signs is None and not rule.hints)
            for rule in rules
            if (check := rule.of_item)
        ]
        self._by_sign = _kept_signs(rules, publication, last or Cache())
        self._by_near = _near(rules)
        self._literals = Literals((*self._by_sign, *self._by_near))

    def checks(self, item: Item) -> Iterator[Check]:
        """The checks of the rules that look at ``item``, in the order of the rules."""
        text = searched_text(item)
        present = self._literals.present(text)
        signed = {name for sign in present for name in self._by_sign.get(sign, ())}
        near = {search for sign in present for search in self._by_near.get(sign, ())}
        for name, check, hints, always in self._checks:
            if always or name in signed:
                yield check
                continue
            for hint in hints:
                if (not hint.near or hint.search in near) and hint.search(text):
                    yield check
                    break


def _kept_signs(rules: Sequence[Rule], publication: Publication, last: Cache) -> Mapping[str, Sequence[str]]:
    names = " ".join(rule.name for rule in rules)
    known, signs = last.get(_ENTRY)
    if known == names:
        last.keep(_ENTRY)
        return cast(Mapping[str, Sequence[str]], signs)
    found = _signs(rules, publication)
    last.put(_ENTRY, names, found)
    return found


def _near(rules: Sequence[Rule]) -> dict[str, list[Callable[[str], object]]]:
    """The searches that are worth making where it stands, by literal text."""
    found: dict[str, list[Callable[[str], object]]] = defaultdict(list)
    for hint in (hint for rule in rules for hint in rule.hints):
        for literal in hint.near:
            found[literal].append(hint.search)
    return found


def _signs(rules: Sequence[Rule], publication: Publication) -> dict[str, list[str]]:
    """The names of the rules that look where it stands, by sign."""
    found: dict[str, list[str]] = defaultdict(list)
    for rule in rules:
        for sign in rule.signs(publication) if rule.signs else ():
            found[sign].append(rule.name)
    return found
