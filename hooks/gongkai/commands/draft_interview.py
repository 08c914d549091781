"""Asking on a terminal for what a new item must have: the allowed words with numbers, every answer checked at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gongkai.drafting.draft_lines import hint
from gongkai.drafting.draft_refused import DraftRefusedError
from gongkai.drafting.given_values import BOXED, GivenValues, choices_of
from gongkai.model.kind import Field, FieldType
from gongkai.model.terms.deadline import PUBLISHED

_MOST_NUMBERED = 20
"""More words than these are not listed; what is typed is checked against all of them."""
_GIVEN_BY_THE_COLUMN = ("index_no", "local_no", "disclosure")


def ask_for(given: GivenValues, say: Callable[[str], None], day: date) -> None:
    """Ask for every field that is missing; an empty answer leaves it to be filled in in the file. Raises EOFError."""
    say(f"新的{given.kind.title}：逐项填写，不知道的直接按回车，以后在文件里填；按 Ctrl+C 不写任何文件。")
    asked: set[str] = set(_GIVEN_BY_THE_COLUMN)
    while known := next((one for one in given.missing() if one.name not in asked and one.type not in BOXED), None):
        asked.add(known.name)
        _ask(known, given, say, day)


def _ask(known: Field, given: GivenValues, say: Callable[[str], None], day: date) -> None:
    words = choices_of(known)
    numbered = words if len(words) <= _MOST_NUMBERED else ()
    usual = day.isoformat() if known.name == PUBLISHED else ""
    for number, word in enumerate(numbered, 1):
        say(f"  {number} {word}")
    about = "写号码或者文字" + ("，几个用顿号分开" if known.type is FieldType.LIST else "") if numbered else hint(known)
    told = "；".join(part for part in (about.rstrip("。"), f"直接回车为 {usual}" if usual else "") if part)
    prompt = f"{known.title}{f'（{told}）' if told else ''}："
    while True:
        typed = input(prompt).strip() or usual
        if not typed:
            return
        try:
            given.give(known, _in_words(typed, numbered, known))
        except DraftRefusedError as error:
            say(str(error))
            continue
        return


def _in_words(typed: str, numbered: tuple[str, ...], known: Field) -> str:
    """What was typed, with the words that numbers stand for."""
    parts = typed.replace("，", "、").replace(",", "、").split("、") if known.type is FieldType.LIST else [typed]
    return "、".join(
        numbered[int(part) - 1] if part.strip().isdecimal() and 0 < int(part) <= len(numbered) else part
        for part in parts
    )
