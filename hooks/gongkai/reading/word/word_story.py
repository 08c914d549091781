"""One story of a Word file (its body, a header, the notes) as blocks, with the numbers that its paragraphs are printed with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.reading.word.list_counters import Label, ListCounters
from gongkai.reading.word.printed_numerals import UnknownFormatError
from gongkai.reading.word.word_blocks import Block, WordParagraph, WordTable
from gongkai.reading.word.word_doubts import Doubt, DoubtKind
from gongkai.reading.word.word_elements import Element
from gongkai.reading.word.word_pieces import Contents, Package, PieceReader
from gongkai.reading.word.word_styles import Look, look_of
from gongkai.reading.word.word_tables import table_of

_WRAPPERS = ("sdt", "sdtContent", "customXml", "smartTag")
_CHANGES = ("ins", "del", "moveFrom", "moveTo")
_OTHER_DOCUMENTS = ("altChunk", "subDoc")
_CHANGED = ("ins", "del", "cellIns", "cellDel", "cellMerge")
_SIDES = {"left": "", "start": "", "both": "", "distribute": "", "center": "center", "right": "right", "end": "right"}
_NO_HEADING = 9
_FIRST_WORDS = 24


class Story:
    """Reads the children of the body one after another; ``doubts`` and ``contents_lines`` are complete afterwards."""

    def __init__(self, package: Package, counters: ListCounters) -> None:
        self._package = package
        self._counters = counters
        self._pieces = PieceReader(package)
        self.doubts: list[Doubt] = []
        self.contents_lines = 0
        """Number of lines of tables of contents, which were left out."""
        self._last_words = ""

    def blocks(self, elements: Iterable[Element]) -> Iterator[Block]:
        """The blocks in ``elements``, each text box before the paragraph in which it is anchored."""
        for one in elements:
            if one.name == "p":
                yield from self._paragraph(one)
            elif one.name == "tbl":
                yield self._table(one)
            elif one.name == "sdt" and _is_contents(one):
                self.contents_lines += sum(1 for _ in one.below("p"))
            elif one.name in _CHANGES:
                self._add(DoubtKind.REVISION, self._last_words, "整段")
            elif one.name in _WRAPPERS:
                yield from self.blocks(one.children)
            elif one.name in _OTHER_DOCUMENTS:
                self._add(DoubtKind.ENCLOSED_TEXT, self._last_words)

    def _table(self, element: Element) -> WordTable:
        changes = [child for name in ("trPr", "tcPr") for one in element.below(name) for child in one.children]
        table = table_of(element, lambda cell: [*self.blocks(cell.children)])
        if any(one.name in _CHANGED for one in changes):
            self._add(DoubtKind.REVISION, self._last_words, "表格的行或者单元格")
        return table

    def _paragraph(self, element: Element) -> Iterator[Block]:
        properties = element.child("pPr")
        style = (properties.value("pStyle") or "") if properties else ""
        of_style = self._package.styles.look(style)
        look = look_of(properties, None).over(of_style)
        found = self._pieces.read(element, look)
        for box in found.boxes:
            yield from self.blocks(box.children)
        if found.is_contents:
            self.contents_lines += 1
            return
        label, fault = self._label(look, style)
        paragraph = WordParagraph(
            tuple(found.pieces),
            label.text if label else "",
            _SIDES.get(look.side or "", ""),
            look.outline if look.outline is not None and look.outline < _NO_HEADING else None,
            self._package.styles.names.get(style or self._package.styles.default, ""),
        )
        self._tell(paragraph, found, fault, label)
        yield paragraph

    def _label(self, look: Look, style: str) -> tuple[Label | None, str]:
        """The automatic number of a paragraph, and why it cannot be printed."""
        number = look.list_number
        if number is None or number == "0":
            return None, ""
        level = look.list_level
        if level is None:
            level = self._counters.level_of(number, style)
        if level is None:
            level = self._counters.level_of(number, self._package.styles.numbered_by.get(style, ""))
        try:
            return self._counters.next_label(number, level or 0), ""
        except UnknownFormatError as error:
            return None, str(error)

    def _tell(self, paragraph: WordParagraph, found: Contents, fault: str, label: Label | None) -> None:
        words = paragraph.text.strip()
        self._last_words = words or self._last_words
        for kind, detail in found.doubts:
            self._add(kind, words or detail or self._last_words, detail if words else "")
        if fault:
            self._add(DoubtKind.NUMBERING, words, fault)
        elif label and label.skips:
            self._add(DoubtKind.SKIPPED_NUMBER, words)

    def _add(self, kind: DoubtKind, words: str, detail: str = "") -> None:
        short = words[:_FIRST_WORDS] + ("……" if len(words) > _FIRST_WORDS else "")
        self.doubts.append(Doubt(kind, short, detail))


def _is_contents(element: Element) -> bool:
    """Whether a content control is the table of contents that Word makes."""
    return any(one.get("val") == "Table of Contents" for one in element.below("docPartGallery"))
