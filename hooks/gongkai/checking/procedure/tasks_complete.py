"""The table of tasks of a plan is complete: numbered without gaps, somebody answers for each, and it agrees with the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.binding.duties.unit_names import full_name, unit_names
from gongkai.checking.rule import Needs, Rule
from gongkai.model.document_number import title_key
from gongkai.model.item import Item, Row
from gongkai.model.naming.numerals import numeral_of, numeral_value
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.script import simplified
from gongkai.model.words.matcher import matcher
from gongkai.texts.plans.responsible_lines import Responsibility, responsibilities_in

_PARTS = matcher(r"\d+|[一二三四五六七八九十百]+")
_NUMBER = matcher(r"[第（(]*(?:\d{1,4}|[一二三四五六七八九十百]{1,5})(?:[）).．、\-—（(]+(?:\d{1,4}|[一二三四五六七八九十百]{1,5}))*[）).．、]*(?:\d{1,4})?\Z")  # fmt: skip
_FEWEST, _MOST = 4, 6
"""The fewest rows of which most are looked at, and the most tasks that a message names."""
_SIGNS = ("单位", "單位", "牵头", "牽頭", "负责", "負責", "部门", "部門")
"""Without any of these a text assigns no task."""

Path = tuple[int, ...]


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Numbers that are skipped or stand twice, tasks for which nobody answers, and what the text assigns otherwise."""
    rows = item.rows("tasks")
    if item.legacy or "tasks" not in item.kind.by_name:
        return
    if rows:
        yield from _numbers(rows)
        yield from _units(rows)
    if any(sign in item.body for sign in _SIGNS):
        yield from _text(item, rows, publication)


def _numbers(rows: Sequence[Row]) -> Iterator[Problem]:
    """What is wrong with the order; numbers that are read in another way than a plain list's are left alone."""
    last: dict[Path, int] = {}
    before: dict[int, int] = {}
    for row in rows:
        number = row.text("no").strip()
        if not _NUMBER.match(number):
            return
        path = tuple(numeral_value(part) for part in _PARTS.findall(number))
        *head, tail = path
        prefix = tuple(head)
        # Below another heading numbers begin anew or go on.
        expected = {last[prefix] + 1} if prefix in last else {1, before.get(len(path), 0) + 1}
        if tail not in expected:
            yield _misnumbered(row, number, max(expected), tail)
            return
        last[prefix] = before[len(path)] = tail


def _misnumbered(row: Row, number: str, expected: int, tail: int) -> Problem:
    chinese = not any(sign.isdigit() for sign in number)
    wanted = numeral_of(expected) if chinese else str(expected)
    what = f"任务分工的序号写成“{number}”，按次序应当是第 {wanted} 项。"
    remedy = "中间缺了任务的，请补上；序号写错的，请改正。" if tail > expected else "序号写重了或者次序不对的，请改正。"
    return problem(row.place, "task-number", what, remedy, Level.WARNING)


def _units(rows: Sequence[Row]) -> Iterator[Problem]:
    leads = [row for row in rows if row.text("lead")]
    partners = [row for row in rows if row.values.get("partners")]
    for row in rows:
        if row in leads or row in partners or not row.text("task"):
            continue
        what = f"任务{_name(row)}没有写由哪个单位负责。"
        remedy = "请写“牵头单位”或者“责任单位”，照原件。"
        yield problem(row.place, "task-unit-missing", what, remedy)
    for having, other, label in ((leads, partners, "牵头单位"), (partners, leads, "责任单位")):
        lacking = [row for row in rows if row not in having and row in other]
        # Where many tasks lack it, the document assigns them in this way.
        if lacking and len(rows) >= _FEWEST and len(lacking) * 5 <= len(rows):
            what = f"别的任务都写了“{label}”，任务{_names([_name(row) for row in lacking])}没有写。"
            remedy = f"请对照原件，漏写的请补上“{label}”；原件也没有的，不用改。"
            level = Level.WARNING if label == "牵头单位" else Level.NOTE
            yield problem(lacking[0].place, "task-unit-lacking", what, remedy, level)


def _text(item: Item, rows: Sequence[Row], publication: Publication) -> Iterator[Problem]:
    """Where the text and the table differ."""
    said = responsibilities_in(item.body.split("\n"))
    if len(said) >= _FEWEST and not rows:
        what = f"正文写明了 {len(said)} 项任务由谁负责，“任务分工”没有填。"
        remedy = "请把它们填进“任务分工”，网页才能按单位、按期限列出；也可以用 import 重新录入原件，由它提出。"
        yield problem(
            Place(item.place.path, item.body_line + said[0].line, 1), "task-table-missing", what, remedy, Level.NOTE
        )
    if not rows or not said:
        return
    by_number = {row.text("no").strip(): row for row in rows}
    by_task = {title_key(row.text("task")): row for row in rows}
    lacking = []
    for one in said:
        row = by_task.get(title_key(one.task)) or by_number.get(one.number)
        if row is None:
            lacking.append(one)
        else:
            yield from _other_units(row, one, publication)
    if lacking and len(lacking) * 2 <= len(said):
        named = _names([f"“{one.number}.{one.task}”" for one in lacking])
        what = f"正文里有 {len(said)} 项任务写明了责任单位，“任务分工”有 {len(rows)} 项，没有{named}。"
        yield problem(rows[-1].place, "task-not-listed", what, "请照正文补上；不是任务的，不用改。", Level.WARNING)


def _other_units(row: Row, one: Responsibility, publication: Publication) -> Iterator[Problem]:
    settings = publication.reading.settings
    partners = row.values.get("partners")
    others = tuple(map(str, partners)) if isinstance(partners, tuple) else ()

    def units(*texts: str) -> dict[str, str]:
        return {simplified(full_name(name, settings)): name for words in texts for name in unit_names(words)}

    stated, listed = units(one.lead, one.partners), units(row.text("lead"), *others)
    missing = [name for key, name in stated.items() if key not in listed]
    added = [name for key, name in listed.items() if key not in stated]
    if not missing and not added:
        return
    parts = [f"正文有“{'、'.join(missing[:_MOST])}”，表里没有" if missing else ""]
    parts.append(f"表里有“{'、'.join(added[:_MOST])}”，正文没有" if added else "")
    what = f"任务{_name(row)}的单位，{'；'.join(filter(None, parts))}。"
    yield problem(row.place, "task-units-differ", what, "请与原件对照，写得一样。", Level.WARNING)


def _name(row: Row) -> str:
    return f"“{row.text('no').strip() or row.text('task')}”"


def _names(names: Sequence[str]) -> str:
    return "、".join(names[:_MOST]) + (f"等 {len(names)} 项" if len(names) > _MOST else "")


RULE = Rule(
    title="任务分工不缺项，每项有人负责，与正文一致",
    findings=(
        Finding("task-number", Level.WARNING, "任务分工的序号断开、重复"),
        Finding("task-unit-missing", Level.ERROR, "任务没有写由谁负责"),
        Finding("task-unit-lacking", Level.WARNING, "个别任务没有写牵头单位、责任单位"),
        Finding("task-not-listed", Level.WARNING, "正文里的任务没有列进任务分工"),
        Finding("task-units-differ", Level.WARNING, "任务的单位与正文不一致"),
        Finding("task-table-missing", Level.NOTE, "正文写明了责任单位，任务分工没有填"),
    ),
    needs=Needs(fields=("tasks.no", "tasks.task", "tasks.lead", "tasks.partners")),
    of_item=check_item,
)
