"""A document that an agency has, as a draft item of the column: Word files, saved pages, plain texts."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.checking.run import check
from gongkai.drafting.next_numbers import Numbering
from gongkai.exchange.documents.draft_number import numbered
from gongkai.exchange.documents.draft_source import completed, draft_source
from gongkai.exchange.documents.drafts import Draft, ImportRefusedError, Proposal
from gongkai.exchange.documents.import_place import draft_path, draft_stem
from gongkai.exchange.documents.old_word import as_docx
from gongkai.exchange.documents.plan_record import title_of, with_plan
from gongkai.exchange.documents.saved.page_draft import page_draft
from gongkai.exchange.documents.source_file import SourceFormat, source_file
from gongkai.exchange.documents.word_draft import word_draft
from gongkai.model.kind import Kind
from gongkai.model.problems.problem import Problem, in_order
from gongkai.model.script import simplified
from gongkai.model.words.matcher import matcher
from gongkai.reading.column_sources import read_column
from gongkai.reading.types.own_examples import with_own_examples
from gongkai.reading.values.nearest import suggestion
from gongkai.setup.swap import Move, change, changing, new_file, taken_out

_USUAL = "政策文件"
_NOTICE = "的通知"
_REMARK = matcher(r"[（(][^（()）]*[)）]\Z")
_TYPES = "catalogue/types"
_RECORD = 2
_SETTINGS = "catalogue/column.yml"


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What the person who imports asks for."""

    day: date
    """The day as of which the draft is checked."""
    kind: str = ""
    """Title of the type; empty where it is to be proposed."""
    out: Path | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """A draft that was written, with everything that must be told."""

    written: tuple[str, ...]
    """Paths below the project, the item first."""
    kind: str
    kind_is_proposed: bool
    proposals: tuple[Proposal, ...]
    told: tuple[str, ...]
    problems: tuple[Problem, ...]
    """What the checks of the column say of the draft."""


def import_document(root: Path, source: Path, wish: ImportWish) -> Imported:
    """Write the draft for the file ``source`` into the column ``root``, all of its files or none.

    Raises ImportRefusedError, ChangeRefusedError and OSError; nothing is written then.
    """
    stem = wish.out.stem if wish.out and wish.out.suffix == ".md" else draft_stem(source)
    draft = _read(source, stem)
    # The next number is free only while nobody else begins an item.
    with changing(root):
        return _imported(root, draft, stem, wish)


def _imported(root: Path, draft: Draft, stem: str, wish: ImportWish) -> Imported:
    column = read_column(root)
    kinds = {kind.title: kind for kind in with_own_examples(column.kinds, column.settings.agency).values()}
    kind = _kind(kinds, wish.kind, draft)
    path = draft_path(root, kind, draft, stem, wish.out).relative_to(root.resolve() if wish.out else root)
    draft = with_plan(draft, kind)
    draft = numbered(replace(draft, kind=kind.title), kind, Numbering(column, root, wish.day.year), root / path)
    text = draft_source(draft, kind)
    files = {path.as_posix(): text.encode()}
    files |= {(path.parent / name).as_posix(): data for name, data in draft.files.items()}
    problems = _checked(root, path.as_posix(), files, completed(text, kind), wish.day)
    _write(root, files, wish.force)
    return Imported(tuple(files), kind.title, not wish.kind, draft.proposals, draft.told, problems)


def _read(source: Path, stem: str) -> Draft:
    file = source_file(source)
    if file.format is SourceFormat.OLD_WORD:
        draft = word_draft(source, as_docx(source, file.data), stem)
        told = f"“{source.name}”是旧格式，先由 LibreOffice 转换：请与原件逐页对照。"
        return replace(draft, told=(told, *draft.told))
    if file.format is SourceFormat.WORD:
        return word_draft(source, file.data, stem)
    return page_draft(source, file.data, stem, file.format is SourceFormat.PAGE)


def _kind(kinds: Mapping[str, Kind], asked: str, draft: Draft) -> Kind:
    """The type that is asked for, or the one with whose name or words the title ends. Raises ImportRefusedError."""
    if asked:
        if asked not in kinds:
            raise ImportRefusedError(f"没有“{asked}”这种信息类型。{suggestion(asked, kinds)}")
        return kinds[asked]
    title = _REMARK.sub("", simplified(title_of(draft))).removesuffix(_NOTICE).removesuffix("》")
    ends = {end: name for name in kinds if kinds[name].text != "none" for end in (name, *kinds[name].title_ends)}
    return kinds[ends[max(filter(title.endswith, ends), key=len)]] if any(map(title.endswith, ends)) else kinds[_USUAL]


def _checked(root: Path, path: str, files: Mapping[str, bytes], complete: str, day: date) -> tuple[Problem, ...]:
    """What the checks say of the draft alone, in a column with nothing else.

    A draft without number or title is no item yet: its text is checked as that of the ``complete`` one.
    """
    found = _problems(root, path, files, day)
    source = files[path].decode()
    if complete == source:
        return found
    same = {
        number for number, lines in enumerate(zip(source.split("\n"), complete.split("\n")), 1) if lines[0] == lines[1]
    }
    # The first line of the record stands for all that it lacks, of which the draft itself tells.
    in_both = (
        one for one in _problems(root, path, {**files, path: complete.encode()}, day) if one.line in same - {_RECORD}
    )
    return tuple(in_order(dict.fromkeys((*found, *in_both))))


def _problems(root: Path, path: str, files: Mapping[str, bytes], day: date) -> tuple[Problem, ...]:
    with tempfile.TemporaryDirectory() as name:
        beside = Path(name)
        settings, types = root / _SETTINGS, root / _TYPES
        copied = [one for one in (settings, *types.glob("*")) if one.is_file()]
        everything = {one.relative_to(root).as_posix(): one.read_bytes() for one in copied} | dict(files)
        for one, data in everything.items():
            (beside / one).parent.mkdir(parents=True, exist_ok=True)
            (beside / one).write_bytes(data)
        found = check(bind(read_column(beside), day))
        return tuple(one for one in found if one.path == path)


def _write(root: Path, files: Mapping[str, bytes], force: bool) -> None:
    there = [path for path in files if (root / path).exists()]
    if there and not force:
        raise ImportRefusedError(
            f"已经有 {'、'.join(there)}，没有改动。请用 --out 换个位置或者名称；确实要覆盖的，加 --force。"
        )
    moves: list[Move] = [taken_out(path) for path in there]
    moves += [new_file(root, path, data) for path, data in files.items()]
    change(root, moves)
