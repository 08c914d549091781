"""The command line: check, build, serve, archive, schema; the only module that prints."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path

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
from gongkai.calendar.as_of import SHANGHAI, DayError, as_of_from_environment, day_of_making
from gongkai.commands import releases
from gongkai.commands.begin_commands import (
    NoDemonstrationError,
    begun_lines,
    build_demonstration,
    gap_lines,
    removed_lines,
)
from gongkai.commands.editor_files import EDITOR_FOLDER, write_editor_files
from gongkai.commands.forge_reports import as_gitlab, as_markdown, changed_first
from gongkai.commands.interview import NoAnswersError, add_questions, answers_of
from gongkai.commands.progress_line import shown_progress
from gongkai.commands.reporting import (
    as_github,
    as_json,
    as_refusal,
    as_schedule,
    as_screen,
    as_text,
    exit_code,
    summary,
)
from gongkai.commands.terminal import OutputStream, output_streams
from gongkai.comparing.against_base import review_of
from gongkai.comparing.git_base import BaseError
from gongkai.incremental.progress import Progress
from gongkai.model.problems.problem import Level, Problem, has_errors, in_order
from gongkai.model.problems.refused import reason
from gongkai.previewing.preview import PreviewError, preview
from gongkai.previewing.rounds import Said
from gongkai.previewing.trouble import Trouble
from gongkai.releases.making import note_installed
from gongkai.setup.begin import begin
from gongkai.setup.remove_demonstration import remove_demonstration
from gongkai.setup.swap import ChangeRefusedError, recover

_FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_screen,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
}


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code.

    0 means done, 1 errors in the sources, the site or the file system, 2 a wrong call, 130 interrupted. Where the reader of
    the output has gone, the command is done all the same; a report that could not be written is not.
    """
    with output_streams() as (out, _):
        code = _run(arguments)
        if out.lost:
            _print_error(f"显示的内容没有全部写出：{out.lost}。")
        return code


def _run(arguments: Sequence[str]) -> int:
    try:
        options = _parser().parse_args(arguments)
    except DayError as error:
        _print_error(str(error))
        return 2
    try:
        if recover(options.root):
            _print_error("上一次改动没有做完就中断了，已经恢复到改动以前。")
        code: int = options.run(options)
    except KeyboardInterrupt:
        _print_error("已中断。")
        return 130
    except DayError as error:
        _print_error(str(error))
        return 2
    except OSError as error:
        _print_error(f"文件操作没有成功：{_reason_of(error)}。已发布的网站没有改动。")
        return 1
    return code


def _check(options: argparse.Namespace) -> int:
    with shown_progress(sys.stderr, wanted=options.format == "text") as progress:
        last = BuildCaches(options.root, progress=progress)
        publication, problems = checked_column(options.root, options.as_of, last)
    agency = publication.reading.settings.agency.name
    told = [] if options.format == "json" else [*gap_lines(options.root, problems, agency, options.as_of)]
    if options.base:
        try:
            review = review_of(options.root, options.base, publication)
        except BaseError as error:
            _print_error(str(error))
            return 2
        # A problem of the comparison replaces the one of the same place and rule, since it knows more.
        better = {(one.path, one.line, one.rule) for one in review.problems}
        own = [one for one in problems if (one.path, one.line, one.rule) not in better]
        # A value that cannot be read is no change of it yet; the comparison has its say once it can.
        unread = {(one.path, one.line) for one in own if one.level is Level.ERROR}
        found = (one for one in review.problems if (one.path, one.line) not in unread)
        problems = in_order((*own, *found))
        text = f"{review.summary}\n{as_markdown(problems, review.changed)}"
        problems = changed_first(problems, review.changed)
        if options.summary:
            with options.summary.open("a", encoding="utf-8") as file:
                file.write(text)
                file.writelines(f"\n{line}\n" for line in told)
        elif options.format == "text":
            print(review.summary)
    for name, path in options.write:
        path.write_text(_FORMATS[name](problems) + "\n", encoding="utf-8", newline="\n")
    # A program reads UTF-8, whatever the terminal writes; escapes are the same in every encoding.
    plain = options.format == "json" and sys.stdout.encoding.lower() != "utf-8"
    report = as_json(problems, plain=True) if plain else _FORMATS[options.format](problems)
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


def _build(options: argparse.Namespace) -> int:
    try:
        asked = options.published and not options.allow_lost
        manifest = published_manifest(options.published) if asked else None
        with shown_progress(sys.stderr) as progress:
            built = build_site(options.root, options.root / options.out, options.as_of.isoformat(), progress, manifest)
    except PublishedError as error:
        _print_error(str(error))
        return 1
    if built.report is None:
        for line in (*built.faults, built.output):
            if line:
                _print_error(line)
        _print_error(f"没有发布：{options.out}/ 没有改动。")
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


def _preview(options: argparse.Namespace) -> int:
    built = argparse.Namespace(root=options.root, out="site", as_of=options.as_of, published=None, allow_lost=False)
    if code := _build(built):
        return code
    out = options.root / options.out
    try:
        changes = make_preview(options.root, options.root / "site", options.base, options.as_of.isoformat(), out)
    except (BaseError, ChangePreviewError) as error:
        _print_error(str(error))
        return 2 if isinstance(error, BaseError) else 1
    print(
        f"与“{options.base}”比较：新增 {len(changes.new)} 个网页，文字不同 {len(changes.reworded)} 个，"
        f"不再有 {len(changes.lost)} 个。清单在 {options.out}/{CHANGED}。"
    )
    return 0


def _serve(options: argparse.Namespace) -> int:
    def said(trouble: Trouble | None, found: tuple[Problem, ...]) -> None:
        moment = datetime.now(SHANGHAI).strftime("%H:%M:%S")
        if trouble is None:
            print(f"{moment} 已更新。{summary(found)}")
        else:
            print(f"{moment} {trouble.title}。")
            words = (as_refusal(found) if trouble.causes else trouble.words, trouble.details)
            _print_error("\n".join(filter(None, words)))

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
            preview(options.root, options.as_of, options.port, began)
        except PreviewError as error:
            _print_error(str(error))
            return 1
    return 0


def _archive(options: argparse.Namespace) -> int:
    site, out, today = options.root / "site", options.root / options.out, day_of_making()
    code = _build(
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
        _print_error(f"{error}\n存档包已经生成，没有签名。")
        return 1
    except (PackageNameError, PackageChangedError) as error:
        _print_error(f"{error}\n没有生成存档包。")
        return 1
    except OSError as error:
        _print_error(f"文件操作没有成功：{_reason_of(error)}。存档没有全部生成，网站已经更新。")
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


def _init(options: argparse.Namespace) -> int:
    try:
        begun = begin(options.root, answers_of(options, print), options.as_of, force=options.force)
    except (NoAnswersError, ChangeRefusedError) as error:
        _print_error(str(error))
        return 2
    except EOFError:
        _print_error("没有回答完，没有改动。")
        return 2
    code = _schema(options)
    note_installed(options.root)
    print("\n".join(begun_lines(begun)))
    return code


def _demo(options: argparse.Namespace) -> int:
    try:
        if options.remove:
            removed = remove_demonstration(options.root)
            print("\n".join(removed_lines(removed)))
            return int(bool(removed.shared))
        site = build_demonstration(options.root, options.as_of)
    except (NoDemonstrationError, ChangeRefusedError) as error:
        _print_error(str(error))
        return 1
    print(f"演示已经生成，用浏览器打开：{site / 'index.html'}")
    return 0


def _schema(options: argparse.Namespace) -> int:
    problems = write_editor_files(options.root)
    if has_errors(problems):
        _print_error(as_text(problems))
        return 1
    print(f"编辑器字段定义已写到 {EDITOR_FOLDER}/。")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gongkai", description="政府信息公开专栏：检查、生成、存档。")
    # An option of all commands stands before the command only, so that it reads the same for each.
    parser.add_argument("--root", type=_folder, default=Path.cwd(), help="项目所在目录，缺省为当前目录")
    commands = parser.add_subparsers(required=True, metavar="命令")
    check = _command(commands, "check", _check, "检查全部目录和正文，不生成网站")
    check.add_argument("--format", choices=sorted(_FORMATS), default="text", help="输出格式")
    check.add_argument("--base", metavar="版本", help="与这个版本（分支、标签或提交）比较，指出没有向公众说明的改动")
    check.add_argument(
        "--write",
        type=_report_file,
        action="append",
        default=[],
        metavar="格式=文件",
        help="另以这种格式写到文件，可以写几次",
    )
    check.add_argument("--summary", type=Path, metavar="文件", help="把改动摘要（Markdown）接在这个文件后面")
    check.add_argument("--strict", action="store_true", help="有警告也算不通过")
    build = _command(commands, "build", _build, "检查并生成网站，全部正确才替换已发布的网站")
    build.add_argument("--out", default="site", help="网站目录，缺省 site")
    build.add_argument(
        "--published", metavar="网址或文件夹", help="与已经公开的网站比较，已公开的信息的网页、附件不见了就不发布"
    )
    build.add_argument("--allow-lost", action="store_true", help="确认不见的网页、附件不再公开，照样发布")
    preview = _command(commands, "preview", _preview, "生成网站，另附与以前版本不同的网页的清单，供审核")
    preview.add_argument("--base", required=True, metavar="版本", help="与这个版本（分支、标签或提交）比较")
    preview.add_argument("--out", default="dist/preview", help="放在哪个目录，缺省 dist/preview")
    serve = _command(commands, "serve", _serve, "在本机预览")
    serve.add_argument("--port", type=_port, default=8000, help="端口，缺省 8000")
    archive = _command(commands, "archive", _archive, "生成可离线打开的存档包")
    archive.add_argument("--out", default="dist", help="存档包目录，缺省 dist")
    archive.add_argument(
        "--public", action="store_true", help="只含网站公开的内容，不含原始目录、正文和工作数据，供对外提供"
    )
    archive.add_argument("--sign", type=Path, metavar="私钥文件", help="用这个 SSH 私钥给校验清单签名")
    init = _command(commands, "init", _init, "开始本机关的专栏：问几个问题，或者用选项回答")
    init.add_argument("--yes", action="store_true", help="不提问，只用选项")
    init.add_argument("--force", action="store_true", help="已经有内容也重新开始，原有的移到 before-init/")
    add_questions(init)
    demo = _command(commands, "demo", _demo, "生成演示专栏到 dist/demo/，不影响本机关的内容")
    demo.add_argument("--remove", action="store_true", help="把混在本机关内容里的演示文件移到 tests/demonstration/")
    demo.set_defaults(as_of=None)
    _command(commands, "schema", _schema, "更新编辑器用的字段定义（.vscode/schema/）")
    upgrade = _command(commands, "upgrade", releases.upgrade, "换用产品的新版本，先列出对本专栏的影响")
    upgrade.add_argument("release", type=Path, metavar="发布包", help="产品发布的 ZIP，或者它解开后的文件夹")
    upgrade.add_argument("--column", type=_folder, metavar="文件夹", help="要升级的专栏，缺省为本项目")
    upgrade.add_argument("--yes", action="store_true", help="列出影响后直接升级，不再问")
    upgrade.add_argument("--migrate", action="store_true", help="同意按新版本的写法改写目录和正文")
    upgrade.add_argument("--replace", action="store_true", help="同意换掉在这里改过的程序文件")
    migrate = _command(commands, "migrate", releases.migrate, "把目录和正文改写成这个版本的写法")
    migrate.add_argument(
        "--since", type=releases.release_version, required=True, metavar="版本", help="原来是哪一版的写法"
    )
    migrate.add_argument("--yes", action="store_true", help="改写；不加只列出要改的文件")
    release = _command(commands, "release", releases.release, "把产品做成发布包")
    release.add_argument("--out", default="dist", help="放发布包的目录，缺省 dist")
    kit = _command(commands, "kit", releases.kit, "做一个不联网也能安装的文件夹")
    kit.add_argument("--platform", default="", metavar="平台", help="给哪种电脑，例如 win_amd64，缺省与本机相同")
    kit.add_argument("--python", default="", metavar="版本", help="那台电脑上的 Python，例如 3.12，缺省与本机相同")
    kit.add_argument("--out", default="dist", help="放在哪个目录，缺省 dist")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: object,
    meaning: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=meaning, description=meaning)
    command.add_argument("--as-of", type=_day, default=as_of_from_environment(), help="状态截至哪一天，缺省今天")
    command.set_defaults(run=run)
    return command


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-20 这样") from None


def _report_file(text: str) -> tuple[str, Path]:
    name, _, path = text.partition("=")
    if name not in _FORMATS or not path:
        raise argparse.ArgumentTypeError(f"“{text}”要写成 格式=文件，格式有：{'、'.join(sorted(_FORMATS))}")
    return name, Path(path)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:9]) < 65536):
        raise argparse.ArgumentTypeError(f"“{text}”不是端口，请写 1024 到 65535 之间的数")
    return int(text)


def _folder(text: str) -> Path:
    path = Path(text).resolve()
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"没有目录“{text}”")
    return path


def _reason_of(error: OSError) -> str:
    return reason(error) + (f"（{error.filename}）" if error.filename else "")


def _print_error(text: str) -> None:
    print(text, file=sys.stderr)
