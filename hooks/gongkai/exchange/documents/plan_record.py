"""A plan taken into the column: its tasks, bases, year and what it issues as fields, each in the words of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.binding.duties.unit_names import unit_names
from gongkai.exchange.documents.drafts import Basis, Draft, Proposal, ProposedRows
from gongkai.model.document_number import number_key, standard_form, title_key
from gongkai.model.kind import Kind
from gongkai.model.script import simplified
from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import BlockKind, blocks_of
from gongkai.texts.cited import Cited, documents_in
from gongkai.texts.plans.issued_text import issued_text
from gongkai.texts.plans.responsible_lines import Responsibility, responsibilities_in, unread_brackets

_TASKS, _UPPER = "tasks", "derived_from"
_YEAR = matcher(r"(?<!\d)(20\d\d)(?=年)")
_BEFORE = matcher(
    r"(?:根据|依据|依照|按照|遵照|贯彻|落实|执行|对标|结合|围绕|参照|[、和及与]|[)）》]精神?[，,]?)[^，。；;《》]{0,30}\Z"
)
"""Words before a citation that say that the plan rests on the document."""
_LEVELS = (
    ("县", matcher(r"(?:县|旗|(?<!自治)(?<!地)(?<!开发)(?<!新)区)(?:人民政府|政府|委|政务|$)")),
    ("省", matcher(r"(?:省|自治区|北京市|上海市|天津市|重庆市)(?:人民政府|政府|委|政务|$)")),
    ("市", matcher(r"[市州盟](?:人民政府|政府|委|政务|$)")),
    ("国家", matcher(r"国务院|中共中央|中央办公厅|国家|国办|中办|国发|中发|全国")),
)
"""Signs of the level of an agency in its name, those of the lowest first, since a name tells the higher levels too."""
_NAME_ENDS = matcher(r"关于|印发|转发|(?:20)\d\d年")
_OTHER_BRACKETS = matcher(r"[\[\]［］【】()（）]")
_NEAR = 12
"""How many characters before a citation may name its agency."""
_PLAN = matcher(r"(?:要点|方案|计划|规划|任务|实施意见)(?:的通知|分解|分工)?(?:[（(].*[)）])?\Z")


def with_plan(draft: Draft, kind: Kind) -> Draft:
    """The draft with what its text says as a plan; as it is where its type has no table of tasks."""
    if _TASKS not in kind.by_name:
        return draft
    lines = draft.body.split("\n")
    told, rows = [], []
    tasks = responsibilities_in(lines)
    if tasks:
        rows.append(ProposedRows(kind.by_name[_TASKS].title, tuple(_task(one, kind) for one in tasks), Basis.INFERRED))
        told.append(_told(tasks))
    told += (f"“{words}”像是写明责任单位的，没有读懂，没有写进任务分工：请核对。" for words in unread_brackets(lines))
    rows += _bases(lines, kind)
    proposals = (*draft.proposals, *_values(draft, lines, kind))
    return replace(draft, proposals=proposals, rows=tuple(rows), told=(*draft.told, *told))


def title_of(draft: Draft) -> str:
    """The title of the draft, or that of the document which its notice issues where the notice has lost its own."""
    stated = next((one.values[0] for one in draft.proposals if one.label == "标题"), "")
    issued = None if stated else issued_text(draft.body.split("\n"))
    return stated or (issued.title if issued else "")


def _told(tasks: Sequence[Responsibility]) -> str:
    without = sum(not one.lead for one in tasks)
    leads = f"其中 {without} 项没有写明谁牵头，“牵头单位”没有填；" if without else ""
    return f"从正文读出 {len(tasks)} 项任务分工：{leads}请逐项与原件对照。"


def _task(one: Responsibility, kind: Kind) -> tuple[tuple[str, tuple[str, ...]], ...]:
    columns = {column.name: column.title for column in kind.by_name[_TASKS].columns}
    values = {
        "no": (one.number,),
        "task": (one.task,),
        "lead": (one.lead,) if one.lead else (),
        "partners": unit_names(one.partners),
        "due": (one.due,) if one.due else (),
    }
    return tuple((columns[name], value) for name, value in values.items() if value and name in columns)


def _values(draft: Draft, lines: Sequence[str], kind: Kind) -> Iterator[Proposal]:
    known = {field.name for one in draft.proposals if (field := kind.by_label.get(one.label))}
    issued = issued_text(lines)
    found: dict[str, tuple[str, ...]] = {}
    if issued:
        found["carrier"], found["attached_title"] = (issued.notice,), (issued.title,)
        found["approved_by"] = (issued.agreed_by,) if issued.agreed_by else ()
    addressee = next((block.text for block in blocks_of(draft.body) if block.kind is BlockKind.ADDRESSEE), "")
    found["recipients"] = unit_names(addressee.rstrip(":："))
    title = title_of(draft)
    # A plan for several years names more than one.
    years = set(_YEAR.findall(title))
    found["year"] = tuple(years) if len(years) == 1 else ()
    named = [one for one in _choices(kind) if _ends(title, one)]
    found["plan_kind"] = (max(named, key=len),) if named else ()
    for name, values in found.items():
        if values and name in kind.by_name and name not in known:
            yield Proposal(kind.by_name[name].title, values, Basis.INFERRED)


def _choices(kind: Kind) -> tuple[str, ...]:
    field = kind.by_name.get("plan_kind")
    return field.constraints.enum if field else ()


def _ends(title: str, word: str) -> bool:
    plain = re.sub(r"(?:[（(][^（()）]*[)）]|的通知)+\Z", "", simplified(title).strip().rstrip("》"))
    return plain.rstrip("》").endswith(word)


def _bases(lines: Sequence[str], kind: Kind) -> Iterator[ProposedRows]:
    """The documents that the text says it rests on: plans of a level above apart, since they have level and year."""
    bases, plans = [], []
    seen: set[str] = set()
    for cited, line in _cited(lines):
        key = number_key(cited.number) if cited.number else title_key(cited.title)
        if key in seen:
            continue
        seen.add(key)
        row = [("文件", (_written(cited),))]
        row += [("标题", (cited.title,))] if cited.number and cited.title else []
        level = _level(cited, line)
        years = set(_YEAR.findall("".join(cited.title.split())))
        if _PLAN.search(simplified(cited.title)) and level and len(years) == 1 and _UPPER in kind.by_name:
            plans.append((*row, ("层级", (level,)), ("年度", tuple(years))))
        else:
            bases.append(tuple(row))
    for name, rows in (("based_on", bases), (_UPPER, plans)):
        if rows and name in kind.by_name:
            yield ProposedRows(kind.by_name[name].title, tuple(rows), Basis.INFERRED)


def _cited(lines: Sequence[str]) -> Iterator[tuple[Cited, str]]:
    """Documents with a number wherever the text rests on them; those with a title alone only before its first heading."""
    opening = True
    for line in lines:
        plain = simplified(line)
        opening = opening and not re.match(r"[\s\u3000]*(?:一、|[（(]一[)）]|1[.．、])", plain)
        for one in documents_in(line):
            before = plain[: one.start]
            if (one.number or opening) and _BEFORE.search(before):
                yield one, before


def _level(cited: Cited, before: str) -> str:
    """The level of the agency that the title, the number or the words just before them name; empty where none does."""
    agency = _NAME_ENDS.split(simplified(cited.title))[0]
    for words in (agency, cited.number, before[-_NEAR:].rstrip("《").removesuffix("办公厅").removesuffix("办公室")):
        for level, form in _LEVELS:
            if words and form.search(words):
                return level
    return ""


def _written(cited: Cited) -> str:
    """The name by which the document is known: its number in whole brackets, or its title."""
    if _OTHER_BRACKETS.search(cited.number):
        return standard_form(cited.number)
    return cited.number or cited.title
