"""The commands about releases of the product: make one, take one over, rewrite sources in the present way."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from gongkai.commands.argument_types import folder
from gongkai.releases.making import make_release
from gongkai.releases.migrating import Rewritten, rewritten_sources
from gongkai.releases.migrations import migrations_after
from gongkai.releases.offline_kit import RECIPE, Target, make_kit
from gongkai.releases.release_manifest import ReleaseError
from gongkai.releases.upgrade_report import report
from gongkai.releases.upgrading import Upgrade, prepare_upgrade, write_upgrade
from gongkai.releases.version import Version, version_of


def add_upgrade_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``upgrade``."""
    command.add_argument("release", type=Path, metavar="发布包", help="产品发布的 ZIP，或者它解开后的文件夹")
    command.add_argument("--column", type=folder, metavar="文件夹", help="要升级的专栏，缺省为本项目")
    command.add_argument("--yes", action="store_true", help="列出影响后直接升级，不再问")
    command.add_argument("--migrate", action="store_true", help="同意按新版本的写法改写目录和正文")
    command.add_argument("--replace", action="store_true", help="同意换掉在这里改过的程序文件")


def add_migrate_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``migrate``."""
    command.add_argument("--since", type=_version, required=True, metavar="版本", help="原来是哪一版的写法")
    command.add_argument("--yes", action="store_true", help="改写；不加只列出要改的文件")


def add_release_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``release``."""
    command.add_argument("--out", metavar="文件夹", default="dist", help="放发布包的目录，缺省 dist")


def add_kit_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``kit``."""
    command.add_argument("--platform", default="", metavar="平台", help="给哪种电脑，例如 win_amd64，缺省与本机相同")
    command.add_argument("--python", default="", metavar="版本", help="那台电脑上的 Python，例如 3.12，缺省与本机相同")
    command.add_argument("--out", metavar="文件夹", default="dist", help="放在哪个目录，缺省 dist")


def upgrade(options: argparse.Namespace) -> int:
    """Show what a release changes for a column, and take it over where the caller agrees."""
    column = options.column or options.root
    try:
        prepared = prepare_upgrade(
            column, options.release, options.as_of.isoformat(), lambda one: print(f"{one}……", flush=True)
        )
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    effects = prepared.effects
    text = report(effects)
    saved = column / "dist" / f"upgrade-{effects.installed}-{effects.release}.md"
    saved.parent.mkdir(exist_ok=True)
    saved.write_text(text, encoding="utf-8", newline="\n")
    print(text)
    print(f"以上也写在 dist/{saved.name}。")
    if not (effects.plan.written or effects.plan.removed):
        print("程序文件已经是这个版本的，没有要改的。")
        return 0
    if (obstacle := _obstacle(prepared, options)) is not None:
        print(obstacle, file=sys.stderr)
        return 1
    if not options.yes and not _agreed():
        print("没有改动任何文件。要升级，加 --yes 再运行一次。")
        return 0
    write_upgrade(prepared, migrate=options.migrate)
    print(f"已升级到 {effects.release}。请运行 python run.py check 和 python run.py site 核对，再提交。")
    print("要退回升级之前，运行 python run.py upgrade --undo。")
    return 0


def _obstacle(prepared: Upgrade, options: argparse.Namespace) -> str | None:
    """Why the upgrade is not written, in Chinese with the way to go; None where nothing is in the way."""
    effects = prepared.effects
    if effects.plan.overridden and not options.replace:
        if not effects.plan.origin_known:
            return (
                "看不出上面列出的程序文件在这里改过没有，没有升级。没有改过的，加 --replace；改过的，请先把改动另存。"
            )
        return (
            "上面列出的程序文件在这里改过，没有升级。改动不要了的，加 --replace；还要的，请先把改动另存，升级后再处理。"
        )
    if effects.rewritten and not options.migrate:
        return "新版本改了写法，没有升级。请看上面“要改写的目录和正文”，同意的加 --migrate。"
    return None


def _agreed() -> bool:
    if not sys.stdin.isatty():
        return False
    try:
        return input("现在升级吗？写“是”升级，其他不改：").strip() in ("是", "y", "yes")
    except EOFError:
        return False


def migrate(options: argparse.Namespace) -> int:
    """Rewrite the sources from the ways of an earlier version, or only show what would be rewritten."""
    rewritten = list(rewritten_sources(options.root, migrations_after(options.since)))
    for one in rewritten:
        for what in one.unclear:
            print(what, file=sys.stderr)
    changed = [one for one in rewritten if one.after != one.before]
    for one in changed:
        if options.yes:
            _write(options.root, one)
        print(f"{'已改写' if options.yes else '要改写'}：{one.path}")
    if changed and not options.yes:
        print("没有改动任何文件。确定的，加 --yes 再运行一次。")
    elif not changed:
        print("目录和正文没有要改写的。")
    return 0


def _write(root: Path, one: Rewritten) -> None:
    path = root / one.path
    beside = path.with_name(f"{path.name}.gongkai-part")
    beside.write_bytes(one.after.encode(one.encoding))
    os.replace(beside, path)


def release(options: argparse.Namespace) -> int:
    """Make a release of the product at hand."""
    try:
        made, digest = make_release(options.root, options.root / options.out)
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"发布包：{options.out}/{made.name}（{made.stat().st_size / 1024 / 1024:.1f} MB）")
    print(f"校验：在 {options.out}/ 里运行 sha256sum -c {digest.name}")
    return 0


def kit(options: argparse.Namespace) -> int:
    """Make the kit for a network without internet."""
    try:
        made = make_kit(options.root, options.root / options.out, Target(options.platform, options.python))
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file()) / 1024 / 1024
    print(f"离线安装包：{options.out}/{made.name}/（{size:.0f} MB）")
    print(f"拷到不能上网的电脑上，照里面的“{RECIPE}”安装。")
    return 0


def _version(text: str) -> Version:
    version = version_of(text)
    if version is None:
        raise argparse.ArgumentTypeError(f"“{text}”不是版本，请写成 0.2.0 这样")
    return version
