"""``ledgers``: writes all ledgers as tables, and the report of a self-check, for staff."""

from __future__ import annotations

import argparse
import sys

from gongkai import FOLDER
from gongkai.building.build_caches import BuildCaches
from gongkai.building.sources import checked_column
from gongkai.commands.progress_line import shown_progress
from gongkai.data.csv_text import write_csv
from gongkai.data.ledger_lines import ledger_lines
from gongkai.ledgers.all_ledgers import ledgers_of
from gongkai.ledgers.self_check import self_check_of
from gongkai.model.ledgers.ledger import INTERNAL, PUBLIC
from gongkai.rendering.staff_page import staff_html
from gongkai.rendering.stylesheet import stylesheet


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``ledgers``."""
    command.add_argument("--out", metavar="文件夹", default="dist/台账", help="放在哪个目录，缺省 dist/台账")


def ledgers(options: argparse.Namespace) -> int:
    """Write a table for each ledger that says anything, and the self-check of the day."""
    with shown_progress(sys.stderr) as progress:
        publication, problems = checked_column(
            options.root, options.as_of, BuildCaches(options.root, progress=progress)
        )
    folder = options.root / options.out
    folder.mkdir(parents=True, exist_ok=True)
    filled = [ledger for ledger in ledgers_of(publication) if ledger.rows]
    for ledger in filled:
        write_csv(folder / f"{ledger.kind.title}.csv", ledger_lines(ledger))
        print(f"{ledger.kind.title}（{PUBLIC if ledger.public else INTERNAL}）：{len(ledger.rows)} 行")
    check = self_check_of(publication, problems, filled)
    report = folder / f"{check.quarter}自查.html"
    (folder / "gongkai.css").write_text(
        stylesheet(FOLDER.parents[1] / "theme_overrides" / "assets" / "gongkai"), "utf-8"
    )
    report.write_text(staff_html("gongkai/self_check.html", view=check), encoding="utf-8", newline="\n")
    print(f"已写到 {options.out}/，连同{report.name}。标明“{INTERNAL}”的不要放到网上。")
    return 0
