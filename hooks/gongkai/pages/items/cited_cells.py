"""The texts of an item with what they name as links: a basis with its validity, an entry of a list."""

from __future__ import annotations

from gongkai.model.addresses import attachment_url, item_url
from gongkai.model.item import Item
from gongkai.model.kind import Field
from gongkai.model.publication import Publication
from gongkai.model.relation import Relation
from gongkai.pages.cell import Cell
from gongkai.pages.lists.line import line_of_target
from gongkai.texts.cited import Cited, documents_in, names_in, whole_name


class CitedCells:
    """Draws the texts of one item; a text that names nothing stays a text."""

    def __init__(self, item: Item, publication: Publication) -> None:
        self._publication = publication
        self._relations: dict[tuple[str, str], Relation] = {}
        for one in publication.outgoing.get(item.index_no, ()):
            if one.spot:
                self._relations.setdefault((one.spot.field, one.written), one)
        self._files = {
            name: attachment_url(item, one) for one in item.attachments for name in (one.title, one.name) if name
        }
        self._drawn: dict[tuple[str, str], tuple[Cell, ...]] = {}

    def pieces(self, text: str, column: Field, field: str = "") -> tuple[Cell, ...]:
        """The pieces of a text of ``column``, linked or not; empty where nothing in it is a link.

        ``field`` is the name under which its relations state it, where that is not the name of the column.
        """
        name = field or column.name
        if not text:
            return ()
        if column.cites and column.cites.file:
            return self._with_file(text)
        if not self._relations:
            return ()
        key = (name, text)
        if key not in self._drawn:
            self._drawn[key] = tuple(self._of(text, column, name))
        return self._drawn[key]

    def cell(self, text: str, column: Field, field: str = "") -> Cell:
        """The text as a cell."""
        return Cell(text, pieces=self.pieces(text, column, field))

    def _with_file(self, text: str) -> tuple[Cell, ...]:
        """The text with the name of an attachment in it as a link."""
        name = max((one for one in self._files if one in text), key=len, default="")
        if not name:
            return ()
        before, _, after = text.partition(name)
        return tuple(one for one in (Cell(before), Cell(name, self._files[name]), Cell(after)) if one.words)

    def _of(self, text: str, column: Field, name: str) -> list[Cell]:
        pieces: list[Cell] = []
        at = 0
        for cited in _named(text, column):
            relation = self._relations.get((name, cited.names[0]))
            if relation is None or cited.start < at:
                continue
            if cited.start > at:
                pieces.append(Cell(text[at : cited.start]))
            line = line_of_target(relation, self._publication)
            url = line.url
            if relation.entry:
                url = f"{url}#{relation.entry.anchor}"
            at = max(cited.end, cited.through)
            pieces.append(Cell(text[cited.start : at], url, line.badge))
        if pieces and at < len(text):
            pieces.append(Cell(text[at:]))
        return pieces


def _named(text: str, column: Field) -> tuple[Cited, ...]:
    """What the text may name, in the way in which binding looks for it."""
    if column.cites is None:
        return ()
    if not column.cites.names_documents:
        return names_in(text)
    whole = whole_name(text)
    return documents_in(text) or ((whole,) if whole else ())


def spot_url(relation: Relation) -> str:
    """The address of the place that states a relation, within the page of its source."""
    anchor = f"#{relation.spot.anchor}" if relation.spot else ""
    return f"{item_url(relation.source)}{anchor}"
