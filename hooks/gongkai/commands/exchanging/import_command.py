"""``import``: takes a file that the agency has into the column; what is done depends on the nature of the file."""

from __future__ import annotations

import argparse
from pathlib import Path

from gongkai.commands.exchanging.document_import import add_document_options, take_document
from gongkai.commands.exchanging.import_sheets import add_sheet_options, import_sheet, is_sheet
from gongkai.commands.terminal import print_error


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``import``."""
    meaning = "表格（.xlsx、.csv）、Word 文档（.docx）、存下来的网页（.html）或文本（.txt）"
    command.add_argument("file", type=Path, metavar="文件", help=meaning)
    command.add_argument(
        "--type", default="", metavar="类型", help="信息类型，例如 行政许可；不写时按模板、表头或者标题判断"
    )
    add_sheet_options(command)
    add_document_options(command)


def import_file(options: argparse.Namespace) -> int:
    """Take one file into the column."""
    if not options.file.is_file():
        print_error(f"没有文件“{options.file}”。")
        return 1
    return import_sheet(options) if is_sheet(options.file) else take_document(options)
