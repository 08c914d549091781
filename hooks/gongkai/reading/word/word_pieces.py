"""The pieces of one paragraph of a Word file: its runs, pictures, note marks, and what stands there besides the words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gongkai.model.words.matcher import matcher
from gongkai.reading.word.symbol_fonts import in_font, sign_of
from gongkai.reading.word.word_blocks import LineBreak, Missing, NoteMark, Piece, Words
from gongkai.reading.word.word_doubts import DoubtKind
from gongkai.reading.word.word_drawings import drawn
from gongkai.reading.word.word_elements import Element
from gongkai.reading.word.word_fields import (
    Field,
    OpenFields,
    drawn_words,
    draws_letters,
    filled_in,
    is_live_date,
    is_number,
    is_page_number,
    symbol_in,
)
from gongkai.reading.word.word_formulas import UnknownFormulaError, formula_parts
from gongkai.reading.word.word_styles import Look, Styles, is_look, look_of

_GONE = ("del", "moveFrom")
_CAME = ("ins", "moveTo")
_MATHS = ("oMath", "oMathPara")
_CHANGES = (*_GONE, *_CAME)
_HEXADECIMAL = matcher(r"[0-9A-Fa-f]{1,5}\Z")
_SIGNS = {"superscript": "^", "subscript": "_"}
"""How raised and lowered words are told where there is one height only."""
_POSITIONS = ("superscript", "subscript")


@dataclass(frozen=True, slots=True)
class Package:
    """What a paragraph refers to beyond its own part."""

    styles: Styles
    targets: Mapping[str, str]
    """Relationship → part of the package; empty where it leads out of the file."""
    addresses: Mapping[str, str]
    """Relationship → address outside."""
    comments: Mapping[str, str]
    """Comment → its words."""
    note_label: Callable[[str, str], str]
    """Kind (footnote, endnote) and id → the number of the note in the document."""
    is_margin: bool = False
    """Whether the part is a header or a footer, whose page numbers are no text."""


@dataclass(slots=True)
class Contents:
    """What was found in a paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """The contents of text boxes anchored in it."""
    doubts: list[tuple[DoubtKind, str]] = field(default_factory=list)
    is_contents: bool = False
    """Whether it belongs to a table of contents."""


class PieceReader:
    """Reads the paragraphs of one part in their order, since a field may reach over several of them."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._fields = OpenFields()
        self._contents = Contents()
        self._base = Look()
        self._address = ""

    def read(self, paragraph: Element, look: Look) -> Contents:
        """The contents of a paragraph (``w:p``) whose style and own properties give the look of its runs."""
        self._contents, self._base, self._address = Contents(), look, ""
        self._contents.is_contents = self._fields.in_contents
        for one in paragraph.children:
            if one.name == "pPr":
                marked = [*one.below("rPr", outside="pPrChange"), *one.below("numPr", outside="pPrChange")]
                if any(child.name in _GONE + _CAME for mark in marked for child in mark.children):
                    self._doubt(DoubtKind.REVISION, "段落或者编号")
            else:
                self._element(one, look)
        self._contents.is_contents = self._contents.is_contents or self._fields.in_contents
        return self._contents

    def _doubt(self, kind: DoubtKind, detail: str = "") -> None:
        self._contents.doubts.append((kind, detail))

    def _element(self, one: Element, look: Look) -> None:
        name = one.name
        if name == "r":
            self._run(one)
        elif name in _GONE:
            self._doubt(DoubtKind.REVISION, "删去“" + _shown(one, "delText", "t") + "”")
        elif name in _CAME:
            self._doubt(DoubtKind.REVISION, "加入“" + _shown(one, "t") + "”")
            self._all(one, look)
        elif name == "hyperlink":
            kept, self._address = self._address, self._package.addresses.get(one.get("id"), "")
            self._all(one, look)
            self._address = kept
        elif name == "fldSimple":
            self._fields.mark("begin")
            self._fields.instruct(one.get("instr"))
            self._fields.mark("separate")
            self._all(one, look)
            self._field_ended(self._fields.mark("end"), look)
        elif name in _MATHS:
            self._formula(one)
        elif name in ("smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo"):
            self._all(one, look)

    def _all(self, element: Element, look: Look) -> None:
        for one in element.children:
            self._element(one, look)

    def _run(self, run: Element) -> None:
        properties = run.child("rPr")
        style = (properties.value("rStyle") or "") if properties else ""
        of_style = self._package.styles.looks.get(style, Look()) if style else Look()
        look = look_of(None, properties).over(of_style.over(self._base)) if properties else self._base
        for one in run.children:
            self._content(one, look, properties)

    def _content(self, one: Element, look: Look, properties: Element | None) -> None:
        name = one.name
        if name == "t":
            self._words(in_font(one.text, properties), look)
        elif name == "fldChar":
            self._words(filled_in(one), look, is_result=True)
            self._field_ended(self._fields.mark(one.get("fldCharType")), look)
        elif name == "instrText":
            self._fields.instruct(one.text)
        elif name in ("tab", "ptab"):
            self._words("\t", look)
        elif name == "noBreakHyphen":
            self._words("-", look)
        elif name in ("br", "cr"):
            self._contents.pieces.append(LineBreak())
        elif name == "sym":
            self._symbol(one, look)
        elif name in ("footnoteReference", "endnoteReference"):
            label = self._package.note_label(name.removesuffix("Reference"), one.get("id"))
            self._contents.pieces.append(NoteMark(label))
        elif name == "commentReference":
            self._doubt(DoubtKind.COMMENT, self._package.comments.get(one.get("id"), ""))
        elif name == "ruby":
            for base in one.below("rubyBase"):
                self._all(base, look)
            if reading := "".join(_shown(above, "t") for above in one.below("rt")).strip():
                self._words(f"（{reading}）", look)
                self._doubt(DoubtKind.RUBY)
        elif name in ("drawing", "pict", "object"):
            self._drawn(one)

    def _words(self, text: str, look: Look, is_result: bool = False) -> None:
        if (
            not text
            or not (is_result or self._fields.is_text)
            or (self._fields.counts_pages and self._package.is_margin)
        ):
            return
        if look.is_hidden:
            self._doubt(DoubtKind.HIDDEN, text.strip())
            return
        position = look.position if look.position in _POSITIONS else None
        shown = text.upper() if look.is_capital else text
        words = Words(
            shown,
            bool(look.is_bold) or is_look(look.emphasis),
            look.size or 0,
            position or "",
            bool(look.is_struck),
            self._address or self._fields.address,
            is_look(look.underline),
        )
        if look.is_italic or is_look(look.highlight):
            self._doubt(DoubtKind.LOOK, "突出显示" if is_look(look.highlight) else "斜体")
        last = self._contents.pieces[-1] if self._contents.pieces else None
        if isinstance(last, Words) and _look(last) == _look(words):
            joined = Words(last.text + words.text, *_look(words))
            self._contents.pieces[-1] = joined
        else:
            self._contents.pieces.append(words)

    def _symbol(self, one: Element, look: Look) -> None:
        number = one.get("char")
        sign = sign_of(one.get("font"), int(number, 16)) if _HEXADECIMAL.match(number) else None
        if sign:
            self._words(sign, look)
        else:
            self._contents.pieces.append(Missing("符号"))

    def _field_ended(self, ended: Field | None, look: Look) -> None:
        name = ended.name if ended else ""
        if is_live_date(name):
            self._doubt(DoubtKind.LIVE_DATE)
        elif is_page_number(name) and not self._package.is_margin:
            self._doubt(DoubtKind.LIVE_PAGES)
        elif is_number(name):
            self._doubt(DoubtKind.NUMBERING, f"{name} 域")
        elif ended and draws_letters(name) and not ended.has_result:
            symbol = symbol_in(ended.instruction)
            words = sign_of(*symbol) if symbol else drawn_words(ended.instruction)
            if words:
                self._words(words, look)
            else:
                self._contents.pieces.append(Missing("公式" if name == "EQ" else "符号"))

    def _formula(self, one: Element) -> None:
        if any(True for name in _CHANGES for _ in one.below(name)):
            self._doubt(DoubtKind.REVISION, "公式")
        try:
            parts = formula_parts(one)
        except UnknownFormulaError:
            self._contents.pieces.append(Missing("公式"))
            return
        for text, position in parts:
            self._words(text, Look(position=position))
        self._doubt(DoubtKind.FORMULA, "".join(_SIGNS.get(position, "") + text for text, position in parts).strip())

    def _drawn(self, drawing: Element) -> None:
        found = drawn(drawing, self._package.targets)
        self._contents.boxes += found.boxes
        self._contents.pieces += found.pieces
        self._words(found.lettering, self._base)
        if found.is_composed:
            self._doubt(DoubtKind.DRAWN)


def _look(words: Words) -> tuple[bool, int, str, bool, str, bool]:
    return words.is_bold, words.size, words.position, words.is_struck, words.address, words.is_underlined


def _shown(element: Element, *names: str) -> str:
    return "".join(one.text for name in names for one in element.below(name))
