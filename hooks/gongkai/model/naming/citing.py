"""What the texts of a field or column may name: documents, entries of a list, other records, or attachments."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """One definition (``cites``); without a table and without ``record`` the texts name documents."""

    relation: str = ""
    """Relation that each name states (id in vocabulary/relations.yml); none for attachments."""
    type: str = ""
    """Type whose items have the entries; empty for entries of the same item."""
    table: str = ""
    """Table field whose rows are the entries."""
    when: str = ""
    """Condition for the items that have the entries, in the words of the catalogue (清单种类=中介服务清单)."""
    complete: bool = False
    """Whether every name must be such an entry, where the column has such a list."""
    record: bool = False
    """Whether the texts are keys of records, of ``type`` or of the same type."""
    file: bool = False
    """Whether the texts name attachments of the same item, such as the flow chart of an entry, and say in words what they show."""
    by: str = ""
    """Column beside that says what was done to the entry."""
    ended: tuple[str, ...] = ()
    """What that column says where the entry has ended, each with its new state: 取消=已取消."""

    @property
    def names_documents(self) -> bool:
        """Whether the texts name documents."""
        return not (self.table or self.record or self.file)

    def state_after(self, action: str) -> str:
        """The state of an entry after ``action``; empty where it goes on."""
        for one in self.ended:
            stated, _, state = one.partition("=")
            if stated == action:
                return state
        return ""
