"""How text is cut for search: pairs of neighbouring units, the same in the index and in the reader's browser.

A unit is one Han character or one run of Latin letters and digits. Quotes, brackets, hyphens, spaces and the like are
soft: units on both sides of them are still neighbours, so that a document number is found in every way of writing it.
Every other character ends a run. ``assets/gongkai/tokens.js`` is the same rule; tests/cases/search/tokens.json binds both.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache

from gongkai.model.script import traditional_pairs

SOFT = "“”‘’\"'「」『』〔〕[]()【】《》〈〉{}、·-—–_/\\ \t\r\n\u200b\u3000.\ufeff\u00ad"
"""Characters that do not part their neighbours."""

_SOFT_MARK = "\x01"
_RUN = re.compile("[\u3400-\u9fff\uf900-\ufaff〇a-z0-9\x01]+")
_UNIT = re.compile("[\u3400-\u9fff\uf900-\ufaff〇]|[a-z0-9]+")
_WORDLIKE = re.compile("[a-z0-9]")


@cache
def _table() -> dict[int, str]:
    return {**traditional_pairs(), **{ord(soft): _SOFT_MARK for soft in SOFT}}


def tokens(text: str) -> list[str]:
    """The search terms of a text in order, with repeats.

    Each run of units gives its neighbouring pairs and its last unit alone; between two Latin or digit units stands ``·``.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_table()).lower()
    found: list[str] = []
    for run in _RUN.findall(folded):
        if _WORDLIKE.search(run):
            units = _UNIT.findall(run)
            found += [joined(first, second) for first, second in itertools.pairwise(units)]
            found += units[-1:]
        else:
            run = run.replace(_SOFT_MARK, "")
            found += map(str.__add__, run, run[1:])
            found += run[-1:]
    return found


def joined(first: str, second: str) -> str:
    """The term for two neighbouring units."""
    return f"{first}·{second}" if first[0] < "\x80" and second[0] < "\x80" else first + second


def query_terms(text: str) -> list[str]:
    """The terms that a query asks for: pairs, and single units only where a run has no more than one."""
    folded = unicodedata.normalize("NFKC", text).translate(_table()).lower()
    asked: list[str] = []
    for run in _RUN.findall(folded):
        units = _UNIT.findall(run)
        if len(units) == 1:
            asked.append(units[0])
        asked += [joined(first, second) for first, second in itertools.pairwise(units)]
    return list(dict.fromkeys(asked))
