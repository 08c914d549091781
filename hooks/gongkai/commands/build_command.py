"""``build``: checks the column and publishes its site where everything is right."""

from __future__ import annotations

import argparse
import sys

from gongkai.building.build import build_site
from gongkai.building.lost_pages import PublishedError, published_manifest
from gongkai.commands.progress_line import shown_progress
from gongkai.commands.terminal import print_error
from gongkai.incremental.garbage_collection import without_collecting


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``build``."""
    command.add_argument("--out", metavar="文件夹", default="site", help="网站目录，缺省 site")
    command.add_argument(
        "--published", metavar="网址或文件夹", help="与已经公开的网站比较，已公开的信息的网页不见了就不发布"
    )
    command.add_argument("--allow-lost", action="store_true", help="确认不见的网页不再公开，照样发布")


@without_collecting()
def build(options: argparse.Namespace) -> int:
    """Build the site and publish it where everything is right."""
    try:
        asked = options.published and not options.allow_lost
        manifest = published_manifest(options.published) if asked else None
        if asked and manifest is None:
            print_error(f"“{options.published}”还没有公开的网站，没有比较。不是第一次公开的，请核对网址。")
        with shown_progress(sys.stderr) as progress:
            built = build_site(options.root, options.root / options.out, options.as_of.isoformat(), progress, manifest)
    except PublishedError as error:
        print_error(str(error))
        return 1
    if built.report is None:
        for line in (*built.faults, built.output):
            if line:
                print_error(line)
        print_error(f"没有发布：{options.out}/ 没有改动。")
        return 1
    report = built.report
    print(
        f"网站已生成到 {options.out}/：{len(report.pages)} 个网页（{report.reused} 个沿用上次），"
        f"{report.items} 条信息，检索收录 {report.entries} 条，状态截至 {report.as_of}。"
    )
    if report.scheduled:
        print(f"定时公开 {report.scheduled} 件，到各自的发布日期才公开，用 make check 查看。")
    if report.gaps:
        print(f"有 {report.gaps} 处“【待填写：……】”在网页上照样显示，正式公开以前请填完，用 make check 查看。")
    if report.search_warning:
        print(f"警告：{report.search_warning}")
    if report.warnings or report.notes:
        print(f"另有 {report.warnings} 条警告、{report.notes} 条提示，用 make check 查看。")
    return 0
