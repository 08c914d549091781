"""The commands that begin a column and serve its editors: init, demo, schema."""

from __future__ import annotations

import argparse

from gongkai.commands.begin_commands import (
    NoDemonstrationError,
    begun_lines,
    build_demonstration,
    removed_lines,
)
from gongkai.commands.editor_files import EDITOR_FOLDER, write_editor_files
from gongkai.commands.interview import NoAnswersError, add_questions, answers_of
from gongkai.commands.reporting import as_text
from gongkai.commands.terminal import print_error, reason_of
from gongkai.model.problems.problem import has_errors
from gongkai.releases.making import installed
from gongkai.setup.begin import begin
from gongkai.setup.remove_demonstration import remove_demonstration
from gongkai.setup.swap import ChangeRefusedError


def add_init_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``init``."""
    command.add_argument("--yes", action="store_true", help="不提问，只用选项")
    command.add_argument("--force", action="store_true", help="已经有内容也重新开始，原有的移到 before-init/")
    add_questions(command)


def add_demo_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``demo``."""
    command.add_argument("--remove", action="store_true", help="把混在本机关内容里的演示文件移到 tests/demonstration/")
    command.set_defaults(as_of=None)


def init(options: argparse.Namespace) -> int:
    """Begin the column of an agency."""
    try:
        answers = answers_of(options, print)
        begun = begin(options.root, answers, options.as_of, force=options.force, noted=installed(options.root))
    except (NoAnswersError, ChangeRefusedError) as error:
        print_error(str(error))
        return 2
    except EOFError:
        print_error("没有回答完，没有改动。")
        return 2
    print("\n".join(begun_lines(begun)))
    try:
        return schema(options)
    except OSError as error:
        print_error(
            f"专栏已经建好，只是编辑器用的字段定义没有写成：{reason_of(error)}。以后再运行 python run.py schema。"
        )
        return 1


def demo(options: argparse.Namespace) -> int:
    """Build the demonstration apart, or take it out of the sources."""
    try:
        if options.remove:
            removed = remove_demonstration(options.root)
            print("\n".join(removed_lines(removed)))
            return int(bool(removed.shared))
        site = build_demonstration(options.root, options.as_of)
    except (NoDemonstrationError, ChangeRefusedError) as error:
        print_error(str(error))
        return 1
    print(f"演示已经生成，用浏览器打开：{site / 'index.html'}")
    return 0


def schema(options: argparse.Namespace) -> int:
    """Renew what editors know of the types."""
    problems = write_editor_files(options.root)
    if has_errors(problems):
        print_error(as_text(problems))
        return 1
    print(f"编辑器字段定义已写到 {EDITOR_FOLDER}/。")
    return 0
