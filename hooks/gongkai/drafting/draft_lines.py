"""The lines of a new file: what is given, what is still to be filled in with the words that are allowed, what may be added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.drafting.given_values import BOXED, GivenValues, choices_of
from gongkai.drafting.stated_relation import Stated, relation_lines
from gongkai.drafting.yaml_words import entry, inline_list, scalar
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.reading.item_files import RECORDS_LABEL, TABLES_LABEL
from gongkai.reading.items import KIND_LABEL

SCHEMA_LINE = "# yaml-language-server: $schema={}.vscode/schema/catalogue.json"
_FIRST = ("index_no", "title")
_LAST = ("publish_date", "disclosure")
_NOT_OFFERED = frozenset(
    "local_no legacy waivers as_printed attribute_history former_texts aliases moved_from date_basis title_basis "
    "update_date "
    "publish_time privacy_exempt privacy_basis release_log retention change_note method disclosure_channels time_limit "
    "public_until public_scope exemption keywords source text_style publishing_unit assessments filing title_hans "
    "variant_of on_board".split()
)
"""Common fields that hardly any new item needs; the handbook explains them."""
_COMMON = frozenset(
    "agency unit doc_date subject summary disclosure_reason directory_entry attachments based_on related review".split()
)
"""Common fields that are offered, after those that only the type has."""
_REVIEWED = ("first", "second", "final", "secrecy")
"""The reviews that every item needs; the judgements beside them are written where the agency records them."""
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Contents:
    """What a new file holds."""

    given: GivenValues
    stated: tuple[Stated, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    """What to say about a field, by its name, such as what its proposed number follows."""
    records: str = ""
    """Name of the file beside it with the records; empty for a type without."""


def draft_text(contents: Contents, path: str) -> str:
    """The text of the file at ``path``."""
    kind = contents.given.kind
    with_text = path.endswith(".md")
    lines = [f"# {_intent(kind, with_text)}", f"{KIND_LABEL}: {scalar(kind.title)}", *_apart(_lines(contents))]
    if not with_text:
        up = "../" * path.count("/")
        return "\n".join((SCHEMA_LINE.format(up), *lines)) + "\n"
    return "\n".join(("---", *lines, "---", "")) + "\n"


def _intent(kind: Kind, with_text: bool) -> str:
    where = "，正文写在第二行“---”以后" if with_text and kind.text != "none" else ""
    return f"新的{kind.title}：冒号后面空着的要填写{where}；填完运行 python run.py check。"


def _lines(contents: Contents) -> Iterator[str]:
    given = contents.given
    notes = dict(contents.notes)
    stated: dict[str, list[Stated]] = {}
    for one in contents.stated:
        stated.setdefault(one.field.name, []).append(one)
    written = {*given.texts, *stated, *(known.name for known in given.needed()), *({"index_no"} & notes.keys())}
    for known in _ordered([one for one in given.kind.fields if one.name in written]):
        note = notes.get(known.name, "")
        if known.name in stated:
            yield from relation_lines(stated[known.name])
        elif known.name in given.texts:
            yield from ([f"# {note}"] if note else [])
            yield from _given(known, given.texts[known.name])
        else:
            yield f"# {note or f'必填。{hint(known)}'}"
            yield from _empty(known)
    yield from _files(given.kind, contents.records)
    yield "# 下面的按需要写：去掉行首的“# ”，用不着的删去。"
    offered = [one for one in given.kind.fields if one.name not in written | _NOT_OFFERED]
    for known in sorted(offered, key=lambda one: one.name in _COMMON):
        yield from _offered(known, notes.get(known.name, ""))


def _apart(lines: Iterable[str]) -> Iterator[str]:
    """The lines with a blank one between a text of several lines and a comment, which would read as a part of the text."""
    in_text = False
    for line in lines:
        if in_text and line.startswith("#"):
            yield ""
        in_text = line.endswith(": |") or (in_text and (not line or line.startswith(" ")))
        yield line


def _ordered(fields: Iterable[Field]) -> list[Field]:
    """The number and title first, the day of publication last."""

    def place(known: Field) -> int:
        if known.name in _FIRST:
            return _FIRST.index(known.name) - len(_FIRST)
        return 1 + _LAST.index(known.name) if known.name in _LAST else 0

    return sorted(fields, key=place)


def _given(known: Field, texts: Sequence[str]) -> list[str]:
    if known.type is FieldType.LIST:
        return [f"{known.title}: {inline_list(tuple(texts))}"]
    return entry(known.title, texts[0])


def _empty(known: Field) -> list[str]:
    """The lines to fill in; of a table one row with the columns that it must have."""
    if known.type not in BOXED or not known.columns:
        return [f"{known.title}:"]
    if known.type is FieldType.REFERENCE:
        return [f"{known.title}:"]
    needed = [one for one in known.columns if one.constraints.required] or list(known.columns[:1])
    if known.type is FieldType.RECORD:
        return [f"{known.title}:", *(f"  {one.title}:" for one in needed)]
    return [f"{known.title}:", *(f"  {'  ' if place else '- '}{one.title}:" for place, one in enumerate(needed))]


def _offered(known: Field, note: str) -> Iterator[str]:
    """A field that need not be written, as comments that become its lines without their signs."""
    says = f"# {known.title}：{note or hint(known)}".rstrip("：")
    if known.required_when:
        says = f"{says}（{known.required_when}时{'应当有' if known.expected else '必填'}）"
    if known.name == "review":
        days = ", ".join(f"{column.title}: 2018-03-02" for column in known.columns if column.name in _REVIEWED)
        yield f"# {known.title}: {{{days}}}"
        return
    if says != f"# {known.title}":
        yield says
    yield from (f"# {line}" for line in _empty(known))


def _files(kind: Kind, records: str) -> Iterator[str]:
    """Where the files of tables and records are named."""
    if records:
        yield "# 逐条记录填在这个表格里，用表格软件打开，另存时选 CSV。"
        yield f"{RECORDS_LABEL}: {scalar(records)}"
    if kind.tables:
        yield "# 各张表的 CSV 放在这个文件旁边，写文件名；没有数据的写成 {说明: ……}。"
        yield f"{TABLES_LABEL}:"
        yield from (f"  {table.title}:" for table in kind.tables)


def hint(known: Field) -> str:
    """What to write in a field: the allowed words, the form of a date, its description and example."""
    parts = []
    words = choices_of(known) if not known.open else ()
    if words:
        shown = "、".join(words[:_MOST_WORDS]) + ("等" if len(words) > _MOST_WORDS else "")
        parts.append(f"可以写：{shown}")
    elif known.type is FieldType.DATE:
        parts.append(f"写成 {known.example or '2018-03-05'} 这样")
    elif known.type is FieldType.DATETIME:
        parts.append(f"写成 {known.example or '2018-03-05 09:30'} 这样")
    elif known.type is FieldType.REFERENCE:
        parts.append("写发文字号或者索引号，几份写成 [甲, 乙]")
    elif known.type is FieldType.FILE:
        parts.append("文件放在旁边，写文件名，例如 form.docx")
    elif known.type is FieldType.LIST:
        parts.append("几项写成 [甲, 乙]")
    elif known.example:
        parts.append(f"例如 {known.example}")
    if known.description:
        parts.append(known.description.rstrip("。"))
    return "；".join(parts) + ("。" if parts else "")
