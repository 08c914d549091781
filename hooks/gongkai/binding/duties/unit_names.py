"""The units that a text names («市商务局、各县（市、区）分别负责»), and what a declared group of units stands for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gongkai.model.addresses import word_part
from gongkai.model.column import Settings, UnitGroup
from gongkai.model.words.matcher import matcher

_BETWEEN = matcher(r"\s*(?:[、，,；;。\n]|会同|\s{2,})\s*")
"""What separates the names of units, except within brackets (各县（市、区）)."""
_LEVELS = "县市区州旗盟縣區"
_BRACKETS = matcher(rf"[（(〔［\[][^（）()〔〕［］\[\]]*[）)〕］\]]|各[{_LEVELS}](?:、[{_LEVELS}])+")
_BRACKETS_FOLDED = str.maketrans("()〔〕［］[]縣區", "（）（）（）（）县区")
_BEFORE = matcher(r"\s*(?:由|(?:牵头|责任|配合|参与|协办|主办)(?:单位|部门|科室)\s*[：:])\s*")
_AFTER = matcher(
    r"(?:等(?:有关|相关)?(?:部门|单位)?)?(?:按照?(?:各自)?职责(?:分工)?|会同|分别|共同)*(?:牵头|配合|参与|负责|落实|办理)*\s*\Z"
)
_OWN_OFFICES = matcher(r"(?:局|委|办|厅|本?机关)*各(?:科室|处室|股室|处|科)\Z")
_MOST = 40
"""The most characters of a name; a longer one is a sentence."""

Piece = tuple[str, str]
"""A piece of a printed text, and the name of the unit that it prints; no name for what stands between units."""


@lru_cache(maxsize=4096)
def pieces_of(words: str) -> tuple[Piece, ...]:
    """The text in pieces, so that every unit in it can be marked and nothing is lost."""
    return tuple(_pieces(words))


def unit_names(words: str) -> tuple[str, ...]:
    """The names in a text, in order, each once, groups as they are printed."""
    return tuple(dict.fromkeys(name for _, name in pieces_of(words) if name))


def group_of(name: str, settings: Settings) -> UnitGroup | None:
    """The group with this name; 各科室 stands for the offices of the agency without being declared."""
    for group in settings.unit_groups:
        if _folded(name) in map(_folded, (group.name, *group.aliases)):
            return group
    own = tuple(unit.name for unit in settings.agency.units)
    return UnitGroup(name, (), own) if own and _OWN_OFFICES.match(name) else None


def full_name(name: str, settings: Settings) -> str:
    """The name under which a unit has its page: the full one for a short name of the agency, the first one of a group."""
    if name in settings.agency.short_names:
        return settings.agency.name
    group = group_of(name, settings)
    return group.name if group else _folded(name)


def units_meant(words: str, settings: Settings) -> tuple[str, ...]:
    """The units that a text names, full names, each group followed by its members."""
    found: dict[str, None] = {}
    for name in unit_names(words):
        found[full_name(name, settings)] = None
        group = group_of(name, settings)
        found |= dict.fromkeys(full_name(one, settings) for one in (group.members if group else ()))
    return tuple(found)


def unit_page(name: str) -> str:
    """Address of the page of a unit with this full name."""
    return f"units/{word_part(name)}.html"


def _folded(name: str) -> str:
    """The name as it is compared: 各县(市、区) is 各县（市、区）."""
    return name.translate(_BRACKETS_FOLDED)


def _pieces(words: str) -> Iterator[Piece]:
    # Brackets are blanked out of a copy of the same length, so that no separator within them is found.
    plain = _BRACKETS.sub(lambda match: "〇" * len(match.group()), words)
    at = 0
    for between in (*_BETWEEN.finditer(plain), None):
        end = between.start() if between else len(words)
        yield from _named(words[at:end])
        if between:
            yield between.group(), ""
            at = between.end()


def _named(part: str) -> Iterator[Piece]:
    before = _BEFORE.match(part)
    start = before.end() if before else 0
    after = _AFTER.search(part, start)
    end = after.start() if after else len(part)
    if start:
        yield part[:start], ""
    name = part[start:end].strip()
    if part[start:end]:
        yield part[start:end], name if len(name) <= _MOST else ""
    if part[end:]:
        yield part[end:], ""
