"""Every unit that the column names, with its tasks and the items that it is responsible for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from gongkai.binding.duties.task_states import Task, tasks_of
from gongkai.binding.duties.unit_names import full_name, group_of, units_meant
from gongkai.incremental.same_object import SameObject
from gongkai.model.column import Settings, Unit
from gongkai.model.item import Item, Value
from gongkai.model.kind import Field, Kind
from gongkai.model.publication import Publication

LEAD = "牵头"
PARTNER = "责任"


@dataclass(slots=True)
class UnitEntry:
    """A unit: what the settings say of it, the units of a group, and everything that names it."""

    name: str
    office: Unit | None = None
    """Its entry in the settings; None for a unit that is no office of the agency."""
    members: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    items: list[Item] = field(default_factory=list)
    """What it is responsible for (责任科室)."""
    tasks: list[tuple[Task, str]] = field(default_factory=list)
    """Tasks of plans, each with its part in it: ``LEAD`` or ``PARTNER``."""


def unit_register(publication: Publication) -> dict[str, UnitEntry]:
    """The units by full name: offices first, then groups and their members, then the others in the order of the items."""
    return _register(SameObject(publication))


@lru_cache(maxsize=1)
def _register(publication: SameObject[Publication]) -> dict[str, UnitEntry]:
    """Remembered, since pages, data and search use the same publication one after the other."""
    it = publication.it
    settings = it.reading.settings
    found = {unit.name: UnitEntry(unit.name, unit) for unit in settings.agency.units}
    for group in settings.unit_groups:
        _entry(found, group.name, settings)
    columns: dict[str, tuple[Field, ...]] = {}
    for item in it.reading.items:
        if item.kind.name not in columns:
            columns[item.kind.name] = _naming(item.kind)
        for one in columns[item.kind.name]:
            for words in _texts(item.values.get(one.name), one):
                for name in units_meant(words, settings):
                    entry = _entry(found, name, settings)
                    if one.name == "unit":
                        entry.items.append(item)
        for task in tasks_of(item, it):
            _assign(task, found, settings)
    return found


def _assign(task: Task, found: dict[str, UnitEntry], settings: Settings) -> None:
    leads = units_meant(task.row.text("lead"), settings)
    partners = task.row.values.get("partners")
    others = units_meant("、".join(map(str, partners)) if isinstance(partners, tuple) else "", settings)
    for name in leads:
        _entry(found, name, settings).tasks.append((task, LEAD))
    for name in others:
        if name not in leads:
            _entry(found, name, settings).tasks.append((task, PARTNER))


def _entry(found: dict[str, UnitEntry], name: str, settings: Settings) -> UnitEntry:
    """The entry of a unit; a group comes with the entries of its members."""
    if name not in found:
        group = group_of(name, settings)
        found[name] = UnitEntry(name, members=tuple(full_name(one, settings) for one in group.members) if group else ())
        for member in found[name].members:
            entry = _entry(found, member, settings)
            entry.groups = (*entry.groups, name)
    return found[name]


def _naming(kind: Kind) -> tuple[Field, ...]:
    """The fields of a type that name units, or have columns that do."""
    return tuple(one for one in kind.fields if one.names_units or any(column.names_units for column in one.columns))


def _texts(value: Value | None, of: Field) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            if isinstance(one, str):
                yield one
            else:
                for column in of.columns:
                    if column.names_units:
                        yield from _texts(one.values.get(column.name), column)
