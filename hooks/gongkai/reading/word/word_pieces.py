"""The pieces of one paragraph of a Word file: its runs, pictures, note marks, and what stands there besides the words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gongkai.reading.word.word_blocks import Enclosed, LineBreak, Missing, NoteMark, Picture, Piece, Words
from gongkai.reading.word.word_doubts import DoubtKind
from gongkai.reading.word.word_elements import Element
from gongkai.reading.word.word_fields import OpenFields, is_live_date, is_number, is_page_number
from gongkai.reading.word.word_styles import Look, Styles, look_of

_GONE = ("del", "moveFrom")
_CAME = ("ins", "moveTo")
_SYMBOLS = {"F0FE": "☑", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0FB": "✗", "F052": "☑", "F0A3": "☐", "F050": "✓"}
"""Signs of Wingdings by which forms mark boxes; others have no certain form in Unicode."""
_WATERMARK = "WaterMark"
_BOX = "txbxContent"
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
            field_name = (one.get("instr").split() or [""])[0].upper()
            if not is_page_number(field_name):
                self._field_ended(field_name)
                self._all(one, look)
        elif name in ("oMath", "oMathPara"):
            self._contents.pieces.append(Missing("公式"))
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
            self._content(one, look)

    def _content(self, one: Element, look: Look) -> None:
        name = one.name
        if name == "t":
            self._words(one.text, look)
        elif name == "fldChar":
            self._field_ended(self._fields.mark(one.get("fldCharType")))
        elif name == "instrText":
            self._fields.instruct(one.text)
        elif name in ("tab", "ptab"):
            self._words("\t", look)
        elif name == "noBreakHyphen":
            self._words("-", look)
        elif name in ("br", "cr"):
            if one.get("type") not in ("page", "column"):
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
        elif name in ("drawing", "pict", "object"):
            self._drawn(one)

    def _words(self, text: str, look: Look) -> None:
        if not text or not self._fields.is_text:
            return
        if look.is_hidden:
            self._doubt(DoubtKind.HIDDEN, text.strip())
            return
        position = look.position if look.position in _POSITIONS else None
        shown = text.upper() if look.is_capital else text
        words = Words(shown, bool(look.is_bold), look.size or 0, position or "", bool(look.is_struck), self._address)
        last = self._contents.pieces[-1] if self._contents.pieces else None
        if isinstance(last, Words) and _look(last) == _look(words):
            joined = Words(last.text + words.text, *_look(words))
            self._contents.pieces[-1] = joined
        else:
            self._contents.pieces.append(words)

    def _symbol(self, one: Element, look: Look) -> None:
        sign = _SYMBOLS.get(one.get("char").upper()) if "ingding" in one.get("font") else None
        if sign:
            self._words(sign, look)
        else:
            self._contents.pieces.append(Missing("符号"))

    def _field_ended(self, name: str) -> None:
        if is_live_date(name):
            self._doubt(DoubtKind.LIVE_DATE)
        elif is_number(name):
            self._doubt(DoubtKind.NUMBERING, f"{name} 域")

    def _drawn(self, drawing: Element) -> None:
        """A picture, a text box, an embedded file, lettering as a drawing, or something that only a program can draw."""

        def own(name: str) -> list[Element]:
            # What stands in a text box is read with its paragraphs.
            return [*drawing.below(name, outside=_BOX)]

        self._contents.boxes += own(_BOX)
        pictures = [one.get("embed") for one in own("blip")] + [one.get("id") for one in own("imagedata")]
        lettering = [one.get("string") for one in own("textpath")]
        if enclosed := own("OLEObject"):
            # The picture beside it only shows the file as it was when it was put in.
            self._contents.pieces += [Enclosed(self._package.targets.get(one.get("id"), "")) for one in enclosed]
        elif pictures:
            description = _description(drawing)
            targets = (self._package.targets.get(relation, "") for relation in pictures)
            self._contents.pieces += [Picture(target, description) for target in targets]
        elif any(lettering) and not any(_WATERMARK in one.get("id") for one in own("shape")):
            self._words("".join(lettering), self._base)
        elif own("chart"):
            self._contents.pieces.append(Missing("图表"))
        elif own("relIds"):
            self._contents.pieces.append(Missing("SmartArt 图形"))


def _look(words: Words) -> tuple[bool, int, str, bool, str]:
    return words.is_bold, words.size, words.position, words.is_struck, words.address


def _shown(element: Element, *names: str) -> str:
    return "".join(one.text for name in names for one in element.below(name))


def _description(drawing: Element) -> str:
    """The description of a picture for readers who do not see it; the names that programs give are none."""
    for name in ("docPr", "shape"):
        for one in drawing.below(name):
            said = one.get("descr") or one.get("alt")
            if said.strip():
                return " ".join(said.split())
    return ""
