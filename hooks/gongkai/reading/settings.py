"""``catalogue/column.yml``: the agency and its units, the footer, and the settings of the column."""

from __future__ import annotations

from pathlib import Path

from gongkai.model.column import (
    LEVELS,
    REGISTERS,
    RETENTIONS,
    UNNAMED,
    Agency,
    Footer,
    Retention,
    Settings,
    Terms,
    Unit,
)
from gongkai.model.place import Place
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.checked_setting import address_under, day_under
from gongkai.reading.column.fact_names import read_fact_names
from gongkai.reading.column.footer import read_footer
from gongkai.reading.column.gates import read_gates
from gongkai.reading.column.legacy_folders import read_legacy_folders
from gongkai.reading.column.unit_groups import read_unit_groups
from gongkai.reading.registers.ledger_settings import read_ledger_settings
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.yaml.nodes import Scalar
from gongkai.reading.yaml.shape import Shape, shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

PATH = "catalogue/column.yml"


def read_settings(root: Path) -> Reading[Settings]:
    """The settings of the column below ``root``; defaults, after a problem, where the file is missing or unreadable."""
    path = root / PATH
    node = None
    if not path.is_file():
        what = "缺少专栏设置文件 catalogue/column.yml。"
        remedy = (
            "请新建这个文件，写明“机关:”“网站名称:”等，样例见手册“专栏设置”；"
            "还没有开始的专栏，用 python run.py init 建好全部文件。"
        )
        yield problem(Place(PATH), "no-settings", what, remedy)
    else:
        node, faults = gathered(read_yaml(path, PATH))
        yield from faults
        if node is None and not faults:
            what = "专栏设置文件是空的。"
            yield problem(Place(PATH), "no-settings", what, "请写明“机关:”“网站名称:”等，样例见手册“专栏设置”。")
    if node is None:
        return Settings(agency=Agency(name=UNNAMED), footer=Footer(), site_name="政府信息公开", site_domain="")
    shape = yield from shape_of(node, "专栏设置", Place(PATH, 1, 1))
    agency = yield from _agency(shape)
    settings = Settings(
        agency=agency,
        footer=(yield from read_footer(shape)),
        site_name=(yield from shape.text("网站名称")) or f"{agency.name}政府信息公开",
        site_domain=(yield from address_under(shape, "网站域名")),
        demonstration=(yield from shape.text("演示")),
        legacy_until=(yield from day_under(shape, "历史遗留宽限至")),
        legacy_folders=(yield from read_legacy_folders(shape, root)),
        gates=(yield from read_gates(shape)),
        ledgers=(yield from read_ledger_settings(shape)),
        none_statements=(yield from _none_statements(shape)),
        terms=(yield from _terms(shape)),
        retention=(yield from _retention(shape)),
        description=(yield from shape.text("说明")),
        keywords=(yield from shape.texts("关键词")),
        fact_names=(yield from read_fact_names(shape)),
        report_to=(yield from shape.text("办事举报")),
        unit_groups=(yield from read_unit_groups(shape)),
        registers=(yield from _registers(shape)),
        place=shape.place,
    )
    yield from shape.finish()
    return settings


def _agency(outer: Shape) -> Reading[Agency]:
    shape = yield from shape_of(outer.node("机关"), "专栏设置的“机关”", outer.place)
    agency = Agency(
        name=(yield from shape.needed("名称", "示例市商务局")) or UNNAMED,
        short_names=(yield from shape.texts("简称")),
        level=(yield from shape.choice("级别", LEVELS, "部门")),
        credit_code=(yield from shape.text("统一社会信用代码")),
        org_code=(yield from shape.text("机构代码")),
        number_prefixes=(yield from shape.texts("机关代字")),
        address=(yield from shape.text("地址")),
        postcode=(yield from shape.text("邮编")),
        phone=(yield from shape.text("电话")),
        fax=(yield from shape.text("传真")),
        email=(yield from shape.text("电子邮箱")),
        hours=(yield from shape.text("办公时间")),
        units=(yield from _units(outer)),
    )
    yield from shape.finish()
    return agency


def _units(outer: Shape) -> Reading[tuple[Unit, ...]]:
    units = []
    for node in (yield from outer.rows("科室")):
        shape = yield from shape_of(node, "专栏设置的“科室”", outer.place)
        units.append(
            Unit(
                name=(yield from shape.needed("名称", "办公室")),
                phone=(yield from shape.text("电话")),
                duties=(yield from shape.text("职责")),
            )
        )
        yield from shape.finish()
    return tuple(units)


def _none_statements(outer: Shape) -> Reading[tuple[tuple[str, str], ...]]:
    statements = []
    for node in (yield from outer.rows("本机关无此项")):
        shape = yield from shape_of(node, "专栏设置的“本机关无此项”", outer.place)
        statements.append(
            (
                (yield from shape.needed("事项", "art20-03")),
                (yield from shape.needed("说明", "本机关没有统计调查职责。")),
            )
        )
        yield from shape.finish()
    return tuple(statements)


def _terms(outer: Shape) -> Reading[Terms]:
    """The terms of use: one sentence, or a mapping with a sentence, a name and the address of the full text."""
    node = outer.node("使用条款")
    if isinstance(node, Scalar):
        return Terms(words=node.text.strip())
    shape = yield from shape_of(node, "专栏设置的“使用条款”", outer.place)
    terms = Terms(
        words=(yield from shape.text("说明")),
        name=(yield from shape.text("名称")),
        url=(yield from address_under(shape, "网址")),
    )
    yield from shape.finish()
    return terms


def _registers(shape: Shape) -> Reading[tuple[str, ...]]:
    """The labels under 本专栏登记; one that no number of a column has is left out."""
    written = yield from shape.texts("本专栏登记")
    for one in written:
        if one not in REGISTERS:
            remedy = f"{suggestion(one, REGISTERS)}可以写：{'、'.join(REGISTERS)}。"
            yield problem(shape.at("本专栏登记"), "unknown-choice", f"专栏设置的“本专栏登记”写成“{one}”。", remedy)
    return tuple(one for one in written if one in REGISTERS)


def _retention(outer: Shape) -> Reading[tuple[Retention, ...]]:
    """The retention periods; one without its legal basis is left out, since archives destroy files when it ends."""
    found = []
    for node in (yield from outer.rows("保管期限")):
        shape = yield from shape_of(node, "专栏设置的“保管期限”", outer.place)
        kind = yield from shape.needed("类型", "政策文件")
        period = (
            (yield from shape.choice("期限", RETENTIONS, ""))
            if (yield from shape.needed("期限", RETENTIONS[0]))
            else ""
        )
        basis = yield from shape.needed("依据", "本机关文件材料归档范围和文书档案保管期限表")
        if kind and period and basis:
            found.append(Retention(kind, period, basis, shape.place))
        yield from shape.finish()
    return tuple(found)
