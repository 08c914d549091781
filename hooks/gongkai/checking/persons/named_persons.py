"""Names of natural persons in records and lists are masked or have a reason, and lists of names are public for a limited time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gongkai.binding.persons_named import EVERYBODY, is_withheld, person_columns
from gongkai.checking.persons.name_columns import name_column
from gongkai.checking.persons.person_names import is_full_name, is_masked, looks_like_name
from gongkai.checking.records.found_in_rows import found_in_rows
from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.record import SEPARATOR, RecordTable
from gongkai.texts.day_words import day_words

NAME_LIST = Finding("name-list", Level.WARNING, "名单没有写公开到哪一天、给谁看")
_MASK = "请只写姓，名写成“某某”；依法要写全名的，请写“公开决定”或者“个人信息公开理由”。"
_CODES = ("credit_code", "business_no", "org_code")
"""Columns that only companies and other organisations fill in."""


def check(publication: Publication) -> Iterator[Problem]:
    """Full names of natural persons in records, and what the scope of publication keeps off the site."""
    for number, table in publication.records.items():
        item = publication.by_index[number]
        if item.kind.record.person_by and not _is_reasoned(item):
            yield from found_in_rows(table, "full names", partial(_records, item))
    for item in publication.sources.items if publication.sources else ():
        if is_withheld(item):
            what = f"公开范围是“{item.text('public_scope')}”，网页、检索、数据和存档里都没有这一件。"
            remedy = f"不用改；要上网的，把“公开范围”改为“{EVERYBODY}”。"
            yield problem(item.at("public_scope"), "scope-withheld", what, remedy, Level.NOTE)


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Full names in the tables of an item; a list of names without its last day or its scope; decisions that are over."""
    listed = [*_full_names(item)] if not _is_reasoned(item) else []
    yield from listed
    place = next((item.at(field.name) for field, _ in person_columns(item)), None) or _list_in_body(item)
    if place:
        yield from unlimited_list(item, place, "名单")
    names = {attachment.name for attachment in item.attachments}
    for row in item.rows("release_log"):
        attachment, until = row.text("attachment"), row.day("until")
        if attachment and attachment not in names:
            what = f"公开决定里写的附件“{attachment}”不是这一件的附件。"
            yield problem(row.place, "release-attachment", what, "请照“附件”里的文件名写。", Level.WARNING)
        elif attachment and until and until < publication.as_of:
            what = f"附件“{attachment}”按公开决定只公开到{day_words(until)}，仍在公开。"
            remedy = "请从“附件”里去掉；要继续公开的，请重新作出决定并改写日期。"
            yield problem(row.place, "release-over", what, remedy, Level.WARNING)


def unlimited_list(item: Item, place: Place, what: str) -> Iterator[Problem]:
    """The problem that ``item``, which lists natural persons, does not say until when and for whom it is public."""
    decided = any(row.day("until") for row in item.rows("release_log"))
    missing = [
        label
        for label, is_there in (
            ("公示期至", item.day("public_until") or decided),
            ("公开范围", item.text("public_scope")),
        )
        if not is_there
    ]
    if missing and item.text("privacy_exempt") != "公职信息":
        named = "和".join(f"“{label}”" for label in missing)
        remedy = f"请补{named}：公示期满自动撤下；不上网的，公开范围写“机关内”或者“村（社区）内”。"
        yield problem(place, "name-list", f"{what}列出了自然人的姓名，没有写{named}。", remedy, Level.WARNING)


def _is_reasoned(item: Item) -> bool:
    return bool(item.values.get("privacy_exempt") or item.values.get("release_log"))


def _records(item: Item, table: RecordTable) -> Iterator[Problem]:
    use = item.kind.record
    kind, name = table.position(use.person_by), table.position(use.name)
    codes = [place for place in map(table.position, _CODES) if place >= 0]
    if name < 0:
        return
    places: list[tuple[int, int]] = []
    for text in table.packed:
        file, line, _, *cells = text.split(SEPARATOR)
        stated = cells[kind] if kind >= 0 else ""
        holder = cells[name]
        # Where a row does not say it, the name does, with no code beside it.
        if stated:
            is_person = stated in use.person_when and looks_like_name(holder)
        else:
            is_person = is_full_name(holder) and not any(cells[place] for place in codes)
        if is_person and not is_masked(holder):
            places.append((int(file), int(line)))
    if places:
        first, number = min(places)
        what = f"有 {len(places)} 行的自然人写了姓名全名，最早在第 {number} 行。"
        yield problem(Place(item.records[first].path, number, 1), "person-named", what, _MASK, Level.WARNING)


def _full_names(item: Item) -> Iterator[Problem]:
    for field, column in person_columns(item):
        rows = [row for row in item.rows(field.name) if looks_like_name(row.text(column.name))]
        rows = [row for row in rows if not is_masked(row.text(column.name))]
        if rows:
            what = f"“{field.title}”里有 {len(rows)} 人写了姓名全名。"
            yield problem(rows[0].place, "person-named", what, _MASK, Level.WARNING)


def _list_in_body(item: Item) -> Place | None:
    """The place of the first table in the body that lists full names."""
    rows: list[list[str]] = []
    if "|" not in item.body:
        return None
    for number, line in enumerate((*item.body.split("\n"), "")):
        if line.count("|") > 1:
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
        elif rows:
            if name_column(rows):
                return Place(item.place.path, item.body_line + number - len(rows), 1)
            rows = []
    return None


RULE = Rule(
    title="自然人的姓名去标识，名单限期公开",
    sources=("条例第十五条", "个人信息保护法第六条、第二十五条"),
    findings=(
        Finding("person-named", Level.WARNING, "写了自然人的姓名全名"),
        NAME_LIST,
        Finding("release-attachment", Level.WARNING, "公开决定里的附件不存在"),
        Finding("release-over", Level.WARNING, "公开决定的期限已满"),
        Finding("scope-withheld", Level.NOTE, "按公开范围不上网"),
    ),
    of_column=check,
    of_item=check_item,
)
