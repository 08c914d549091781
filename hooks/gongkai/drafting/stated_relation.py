"""Which field of a new item names the document that it is about: 解读对象 of an interpretation, 废止 or 修改 of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.binding.targets import Targets
from gongkai.drafting.draft_refused import DraftRefusedError
from gongkai.drafting.yaml_words import scalar
from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.publication import ReadColumn
from gongkai.reading.values.nearest import suggestion

_COMMON = ("based_on", "related")
"""Relations that every type can state; they are meant only where somebody names them."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A reference of a new item: the field, the column of a table that holds it, the document and how it is written."""

    field: Field
    column: Field
    target: Item

    @property
    def written(self) -> str:
        """The number by which references name the document: its 发文字号, else its 索引号."""
        return self.target.doc_no or self.target.index_no

    @property
    def still_needed(self) -> tuple[Field, ...]:
        """The other columns that such a reference must have."""
        return tuple(one for one in self.field.columns if one.constraints.required and one.name != self.column.name)


def relation_lines(stated: Iterable[Stated]) -> Iterator[str]:
    """The lines of one field with its references; what a reference must say besides stays to be filled in."""
    for place, one in enumerate(stated):
        if not place:
            yield f"{one.field.title}:"
        yield f"  # {one.target.title}"
        yield f"  - {one.column.title}: {scalar(one.written)}"
        yield from (f"    {column.title}:" for column in one.still_needed)


def stated_relation(asked: str, kind: Kind, column: ReadColumn) -> Stated:
    """The relation that ``asked`` means: a number or title, or «label=number». Raises DraftRefusedError."""
    label, equals, number = asked.partition("=")
    label, number = (label.strip(), number.strip()) if equals else ("", asked.strip())
    field, cell = _field(kind, label)
    targets = Targets.of(column.items)
    target = targets.find(number)
    if target is None:
        near = targets.nearly(number)
        hint = (
            f"是否指“{near.doc_no or near.index_no}”（{near.title}）？"
            if near
            else "请写专栏里的发文字号、索引号或者标题。"
        )
        raise DraftRefusedError(f"专栏里没有“{number}”。{hint}外单位的文件，建好以后在文件里写。没有写任何文件。")
    return Stated(field, cell, target)


def _field(kind: Kind, label: str) -> tuple[Field, Field]:
    known = dict(_references(kind))
    if label:
        for field, cell in known.items():
            if label in (field.title, *field.aliases):
                return field, cell
        titles = [field.title for field in known]
        hint = suggestion(label, titles)
        raise DraftRefusedError(
            f"“{kind.title}”没有“{label}”这种关系。{hint}可以写：{'、'.join(titles)}。没有写任何文件。"
        )
    own = [field for field in known if field.name not in _COMMON]
    needed = [field for field in own if field.constraints.required] or own
    if len(needed) == 1:
        return needed[0], known[needed[0]]
    choices = needed or list(known)
    examples = "、".join(f"--for {field.title}=……" for field in choices)
    raise DraftRefusedError(f"“{kind.title}”有几种关系，请写明是哪一种：{examples}。没有写任何文件。")


def _references(kind: Kind) -> Iterator[tuple[Field, Field]]:
    """Every field that names documents, with the column in which it does."""
    for field in kind.fields:
        if field.type is FieldType.REFERENCE and field.relation:
            yield field, next(column for column in field.columns if column.name == "target")
        elif field.type is FieldType.TABLE:
            for column in field.columns:
                if column.relation and column.type is not FieldType.REFERENCE:
                    yield field, column
                    break
