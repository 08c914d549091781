"""The facts about a PDF file: pages, encryption, actions, embedded files and tags."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """The facts about one file; for an encrypted one only that, since its other objects are not inspected."""

    is_locked: bool = False
    """Whether it is encrypted, even if it opens without a password."""
    pages: int = 0
    """The number of pages; 0 where it is not stated."""
    programs: tuple[str, ...] = ()
    """The kinds of actions that run something (JavaScript, Launch, ImportData, SubmitForm), in the order of discovery."""
    holds_files: bool = False
    is_tagged: bool = False
    """Whether it states that it is tagged (/MarkInfo, /Marked), which screen readers need."""
