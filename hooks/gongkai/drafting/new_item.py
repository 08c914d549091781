"""A new item from beginning to end: numbers, relation, place and text are worked out, then one file is written or none."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from gongkai.drafting.draft_lines import Contents, draft_text
from gongkai.drafting.draft_place import misplaced, new_path
from gongkai.drafting.draft_refused import DraftRefusedError
from gongkai.drafting.given_values import GivenValues, choices_of, matching_kind
from gongkai.drafting.next_numbers import DOCUMENT, REGISTERED, Numbering
from gongkai.drafting.stated_relation import Stated, stated_relation
from gongkai.model.kind import Kind
from gongkai.model.publication import ReadColumn
from gongkai.setup.swap import change, changing, new_file

_PUBLIC = "主动公开"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to begin."""

    kind: str
    """Title of the type."""
    title: str = ""
    relations: tuple[str, ...] = ()
    """The documents that it is about: numbers, or «label=number»."""
    values: tuple[tuple[str, str], ...] = ()
    """Label and text of what is known already."""
    path: str = ""
    """The file to write; empty for the usual place."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The file that was written, and what stands in it."""

    files: tuple[str, ...]
    """The file of the item, then the table of its records where it has one."""
    number: str
    missing: tuple[str, ...]
    """Labels that are still to be filled in."""
    stated: tuple[Stated, ...] = ()


Ask = Callable[[GivenValues], None]
"""Asks somebody for what is not given yet; it may be told nothing."""


def begin_item(wanted: Wanted, column: ReadColumn, day: date, ask: Ask) -> Begun:
    """Write the file of a new item. Raises DraftRefusedError, ChangeRefusedError and OSError; then nothing is written.

    The number is taken while nobody else changes the project, so that two who begin at the same time get different ones.
    """
    given = GivenValues(matching_kind(wanted.kind, column.kinds))
    if wanted.path and (why := misplaced(wanted.path, column.root)):
        raise DraftRefusedError(f"{why}没有写任何文件。")
    stated = tuple(stated_relation(one, given.kind, column) for one in wanted.relations)
    if wanted.title:
        given.give_by_label("标题", wanted.title)
    for label, text in wanted.values:
        given.give_by_label(label, text)
    ask(given)
    with changing(column.root):
        notes = _proposed(given, Numbering(column, column.root, day.year))
        number = (given.texts.get("index_no") or given.texts.get("local_no") or ("",))[0]
        path = wanted.path or new_path(column, given.kind, number, day.year)
        files = {path: b""}
        if given.kind.records:
            files[f"{path.rpartition('.')[0]}.csv"] = record_header(given.kind)
        records = next((PurePosixPath(one).name for one in files if one != path), "")
        files[path] = draft_text(Contents(given, stated, tuple(notes.items()), records), path).encode()
        for one in files:
            if (column.root / one).exists():
                raise DraftRefusedError(f"{one} 已经有了，没有改动它。没有写任何文件。")
        change(column.root, [new_file(column.root, one, content) for one, content in files.items()])
    return Begun(tuple(files), number, tuple(_left(given, stated)), stated)


def _left(given: GivenValues, stated: tuple[Stated, ...]) -> Iterator[str]:
    """The labels that are still to be filled in, those within references too."""
    if not {"index_no", "local_no"} & given.texts.keys():
        yield given.kind.by_name["index_no"].title
    about = {one.field.name for one in stated}
    yield from (one.title for one in given.missing() if one.name not in about)
    for one in stated:
        yield from (f"{one.field.title}的{column.title}" for column in one.still_needed)


def record_header(kind: Kind) -> bytes:
    """A table of records without any, as spreadsheets open it: the columns of the official form and those that are required."""
    columns = [column.title for column in kind.records if column.constraints.required or column.expected]
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(columns)
    return text.getvalue().encode("utf-8-sig")


def _proposed(given: GivenValues, numbering: Numbering) -> dict[str, str]:
    """Give what the column knows itself: numbers, the matter of the directory. What is to be said of fields, by their names."""
    notes = _numbers(given, numbering)
    kind = given.kind
    if "disclosure" in kind.by_name and "disclosure" not in given.texts:
        given.give(kind.by_name["disclosure"], _PUBLIC)
        notes["disclosure"] = f"可以写：{'、'.join(choices_of(kind.by_name['disclosure']))}；不公开的写明理由。"
    matters = [entry for entry in numbering.column.directory if entry.kind == kind.title]
    if "directory_entry" in kind.by_name and "directory_entry" not in given.texts and matters:
        shown = "、".join(f"{entry.number} {entry.sub_matter or entry.matter}" for entry in matters)
        if len(matters) == 1:
            given.give(kind.by_name["directory_entry"], matters[0].number)
        notes["directory_entry"] = f"主动公开基本目录：{shown}。"
    return notes


def _numbers(given: GivenValues, numbering: Numbering) -> dict[str, str]:
    """Give the numbers that the column gives itself; what is to be known of the others, by the names of their fields."""
    notes: dict[str, str] = {}
    kind = given.kind
    if "index_no" not in given.texts and "local_no" not in given.texts:
        number = numbering.index_no()
        if number:
            given.give(kind.by_name["index_no"], number)
        else:
            notes["index_no"] = "必填。专栏设置里没有机构代码，请照本机关的编法写。"
    registers = numbering.column.settings.registers
    if "doc_no" in kind.by_name and "doc_no" not in given.texts and DOCUMENT in registers:
        prefixes = numbering.prefixes()
        if prefixes:
            given.give(kind.by_name["doc_no"], numbering.doc_no(prefixes[0]))
            others = "、".join(numbering.doc_no(one) for one in prefixes[1:])
            notes["doc_no"] = f"照专栏里的编号往下编{f'；用别的机关代字的：{others}' if others else ''}。"
    registered = kind.by_label.get(REGISTERED)
    if registered and registered.name not in given.texts and REGISTERED in registers:
        number = numbering.like_the_latest(registered.name)
        if number:
            notes[registered.name] = f"是规范性文件的，下一个号是 {number}。"
    return notes
