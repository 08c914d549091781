"""The lists that a Word file defines (numbering.xml, ISO/IEC 29500-1, 17.9): their levels, and what each use overrides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gongkai.reading.word.symbol_fonts import in_font
from gongkai.reading.word.word_elements import Element

MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list."""

    start: int = 1
    numbering: str = "decimal"
    """Name of the format of its numbers."""
    own: str = ""
    """The pattern of a custom format."""
    label: str = ""
    """The printed label with ``%1`` for the number of the first level, and so on."""
    restart: int | None = None
    """The level, counted from 1, after which it begins anew; 0 for never, None for every level above it."""
    is_legal: bool = False
    """Whether all numbers of its labels are decimal, whatever their levels say."""
    follower: str = "tab"
    """What stands between label and text: tab, space or nothing."""
    style: str = ""
    """The paragraph style that stands for this level."""


@dataclass(frozen=True, slots=True)
class ListUse:
    """A list as paragraphs name it (``w:num``): the definition whose counters it shares, and what it overrides."""

    definition: str
    starts: Mapping[int, int]
    """Levels that begin with another number at the first use of this list."""
    levels: Mapping[int, ListLevel]


@dataclass(frozen=True, slots=True)
class ListDefinitions:
    """All lists of a file."""

    levels: Mapping[str, Mapping[int, ListLevel]]
    """Definition → its levels, counted from 0."""
    uses: Mapping[str, ListUse]
    links: Mapping[str, str]
    """Definition → the numbering style whose list it stands for (numStyleLink)."""

    def use(self, number: str, lists_of_styles: Mapping[str, str]) -> ListUse | None:
        """The list with this number, its definition being one with levels; ``lists_of_styles``: numbering style → its list."""
        use = self.uses.get(number)
        seen: set[str] = set()
        while use and not self.levels.get(use.definition) and use.definition not in seen:
            seen.add(use.definition)
            linked = self.uses.get(lists_of_styles.get(self.links.get(use.definition, ""), ""))
            if linked is None:
                return None
            # What the list itself overrides holds for the levels of the style too.
            use = replace(linked, starts={**linked.starts, **use.starts}, levels={**linked.levels, **use.levels})
        return use


def list_definitions(elements: Iterable[Element]) -> ListDefinitions:
    """The lists in ``elements``, the children of the root of numbering.xml."""
    levels: dict[str, Mapping[int, ListLevel]] = {}
    uses: dict[str, ListUse] = {}
    links: dict[str, str] = {}
    for one in elements:
        if one.name == "abstractNum":
            number = one.get("abstractNumId")
            levels[number] = _levels(one)
            links[number] = one.value("numStyleLink") or ""
        elif one.name == "num":
            uses[one.get("numId")] = _use(one)
    return ListDefinitions(levels, uses, links)


def _use(element: Element) -> ListUse:
    starts: dict[int, int] = {}
    levels: dict[int, ListLevel] = {}
    for override in element.children:
        if override.name != "lvlOverride":
            continue
        level = _whole(override.get("ilvl"), 0)
        own = override.child("lvl")
        if own:
            levels[level] = _level(own)
            starts[level] = levels[level].start
        start = override.value("startOverride")
        if start is not None:
            starts[level] = _whole(start, 1)
    return ListUse(element.value("abstractNumId") or "", starts, levels)


def _levels(element: Element) -> dict[int, ListLevel]:
    """The levels of a definition; some programs leave out their numbers and only keep the order."""
    found: dict[int, ListLevel] = {}
    for place, one in enumerate(child for child in element.children if child.name == "lvl"):
        found[_whole(one.get("ilvl"), place)] = _level(one)
    return found


def _level(element: Element) -> ListLevel:
    numbering = element.child("numFmt")
    restart = element.value("lvlRestart")
    label = element.value("lvlText") or ""
    is_bullet = numbering is not None and numbering.get("val") == "bullet"
    return ListLevel(
        # A level that states no first number begins with zero (17.9.25), but every program writes one.
        start=_whole(element.value("start") or "", 1),
        numbering=numbering.get("val") if numbering else "decimal",
        own=numbering.get("format") if numbering else "",
        # The letters of a bullet are often those of a symbol font; numbers would no longer be found among its signs.
        label=in_font(label, element.child("rPr")) if is_bullet else label,
        restart=None if restart is None else _whole(restart, 0),
        is_legal=bool(element.is_on("isLgl")),
        follower=element.value("suff") or "tab",
        style=element.value("pStyle") or "",
    )


def _whole(written: str, otherwise: int) -> int:
    """The whole number as written, bounded; ``otherwise`` where it is none."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= 6 else otherwise
