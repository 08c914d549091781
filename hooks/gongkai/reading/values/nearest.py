"""The nearest known name to a mistaken one, for suggestions: never one of another sense, never one that shares little.

A suggestion is taken at its word. So none crosses a negation, an ending or a number («不采纳» is not «采纳»), none shares
less than half of what was written, and where several names are as near none of them is put forward.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from gongkai.reading.values.senses import Sense, folded, one_slip, sense_of

_LIKE = 0.6
_PART = 0.84
"""Likeness of a name to one that it begins or that begins it: enough for a term or a file, not for a title."""
_UNFINISHED = 0.05
"""What a name that is only not written to its end has over another that is as like."""
_LONGER = 1.5
"""How much longer a word of Latin letters may be: «requred» is «required», not «required_when»."""
_SLIP = 0.95
_SHORT = 2
"""Likeness of two names that differ in one character, and characters of a name of which one is as good as another name."""
_DENIAL = 0.75
"""Likeness of what two negated names deny: «不主动公开» is not «不予公开»."""


def nearest(name: str, known: Iterable[str], least: float = _LIKE) -> str:
    """The known name most like ``name``; empty where none is like it or several are equally."""
    found = likeliest(name, known, least)
    return found[0] if len(found) == 1 else ""


def suggestion(name: str, known: Iterable[str], least: float = _LIKE) -> str:
    """«是否指“…”？», or nothing."""
    found = nearest(name, known, least)
    # A name that begins with a quotation mark of its own («“三公”经费») gets no second one.
    return f"是否指{found if found[0] in '“《' else f'“{found}”'}？" if found else ""


def likeliest(name: str, known: Iterable[str], least: float = _LIKE) -> tuple[str, ...]:
    """The known names that are most like ``name`` and can have been meant by it, several where they are equally like."""
    written = folded(name)
    if not written:
        return ()
    one = sense_of(name)
    matcher = SequenceMatcher(b=written, autojunk=False)
    found: dict[str, float] = {}
    holding: list[str] = []
    known = tuple(known)
    for candidate in known:
        plain = folded(candidate)
        if not plain:
            continue
        if plain.isascii() and len(plain) > _LONGER * len(written) and not plain.startswith(written):
            continue
        holds = len(written) > 1 and written in plain
        part = len(written) > 1 and (plain.startswith(written) or written.startswith(plain))
        # A negation may be written in many ways, so that the rest is compared; all else must be like it as it stands.
        near = holds or part or one.denied
        if not near and not _may_be_close(len(written), len(plain), least):
            continue
        matcher.set_seq1(plain)
        if not near and not _is_close(matcher, least):
            continue
        other = sense_of(candidate)
        if not one.agrees(other) or not _shares_half(written, matcher):
            continue
        if holds:
            holding.append(candidate)
        likeness = _likeness(one, other, matcher.ratio(), part and least < _PART)
        if likeness > least:
            found[candidate] = likeness
    found = {one: likeness for one, likeness in found.items() if not _may_be_denied(written, one, known)}
    best = max(found.values(), default=0.0)
    # What stands whole in several names («公开» in «主动公开» and «依申请公开») is none of them more than another.
    if len(holding) > 1 and best < _SLIP:
        return tuple(holding) if found else ()
    return tuple(candidate for candidate, likeness in found.items() if likeness == best)


def one_off(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names that differ in one character, whatever it means: to be looked at, not to be put forward."""
    written = folded(name)
    return tuple(candidate for candidate in known if len(written) > 1 and one_slip(written, folded(candidate)))


def _may_be_denied(written: str, candidate: str, known: Iterable[str]) -> bool:
    """Whether something stands before a term that has an opposite: it may be a negation that no list has."""
    plain = folded(candidate)
    if written == plain or not written.endswith(plain):
        return False
    senses = map(sense_of, known)
    return any(other.denied and other.core == plain for other in senses)


def _likeness(one: Sense, other: Sense, ratio: float, part: bool) -> float:
    if one.denied:
        denied = SequenceMatcher(a=other.core, b=one.core, autojunk=False).ratio()
        return denied if denied >= _DENIAL else 0.0
    if one.core == other.core:
        return 1.0
    if len(one.folded) > _SHORT and one_slip(one.folded, other.folded):
        return _SLIP
    return max(ratio + _UNFINISHED, _PART) if part else ratio


def _may_be_close(written: int, plain: int, least: float) -> bool:
    """Whether two names of these lengths can be so much alike at all, which most of a long list cannot."""
    return 2 * min(written, plain) > least * (written + plain)


def _is_close(matcher: SequenceMatcher[str], least: float) -> bool:
    return matcher.quick_ratio() > least and matcher.ratio() > least


def _shares_half(written: str, matcher: SequenceMatcher[str]) -> bool:
    return 2 * sum(block.size for block in matcher.get_matching_blocks()) >= len(written)
