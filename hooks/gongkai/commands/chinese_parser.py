"""A parser of the command line that says in Chinese what is wrong and how a command is called."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from gongkai.model.words.matcher import matcher

_SENTENCES = (
    (matcher(r"argument (?P<name>.+?): expected (?:one|at least one) argument"), "{name} 后面要写内容。"),
    (matcher(r"argument (?P<name>.+?): invalid choice: (?P<value>.+?) \(choose from (?P<known>.+)\)"), ""),
    (matcher(r"argument (?P<name>.+?): ignored explicit argument .+"), "{name} 后面不写内容。"),
    (matcher(r"argument (?P<name>.+?): (?P<said>.+)"), "{name}：{said}。"),
    (matcher(r"the following arguments are required: (?P<name>.+)"), "还要写：{name}。"),
    (matcher(r"unrecognized arguments: (?P<name>.+)"), "没有这样的选项：{name}。"),
    (matcher(r"ambiguous option: (?P<name>.+?) could match (?P<known>.+)"), "{name} 不够完整，可以是：{known}。"),
)
"""What argparse says, and how we say it; of the fourth, what is said is of this product's own words already."""
_CHOSEN = 1


class ChineseParser(argparse.ArgumentParser):
    """An ``ArgumentParser`` in whose help, usage and errors no English stands."""

    def __init__(self, prog: str | None = None, description: str | None = None, **settings: Any) -> None:
        """``settings`` are those that later versions of Python hand on to the parsers of commands."""
        super().__init__(prog=prog, description=description, add_help=False, formatter_class=_Formatter, **settings)
        self._positionals.title = "要写的"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这些说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to see all options, and end with the code of a wrong call."""
        self.exit(2, f"{in_chinese(message)}\n加 --help 再运行，显示全部选项。\n")


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)  # type: ignore[arg-type]


def in_chinese(message: str) -> str:
    """The message of argparse as a Chinese sentence."""
    for number, (form, sentence) in enumerate(_SENTENCES):
        found = form.fullmatch(message)
        if found is None:
            continue
        if number != _CHOSEN:
            return sentence.format(**found.groupdict())
        # Only a slip needs it, and the vocabulary behind it takes longer to load than most commands need to begin.
        from gongkai.reading.values.nearest import suggestion

        known = tuple(one.strip("'") for one in found["known"].split(", "))
        value = found["value"].strip("'")
        return f"{found['name']}没有“{value}”。{suggestion(value, known)}可以写：{'、'.join(known)}。"
    return message
