"""``check``: reports the problems of the sources, and what a change does to the public site."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from gongkai.binding.scheduled import scheduled_by_day
from gongkai.building.build_caches import BuildCaches
from gongkai.building.sources import checked_column
from gongkai.commands.begin_commands import gap_lines
from gongkai.commands.forge_reports import as_gitlab, as_markdown, changed_first
from gongkai.commands.progress_line import shown_progress
from gongkai.commands.reporting import as_github, as_json, as_schedule, as_screen, exit_code, summary
from gongkai.commands.terminal import OutputStream, print_error
from gongkai.comparing.against_base import review_of
from gongkai.comparing.closed_gates import behind_gates
from gongkai.comparing.git_base import BaseError
from gongkai.incremental.garbage_collection import without_collecting
from gongkai.model.problems.problem import Level, Problem, in_order

FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_screen,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
}
"""How a report can be written, by the name on the command line."""


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``check``."""
    command.add_argument("--format", choices=sorted(FORMATS), default="text", help="输出格式")
    command.add_argument("--base", metavar="版本", help="与这个版本（分支、标签或提交）比较，指出没有向公众说明的改动")
    command.add_argument(
        "--write",
        type=_report_file,
        action="append",
        default=[],
        metavar="格式=文件",
        help="另以这种格式写到文件，可以写几次",
    )
    command.add_argument("--summary", type=Path, metavar="文件", help="把改动摘要（Markdown）接在这个文件后面")
    command.add_argument("--strict", action="store_true", help="有警告也算不通过")


@without_collecting()
def check(options: argparse.Namespace) -> int:
    """Report the problems of the sources, with ``--base`` what a change does to the public site."""
    with shown_progress(sys.stderr, wanted=options.format == "text") as progress:
        last = BuildCaches(options.root, progress=progress)
        publication, problems = checked_column(options.root, options.as_of, last)
    agency = publication.reading.settings.agency.name
    told = [] if options.format == "json" else [*gap_lines(options.root, problems, agency, options.as_of)]
    if options.base:
        try:
            review = review_of(options.root, options.base, publication)
        except BaseError as error:
            print_error(str(error))
            return 2
        # A problem of the comparison replaces the one of the same place and rule, since it knows more.
        better = {(one.path, one.line, one.rule) for one in review.problems}
        own = [one for one in problems if (one.path, one.line, one.rule) not in better]
        # A value that cannot be read is no change of it yet; the comparison has its say once it can.
        unread = {(one.path, one.line) for one in own if one.level is Level.ERROR}
        found = (one for one in review.problems if (one.path, one.line) not in unread)
        problems = in_order((*behind_gates(own, review.new, publication), *found))
        text = f"{review.summary}\n{as_markdown(problems, review.changed)}"
        problems = changed_first(problems, review.changed)
        if options.summary:
            with options.summary.open("a", encoding="utf-8") as file:
                file.write(text)
                file.writelines(f"\n{line}\n" for line in told)
        elif options.format == "text":
            print(review.summary)
    for name, path in options.write:
        path.write_text(FORMATS[name](problems) + "\n", encoding="utf-8", newline="\n")
    # A program reads UTF-8, whatever the terminal writes; escapes are the same in every encoding.
    plain = options.format == "json" and sys.stdout.encoding.lower() != "utf-8"
    report = as_json(problems, plain=True) if plain else FORMATS[options.format](problems)
    if report:
        print(report)
    if options.format == "text":
        schedule = as_schedule(scheduled_by_day(publication))
        if schedule:
            print(schedule)
        for line in told:
            print(line)
        print(summary(problems))
    # The report is the whole result of a check, so without it the check has failed.
    unwritten = isinstance(sys.stdout, OutputStream) and sys.stdout.lost
    return exit_code(problems, strict=options.strict) or int(bool(unwritten))


def _report_file(text: str) -> tuple[str, Path]:
    name, _, path = text.partition("=")
    if name not in FORMATS or not path:
        raise argparse.ArgumentTypeError(f"“{text}”要写成 格式=文件，格式有：{'、'.join(sorted(FORMATS))}")
    return name, Path(path)
