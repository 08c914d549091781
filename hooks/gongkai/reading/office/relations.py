"""The relationships of a part of a package (ISO/IEC 29500-2, 9.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.reading.office.xml_events import Handler, attribute, read_xml


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: its Id, Type and Target, and whether the target is outside the package (TargetMode External)."""

    number: str
    purpose: str
    target: str
    is_outside: bool


class _Relations(Handler[Relation]):
    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            number, purpose, target = (attribute(attributes, key) for key in ("Id", "Type", "Target"))
            outside = attribute(attributes, "TargetMode").lower() == "external"
            self.found.append(Relation(number, purpose, target, outside))


def relations(xml: bytes) -> Iterator[Relation]:
    """The relationships in ``xml``, a part ``_rels/*.rels``. Raises DamagedXmlError."""
    return read_xml(xml, _Relations())
