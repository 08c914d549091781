"""Which rules look at an item: the signs of all rules are looked for in one scan of its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from gongkai.checking.rule import Rule, searched_text
from gongkai.model.item import Item
from gongkai.model.problems.problem import Problem
from gongkai.model.publication import Publication
from gongkai.model.words.literals import Literals

Check = Callable[[Item, Publication], Iterator[Problem]]


class SignScan:
    """The checks of single items of ``rules``, each for the items at which its rule looks (``Rule.looks_at``)."""

    def __init__(self, rules: Sequence[Rule], publication: Publication) -> None:
        self._checks = [
            (rule.name, check, rule.hints, rule.signs is None and not rule.hints)
            for rule in rules
            if (check := rule.of_item)
        ]
        self._by_sign: dict[str, set[str]] = defaultdict(set)
        for rule in rules:
            for sign in rule.signs(publication) if rule.signs else ():
                self._by_sign[sign].add(rule.name)
        self._literals = Literals(self._by_sign)

    def checks(self, item: Item) -> Iterator[Check]:
        """The checks of the rules that look at ``item``, in the order of the rules."""
        text = searched_text(item)
        signed = {name for sign in self._literals.present(text) for name in self._by_sign[sign]}
        for name, check, hints, always in self._checks:
            if always or name in signed or any(hint(text) for hint in hints):
                yield check
