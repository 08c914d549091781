"""What is given for the fields of a new item, each text read as its field demands, and what the item must have besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.drafting.draft_refused import DraftRefusedError
from gongkai.model.item import Value
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.words.matcher import matcher
from gongkai.reading.values.fields import holds
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.values.typed_value import Fault, value_of
from gongkai.reading.vocabulary import terms

BOXED = (FieldType.TABLE, FieldType.RECORD, FieldType.REFERENCE, FieldType.FILE, FieldType.TEXT_FILE)
"""Fields with columns, and those that name files: they are filled in in the file, not in one line."""
_BETWEEN = matcher(r"[、，,；;]")


@dataclass(slots=True)
class GivenValues:
    """The values of a new item by the names of their fields."""

    kind: Kind
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """As they are to be written; several of a list."""
    values: dict[str, Value] = field(default_factory=dict)

    def give(self, known: Field, typed: str) -> None:
        """Take what was typed for a field. Raises DraftRefusedError where it is no value of it."""
        parts = [typed]
        if "\n" in typed.strip() and known.type not in (FieldType.TEXT, FieldType.LIST):
            raise DraftRefusedError(f"“{known.title}”写成了几行。请写在同一行。")
        if known.type is FieldType.LIST:
            parts = [part.strip() for part in _BETWEEN.split(typed.strip().strip("[]［］")) if part.strip()]
        found = [value_of(part, known) for part in parts]
        for one in found:
            if isinstance(one, Fault) and not one.warning:
                raise DraftRefusedError(f"{one.what}{one.remedy}")
        if all(one is None for one in found):
            return
        self.texts[known.name] = tuple(part.strip() for part in parts)
        self.values[known.name] = tuple(parts) if known.type is FieldType.LIST else _value(found[0])

    def give_by_label(self, label: str, typed: str) -> None:
        """Take what was given for the field with this label. Raises DraftRefusedError."""
        known = self.kind.by_label.get(label)
        if known is None:
            hint = suggestion(label, self.kind.by_label) or "标签见手册“字段”。"
            raise DraftRefusedError(f"“{self.kind.title}”没有“{label}”这一项。{hint}没有写任何文件。")
        if known.type in BOXED:
            how = "用 --for 写明，或者" if known.type is FieldType.REFERENCE else ""
            raise DraftRefusedError(f"“{known.title}”不能在命令里写，请{how}建好以后在文件里填。没有写任何文件。")
        try:
            self.give(known, typed)
        except DraftRefusedError as error:
            raise DraftRefusedError(f"{error}没有写任何文件。") from None

    def needed(self) -> Iterator[Field]:
        """Every field that the item must have, in the order of the type; what was given may ask for more."""
        for known in self.kind.fields:
            if known.constraints.required or (
                known.required_when
                and not known.expected
                and holds(known.required_when, self.values, self.kind.by_label)
            ):
                yield known

    def missing(self) -> Iterator[Field]:
        """Those of them that are not given yet."""
        return (known for known in self.needed() if known.name not in self.texts)


def choices_of(known: Field) -> tuple[str, ...]:
    """The values that a field allows or proposes; empty where it takes anything."""
    if known.type is FieldType.BOOLEAN:
        return ("是", "否")
    return known.constraints.enum or (terms(known.vocabulary) if known.vocabulary else ())


def matching_kind(title: str, kinds: Mapping[str, Kind]) -> Kind:
    """The type with this title. Raises DraftRefusedError with the nearest titles."""
    by_title = {kind.title.strip("“”"): kind for kind in kinds.values()} | {kind.title: kind for kind in kinds.values()}
    plain = title.strip()
    if plain in by_title:
        return by_title[plain]
    titles = [kind.title for kind in kinds.values()]
    within = [one for one in titles if plain and plain in one]
    hint = suggestion(plain, titles) or (f"是否指{'、'.join(f'“{one}”' for one in within)}？" if within else "")
    raise DraftRefusedError(f"没有“{plain}”这种类型。{hint or f'可以写：{_joined(titles)}。'}没有写任何文件。")


def _value(found: Value | Fault | None) -> Value:
    assert found is not None, "a blank is given to no field"
    return found.value or "" if isinstance(found, Fault) else found


def _joined(titles: list[str]) -> str:
    return "、".join(titles)
