"""A document taken into the column: what was written, what is proposed and on what basis, what was cut, what the checks say."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from gongkai.commands.reporting import as_text
from gongkai.commands.terminal import print_error
from gongkai.exchange.documents.draft_source import origin
from gongkai.exchange.documents.drafts import ImportRefusedError
from gongkai.exchange.documents.import_document import Imported, ImportWish, import_document
from gongkai.setup.swap import ChangeRefusedError

_MOST = 40
"""The most problems of a draft that are shown at once; a long document with one mistake throughout has thousands."""


def add_document_options(command: argparse.ArgumentParser) -> None:
    """Add the options that only documents have."""
    where = "Word 文件、网页：content/ 里的文件夹或者文件名，缺省放在同类信息旁边"
    command.add_argument("--out", type=Path, metavar="位置", help=where)
    command.add_argument("--force", action="store_true", help="Word 文件、网页：已经有同名的文件也覆盖")


def take_document(options: argparse.Namespace) -> int:
    """Take one Word file or saved page into the column as a draft."""
    wish = ImportWish(options.as_of, options.type, options.out, options.force)
    try:
        imported = import_document(options.root, options.file, wish)
    except (ImportRefusedError, ChangeRefusedError) as error:
        print_error(f"{error}\n没有写任何文件。")
        return 1
    print("\n".join(imported_lines(imported)))
    return 0


def imported_lines(imported: Imported) -> Iterator[str]:
    """What a clerk must know of a draft that was written."""
    yield f"草稿已经写好：{imported.written[0]}"
    yield from (f"  旁边的文件：{path}" for path in imported.written[1:])
    hint = "（按标题提出，不对的请改“类型:”，或者用 --type 写明）" if imported.kind_is_proposed else ""
    yield f"类型：{imported.kind}{hint}"
    if imported.proposals:
        yield "要素：每一项后面写着来处，请逐项核对"
    for one in imported.proposals:
        yield f"  {one.label}: {'、'.join(one.values)}　（{origin(one)}）"
    if imported.told:
        yield "请对照原件："
        yield from (f"  {line}" for line in imported.told)
    if imported.problems:
        yield "检查这份草稿："
        yield as_text(imported.problems[:_MOST])
    if len(imported.problems) > _MOST:
        yield f"另有 {len(imported.problems) - _MOST} 处，改好以后运行 make check 看全部。"
