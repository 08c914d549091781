"""Nothing of the demonstration is published under the name of a real agency: items, settings, directory, names in items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.checking.rule import Rule
from gongkai.model.column import UNNAMED, Settings
from gongkai.model.item import Item, Row, Value
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.record import RecordTable
from gongkai.reading.demonstration import CREDIT_CODE, ORG_CODE, is_fictional, is_of_demonstration

_CODE = "demonstration-left"
_SHOWN = 3
_LONGEST_NAME = 80
"""Longer values are running text, in which a made-up name can be quoted."""


def check(publication: Publication) -> Iterator[Problem]:
    """One problem for each place of what was left: items with its numbers, settings, entries, and names in own items."""
    settings = publication.reading.settings
    own = settings.agency.name
    if is_fictional(own) or own == UNNAMED:
        return
    yield from _settings(settings)
    subjects = [entry for entry in publication.reading.directory if is_fictional(entry.subject)]
    if subjects:
        first = subjects[0]
        what = f"公开目录里有 {len(subjects)} 处“公开主体”还是演示的“{first.subject}”。"
        yield problem(first.place, _CODE, what, f"请全部换成“{own}”。")
    left = [item for item in publication.reading.items if is_of_demonstration(item.index_no)]
    if left:
        what = f"“{own}”的专栏里有 {len(left)} 件演示的信息（索引号以“{ORG_CODE}”开头），都是虚构的：{_paths(left)}。"
        remedy = (
            "请运行 python run.py demo --remove，把演示的文件移到 tests/demonstration/；"
            "本机关照着写的，把索引号和名称改成本机关的。"
        )
        yield problem(left[0].at("index_no"), _CODE, what, remedy)
    yield from _names(publication, own)


def _settings(settings: Settings) -> Iterator[Problem]:
    agency, footer = settings.agency, settings.footer
    given = (
        ("机构代码", agency.org_code),
        ("统一社会信用代码", agency.credit_code),
        ("简称", "、".join(agency.short_names)),
        ("机关代字", "、".join(agency.number_prefixes)),
        ("地址", agency.address),
        ("电子邮箱", agency.email),
        ("ICP备案", footer.icp),
        ("公安备案", footer.police),
        ("主办单位", footer.sponsor),
        ("承办单位", footer.operator),
        ("找错入口", footer.report_error_url),
        ("党政机关标识", footer.identity_mark_url),
        ("网站名称", settings.site_name),
        ("网站域名", settings.site_domain),
        ("说明", settings.description),
        ("关键词", "、".join(settings.keywords)),
        ("演示", settings.demonstration),
    )
    kept = [label for label, value in given if value in (ORG_CODE, CREDIT_CODE) or is_fictional(value)]
    if settings.demonstration and "演示" not in kept:
        kept.append("演示")
    if kept:
        what = f"专栏设置里还有演示的内容：{'、'.join(kept)}。"
        yield problem(settings.place, _CODE, what, "请换成本机关的；“演示”一行删去，没有的项目也删去。")


def _names(publication: Publication, own: str) -> Iterator[Problem]:
    """Items with numbers of the agency's own that still name the made-up authorities, in fields or in records."""
    found: list[tuple[Item, Place, str]] = []
    for item in publication.reading.items:
        if is_of_demonstration(item.index_no):
            continue
        named = next(_made_up(item, publication), None)
        if named:
            found.append((item, *named))
    if found:
        _, place, words = found[0]
        what = f"有 {len(found)} 件信息还写着演示的机构，例如“{words}”：{_paths([item for item, _, _ in found])}。"
        yield problem(place, _CODE, what, f"请换成真实的名称，例如“{own}”；整件是演示的，移到 tests/demonstration/。")


def _made_up(item: Item, publication: Publication) -> Iterator[tuple[Place, str]]:
    for name, value in item.values.items():
        for words in _texts(value):
            if len(words) <= _LONGEST_NAME and is_fictional(words):
                yield item.at(name), words
    table = publication.records.get(item.index_no)
    for file, line, cell in table.found("made up", _made_up_cells) if table else ():
        yield Place(item.records[file].path, line, 1), cell


def _made_up_cells(table: RecordTable) -> list[tuple[int, int, str]]:
    """File, line and text of the first made-up cell, if there is one."""
    rows = table.rows() if any("示例" in packed for packed in table.packed) else ()
    return [(record.file, record.line, cell) for record in rows for cell in record.cells if is_fictional(cell)][:1]


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Row):
        for one in value.values.values():
            yield from _texts(one)
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


def _paths(items: Sequence[Item]) -> str:
    paths = list(dict.fromkeys(item.place.path for item in items))
    return "、".join(paths[:_SHOWN]) + ("等" if len(paths) > _SHOWN else "")


RULE = Rule(
    title="演示的内容不以本机关的名义公开",
    findings=(Finding("demonstration-left", Level.ERROR, "演示的内容留在本机关的专栏里"),),
    of_column=check,
)
