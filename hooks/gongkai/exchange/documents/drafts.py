"""A draft item: what an import proposes, on what it bases each value, and what must be told beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class ImportRefusedError(Exception):
    """An import that is not made; the message is Chinese and says which file, why, where in it, and what to do."""


class Basis(Enum):
    """Where a proposed value comes from, in the words of the comment beside it."""

    PRINTED = "照原件的“{label}”"
    INFERRED = "从正文推测，请核对"
    NEXT = "本专栏的下一个号，原件有的请改成原件的"
    REPLACED = "照被覆盖的文件"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for one field, by the label that staff write; several values make a list."""

    label: str
    values: tuple[str, ...]
    basis: Basis
    printed_label: str = ""
    """The label beside which the source prints the value."""


@dataclass(frozen=True, slots=True)
class ProposedRows:
    """The rows of one table or the entries of one list of references, each with its cells by their labels."""

    label: str
    rows: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Draft:
    """One item to be written: its fields, its text, and the files that belong beside it."""

    kind: str
    """The title of its type."""
    proposals: tuple[Proposal, ...]
    body: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Name beside the item → bytes."""
    is_page: bool = False
    """Whether it was published before: a number that its page does not print is not to be invented."""
    told: tuple[str, ...] = ()
    """What the source holds and the draft does not, and what must be compared with it, in Chinese, a line each."""
    rows: tuple[ProposedRows, ...] = ()
