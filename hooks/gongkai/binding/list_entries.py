"""The entries of the lists of a column, found by the names under which other items mention them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from gongkai.model.document_number import title_key
from gongkai.model.item import Item
from gongkai.model.naming.citing import Citing
from gongkai.model.naming.list_entry import Entry, entries_of
from gongkai.model.words.matcher import matcher
from gongkai.reading.values.fields import holds

_REMARK = matcher(r"[（(][^（()）]*[）)]\s*\Z")
"""A remark after a name, such as 场地使用证明（告知承诺）, unless the list has it in the name too."""
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry and the list in which it stands."""

    item: Item
    entry: Entry


@dataclass(slots=True)
class ListEntries:
    """Looks up entries by type, table and condition of the lists; the newest list that has an entry counts."""

    items: Iterable[Item]
    _found: dict[_Key, dict[str, Listed]] = field(default_factory=dict)

    def find(self, citing: Citing, name: str) -> Listed | None:
        """The entry with this name in any list that ``citing`` means; one that has ended only where no other goes on."""
        known = self._of(citing)
        return known.get(title_key(name)) or known.get(title_key(_REMARK.sub("", name)))

    def names(self, citing: Citing) -> list[str]:
        """The names of all entries in these lists; empty where the column has no such list."""
        return [one.entry.words for one in self._of(citing).values()]

    def _of(self, citing: Citing) -> dict[str, Listed]:
        key = (citing.type, citing.table, citing.when)
        if key not in self._found:
            found: dict[str, Listed] = {}
            lists = [one for one in self.items if one.kind.name == citing.type and _is_meant(one, citing)]
            for item in sorted(lists, key=lambda one: (one.publish_date or date.min, one.index_no)):
                table = item.kind.by_name.get(citing.table)
                for entry in entries_of(item, table) if table and table.row_key else ():
                    name = title_key(entry.words)
                    known = found.get(name)
                    if known is None or not entry.state or known.entry.state:
                        found[name] = Listed(item, entry)
            self._found[key] = found
        return self._found[key]


def _is_meant(item: Item, citing: Citing) -> bool:
    return not citing.when or holds(citing.when, item.values, item.kind.by_label)
