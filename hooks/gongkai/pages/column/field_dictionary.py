"""The field dictionary (字段说明): the fields of every type, for clerks and for users of the open data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.link import Link
from gongkai.model.plain_repr import plain_repr
from gongkai.model.publication import Publication
from gongkai.model.terms.deadline import Deadline
from gongkai.pages.column.clerk_templates import templates_of
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.site_view import SiteView, list_page
from gongkai.reading.vocabulary import terms
from gongkai.texts.times.limit_words import limit_words

FIELDS = "fields.html"
_TITLE = "字段说明"
_TYPES = {
    FieldType.STRING: "一行文字",
    FieldType.TEXT: "文字，可以分段",
    FieldType.INTEGER: "整数",
    FieldType.NUMBER: "数字",
    FieldType.MONEY: "金额",
    FieldType.YEAR: "年份，如 2025",
    FieldType.DATE: "日期，如 2018-03-02",
    FieldType.DATETIME: "时间，如 2018-03-02 09:30",
    FieldType.BOOLEAN: "是或否",
    FieldType.URL: "网址",
    FieldType.LIST: "一项或者多项文字",
    FieldType.REFERENCE: "文号或索引号，可以有多个",
    FieldType.TABLE: "多行，每行各列如下",
    FieldType.RECORD: "一组，各项如下",
    FieldType.FILE: "附件的文件名",
    FieldType.TEXT_FILE: "文本文件的文件名（.md 或 .txt）",
}
_NESTED = (FieldType.TABLE, FieldType.RECORD)
_MOST_TERMS = 30


@plain_repr
@dataclass(frozen=True, slots=True)
class FieldLine:
    """The description of one field; ``inside`` if it is a column of a table or a member of a group."""

    label: str
    others: str
    """Other official names that are accepted, in one text."""
    name: str
    """The name of the field in the open data."""
    kind: str
    needed: str
    notes: tuple[str, ...]
    inside: bool = False


@dataclass(frozen=True, slots=True)
class FieldTable:
    """A table of descriptions: fields of an item, columns of its records, or columns of an official table."""

    title: str
    lines: tuple[FieldLine, ...]


@dataclass(frozen=True, slots=True)
class KindView:
    """The page of one type: purpose, fields, identities and time limits, and blank forms."""

    title: str
    words: str
    list: Link
    tables: tuple[FieldTable, ...]
    rules: tuple[str, ...]
    templates: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FieldsView:
    """The overview: all types by part of the column, and the fields that all types share."""

    title: str
    groups: tuple[tuple[str, tuple[Link, ...]], ...]
    common: FieldTable


def field_pages(publication: Publication, site: SiteView) -> Iterator[Page]:
    """The overview page and one page for every type."""
    kinds = list(publication.reading.kinds.values())
    shared = shared_fields(kinds)
    groups: dict[str, list[Link]] = {}
    for kind in kinds:
        group = kind.listing.group or kind.listing.part
        groups.setdefault(group, []).append(Link(kind.title, _url(kind)))
    common = lines_of(shared.values())
    yield Page(
        url=FIELDS,
        template="gongkai/fields.html",
        title=_TITLE,
        node=FIELDS,
        crumbs=(HOME,),
        description=f"{site.agency.name}公开的各类信息由哪些项目组成，怎样填写。",
        tags=column_tags(site, _TITLE, "各类政府信息的项目、取值和填写要求。"),
        view=FieldsView(
            _TITLE,
            tuple((title, tuple(links)) for title, links in groups.items()),
            FieldTable("各类信息都有的项目", common),
        ),
    )
    for kind in kinds:
        yield _page(kind, shared, site)


def _page(kind: Kind, shared: dict[str, Field], site: SiteView) -> Page:
    title = f"{kind.title}：{_TITLE}"
    return Page(
        url=_url(kind),
        template="gongkai/kind_fields.html",
        title=title,
        node=FIELDS,
        crumbs=(HOME, Link(_TITLE, FIELDS)),
        description=f"{kind.title}由哪些项目组成，怎样填写，怎样核对。",
        tags=column_tags(site, title, f"{kind.title}的项目、取值和填写要求。"),
        view=KindView(
            title,
            words_of(kind),
            Link(kind.listing.title, list_page(kind)),
            tables_of(kind, shared),
            tuple(rules_of(kind)),
            tuple(Link(template.title, template.url) for template in templates_of(kind)),
        ),
    )


def _url(kind: Kind) -> str:
    return f"fields/{kind.listing.path}.html"


def words_of(kind: Kind) -> str:
    """What a type is for, and to which of the five kinds of openness (五公开) it belongs."""
    return f"{kind.description}{f'“五公开”中属于{kind.five_disclosure}。' if kind.five_disclosure else ''}"


def tables_of(kind: Kind, shared: dict[str, Field]) -> tuple[FieldTable, ...]:
    """The tables of a type without the ``shared`` fields: own fields, columns of records, official tables."""
    tables = [FieldTable("项目", lines_of(field for field in kind.fields if shared.get(field.name) != field))]
    tables.append(FieldTable("逐条记录的列（CSV）", lines_of(kind.records)))
    tables += [FieldTable(f"附表：{one.title}{_by(one.source)}", lines_of(one.columns)) for one in kind.tables]
    return tuple(table for table in tables if table.lines)


def lines_of(fields: Iterable[Field]) -> tuple[FieldLine, ...]:
    """The descriptions of fields, each followed by those of its columns."""
    return tuple(_lines(fields))


def shared_fields(kinds: list[Kind]) -> dict[str, Field]:
    """Name → field for fields that every type has, in the definition that most types use."""
    names = [field.name for field in kinds[0].fields] if kinds else []
    everywhere = [name for name in names if all(name in kind.by_name for kind in kinds)]
    usual: dict[str, Field] = {}
    for name in everywhere:
        found = [kind.by_name[name] for kind in kinds]
        usual[name] = max(found, key=found.count)
    return usual


def _lines(fields: Iterable[Field], *, inside: bool = False) -> Iterator[FieldLine]:
    for field in fields:
        yield FieldLine(
            label=field.title,
            others="、".join(field.aliases),
            name=field.name,
            kind=_TYPES[field.type],
            needed=_needed(field),
            notes=tuple(_notes(field)),
            inside=inside,
        )
        if field.type in _NESTED:
            yield from _lines(field.columns, inside=True)


def _needed(field: Field) -> str:
    if field.constraints.required:
        return "必填"
    if field.required_when:
        return f"{field.required_when}时{'应当有' if field.expected else '必填'}"
    return "应当有" if field.expected else "可以不填"


def _notes(field: Field) -> Iterator[str]:
    if field.description:
        yield field.description.rstrip("。")
    limits = field.constraints
    allowed = limits.enum or (terms(field.vocabulary) if field.vocabulary else ())
    if allowed:
        more = f"等 {len(allowed)} 种" if len(allowed) > _MOST_TERMS else ""
        yield f"{'常用词' if field.open else '可以写'}：{'、'.join(allowed[:_MOST_TERMS])}{more}"
    if limits.minimum is not None:
        yield f"不小于 {limits.minimum}"
    if limits.maximum is not None:
        yield f"不大于 {limits.maximum}"
    if limits.max_length:
        yield f"不超过 {limits.max_length} 个字"
    if limits.unique:
        yield "不能重复"
    if field.unit:
        yield f"单位：{field.unit}"
    if field.example:
        yield f"例如：{field.example}"
    if field.source:
        yield f"依据：{field.source}"
    if not field.public:
        yield "不公开"


def rules_of(kind: Kind) -> Iterator[str]:
    """The identities and time limits of a type in Chinese, for readers."""
    tables = {table.name: table.title for table in kind.tables}
    for identity in kind.identities:
        where = f"（{tables[identity.table]}）" if identity.table in tables else ""
        if identity.scope == "tree":
            yield f"{identity.name}{where}：上级科目等于下级科目之和{_by(identity.source)}"
        elif identity.scope != "cells":
            yield f"{identity.name}{where}：{identity.formula}{_by(identity.source)}"
        else:
            words = identity.formula
            for name, title in tables.items():
                words = words.replace(f"{{{name}/", f"{{{title}/")
            yield f"{identity.name}：{words}{_by(identity.source)}"
    yield from (_limit(limit, kind) for limit in kind.deadlines)
    change_limit = kind.record.changes
    if change_limit:
        within = f"{change_limit.limit} 个{change_limit.unit}".replace("个日", "日")
        yield f"记录变更：写了决定日期的，应当在 {within}内公开{_by(change_limit.source)}"


def _by(source: str) -> str:
    """The law or document that prescribes something, behind it."""
    return f"（{source}）" if source else ""


def _limit(limit: Deadline, kind: Kind) -> str:
    """A time limit in words."""
    own = [kind.by_name[name].title for name in limit.anchors if name in kind.by_name and not limit.through]
    relation = next((field.title for field in kind.fields if field.relation == limit.through), "")
    anchor = f"“{relation}”那一件的日期" if limit.through else "或者".join(own)
    conditions = [*filter(None, (limit.when, limit.there)), *(f"针对{title}" for title in limit.about)]
    who = f"（{'、'.join(limit.applies_to)}）" if limit.applies_to else ""
    who += f"（{'，'.join(conditions)}）" if conditions else ""
    if limit.ahead:
        kept = kind.by_name[limit.kept_by].title
        return f"{limit.name}{who}：{kept}比{anchor}至少早 {limit.limit} 日{_by(limit.source)}"
    if not limit.limit:
        return f"{limit.name}{who}：不迟于{anchor}公开{_by(limit.source)}"
    if limit.unit == "月日":
        until = f"次年{limit.limit // 100}月{limit.limit % 100}日前公开"
    elif limit.limit_from:
        until = f"{anchor}起，在那一件写明的期限内公开"
    else:
        until = (
            f"{anchor}起 {limit_words(limit.limit, limit.unit).replace(str(limit.limit), f'{limit.limit} ', 1)}内公开"
        )
    return f"{limit.name}{who}：{until}{_by(limit.source)}"
