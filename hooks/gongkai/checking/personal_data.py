"""Personal data that must not be published: found and placed, never printed (条例第十五条, 个人信息保护法)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.identifiers import is_card_number, is_citizen_number
from gongkai.checking.lines import items_with, lines_of
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.model.record import SEPARATOR, RecordTable
from gongkai.problems import Level, Problem, problem

RULE = "personal-data"
_CITIZEN = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?![0-9A-Za-z])")
_CARD = re.compile(r"(?<![0-9A-Za-z])(?:62|4|5[1-5])\d{14,17}(?![0-9A-Za-z])")
_LONG_NUMBER = re.compile(r"[0-9]{15}|1[3-9][0-9][\s-]?[0-9]{4}[\s-]?[0-9]{4}")
"""What any of them needs."""
_CARD_WORDS = ("银行卡", "卡号", "账号", "账户", "开户")
_MOST = 20


def check(publication: Publication) -> Iterator[Problem]:
    """Citizen numbers are errors; mobile and card numbers are warnings, since an office may publish its own."""
    for item in items_with(publication, _LONG_NUMBER.search):
        for line, place in lines_of(item):
            if _LONG_NUMBER.search(line):
                yield from _line(line, place)
    for number, table in publication.records.items():
        yield from _records(table, publication.by_index[number])


def _line(line: str, place: Place) -> Iterator[Problem]:
    for match in _CITIZEN.finditer(line):
        if is_citizen_number(match.group()):
            what = "这里有一个公民身份号码。"
            yield problem(_at(place, match.start()), RULE, what, "请删除，或者只保留前 6 位和后 2 位，中间写成“*”。")
    if _MOBILE.search(line):
        what = "这里有一个手机号码。"
        remedy = "个人号码请删除；确属办公电话的，请写“检查豁免”并说明理由。"
        yield problem(_at(place, _start(_MOBILE, line)), "mobile-number", what, remedy, Level.WARNING)
    for match in _CARD.finditer(line):
        if is_card_number(match.group()) and any(word in line for word in _CARD_WORDS):
            what = "这里有一个银行卡号或者账号。"
            yield problem(
                _at(place, match.start()), "card-number", what, "个人账号请删除；公款账号请写明用途。", Level.WARNING
            )


def _records(table: RecordTable, item: Item) -> Iterator[Problem]:
    found = 0
    for text in table.packed:
        # Cells stay apart in a row at rest, so that the search for a number never runs over two of them.
        if any(is_citizen_number(match.group()) for match in _CITIZEN.finditer(text)):
            found += 1
            if found > _MOST:
                return
            file, line, _ = text.split(SEPARATOR, 2)
            what = "这一行有一个公民身份号码。"
            remedy = "请删除，或者只保留前 6 位和后 2 位，中间写成“*”。"
            yield problem(Place(item.records[int(file)].path, int(line), 1), RULE, what, remedy)
    for change in table.changes:
        if _CITIZEN.search(f"{change.key} {change.before} {change.reason}"):
            what = "这一行有一个公民身份号码。"
            yield problem(change.place, RULE, what, "请删除；不宜公开的原值留空。")


def _start(pattern: re.Pattern[str], line: str) -> int:
    match = pattern.search(line)
    return match.start() if match else 0


def _at(place: Place, offset: int) -> Place:
    """The place within its line where that is known: bodies begin at the first column."""
    return Place(place.path, place.line, place.column + offset) if place.column == 1 else place
