"""``kiosk``: the site as a folder for a self-service terminal (自助终端)."""

from __future__ import annotations

import argparse
import sys

from gongkai.building.kiosk_copy import START, write_kiosk


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``kiosk``."""
    command.add_argument("--site", metavar="文件夹", default="site", help="已经生成的网站，缺省 site")
    command.add_argument("--out", metavar="文件夹", default="dist/自助终端", help="放在哪个目录，缺省 dist/自助终端")


def kiosk(options: argparse.Namespace) -> int:
    """Write the copy of the site that was built last."""
    site, target = options.root / options.site, options.root / options.out
    if not (site / START).is_file():
        print(f"{options.site}/ 里没有 {START}，还没有生成网站。请先运行 python run.py site。", file=sys.stderr)
        return 1
    if target == site or site in target.parents or target in site.parents or target == options.root:
        print(f"不能写到 {options.out}/：它与网站目录重叠。请用 --out 换一个空的文件夹。", file=sys.stderr)
        return 1
    if target.exists() and not (target / START).is_file():
        print(f"{options.out}/ 里有别的文件，没有改动。请用 --out 换一个空的文件夹。", file=sys.stderr)
        return 1
    pages, outward = write_kiosk(site, target)
    print(f"已写到 {options.out}/：{pages} 个网页，{outward} 处对外的链接改成了文字。终端的浏览器打开 {START}。")
    return 0
