"""Parser of clause references: «第三条至第五条、第八条» names four articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model.naming.numerals import numeral_value
from gongkai.model.words.matcher import matcher
from gongkai.texts.clauses import ClauseKey, clause_key

_NUMERAL = r"[一二三四五六七八九十百千零〇\d]+"
_ONE = matcher(rf"第({_NUMERAL})(条(?:之({_NUMERAL}))?|部分|[编章节])")
_ONLY_LISTED = matcher(rf"(?:{_ONE.pattern}|[、，,和及与\s至到—–\-~～])+")
_RANGE = matcher(r"\s*[至到—–\-~～]+\s*")
_MOST = 200
"""Maximum number of articles in a range; a longer one is a typing error."""
_OWN = {"条": "本条", "部分": "本部分", "编": "本编", "章": "本章", "节": "本节"}


@dataclass(frozen=True, slots=True)
class NamedClause:
    """One clause of a reference, and the words by which a note at the clause calls the referenced text."""

    key: ClauseKey
    what: str


def named_clauses(written: str) -> tuple[NamedClause, ...]:
    """Parse a reference to articles, parts and chapters; paragraphs (款) and items (项) are attributed to their article."""
    alone = clause_key(written)
    if alone:
        return (NamedClause(alone, _OWN[alone[0]]),)
    whole = _ONLY_LISTED.fullmatch(written.strip()) is not None
    keys = dict.fromkeys(_keys(written))
    return tuple(NamedClause(key, _OWN[key[0]] if whole else written) for key in keys)


def _keys(written: str) -> Iterator[ClauseKey]:
    last: ClauseKey | None = None
    end = 0
    for match in _ONE.finditer(written):
        key = (match[2][:1] if match[2] != "部分" else "部分", numeral_value(match[1]), numeral_value(match[3] or ""))
        if last and last[0] == key[0] and _RANGE.fullmatch(written, end, match.start()):
            for number in range(last[1] + 1, min(key[1], last[1] + _MOST)):
                yield key[0], number, 0
        yield key
        last, end = key, match.end()
