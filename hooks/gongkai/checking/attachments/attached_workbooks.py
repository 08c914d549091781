"""Excel workbooks: hidden sheets, rows and columns that hold data, and personal numbers in cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from gongkai.checking.attachments.attached_lists import ListRows
from gongkai.checking.attachments.attached_texts import Hit, beside_hits
from gongkai.checking.persons.name_columns import NameColumn, is_name_title
from gongkai.checking.persons.person_names import is_full_name
from gongkai.checking.persons.personal_facts import facts_in, may_tell, personal_in
from gongkai.checking.persons.personal_kinds import PersonalKind
from gongkai.checking.texts.personal_numbers import MAYBE
from gongkai.model.problems.problem import Level
from gongkai.model.words.matcher import matcher
from gongkai.reading.content_fault import ContentFault
from gongkai.reading.office.hidden_cells import hidden_cells
from gongkai.reading.office.sheet_contents import part_of
from gongkai.reading.office.sheet_rows import Cell, SheetRow, column_name, sheet_parts
from gongkai.reading.office.word_text import CellPlace
from gongkai.reading.office.workbook import book_of, shared_texts
from gongkai.reading.office.zip_package import Package

_MOBILE = matcher(r"1[3-9]\d{9}")
_PHONE_TITLES = ("电话", "手机", "联系方式")
_NUMBER_TITLES = ("身份证", "公民身份", "证件号")
_STORED_CITIZEN = matcher(
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d{4}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}"
)
_TELLS = matcher("[@＠患癌病住]|残疾|白血|尿毒|出生|离[异婚]|低保|特困|五保|贫困户|脱贫户|孤儿|小学|年级|单元")
_LONGEST_TITLE, _LONGEST_NAME = 12, 4
_TEXT_KINDS = ("inlineStr", "str")
_BESIDE = r"xl/(?:comments\d*|comments/comment\d*|threadedComments/[^/]*|drawings/drawing\d*)\.xml|docProps/(?:core|app|custom)\.xml"
_OWN_TEXTS = (b"inlineStr", b'"str"', b"'str'")
"""The cell types of texts that a sheet holds itself, outside the table of shared strings."""


def workbook_contents(package: Package) -> Iterator[Hit | ContentFault | NameColumn]:
    """What the sheets hide, the personal numbers in their cells, and their lists of names."""
    yield from workbook_faults(package)
    yield from workbook_hits(package)


def workbook_faults(package: Package) -> Iterator[ContentFault]:
    """Hidden sheets, rows and columns that are not empty."""
    sheets = book_of(package).sheets
    deep = [f"“{sheet.name}”" for sheet in sheets if sheet.state == "veryHidden"]
    if deep:
        what = f"有深度隐藏的工作表{'、'.join(deep[:5])}，在 Excel 菜单里看不到，公众用别的软件能看到。"
        yield ContentFault("attachment-hidden", what, "请把要公开的工作表复制到新的工作簿里另存。")
    hidden = [f"“{sheet.name}”" for sheet in sheets if sheet.state == "hidden"]
    if hidden:
        what = f"有隐藏的工作表{'、'.join(hidden[:5])}，公众取消隐藏就能看到。"
        remedy = "请取消隐藏并核对，不公开的删除；只是下拉选项的，写“检查豁免”并说明理由。"
        yield ContentFault("attachment-hidden", what, remedy, Level.WARNING)
    remedy = "请取消隐藏并核对，不公开的删除后另存。"
    for sheet in sheets:
        for xml in part_of(package, sheet):
            hidden_here = hidden_cells(xml)
            columns = [column_name(column) for column in hidden_here.columns]
            for kind, found in (("行", [str(row) for row in hidden_here.rows]), ("列", columns)):
                if found:
                    where = "、".join(found[:5]) + ("等" if len(found) > 5 else "")
                    what = f"的工作表“{sheet.name}”有隐藏的{kind}（{where}）。"
                    yield ContentFault("attachment-hidden", what, remedy, Level.WARNING)


def workbook_hits(package: Package) -> Iterator[Hit | NameColumn]:
    """Personal data, each with its sheet and cell, or with its row where it is told of somebody named there; lists of names."""
    shared = _Shared.of(package)
    for sheet in book_of(package).sheets:
        for xml in part_of(package, sheet):
            if shared.is_worth or any(sign in xml for sign in _OWN_TEXTS):
                rows = ListRows()
                for kind, place in _in_cells(xml, shared, rows):
                    yield Hit(kind, f"工作表“{sheet.name}”{place}")
                yield from rows.name_lists()
    yield from beside_hits(package, _BESIDE, "批注、图形和属性")


@dataclass(slots=True)
class _Shared:
    """What is known of the shared strings, by their positions as cells write them."""

    kinds: dict[str, tuple[PersonalKind, ...]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    """Titles of columns of telephones and of identity numbers."""
    names: set[str] = field(default_factory=set)
    """Full names of persons."""
    telling: set[str] = field(default_factory=set)
    """Texts that tell something if they stand beside a name."""
    texts: list[str] = field(default_factory=list)
    names_persons: bool = False
    """Whether one is the title of a column of names."""

    @classmethod
    def of(cls, package: Package) -> _Shared:
        found = cls()
        for place, text in enumerate(shared_texts(package)):
            found.add(str(place), text)
            found.texts.append(text)
        return found

    def add(self, place: str, text: str) -> None:
        if kinds := _kinds(text):
            self.kinds[place] = kinds
        if len(text) <= _LONGEST_TITLE and (_is_phone_title(text) or _is_number_title(text)):
            self.titles[place] = text
        self.names_persons = self.names_persons or (len(text) <= _LONGEST_TITLE and is_name_title(text))
        if 2 <= len(text) <= _LONGEST_NAME and is_full_name(text):
            self.names.add(place)
        elif _TELLS.search(text):
            self.telling.add(place)

    @property
    def is_worth(self) -> bool:
        """Whether sheets must be read for them at all."""
        return bool(self.kinds or self.titles or self.names_persons or (self.names and self.telling))

    def text_of(self, cell: Cell) -> str:
        """What a cell shows, but for the form of numbers."""
        return self.texts[int(cell.value)] if cell.kind == "s" and cell.value.isdecimal() else cell.value


def _in_cells(xml: bytes, shared: _Shared, rows: ListRows) -> Iterator[tuple[PersonalKind, str]]:
    """Personal data with cell addresses. A bare number counts as a telephone only in a column of telephones.

    The first ``rows`` are kept, to look for a list of names.
    """
    phones: set[int] = set()
    numbers: set[int] = set()
    for row in sheet_parts(xml):
        if not isinstance(row, SheetRow):
            continue
        found: set[PersonalKind] = set()
        for cell in row.cells:
            rows.add_to_cell(CellPlace(1, row.number, cell.column), shared.text_of(cell))
            title = shared.titles.get(cell.value, "") if cell.kind == "s" else cell.value[: _LONGEST_TITLE + 1]
            if _is_phone_title(title):
                phones.add(cell.column)
            if _is_number_title(title):
                numbers.add(cell.column)
            kinds = shared.kinds.get(cell.value, ()) if cell.kind == "s" else _own_kinds(cell, phones, numbers)
            found.update(kinds)
            for kind in kinds:
                yield kind, f"{column_name(cell.column)}{row.number}"
        if any(cell.value in shared.names for cell in row.cells if cell.kind == "s") and any(
            cell.value in shared.telling for cell in row.cells if cell.kind == "s"
        ):
            words = ",".join(shared.texts[int(cell.value)] for cell in row.cells if cell.kind == "s")
            for kind in dict.fromkeys(one.kind for one in facts_in(words)):
                if kind not in found:
                    yield kind, f"第 {row.number} 行"


def _own_kinds(cell: Cell, phones: set[int], numbers: set[int]) -> tuple[PersonalKind, ...]:
    if cell.kind in _TEXT_KINDS:
        return _kinds(cell.value)
    if cell.column in numbers and _is_stored_number(cell.value):
        return (PersonalKind.CITIZEN,)
    is_phone = cell.column in phones and _MOBILE.fullmatch(cell.value)
    return _kinds(cell.value) if is_phone or not cell.value.isdigit() else ()


def _is_stored_number(value: str) -> bool:
    """Whether a number is an identity number that was typed as one: its last digits are lost, the day of birth is not."""
    try:
        digits = f"{Decimal(value):.0f}"
    except InvalidOperation:
        return False
    return bool(_STORED_CITIZEN.fullmatch(digits))


def _kinds(text: str) -> tuple[PersonalKind, ...]:
    if len(text) <= 7 or not (MAYBE.search(text) or (_TELLS.search(text) and may_tell(text))):
        return ()
    return tuple(found.kind for found in personal_in(text))


def _is_phone_title(text: str) -> bool:
    return any(word in text for word in _PHONE_TITLES)


def _is_number_title(text: str) -> bool:
    return any(word in text for word in _NUMBER_TITLES)
