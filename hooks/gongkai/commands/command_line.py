"""The command line: which commands and options there are, and the exit code."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from gongkai.calendar.as_of import DayError, as_of_from_environment
from gongkai.commands import (
    column_commands,
    deidentify_command,
    draft_commands,
    due_command,
    form_command,
    import_command,
    kiosk_command,
    ledgers_command,
    releases,
    setup_commands,
    template_command,
)
from gongkai.commands.chinese_parser import ChineseParser
from gongkai.commands.draft_commands import add_new_options
from gongkai.commands.form_command import add_editor_options
from gongkai.commands.interview import add_questions
from gongkai.commands.terminal import output_streams, print_error, reason_of
from gongkai.setup.swap import recover


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code.

    0 means done, 1 errors in the sources, the site or the file system, 2 a wrong call, 130 interrupted. Where the reader of
    the output has gone, the command is done all the same; a report that could not be written is not.
    """
    with output_streams() as (out, _):
        code = _run(arguments)
        if out.lost:
            print_error(f"显示的内容没有全部写出：{out.lost}。")
        return code


def _run(arguments: Sequence[str]) -> int:
    try:
        options = _parser().parse_args(arguments)
    except DayError as error:
        print_error(str(error))
        return 2
    try:
        if recover(options.root):
            print_error("上一次改动没有做完就中断了，已经恢复到改动以前。")
        code: int = options.run(options)
    except KeyboardInterrupt:
        print_error("已中断。")
        return 130
    except DayError as error:
        print_error(str(error))
        return 2
    except OSError as error:
        print_error(f"文件操作没有成功：{reason_of(error)}。已发布的网站没有改动。")
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="gongkai", description="政府信息公开专栏：检查、生成、存档。")
    # An option of all commands stands before the command only, so that it reads the same for each.
    parser.add_argument(
        "--root", type=_folder, metavar="文件夹", default=Path.cwd(), help="项目所在目录，缺省为当前目录"
    )
    commands = parser.add_subparsers(required=True, metavar="命令")
    check = _command(commands, "check", column_commands.check, "检查全部目录和正文，不生成网站")
    check.add_argument("--format", choices=sorted(column_commands.FORMATS), default="text", help="输出格式")
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
    due_command.add_options(
        _command(commands, "due", due_command.due, "按科室列出今后到期的：公开时限、公示和预警、有效期、定期的下一期")
    )
    build = _command(commands, "build", column_commands.build, "检查并生成网站，全部正确才替换已发布的网站")
    build.add_argument("--out", metavar="文件夹", default="site", help="网站目录，缺省 site")
    build.add_argument(
        "--published", metavar="网址或文件夹", help="与已经公开的网站比较，已公开的信息的网页不见了就不发布"
    )
    build.add_argument("--allow-lost", action="store_true", help="确认不见的网页不再公开，照样发布")
    preview = _command(
        commands, "preview", column_commands.change_preview, "生成网站，另附与以前版本不同的网页的清单，供审核"
    )
    preview.add_argument("--base", required=True, metavar="版本", help="与这个版本（分支、标签或提交）比较")
    preview.add_argument("--out", metavar="文件夹", default="dist/preview", help="放在哪个目录，缺省 dist/preview")
    serve = _command(commands, "serve", column_commands.serve, "在本机预览")
    serve.add_argument("--port", type=_port, metavar="端口", default=8000, help="端口，缺省 8000")
    # A preview that stays open goes on to the next day, unless it was asked for one.
    serve.set_defaults(as_of=None)
    archive = _command(commands, "archive", column_commands.archive, "生成可离线打开的存档包")
    archive.add_argument("--out", metavar="文件夹", default="dist", help="存档包目录，缺省 dist")
    archive.add_argument(
        "--public", action="store_true", help="只含网站公开的内容，不含原始目录、正文和工作数据，供对外提供"
    )
    archive.add_argument("--sign", type=Path, metavar="私钥文件", help="用这个 SSH 私钥给校验清单签名")
    kiosk_command.add_options(
        _command(commands, "kiosk", kiosk_command.kiosk, "把生成的网站写成自助终端用的一份：字大，没有对外的链接")
    )
    ledgers_command.add_options(
        _command(commands, "ledgers", ledgers_command.ledgers, "把全部台账写成表，连同季度自查的报告，给工作人员用")
    )
    init = _command(commands, "init", setup_commands.init, "开始本机关的专栏：问几个问题，或者用选项回答")
    init.add_argument("--yes", action="store_true", help="不提问，只用选项")
    init.add_argument("--force", action="store_true", help="已经有内容也重新开始，原有的移到 before-init/")
    add_questions(init)
    new = _command(commands, "new", draft_commands.new, "新写一件信息：编好索引号，写出要填的各项，放到它的位置")
    add_new_options(new)
    editor = _command(commands, "editor", form_command.editor, "在浏览器里用表单编辑，只在本机打开")
    add_editor_options(editor, _port)
    demo = _command(commands, "demo", setup_commands.demo, "生成演示专栏到 dist/demo/，不影响本机关的内容")
    demo.add_argument("--remove", action="store_true", help="把混在本机关内容里的演示文件移到 tests/demonstration/")
    demo.set_defaults(as_of=None)
    template_command.add_options(
        _command(commands, "template", template_command.template, "给一种信息的 Excel 模板，空白的或者填好现有内容的")
    )
    deidentify_command.add_options(
        _command(commands, "deidentify", deidentify_command.deidentify, "遮住一个文件里的个人信息，写成旁边的建议稿")
    )
    import_command.add_import_options(
        _command(
            commands,
            "import",
            import_command.import_file,
            "把已有的文件放进专栏：表格先逐行列出改动，Word 文件和网页写成草稿",
        )
    )
    _command(commands, "schema", setup_commands.schema, "更新编辑器用的字段定义（.vscode/schema/）")
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
    release.add_argument("--out", metavar="文件夹", default="dist", help="放发布包的目录，缺省 dist")
    kit = _command(commands, "kit", releases.kit, "做一个不联网也能安装的文件夹")
    kit.add_argument("--platform", default="", metavar="平台", help="给哪种电脑，例如 win_amd64，缺省与本机相同")
    kit.add_argument("--python", default="", metavar="版本", help="那台电脑上的 Python，例如 3.12，缺省与本机相同")
    kit.add_argument("--out", metavar="文件夹", default="dist", help="放在哪个目录，缺省 dist")
    return parser


def _command(
    commands: argparse._SubParsersAction[ChineseParser],
    name: str,
    run: object,
    meaning: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=meaning, description=meaning)
    command.add_argument(
        "--as-of", type=_day, metavar="日期", default=as_of_from_environment(), help="状态截至哪一天，缺省今天"
    )
    command.set_defaults(run=run)
    return command


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-20 这样") from None


def _report_file(text: str) -> tuple[str, Path]:
    name, _, path = text.partition("=")
    if name not in column_commands.FORMATS or not path:
        raise argparse.ArgumentTypeError(
            f"“{text}”要写成 格式=文件，格式有：{'、'.join(sorted(column_commands.FORMATS))}"
        )
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
