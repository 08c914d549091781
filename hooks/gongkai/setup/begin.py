"""Beginning an agency's column: the demonstration moves to the tests, the files of the new column take its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.reading.demonstration import ORG_CODE
from gongkai.setup.agency_answers import Answers
from gongkai.setup.demonstration_folder import KEPT, SOURCES
from gongkai.setup.new_column import new_column
from gongkai.setup.standing_column import Standing, standing_column
from gongkai.setup.swap import ChangeRefusedError, Move, change, changing, new_file, taken_out

ASIDE = "before-init"
"""Where the files of an agency are set aside when it begins anew; a number is added where the name is taken."""
_README = "README.md"
READMES = {_README: "PRODUCT.md", "README.en.md": "PRODUCT.en.md"}
"""The product's own README files, and their names in an agency's column."""
_ONLY_PRODUCT = (".github/workflows/product.yml",)
_WITH_CODE = (".github/ISSUE_TEMPLATE/error-report.yml",)
"""Files of the forge in which the code of the demonstration stands as an example."""


class BeginRefusedError(ChangeRefusedError):
    """Beginning would take files of the agency away; the message is Chinese and says what to do."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What was done: the files written, and where the files that stood there before are now."""

    written: tuple[str, ...]
    demonstration: str = ""
    aside: str = ""


def begin(
    root: Path, answers: Answers, day: date, *, force: bool = False, noted: Mapping[str, bytes] | None = None
) -> Begun:
    """Begin the column of an agency in the project ``root``. Raises ChangeRefusedError and OSError; then nothing has changed.

    Without ``force`` a column with files of an agency is refused; with it they are set aside, not deleted. ``noted`` are
    files, by path, that stand there yet in none of the states and are written in the same step.
    """
    with changing(root):
        return _begin(root, answers, day, force=force, noted=noted or {})


def _begin(root: Path, answers: Answers, day: date, *, force: bool, noted: Mapping[str, bytes]) -> Begun:
    _refuse_links(root)
    column = standing_column(root)
    if column.state is Standing.MIXED:
        raise BeginRefusedError(
            f"这里是本机关自己的设置，却还有 {len(column.demonstration)} 件演示的信息。没有改动。\n"
            "先运行 python run.py demo --remove 把演示的文件移走；要重新开始的，再加 --force。"
        )
    if column.state is Standing.OWN and not force:
        shown = "、".join(item.place.path for item in column.own[:3])
        some = f"{len(column.own)} 件信息（{shown}{'等' if len(column.own) > 3 else ''}）" if column.own else "内容"
        raise BeginRefusedError(
            f"这里已经有本机关的{some}，没有改动。要改机关名称、科室等，直接改 catalogue/column.yml。\n"
            f"确实要从头开始的，加 --force：原有的 content/、catalogue/ 会原样移到 {ASIDE}/，不会删除。"
        )
    files = new_column(answers, day)
    again = (root / READMES[_README]).is_file() and (root / _README).is_file()
    aside = _free_name(root) if again or column.state is Standing.OWN else ""
    moves = [Move(_README, f"{aside}/{_README}")] if again else list(_product_readmes(root))
    if column.state is not Standing.NOTHING:
        moves += _cleared(root, aside if column.state is Standing.OWN else KEPT)
    moves += [new_file(root, path, content) for path, content in files.items()]
    moves += list(_of_the_forge(root, answers))
    moves += [new_file(root, path, content) for path, content in noted.items()]
    change(root, moves)
    return Begun(tuple(files), KEPT if column.state is Standing.DEMONSTRATION else "", aside)


def _refuse_links(root: Path) -> None:
    """What is written through a link would lie outside of the project, and what is no folder can hold nothing."""
    for name in SOURCES:
        if (root / name).is_symlink() or ((root / name).exists() and not (root / name).is_dir()):
            raise BeginRefusedError(
                f"{name} 应当是文件夹，这里是链接或者文件，没有改动。请先把它移到别处，再运行一次。"
            )


def _cleared(root: Path, kept: str) -> Iterator[Move]:
    """Moves of the sources to the folder ``kept``; an older copy of the demonstration there is replaced."""
    for name in SOURCES:
        if (root / name).is_dir():
            if (root / kept / name).is_dir():
                yield taken_out(f"{kept}/{name}")
            yield Move(name, f"{kept}/{name}")


def _product_readmes(root: Path) -> Iterator[Move]:
    """The README of the product makes room for that of the agency; its links still lead where they led."""
    for name, product in READMES.items():
        if not (root / name).is_file() or (root / product).is_file():
            continue
        yield taken_out(name)
        yield new_file(root, product, product_readme((root / name).read_bytes()))


def product_readme(text: bytes) -> bytes:
    """The README of the product as it stands beside that of an agency."""
    for other, renamed in READMES.items():
        text = text.replace(f"({other})".encode(), f"({renamed})".encode())
    return text


def _of_the_forge(root: Path, answers: Answers) -> Iterator[Move]:
    """Workflows that only test the product go; the example in the form for errors becomes one of the agency."""
    for name in _ONLY_PRODUCT:
        if (root / name).is_file():
            yield taken_out(name)
    for name in _WITH_CODE:
        if (root / name).is_file():
            text = (root / name).read_bytes()
            if ORG_CODE.encode() in text:
                yield taken_out(name)
                yield new_file(root, name, text.replace(ORG_CODE.encode(), answers.org_code.encode()))


def _free_name(root: Path) -> str:
    names = (f"{ASIDE}-{number}" if number else ASIDE for number in range(1000))
    return next(name for name in names if not (root / name).exists())
