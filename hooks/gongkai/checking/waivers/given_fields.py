"""Fields of an item, and rows of its table fields, as places in an original document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from gongkai.checking.waivers.no_place import NoPlace, is_plain
from gongkai.checking.waivers.printed_lines import LinePlaces
from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.model.printed_defect import Part, Spot
from gongkai.model.printed_words import LINE, folded, joined
from gongkai.reading.printable_faults import is_printed
from gongkai.texts.value_words import value_words


class GivenPlaces:
    """The fields of one item that have a value, found by name or by place."""

    def __init__(self, item: Item) -> None:
        self._item = item
        self._texts: dict[str, LinePlaces] = {}

    @property
    def titles(self) -> list[str]:
        """The labels of the given fields that are printed in the original."""
        fields = self._item.kind.fields
        return [field.title for field in fields if field.name in self._item.values and is_printed(field)]

    def named(self, words: str) -> Spot | NoPlace | None:
        """The field, row or line that the folded words name, or why it cannot be used; None if they name nothing here."""
        field = next((one for label, one in self._item.kind.by_label.items() if folded(label) == words), None)
        if field is None:
            return next((spot for spot, names in self._rows if words in names), None) or self._line_named(words)
        if not is_printed(field):
            return NoPlace(f"“{field.title}”是编目的内容，不是原件上印的。", "请改正这一项，删除这条“照原件公开”。")
        if field.name not in self._item.values:
            return NoPlace(f"没有写“{field.title}”这一项。", "请核对位置。")
        return self._field(field)

    def at(self, place: Place) -> Spot | None:
        """The field, row or line at a place in the item's source; None if it is not printed in the original."""
        row = next((spot for spot, _ in self._rows if spot.place == place), None)
        if row:
            return row
        whole = replace(place, inside=0)
        name = next((name for name, other in self._item.places.items() if other == whole), "")
        field = self._item.kind.by_name.get(name)
        if field is None or not is_printed(field):
            return None
        return self._lines(field).at(place.inside - 1) if place.inside else self._field(field)

    def _line_named(self, words: str) -> Spot | NoPlace | None:
        """A line of a field with several lines, named «总体情况“……”»; None if the words begin with no such field's label."""
        for field in self._item.kind.fields:
            rest = words.removeprefix(folded(field.title))
            if rest != words and _begins_line(rest) and is_printed(field) and "\n" in self._item.text(field.name):
                return self._lines(field).named(rest)
        return None

    def _lines(self, field: Field) -> LinePlaces:
        if field.name not in self._texts:
            place = self._item.at(field.name)
            self._texts[field.name] = LinePlaces(
                Part.LINE,
                field.name,
                field.title,
                self._item.text(field.name),
                lambda number: replace(place, inside=number + 1),
            )
        return self._texts[field.name]

    def _field(self, field: Field) -> Spot:
        # A value that was rejected has a place but no text.
        words = value_words(self._item.values.get(field.name), field, self._item.text("figure_unit"))
        place = self._item.at(field.name)
        return Spot(part=Part.FIELD, words=field.title, place=place, printed=words, name=field.name)

    @cached_property
    def _rows(self) -> list[tuple[Spot, tuple[str, str]]]:
        """Every row of a table field, with the two names that it can have, folded."""
        return list(self._every_row())

    def _every_row(self) -> Iterator[tuple[Spot, tuple[str, str]]]:
        for field in self._item.kind.fields:
            if field.type is not FieldType.TABLE or not is_printed(field):
                continue
            rows = self._item.rows(field.name)
            texts = [[value_words(row.values.get(column.name), column) for column in field.columns] for row in rows]
            counts = Counter(cell for cells in texts for cell in set(cells))
            for number, (row, cells) in enumerate(zip(rows, texts)):
                numbered = joined(field.title, f"第{number + 1}行")
                own = next((cell for cell in cells if counts[cell] == 1 and is_plain(cell)), "")
                words = joined(field.title, own) if own else numbered
                printed = "，".join(filter(None, cells))
                spot = Spot(part=Part.ROW, words=words, place=row.place, printed=printed, name=field.name, row=number)
                yield spot, (folded(words), folded(numbered))


def _begins_line(words: str) -> bool:
    return words[:1] in ("“", "「", '"') or bool(LINE.match(words))
