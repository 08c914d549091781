"""``merge``: one search and one library over the built columns of many agencies."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from gongkai.building.joining.join import join_columns
from gongkai.building.joining.joined_column import JoinError, given_column
from gongkai.commands.terminal import print_error


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``merge``."""
    command.add_argument(
        "columns", nargs="*", metavar="专栏", help="生成的网站（文件夹、ZIP、TAR）；没有网站域名的写成 名称=文件夹"
    )
    command.add_argument("--out", metavar="文件夹", default="dist/联合检索", help="放在哪个目录，缺省 dist/联合检索")
    command.add_argument("--title", metavar="名称", default="政府信息公开联合检索", help="网站名称")
    command.add_argument("--domain", metavar="网址", default="", help="这个网站的网址，写了才有网站地图 sitemap.xml")


def merge(options: argparse.Namespace) -> int:
    """Write the joint site; the columns stay as they are."""
    try:
        given = [given_column(text) for text in options.columns]
        given = [replace(one, place=options.root / one.place) for one in given]
        out: Path = options.root / options.out
        report = join_columns(given, options.root / "theme_overrides", out, options.title, options.domain)
    except JoinError as error:
        print_error(str(error))
        return 1
    print(
        f"已写到 {options.out}/：{report.offices} 个机关，检索收录 {report.entries} 条，文件 {report.documents} 件；"
        f"{report.files} 个文件，{report.bytes / 1e6:.1f} MB。各专栏没有改动。"
    )
    return 0
