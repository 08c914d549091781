"""Asking for the answers of ``init``: from options, and on a terminal for what the options do not say."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from gongkai.model.words.matcher import matcher
from gongkai.setup.agency_answers import QUESTIONS, AnswerError, Answers, Question, read_answers

_SEVERAL = matcher(r"[、，,；;\s]+(?![^:：]{0,2}\d)")
"""Between several answers in one line; not before the number of a telephone."""


class NoAnswersError(Exception):
    """There are not enough answers to begin; the message is Chinese and names the options."""


def add_questions(parser: argparse.ArgumentParser) -> None:
    """One option for each question."""
    for question in QUESTIONS:
        parser.add_argument(
            f"--{question.option}",
            metavar=question.title,
            action="append" if question.several else "store",
            help=question.hint.replace("%", "%%"),
        )


def answers_of(options: argparse.Namespace, say: Callable[[str], None]) -> Answers:
    """The answers from the options, and from the terminal where there is one and ``--yes`` is not given.

    ``say`` shows a line to the person who answers. Raises NoAnswersError, and EOFError where input ends.
    """
    given: dict[str, str | tuple[str, ...]] = {}
    for question in QUESTIONS:
        value = getattr(options, question.option.replace("-", "_"))
        if value is not None:
            given[question.option] = tuple(value) if question.several else value
    if not options.yes and sys.stdin is not None and sys.stdin.isatty():
        say("开始本机关的专栏。逐项填写，不知道的直接按回车，以后再补；按 Ctrl+C 不作任何改动。")
        for question in QUESTIONS:
            if question.option not in given:
                given[question.option] = _asked(question, say)
    answers, faults = read_answers(given)
    if answers is None:
        raise NoAnswersError("\n".join(("还不能开始，没有改动。", *faults)))
    return answers


def _asked(question: Question, say: Callable[[str], None]) -> tuple[str, ...]:
    """An answer that can be used; none where it is not required and nothing was typed."""
    while True:
        typed = input(f"{question.title}（{question.hint}）：").strip()
        parts = [part for part in _SEVERAL.split(typed) if part] if question.several else [typed] if typed else []
        if not parts:
            if not question.required:
                return ()
            say("这一项必须填写。")
            continue
        try:
            for part in parts:
                question.read(part)
        except AnswerError as error:
            say(str(error))
            continue
        return tuple(parts)
