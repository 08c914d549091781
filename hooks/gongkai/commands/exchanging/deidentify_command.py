"""``deidentify``: proposes a masked text or table beside the original, and lists what was masked where."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from gongkai.commands.terminal import print_error
from gongkai.exchange.masking.masked_files import MARK, MaskedFile, MaskingRefusedError, masked_files
from gongkai.exchange.masking.masked_text import Masked
from gongkai.model.problems.quoting import distinct_quotes

_MOST_PLACES = 5
"""How many places of one kind are listed."""


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``deidentify``."""
    command.add_argument("file", type=Path, metavar="文件", help="md、txt、csv、xlsx、docx 文件")
    command.add_argument(
        "--write", action="store_true", help="直接改写原来的 md、txt、csv 文件；xlsx、docx 换掉已有的建议稿"
    )


def deidentify(options: argparse.Namespace) -> int:
    """Write the proposals for one file, or with ``--write`` the file itself."""
    path: Path = options.file
    try:
        written = _written(path, options.write)
    except MaskingRefusedError as refused:
        print_error(distinct_quotes(str(refused)))
        return 1
    except OSError as fault:
        print_error(distinct_quotes(f"“{path}”：{fault.strerror or fault}。"))
        return 1
    if not written:
        print(distinct_quotes(f"“{path.name}”里没有认出个人信息，没有写文件。请仍然人工核对一遍。"))
        return 0
    for one, target in written:
        print(distinct_quotes(f"{target}："))
        for line in _listed(one.found, one.where):
            print(distinct_quotes(f"  {line}"))
    print("请与原件逐处核对后再用；认不出的姓名和情况要人工遮住。")
    return 0


def _written(path: Path, replaces: bool) -> list[tuple[MaskedFile, Path]]:
    """The proposals in which something was found, each written to its path. Raises MaskingRefusedError and OSError."""
    proposals = [(one, _target(path, one, replaces)) for one in masked_files(path) if one.found]
    there = [target for _, target in proposals if target.exists() and not replaces]
    if there:
        raise MaskingRefusedError(f"已经有 {there[0]}，没有改动。请先移走或者改名；要换掉的，加 --write。")
    for one, target in proposals:
        target.write_bytes(one.data)
    return proposals


def _target(path: Path, one: MaskedFile, replaces: bool) -> Path:
    if replaces and one.is_same_format:
        return path
    return path.with_name(f"{path.stem}{MARK}{one.ending}")


def _listed(found: Iterable[Masked], where: str) -> Iterable[str]:
    by_kind: dict[tuple[str, bool], list[int]] = {}
    for one in found:
        by_kind.setdefault((one.kind, one.is_masked), []).append(one.line)
    for (kind, is_done), lines in by_kind.items():
        several = list(dict.fromkeys(lines))
        places = "、".join(where.format(line) for line in several[:_MOST_PLACES])
        places += "等处" if len(several) > _MOST_PLACES else ""
        done = "已遮住" if is_done else "没有改，请决定去留"
        yield f"{kind} {len(lines)} 处，{done}（{places}）"
