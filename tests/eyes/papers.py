"""Documents of generated prose, each in its own file, in which at most one thing is wrong."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from tests.eyes.grammar import Grammar, chinese, day_in_words

AGENCY = "示例市商务局"


@dataclass(slots=True)
class Paper:
    """A document before it is written: its fields, and its paragraphs in order, with the sentences of some."""

    number: int
    fields: dict[str, str]
    lines: list[str]
    prose: list[int] = field(default_factory=list)
    """The places among ``lines`` of the paragraphs that are made of sentences."""

    @property
    def path(self) -> str:
        """Its file."""
        return f"content/papers/{self.number:05}.md"

    @property
    def head(self) -> int:
        """The number of lines of the file before its first paragraph."""
        return len(self.fields) + 3

    def line_of(self, place: int) -> int:
        """The line of the file at which the paragraph begins; an empty one stands between two paragraphs."""
        return self.head + 1 + 2 * place

    def text(self) -> str:
        """The file."""
        fields = "".join(f"{label}: {value}\n" for label, value in self.fields.items())
        return f"---\n{fields}---\n\n" + "\n\n".join(self.lines) + "\n"


def paper(number: int, chance: random.Random, sentence: Callable[[], str]) -> Paper:
    """A document with a heading or two, about a dozen sentences, its signature and its day."""
    grammar = Grammar(chance)
    day = grammar.day()
    title = f"关于{grammar.fill('{do}{trade}领域{what}')}有关工作的通知（{number}）"
    fields = {
        "类型": "政策文件",
        "索引号": f"990000017/{day.year}-{number + 10_000:05}",
        "标题": title,
        "文件类别": "其他文件",
        "成文日期": day.isoformat(),
        "发布日期": (day + timedelta(days=chance.randint(0, 6))).isoformat(),
        "公开属性": "主动公开",
    }
    made = Paper(number, fields, [grammar.fill("{who}：")])
    made.lines.append(grammar.fill("{opening}"))
    for first in range(1, chance.randint(3, 5)):
        made.lines.append(f"{chinese(first)}、{grammar.fill('{heading}')}")
        if chance.random() < 0.5:
            for second in range(1, chance.randint(3, 4)):
                made.lines.append(f"（{chinese(second)}）{grammar.fill('{subheading}')}。{sentence()}{sentence()}")
                made.prose.append(len(made.lines) - 1)
        else:
            for _ in range(chance.randint(1, 3)):
                made.lines.append("".join(sentence() for _ in range(chance.randint(1, 3))))
                made.prose.append(len(made.lines) - 1)
    made.lines += [AGENCY, day_in_words(day)]
    return made


def sentences_in(papers: Iterable[Paper]) -> int:
    """How many sentences the papers have."""
    return sum(line.count("。") for one in papers for line in one.lines)
