"""``archive``: builds the site and makes the packages for archives."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gongkai.archiving.package import PackageChangedError, PackageNameError, make_package, write_checksums, write_root
from gongkai.archiving.signature import NAMESPACE, SignatureError, sign
from gongkai.archiving.wacz import write_wacz
from gongkai.archiving.web_archive import write_web_archive
from gongkai.building.build_caches import BuildCaches
from gongkai.building.sources import checked_column
from gongkai.calendar.as_of import day_of_making
from gongkai.commands.build_command import build
from gongkai.commands.progress_line import shown_progress
from gongkai.commands.terminal import print_error, reason_of


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``archive``."""
    command.add_argument("--out", metavar="文件夹", default="dist", help="存档包目录，缺省 dist")
    command.add_argument(
        "--public", action="store_true", help="只含网站公开的内容，不含原始目录、正文和工作数据，供对外提供"
    )
    command.add_argument("--sign", type=Path, metavar="私钥文件", help="用这个 SSH 私钥给校验清单签名")


def archive(options: argparse.Namespace) -> int:
    """Build the site and make the packages for archives."""
    site, out, today = options.root / "site", options.root / options.out, day_of_making()
    code = build(
        argparse.Namespace(root=options.root, out="site", as_of=options.as_of, published=None, allow_lost=False)
    )
    if code:
        return code
    try:
        with shown_progress(sys.stderr) as progress:
            publication, _ = checked_column(options.root, options.as_of, BuildCaches(options.root, progress=progress))
            progress("打存档包", 0, 0)
            package = make_package(site, options.root, publication, out, today, public=options.public)
            made = [package.path]
            if publication.reading.settings.site_domain:
                progress("写网页存档", 0, 0)
                made += [package.path.with_suffix(".warc"), package.path.with_suffix(".wacz")]
                write_wacz(site, publication, made[1], write_web_archive(site, publication, made[1]), made[2], today)
        checksums = package.path.with_suffix(".sha256")
        root = write_root(package)
        write_checksums((*made, root), checksums)
        signature = sign(checksums, options.sign) if options.sign else None
    except SignatureError as error:
        print_error(f"{error}\n存档包已经生成，没有签名。")
        return 1
    except (PackageNameError, PackageChangedError) as error:
        print_error(f"{error}\n没有生成存档包。")
        return 1
    except OSError as error:
        print_error(f"文件操作没有成功：{reason_of(error)}。存档没有全部生成，网站已经更新。")
        return 1
    kind = "公开存档包" if options.public else "存档包"
    for label, path in zip((kind, "网页存档（WARC）", "可回放的网页存档（WACZ）"), made):
        print(f"{label}：{options.out}/{path.name}（{path.stat().st_size / 1024 / 1024:.1f} MB）")
    if not options.public:
        print("存档包含有网站以外的目录、正文原件和已经不再公开的内容，不要放到网上；对外提供请加 --public 另外生成。")
    print(f"根校验值：{package.root}（请登记；也写在 {options.out}/{root.name}）")
    print(f"校验：在 {options.out}/ 里运行 sha256sum -c {checksums.name}")
    if signature:
        print(f"签名：{options.out}/{signature.name}，用 ssh-keygen -Y verify -n {NAMESPACE} 验证")
    return 0
