"""Papers with one fault each of the kinds of papers.yml: what stood there before, and what stands there now."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.columns import write_column
from tests.eyes.grammar import Grammar
from tests.eyes.looking import Planted, Seen, problems_of, seen
from tests.eyes.papers import Paper, paper
from tests.eyes.slips import CHANGES
from tests.golden import golden

KINDS: Mapping[str, Mapping[str, Any]] = golden(Path(__file__).parent / "papers.yml")
_NUMBERS = re.compile(r"[0-9]{10,}[0-9Xx]?")


@dataclass(frozen=True, slots=True)
class _Spoiled:
    """A paper as it was and as it is."""

    before: Paper
    after: Paper
    planted: Planted


def look(folder: Path, each: int, seed: int) -> list[Seen]:
    """Plant ``each`` faults of every kind, each in a paper of its own, and see what the checks say of them."""
    spoiled = list(_spoiled(each, seed))
    clean = write_column(folder / "clean", {one.before.path: one.before.text() for one in spoiled})
    wrong = write_column(folder / "wrong", {one.after.path: one.after.text() for one in spoiled})
    return seen([one.planted for one in spoiled], problems_of(clean), problems_of(wrong))


def _spoiled(each: int, seed: int) -> Iterator[_Spoiled]:
    number = 0
    for name, kind in KINDS.items():
        # Every kind has its own chance, so that a new kind changes no other.
        chance = random.Random(f"{seed} {name}")
        grammar = Grammar(chance)
        for turn in range(each):
            number += 1
            before = paper(number, chance, grammar.sentence)
            after = deepcopy(before)
            template = kind["write"][turn % len(kind["write"])] if "write" in kind else ""
            words = grammar.fill(template)
            places = (
                CHANGES[kind["change"]](after, grammar) if "change" in kind else _written(after, kind, words, chance)
            )
            if places:
                secret = tuple(_NUMBERS.findall(words)) if kind.get("secret") else ()
                lines = tuple(3 + 1 if one < 0 else after.line_of(one) for one in places)
                shown = words or after.lines[places[-1]][-60:]
                yield _Spoiled(before, after, Planted(name, after.path, lines, kind["causes"], shown, secret))


def _written(paper: Paper, kind: Mapping[str, Any], words: str, chance: random.Random) -> tuple[int, ...]:
    """Write the words where faults of the kind stand; the places of the paragraphs, -1 for the title."""
    place = chance.choice(paper.prose)
    if kind["at"] == "title":
        paper.fields["标题"] = f"{words}（{paper.number}）"
        return (-1,)
    if kind["at"] == "after":
        paper.lines.append(words)
        return (len(paper.lines) - 1,)
    if kind["at"] == "line":
        paper.lines.insert(place + 1, words)
        return (place + 1,)
    sentences = re.findall("[^。]*。", paper.lines[place])
    at = chance.randint(0, len(sentences))
    paper.lines[place] = "".join([*sentences[:at], words, *sentences[at:]])
    return (place,)
