"""The command line: which commands there are, each with the module that runs it, and the exit code."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from gongkai.calendar.as_of import DayError, as_of_from_environment
from gongkai.commands.argument_types import day, folder
from gongkai.commands.chinese_parser import ChineseParser
from gongkai.commands.terminal import output_streams, print_error, reason_of
from gongkai.incremental.garbage_collection import without_collecting
from gongkai.model.problems.workers import WorkerLostError, WorkersError
from gongkai.setup.swap import recover


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name and meaning, and where it is; the module is imported only when the command is called."""

    name: str
    meaning: str
    where: str
    """Module below ``gongkai.commands``."""
    run: str
    """Name of the function that runs it with the options and returns the exit code."""
    options: str = "add_options"
    """Name of the function that adds its options to a parser; empty where it has none."""

    def module(self) -> ModuleType:
        """The module with the functions of the command."""
        with without_collecting():
            return import_module(f"gongkai.commands.{self.where}")


COMMANDS = (
    Command("check", "检查全部目录和正文，不生成网站", "check_command", "check"),
    Command("due", "按科室列出今后到期的：公开时限、公示和预警、有效期、定期的下一期", "due_command", "due"),
    Command("build", "检查并生成网站，全部正确才替换已发布的网站", "build_command", "build"),
    Command("preview", "生成网站，另附与以前版本不同的网页的清单，供审核", "change_preview_command", "change_preview"),
    Command("serve", "在本机预览", "serve_command", "serve"),
    Command("archive", "生成可离线打开的存档包", "archive_command", "archive"),
    Command("kiosk", "把生成的网站写成自助终端用的一份：字大，没有对外的链接", "kiosk_command", "kiosk"),
    Command("merge", "把许多机关生成的专栏合成一个检索和文件库，不重新生成", "merge_command", "merge"),
    Command("ledgers", "把全部台账写成表，连同季度自查的报告，给工作人员用", "ledgers_command", "ledgers"),
    Command("init", "开始本机关的专栏：问几个问题，或者用选项回答", "setup_commands", "init", "add_init_options"),
    Command("new", "新写一件信息：编好索引号，写出要填的各项，放到它的位置", "draft_commands", "new"),
    Command("editor", "在浏览器里用表单编辑，只在本机打开", "form_command", "editor"),
    Command("demo", "生成演示专栏到 dist/demo/，不影响本机关的内容", "setup_commands", "demo", "add_demo_options"),
    Command("template", "给一种信息的 Excel 模板，空白的或者填好现有内容的", "exchanging.template_command", "template"),
    Command("deidentify", "遮住一个文件里的个人信息，写成旁边的建议稿", "exchanging.deidentify_command", "deidentify"),
    Command(
        "import",
        "把已有的文件放进专栏：表格先逐行列出改动，Word 文件和网页写成草稿",
        "exchanging.import_command",
        "import_file",
    ),
    Command("schema", "更新编辑器用的字段定义（.vscode/schema/）", "setup_commands", "schema", ""),
    Command("upgrade", "换用产品的新版本，先列出对本专栏的影响", "releases", "upgrade", "add_upgrade_options"),
    Command("migrate", "把目录和正文改写成这个版本的写法", "releases", "migrate", "add_migrate_options"),
    Command("release", "把产品做成发布包", "releases", "release", "add_release_options"),
    Command("kit", "做一个不联网也能安装的文件夹", "releases", "kit", "add_kit_options"),
)
"""All commands, in the order in which the help lists them."""


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
        options = _parser(arguments).parse_args(arguments)
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
    except (DayError, WorkersError) as error:
        print_error(str(error))
        return 2
    except WorkerLostError as error:
        print_error(str(error))
        return 1
    except OSError as error:
        print_error(f"文件操作没有成功：{reason_of(error)}。已发布的网站没有改动。")
        return 1
    return code


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """A parser that knows all commands, and the options of those whose names are among the ``arguments``."""
    parser = ChineseParser(prog="gongkai", description="政府信息公开专栏：检查、生成、存档。")
    # An option of all commands stands before the command only, so that it reads the same for each.
    parser.add_argument(
        "--root", type=folder, metavar="文件夹", default=Path.cwd(), help="项目所在目录，缺省为当前目录"
    )
    commands = parser.add_subparsers(required=True, metavar="命令")
    today = as_of_from_environment()
    for one in COMMANDS:
        command = commands.add_parser(one.name, help=one.meaning, description=one.meaning)
        command.add_argument("--as-of", type=day, metavar="日期", default=today, help="状态截至哪一天，缺省今天")
        if one.name in arguments:
            module = one.module()
            command.set_defaults(run=getattr(module, one.run))
            if one.options:
                getattr(module, one.options)(command)
    return parser
