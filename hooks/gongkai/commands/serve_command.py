"""``serve``: shows the column on this machine, each saved edit at once."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from datetime import date, datetime

from gongkai.calendar.as_of import SHANGHAI, as_of_from_environment
from gongkai.commands.argument_types import port
from gongkai.commands.progress_line import shown_progress
from gongkai.commands.reporting import as_refusal, summary
from gongkai.commands.terminal import print_error
from gongkai.incremental.progress import Progress
from gongkai.model.problems.problem import Problem
from gongkai.previewing.preview import PreviewError, preview
from gongkai.previewing.rounds import Said
from gongkai.previewing.trouble import Trouble


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``serve``."""
    command.add_argument("--port", type=port, metavar="端口", default=8000, help="端口，缺省 8000")
    # A preview that stays open goes on to the next day, unless it was asked for one.
    command.set_defaults(as_of=None)


def serve(options: argparse.Namespace) -> int:
    """Show the column on this machine, each saved edit at once."""

    def said(trouble: Trouble | None, found: tuple[Problem, ...]) -> None:
        moment = datetime.now(SHANGHAI).strftime("%H:%M:%S")
        if trouble is None:
            print(f"{moment} 已更新。{summary(found)}")
        else:
            print(f"{moment} {trouble.title}。")
            words = (as_refusal(found) if trouble.causes else trouble.words, trouble.details)
            print_error("\n".join(filter(None, words)))

    with ExitStack() as stack:

        def began(address: str) -> tuple[Progress, Said]:
            print(f"预览：{address}（只有本机能打开；按 Ctrl+C 结束）")
            # The line of the first round goes before the first word about it.
            line = stack.enter_context(shown_progress(sys.stderr))

            def heard(trouble: Trouble | None, found: tuple[Problem, ...]) -> None:
                stack.close()
                said(trouble, found)

            return line, heard

        try:
            fixed: date | None = options.as_of
            preview(options.root, lambda: fixed or as_of_from_environment(), options.port, began)
        except PreviewError as error:
            print_error(str(error))
            return 1
    return 0
