"""The examples of fields in an agency's own terms: its code in index numbers, its 机关代字 in document numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gongkai.model.column import Agency
from gongkai.model.kind import Field, Kind
from gongkai.reading.demonstration import ORG_CODE

_PREFIX = "示商发"
_ANY_PREFIX = "某发"


def with_own_examples(kinds: Mapping[str, Kind], agency: Agency) -> dict[str, Kind]:
    """The types with examples that clerks of ``agency`` can follow; without a code of its own they stay as defined."""
    if agency.org_code in ("", ORG_CODE):
        return dict(kinds)
    prefix = agency.number_prefixes[0] if agency.number_prefixes else _ANY_PREFIX
    words = {ORG_CODE: agency.org_code, _PREFIX: prefix}
    return {name: _of_agency(kind, words) for name, kind in kinds.items()}


def _of_agency(kind: Kind, words: Mapping[str, str]) -> Kind:
    own = {one.name: _with_own(one, words) for one in kind.fields}
    return replace(
        kind,
        fields=tuple(own.values()),
        by_name={name: own[one.name] for name, one in kind.by_name.items()},
        by_label={label: own[one.name] for label, one in kind.by_label.items()},
    )


def _with_own(field: Field, words: Mapping[str, str]) -> Field:
    example = field.example
    for one, own in words.items():
        example = example.replace(one, own)
    return field if example == field.example else replace(field, example=example)
