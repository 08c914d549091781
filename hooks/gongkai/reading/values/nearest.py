"""Suggestions for misspelt names: the most similar known name, unless its meaning differs or it has too little in common.

People follow suggestions blindly. So a suggestion never differs in a negation, a qualifier or a number («不采纳» is not
«采纳») and shares at least half of what was written; if several names are equally similar, there is none. Similarity is the
ratio of ``difflib.SequenceMatcher``, from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from gongkai.reading.values.senses import Sense, folded, one_slip, sense_of

_LEAST_RATIO = 0.6
_PREFIX_RATIO = 0.84
"""The similarity of a name and its prefix: enough for a term or a file name, not for a title."""
_PREFIX_BONUS = 0.05
"""What is added to the similarity of a name and its prefix."""
_MOST_TIMES_LONGER = 1.5
"""How many times as long a suggestion in Latin letters may be: «requred» means «required», not «required_when»."""
_ONE_CHARACTER_RATIO = 0.95
_SHORT = 2
"""The similarity of two names that differ in one character, if they are longer than ``_SHORT`` characters."""
_MOST_KEPT = 256
"""The length of the longest list of names for which the answers are kept."""
_NEGATED_RATIO = 0.75
"""The least similarity of two negated names without their negations: «不主动公开» is not «不予公开»."""


def nearest(name: str, known: Iterable[str], least: float = _LEAST_RATIO) -> str:
    """The known name most similar to ``name``; empty where none exceeds ``least`` or several are equally similar."""
    found = likeliest(name, known, least)
    return found[0] if len(found) == 1 else ""


def suggestion(name: str, known: Iterable[str], least: float = _LEAST_RATIO) -> str:
    """The question «是否指“…”？» with the nearest name; empty where there is none."""
    found = nearest(name, known, least)
    # A name that begins with a quotation mark («“三公”经费») is not quoted again.
    return f"是否指{found if found[0] in '“《' else f'“{found}”'}？" if found else ""


def likeliest(name: str, known: Iterable[str], least: float = _LEAST_RATIO) -> tuple[str, ...]:
    """The known names most similar to ``name``, above ``least``, without any of another meaning; several if they tie."""
    known = tuple(known)
    # The same wrong value often stands in many items; the titles of a whole column are not worth keeping.
    return (_likeliest if len(known) <= _MOST_KEPT else _likeliest.__wrapped__)(name, known, least)


@lru_cache(maxsize=512)
def _likeliest(name: str, known: tuple[str, ...], least: float) -> tuple[str, ...]:
    written = folded(name)
    if not written:
        return ()
    one = sense_of(name)
    matcher = SequenceMatcher(b=written, autojunk=False)
    found: dict[str, float] = {}
    containing: list[str] = []
    for candidate in known:
        plain = folded(candidate)
        if not plain:
            continue
        if plain.isascii() and len(plain) > _MOST_TIMES_LONGER * len(written) and not plain.startswith(written):
            continue
        is_contained = len(written) > 1 and written in plain
        is_prefix = len(written) > 1 and (plain.startswith(written) or written.startswith(plain))
        # A negation can be written in many ways, so negated names are compared without it, below.
        near = is_contained or is_prefix or one.denied
        if not near and not _may_be_close(len(written), len(plain), least):
            continue
        matcher.set_seq1(plain)
        if not near and not _is_close(matcher, least):
            continue
        other = sense_of(candidate)
        if not one.agrees(other) or not _shares_half(written, matcher):
            continue
        if is_contained:
            containing.append(candidate)
        similarity = _similarity(one, other, matcher.ratio(), is_prefix and least < _PREFIX_RATIO)
        if similarity > least:
            found[candidate] = similarity
    found = {one: similarity for one, similarity in found.items() if not _may_be_negated(written, one, known)}
    best = max(found.values(), default=0.0)
    # A name contained in several («公开» in «主动公开» and «依申请公开») may mean any of them.
    if len(containing) > 1 and best < _ONE_CHARACTER_RATIO:
        return tuple(containing) if found else ()
    return tuple(candidate for candidate, similarity in found.items() if similarity == best)


def one_off(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names that differ from ``name`` in one character, whatever they mean; not for use as suggestions."""
    written = folded(name)
    return tuple(candidate for candidate in known if len(written) > 1 and one_slip(written, folded(candidate)))


def _may_be_negated(written: str, candidate: str, known: Iterable[str]) -> bool:
    """Whether ``written`` adds a prefix to a term that has an opposite: it may be a negation that no list contains."""
    plain = folded(candidate)
    if written == plain or not written.endswith(plain):
        return False
    senses = map(sense_of, known)
    return any(other.denied and other.core == plain for other in senses)


def _similarity(one: Sense, other: Sense, ratio: float, is_prefix: bool) -> float:
    if one.denied:
        denied = SequenceMatcher(a=other.core, b=one.core, autojunk=False).ratio()
        return denied if denied >= _NEGATED_RATIO else 0.0
    if one.core == other.core:
        return 1.0
    if len(one.folded) > _SHORT and one_slip(one.folded, other.folded):
        return _ONE_CHARACTER_RATIO
    return max(ratio + _PREFIX_BONUS, _PREFIX_RATIO) if is_prefix else ratio


def _may_be_close(written: int, plain: int, least: float) -> bool:
    """Whether names of these lengths can have a ratio above ``least``; this excludes most of a long list cheaply."""
    return 2 * min(written, plain) > least * (written + plain)


def _is_close(matcher: SequenceMatcher[str], least: float) -> bool:
    return matcher.quick_ratio() > least and matcher.ratio() > least


def _shares_half(written: str, matcher: SequenceMatcher[str]) -> bool:
    return 2 * sum(block.size for block in matcher.get_matching_blocks()) >= len(written)
