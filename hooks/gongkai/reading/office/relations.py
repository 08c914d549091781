"""What a part of a package refers to (ISO/IEC 29500-2, 9.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.reading.office.xml_events import Handler, attribute, read_xml


@dataclass(frozen=True, slots=True)
class Relation:
    """One reference: its number, what it is for, where it leads, and whether that is outside the package."""

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
    """The references in the bytes of a part ``_rels/*.rels``. Raises DamagedXmlError."""
    return read_xml(xml, _Relations())
