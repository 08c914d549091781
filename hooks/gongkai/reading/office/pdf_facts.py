"""What is known of a PDF file: its pages, whether it is locked, what runs when it is opened, what lies inside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """The facts of one file; of a locked one only that, since its other objects need not be what they seem."""

    is_locked: bool = False
    """Whether it is encrypted, even where it opens without a password."""
    pages: int = 0
    """0 where it does not say so."""
    programs: tuple[str, ...] = ()
    """Kinds of actions that run something (JavaScript, Launch, ImportData, SubmitForm), the first one found first."""
    holds_files: bool = False
    is_tagged: bool = False
    """Whether it says that its structure is marked, as reading aloud needs it."""
