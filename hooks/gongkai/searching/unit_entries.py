"""The pages of units in the search index, so that an office is found by its name, phone, duties and tasks."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.duties.unit_names import unit_page
from gongkai.binding.duties.unit_register import UnitEntry, unit_register
from gongkai.model.publication import Publication
from gongkai.searching.entries import Entry

KIND = "科室和单位"


def unit_entries(publication: Publication) -> Iterator[Entry]:
    """An entry for every unit whose page says something."""
    for one in unit_register(publication).values():
        if one.office or one.members or one.tasks or one.items:
            yield Entry(url=unit_page(one.name), title=one.name, kind=KIND, text="\n".join(filter(None, _lines(one))))


def _lines(one: UnitEntry) -> Iterator[str]:
    if one.office:
        yield one.office.duties
        yield f"电话：{one.office.phone}" if one.office.phone else ""
    yield f"包括：{'、'.join(one.members)}" if one.members else ""
    for task, part in one.tasks:
        yield f"{task.plan.title}，{part}：{task.words}（{task.state.value}）"
