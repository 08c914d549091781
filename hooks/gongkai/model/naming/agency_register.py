"""The register of agencies (机构名称登记册): which name an agency had on which day, from the items that describe agencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.model.item import Item

KIND = "agency_profile"


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A name of an agency, full or short, with the days on which it had it; None where that is not known."""

    name: str
    full: str
    """The full name that it stands for; the same for a full name."""
    item: Item
    since: date | None
    until: date | None

    @property
    def is_short(self) -> bool:
        """Whether it is a short name (简称)."""
        return self.name != self.full

    def on(self, day: date) -> bool:
        """Whether the agency had this name on ``day``."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def register_of(items: Iterable[Item]) -> dict[str, list[AgencyName]]:
    """All names of all agencies that items describe, by name."""
    found: dict[str, list[AgencyName]] = {}
    for item in items:
        for one in names_of_agency(item) if item.kind.name == KIND else ():
            found.setdefault(one.name, []).append(one)
    return found


def names_of_agency(item: Item) -> Iterator[AgencyName]:
    """The names of the agency that ``item`` describes, the present ones first."""
    former = item.rows("former_names")
    last = max((day for row in former if (day := row.day("to"))), default=None)
    since = last + timedelta(days=1) if last else item.day("valid_from")
    full = item.text("full_name")
    yield from _both(full, item.values.get("short_names"), item, since, item.day("valid_to"))
    for row in former:
        yield from _both(row.text("name"), row.values.get("short_names"), item, row.day("from"), row.day("to"))


def _both(full: str, short: object, item: Item, since: date | None, until: date | None) -> Iterator[AgencyName]:
    if full:
        yield AgencyName(full, full, item, since, until)
    for one in short if isinstance(short, tuple) else ():
        if isinstance(one, str) and one != full:
            yield AgencyName(one, full, item, since, until)
