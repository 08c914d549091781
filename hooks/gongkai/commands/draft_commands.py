"""``new``: the file of a new item in its place, with its numbers; then it is opened."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from gongkai.commands.draft_interview import ask_for
from gongkai.commands.reporting import as_text
from gongkai.commands.terminal import print_error
from gongkai.drafting.draft_refused import DraftRefusedError
from gongkai.drafting.given_values import GivenValues
from gongkai.drafting.new_item import Begun, Wanted, begin_item
from gongkai.model.problems.problem import has_errors
from gongkai.reading.column_sources import read_column
from gongkai.setup.swap import ChangeRefusedError

_TYPES = "catalogue/types/"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``new``."""
    parser.add_argument("kind", metavar="类型", help="信息类型，例如 政策解读")
    parser.add_argument("title", nargs="?", default="", metavar="标题", help="标题，可以以后填")
    parser.add_argument(
        "--for",
        dest="relations",
        action="append",
        default=[],
        metavar="文号",
        help="针对哪份文件（发文字号、索引号或者标题）；有几种关系的写成 废止=文号；可以写几次",
    )
    parser.add_argument(
        "--set", dest="given", type=_pair, action="append", default=[], metavar="标签=内容", help="已经知道的各项"
    )
    parser.add_argument("--file", default="", metavar="路径", help="写到哪个文件，缺省在同类信息旁边")
    parser.add_argument("--yes", action="store_true", help="不提问，只用选项")
    parser.add_argument("--no-open", action="store_true", help="写好以后不打开")


def new(options: argparse.Namespace) -> int:
    """Write the file of a new item and open it."""
    on_terminal = sys.stdin is not None and sys.stdin.isatty()
    column = read_column(options.root)
    of_types = [one for one in column.problems if one.path.startswith(_TYPES)]
    if has_errors(of_types):
        print_error(as_text(of_types))
        return 1

    def ask(given: GivenValues) -> None:
        if on_terminal and not options.yes:
            ask_for(given, print, options.as_of)

    wanted = Wanted(options.kind, options.title, tuple(options.relations), tuple(options.given), options.file)
    try:
        begun = begin_item(wanted, column, options.as_of, ask)
    except (DraftRefusedError, ChangeRefusedError) as error:
        print_error(str(error))
        return 2
    except EOFError:
        print_error("没有回答完，没有写任何文件。")
        return 2
    print("\n".join(_told(begun)))
    if on_terminal and not options.no_open:
        _open(options.root / begun.files[0])
    return 0


def _told(begun: Begun) -> Iterator[str]:
    yield f"已经写好 {'、'.join(begun.files)}。"
    if begun.number:
        yield f"索引号是 {begun.number}；别的分支没有合并、也没有取回的，合并时如果重号，检查会指出并给出下一个号。"
    for one in begun.stated:
        yield f"{one.field.title}：{one.target.title}（{one.written}）"
    if begun.missing:
        yield f"还要填写：{'、'.join(begun.missing)}。"
    yield "填完运行 python run.py check。"


def _open(path: Path) -> None:
    """Open the file in the editor that the person has chosen (VISUAL, EDITOR); without one the printed path must do."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        return
    try:
        subprocess.run([*shlex.split(editor), str(path)], check=False)
    except (OSError, ValueError):
        print_error(f"编辑软件“{editor}”没有打开，请自己打开这个文件。")


def _pair(text: str) -> tuple[str, str]:
    label, equals, value = text.partition("=")
    if not equals or not label.strip():
        raise argparse.ArgumentTypeError(f"“{text}”要写成 标签=内容，例如 --set 解读单位=本机关办公室")
    return label.strip(), value.strip()
