"""``preview``: builds the site, with the list of pages that differ from an earlier version."""

from __future__ import annotations

import argparse

from gongkai.building.change_preview import CHANGED, ChangePreviewError, make_preview
from gongkai.commands.build_command import build
from gongkai.commands.terminal import print_error
from gongkai.comparing.git_base import BaseError


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``preview``."""
    command.add_argument("--base", required=True, metavar="版本", help="与这个版本（分支、标签或提交）比较")
    command.add_argument("--out", metavar="文件夹", default="dist/preview", help="放在哪个目录，缺省 dist/preview")


def change_preview(options: argparse.Namespace) -> int:
    """Build the site, and list the pages that differ from an earlier version."""
    built = argparse.Namespace(root=options.root, out="site", as_of=options.as_of, published=None, allow_lost=False)
    if code := build(built):
        return code
    out = options.root / options.out
    try:
        changes = make_preview(options.root, options.root / "site", options.base, options.as_of.isoformat(), out)
    except (BaseError, ChangePreviewError) as error:
        print_error(str(error))
        return 2 if isinstance(error, BaseError) else 1
    print(
        f"与“{options.base}”比较：新增 {len(changes.new)} 个网页，文字不同 {len(changes.reworded)} 个，"
        f"不再有 {len(changes.lost)} 个。清单在 {options.out}/{CHANGED}。"
    )
    return 0
