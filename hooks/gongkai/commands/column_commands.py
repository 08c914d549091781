"""The commands about a column: check it, build it, show it, archive it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date, datetime

from gongkai.archiving.package import PackageChangedError, PackageNameError, make_package, write_checksums, write_root
from gongkai.archiving.signature import NAMESPACE, SignatureError, sign
from gongkai.archiving.wacz import write_wacz
from gongkai.archiving.web_archive import write_web_archive
from gongkai.binding.scheduled import scheduled_by_day
from gongkai.building.build import build_site
from gongkai.building.build_caches import BuildCaches
from gongkai.building.change_preview import CHANGED, ChangePreviewError, make_preview
from gongkai.building.lost_pages import PublishedError, published_manifest
from gongkai.building.sources import checked_column
from gongkai.calendar.as_of import SHANGHAI, as_of_from_environment, day_of_making
from gongkai.commands.begin_commands import (
    gap_lines,
)
from gongkai.commands.forge_reports import as_gitlab, as_markdown, changed_first
from gongkai.commands.progress_line import shown_progress
from gongkai.commands.reporting import (
    as_github,
    as_json,
    as_refusal,
    as_schedule,
    as_screen,
    exit_code,
    summary,
)
from gongkai.commands.terminal import OutputStream, print_error, reason_of
from gongkai.comparing.against_base import review_of
from gongkai.comparing.closed_gates import behind_gates
from gongkai.comparing.git_base import BaseError
from gongkai.incremental.progress import Progress
from gongkai.model.problems.problem import Level, Problem, in_order
from gongkai.previewing.preview import PreviewError, preview
from gongkai.previewing.rounds import Said
from gongkai.previewing.trouble import Trouble

FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_screen,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
}
"""How a report can be written, by the name on the command line."""


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
