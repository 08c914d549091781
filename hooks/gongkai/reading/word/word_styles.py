"""The styles of a Word file (styles.xml, ISO/IEC 29500-1, 17.7), each with what it inherits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gongkai.reading.word.word_elements import Element

_DEFAULT_SIZE = 20
"""Half points of a text of which nothing is said (17.3.2.38)."""
_MOST_ANCESTORS = 50


@dataclass(frozen=True, slots=True)
class Look:
    """What the import looks at in paragraphs and runs; None where nothing is said."""

    list_number: str | None = None
    list_level: int | None = None
    outline: int | None = None
    """Level of a heading, 0 to 8; 9 for text."""
    side: str | None = None
    """Alignment: left, center, right, both, end …"""
    is_bold: bool | None = None
    size: int | None = None
    """Size of the letters in half points."""
    is_hidden: bool | None = None
    position: str | None = None
    """superscript or subscript."""
    is_struck: bool | None = None
    is_capital: bool | None = None
    underline: str | None = None
    """The name of its line below; none for no line."""
    emphasis: str | None = None
    """The name of the marks below or above each letter (着重号); none for no marks."""
    is_italic: bool | None = None
    highlight: str | None = None
    """The colour of a marker pen; none for no colour."""

    def over(self, below: Look) -> Look:
        """This look where it says something, ``below`` where it does not."""
        said = {name: value for name in Look.__slots__ if (value := getattr(self, name)) is not None}
        return replace(below, **said) if said else below


NOTHING_SAID = Look()
_NO_LOOK = (None, "", "none")


def is_look(value: str | None) -> bool:
    """Whether the value of a property names a look, and not that there is none."""
    return value not in _NO_LOOK


def look_of(paragraph: Element | None, run: Element | None) -> Look:
    """The look that the properties of a paragraph (pPr) and of a run (rPr) state."""
    if paragraph is None and run is None:
        return NOTHING_SAID
    numbering = paragraph.child("numPr") if paragraph else None
    struck = [run.is_on(name) for name in ("strike", "dstrike")] if run else []
    return Look(
        list_number=numbering.value("numId") if numbering else None,
        list_level=_whole(numbering.value("ilvl") if numbering else None),
        outline=_whole(paragraph.value("outlineLvl") if paragraph else None),
        side=paragraph.value("jc") if paragraph else None,
        is_bold=run.is_on("b") if run else None,
        size=_whole(run.value("sz") if run else None),
        is_hidden=run.is_on("vanish") if run else None,
        position=run.value("vertAlign") if run else None,
        is_struck=any(struck) if any(one is not None for one in struck) else None,
        is_capital=run.is_on("caps") if run else None,
        underline=run.value("u") if run else None,
        emphasis=run.value("em") if run else None,
        is_italic=run.is_on("i") if run else None,
        highlight=run.value("highlight") if run else None,
    )


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a file, by their ids, inheritance resolved."""

    looks: Mapping[str, Look]
    """The look of the style without a name is that of paragraphs that name none."""
    names: Mapping[str, str]
    """Style → its name in lower case, which programs keep in English for those that are built in."""
    default: str
    """The style of paragraphs that name none; empty where no style is."""
    lists: Mapping[str, str]
    """Numbering style → the number of its list."""
    numbered_by: Mapping[str, str]
    """Paragraph style → the style from which its list comes."""

    def look(self, style: str) -> Look:
        """The look of a style; that of an unknown one is the default."""
        return self.looks.get(style) or self.looks.get("", NOTHING_SAID)


def styles_in(elements: Iterable[Element]) -> Styles:
    """The styles among ``elements``, the children of the root of styles.xml."""
    own: dict[str, Look] = {}
    parents: dict[str, str] = {}
    names: dict[str, str] = {}
    lists: dict[str, str] = {}
    default, common = "", Look(size=_DEFAULT_SIZE)
    of_runs: set[str] = set()
    for one in elements:
        if one.name == "docDefaults":
            ways = (one.child("pPrDefault"), one.child("rPrDefault"))
            paragraph, run = (way.child(name) if way else None for way, name in zip(ways, ("pPr", "rPr")))
            common = look_of(paragraph, run).over(common)
        elif one.name == "style":
            identity = one.get("styleId")
            own[identity] = look_of(one.child("pPr"), one.child("rPr"))
            parents[identity] = one.value("basedOn") or ""
            names[identity] = (one.value("name") or "").lower()
            if one.get("type") == "character":
                of_runs.add(identity)
            if one.get("type") == "numbering":
                lists[identity] = own[identity].list_number or ""
            if one.get("type") == "paragraph" and one.get("default") in ("1", "true", "on"):
                default = identity
    inherited = _Inherited(own, parents)
    # Styles of runs lie over those of paragraphs, so that the defaults must not speak through them.
    looks = {identity: inherited.look(identity, NOTHING_SAID if identity in of_runs else common) for identity in own}
    numbered_by = {identity: inherited.numbered_by(identity) for identity in own}
    looks.setdefault("", looks.get(default, common))
    return Styles(looks, names, default, lists, numbered_by)


@dataclass(frozen=True, slots=True)
class _Inherited:
    """Looks with those of their ancestors; a chain that runs in a circle or too long is cut."""

    own: Mapping[str, Look]
    parents: Mapping[str, str]

    def look(self, identity: str, common: Look) -> Look:
        look = common
        for one in reversed(self._chain(identity)):
            look = self.own[one].over(look)
        return look

    def numbered_by(self, identity: str) -> str:
        return next((one for one in self._chain(identity) if self.own[one].list_number is not None), "")

    def _chain(self, identity: str) -> list[str]:
        chain: list[str] = []
        while identity in self.own and identity not in chain and len(chain) < _MOST_ANCESTORS:
            chain.append(identity)
            identity = self.parents.get(identity, "")
        return chain


def _whole(written: str | None) -> int | None:
    """The whole number as written; None where it is none."""
    return int(written) if written and written.isascii() and written.isdecimal() and len(written) <= 6 else None
