"""Official prose from the grammar of phrases.yml: any number of sentences, the same for the same seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from tests.eyes import numbers
from tests.golden import golden

PHRASES: Mapping[str, list[str]] = golden(Path(__file__).parent / "phrases.yml")
NUMERALS = "〇一二三四五六七八九"
_SLOT = re.compile(r"\{([a-z_]+)\}")
_WORDS = ("示府办发", "示政发", "示商发", "示政办发", "示商函", "商建函")


def chinese(number: int) -> str:
    """A number below a hundred in Chinese words."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones]
    return ("" if tens == 1 else NUMERALS[tens]) + "十" + (NUMERALS[ones] if ones else "")


class Grammar:
    """Fills templates with words of the grammar and with numbers made up, from one source of chance."""

    def __init__(self, chance: random.Random, more: Mapping[str, list[str]] | None = None) -> None:
        self.chance = chance
        self._words = {**PHRASES, **(more or {})}
        self._made: dict[str, Callable[[], str]] = {
            "n": lambda: str(chance.randint(11, 998)),
            "few": lambda: str(chance.randint(2, 10)),
            "year": lambda: str(chance.randint(2019, 2025)),
            "date": lambda: day_in_words(self.day()),
            "money": lambda: f"{chance.randint(101, 98765) / 100:.2f}",
            "percent": lambda: f"{chance.randint(11, 399) / 10:.1f}",
            "number": self.number,
            "month": lambda: str(chance.randint(1, 12)),
            "clause": lambda: chinese(chance.randint(2, 79)),
            "ordinal": lambda: chinese(chance.randint(2, 10)),
            "time": lambda: f"{chance.randint(8, 9)}:{chance.choice(('00', '30'))}—1{chance.randint(6, 8)}:00",
            "telephone": lambda: f"0{chance.randint(310, 999)}-{chance.randint(2_000_000, 8_999_999)}",
            "citizen": lambda: numbers.citizen_number(chance),
            "mobile": lambda: numbers.mobile_number(chance),
            "card": lambda: numbers.card_number(chance),
            "person": lambda: self.fill("{surname}{given}"),
            "letters": lambda: "".join(chance.choices("abcdefghjkmnpqrstuvwxyz", k=chance.randint(5, 9))),
            "digits": lambda: str(chance.randint(10_000_000, 999_999_999)),
        }

    def day(self) -> date:
        """A day of the last years."""
        return date(2019, 1, 2) + timedelta(days=self.chance.randint(0, 2400))

    def number(self) -> str:
        """The number of a document."""
        return f"{self.chance.choice(_WORDS)}〔{self.chance.randint(2016, 2025)}〕{self.chance.randint(1, 150)}号"

    def fill(self, template: str) -> str:
        """The template with every slot filled, no word twice; what is filled in may have slots of its own."""
        used: set[str] = set()
        while _SLOT.search(template):
            template = _SLOT.sub(lambda slot: self._one(slot.group(1), used), template)
        return template

    def sentence(self) -> str:
        """One correct sentence."""
        return self.fill("{sentence}")

    def _one(self, name: str, used: set[str]) -> str:
        if name in self._made:
            return self._made[name]()
        words = self._words[name]
        chosen = self.chance.choice([one for one in words if one not in used] or words)
        used.add(chosen)
        return chosen


def day_in_words(day: date) -> str:
    """2025年3月4日."""
    return f"{day.year}年{day.month}月{day.day}日"
