"""Clean papers and published ones: what the checks say of them although nothing is wrong, counted in a thousand sentences."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.model.problems.problem import Level, Problem

from tests.columns import write_column
from tests.eyes.grammar import Grammar
from tests.eyes.looking import problems_of
from tests.eyes.papers import Paper, paper, sentences_in
from tests.golden import golden
from tests.real.columns import REAL

_DIRT = golden(Path(__file__).parent / "dirt.yml")
"""Words of the published papers that are wrong there: their sentences are no clean ones."""
_EXPECTED = {"document-number-missing", "reviews-missing", "part-empty", "directory-missing", "terms-unstated"}
"""What a column of nothing but papers without numbers and reviews lacks."""


@dataclass(frozen=True, slots=True)
class Alarms:
    """The false alarms in so many sentences."""

    sentences: int
    problems: tuple[Problem, ...]

    def in_a_thousand(self, level: Level) -> float:
        """False alarms of a level in a thousand sentences."""
        return 1000 * sum(one.level is level for one in self.problems) / self.sentences

    def by_rule(self) -> list[tuple[str, int]]:
        """How often each rule is wrong, the worst first."""
        return Counter(f"{one.rule}（{one.level.value}）" for one in self.problems).most_common()


def published_sentences() -> list[str]:
    """The sentences of the seed documents, where they are, and the phrases quoted from them, without the dirty ones."""
    if not REAL.is_dir():
        return []
    texts = [path.read_text(encoding="utf-8") for path in sorted((REAL / "seeds").glob("*.txt"))]
    whole = [one for text in texts for line in text.split("\n") for one in re.findall(r"[^。]{8,}。", line.strip())]
    quoted = re.findall(r"「([^」]{10,})」", (REAL.parent / "research" / "seeds.md").read_text(encoding="utf-8"))
    phrases = [one for one in quoted if _is_whole(one)]
    return [one for one in dict.fromkeys(whole) if _is_clean(one)] + [
        f"要做到“{one}”。" for one in phrases if _is_clean(one)
    ]


def _is_clean(sentence: str) -> bool:
    return not any(re.search(pattern, sentence) for pattern in _DIRT)


def _is_whole(phrase: str) -> bool:
    """Whether a quote is words alone, without a bracket, a quotation mark or a number that lost its other half."""
    return not re.search(r"[“”‘’()（）〔〕\[\]《》<>「」:：\d]", phrase)


def look(folder: Path, sentences: int, seed: int) -> Alarms:
    """Check that many sentences of the grammar, mixed with published ones, in papers of the usual form."""
    chance = random.Random(f"{seed} clean")
    grammar, published = Grammar(chance), published_sentences()
    papers: list[Paper] = []
    written = 0
    while written < sentences:
        papers.append(paper(len(papers) + 1, chance, _mixed(grammar, published)))
        written += sentences_in(papers[-1:])
    found = problems_of(write_column(folder, {one.path: one.text() for one in papers}))
    return Alarms(written, tuple(_false(found)))


def _mixed(grammar: Grammar, published: list[str]) -> Callable[[], str]:
    """A source of sentences; the published ones go round once in a random order before they come again."""
    waiting: list[str] = []

    def sentence() -> str:
        if not published or grammar.chance.random() < 0.75:
            return grammar.sentence()
        if not waiting:
            waiting.extend(grammar.chance.sample(published, len(published)))
        return waiting.pop()

    return sentence


def _false(found: Iterable[Problem]) -> Iterator[Problem]:
    for one in found:
        if one.level in (Level.ERROR, Level.WARNING) and one.rule not in _EXPECTED and one.path.startswith("content/"):
            yield one
