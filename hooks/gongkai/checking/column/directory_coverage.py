"""Directory and items match; every statutory duty has items or a statement that there are none (国办发〔2019〕54号)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.matters import nil_entries_of
from gongkai.checking.rule import Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.vocabulary import titles


def check(publication: Publication) -> Iterator[Problem]:
    """Unknown types, duties and entries (errors); directory entries and duties without items (unfinished), each told once."""
    yield from _entries(publication)
    yield from _items(publication)
    yield from _duties(publication)


def _entries(publication: Publication) -> Iterator[Problem]:
    items = publication.reading.items
    named = {item.directory_entry for item in items if item.directory_entry}
    published = {item.kind.title for item in items}
    kinds = {kind.title for kind in publication.reading.kinds.values()}
    duties = titles("statutory")
    nil = nil_entries_of(publication)
    for entry in publication.reading.directory:
        if entry.kind and entry.kind not in kinds:
            what = f"目录“{entry.number} {entry.matter}”的信息类型“{entry.kind}”不存在。"
            yield problem(
                entry.place, "directory-kind", what, suggestion(entry.kind, sorted(kinds)) or "请写类型的中文名称。"
            )
        if entry.statutory and entry.statutory not in duties:
            what = f"目录“{entry.number} {entry.matter}”的法定事项“{entry.statutory}”不存在。"
            yield problem(entry.place, "directory-duty", what, "请写 art20-01 至 art20-15、art21-01 或 art21-02。")
        served = entry.number in named or entry.kind in published
        if not served and not entry.none_statement and entry.number not in nil:
            what = f"目录“{entry.number} {entry.sub_matter or entry.matter}”还没有公开任何信息。"
            remedy = "请公开；本机关确实没有的，请写“无此项说明: ……”。"
            yield problem(entry.place, "directory-empty", what, remedy, Level.UNFINISHED)
        elif served and entry.none_statement:
            what = f"目录“{entry.number} {entry.sub_matter or entry.matter}”写了无此项说明，却已经公开了信息。"
            yield problem(entry.place, "directory-contradiction", what, "请删除“无此项说明”。", Level.WARNING)


def _items(publication: Publication) -> Iterator[Problem]:
    numbers = {entry.number for entry in publication.reading.directory}
    if not numbers:
        return
    for item in publication.reading.items:
        if item.directory_entry and item.directory_entry not in numbers:
            what = f"公开目录里没有编号“{item.directory_entry}”。"
            remedy = suggestion(item.directory_entry, sorted(numbers)) or "请核对 catalogue/directory.yml 里的编号。"
            yield problem(item.at("directory_entry"), "directory-entry", what, remedy)


def _duties(publication: Publication) -> Iterator[Problem]:
    settings = publication.reading.settings
    served = {duty for item in publication.reading.items for duty in item.kind.statutory}
    stated = {duty for duty, _ in settings.none_statements}
    # An empty entry is told by itself, and one that says why there is nothing also answers for the duty that it names.
    entered = {entry.statutory for entry in publication.reading.directory}
    known = titles("statutory")
    for duty in stated - known.keys():
        what = f"“本机关无此项”里的事项“{duty}”不存在。"
        yield problem(settings.place, "duty-unknown", what, "请写 art20-01 至 art20-15、art21-01 或 art21-02。")
    for duty, words in known.items():
        applies = settings.agency.level != "部门" or duty.startswith("art20")
        if applies and duty not in served | stated | entered:
            what = f"法定主动公开事项没有内容：{words}（{duty}）。"
            remedy = "请公开；本机关没有这项职责的，请在 column.yml 的“本机关无此项”说明。"
            yield problem(settings.place, "duty-uncovered", what, remedy, Level.UNFINISHED)


RULE = Rule(
    title="公开目录与信息互相对应",
    sources=("国办发〔2019〕54号",),
    findings=(
        Finding("directory-kind", Level.ERROR, "目录里的信息类型不存在"),
        Finding("directory-duty", Level.ERROR, "目录里的法定事项不存在"),
        Finding("directory-empty", Level.UNFINISHED, "目录事项没有公开任何信息"),
        Finding("directory-contradiction", Level.WARNING, "写了无此项说明，却有信息"),
        Finding("directory-entry", Level.ERROR, "信息写的目录编号不存在"),
        Finding("duty-unknown", Level.ERROR, "“本机关无此项”的事项不存在"),
        Finding("duty-uncovered", Level.UNFINISHED, "法定主动公开事项没有内容"),
    ),
    of_column=check,
)
