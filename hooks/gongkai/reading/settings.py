"""``catalogue/column.yml``: the agency, its units and footer, and what the column says of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.model.column import LEVELS, RETENTIONS, Agency, Footer, Retention, Settings, Terms, Unit
from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.reading.values.fields import at
from gongkai.reading.values.typed_value import value_of
from gongkai.reading.yaml.nodes import Scalar
from gongkai.reading.yaml.shape import Shape
from gongkai.reading.yaml.yaml_files import read_yaml

PATH = "catalogue/column.yml"
_MERCY = Field(name="legacy_until", title="历史遗留宽限至", type=FieldType.DATE)


def read_settings(root: Path) -> tuple[Settings, list[Problem]]:
    """The settings of the column; where the file is missing or wrong, settings that let the checks go on."""
    path = root / PATH
    problems: list[Problem] = []
    node = None
    if not path.is_file():
        what = "缺少专栏设置文件 catalogue/column.yml。"
        problems.append(
            problem(
                Place(PATH), "no-settings", what, "请新建这个文件，写明“机关:”“网站名称:”等，样例见手册“专栏设置”。"
            )
        )
    else:
        node, problems = read_yaml(path, PATH)
        if node is None and not problems:
            what = "专栏设置文件是空的。"
            problems.append(
                problem(Place(PATH), "no-settings", what, "请写明“机关:”“网站名称:”等，样例见手册“专栏设置”。")
            )
    if node is None:
        return Settings(
            agency=Agency(name="本机关"), footer=Footer(), site_name="政府信息公开", site_domain=""
        ), problems
    shape = Shape(node, "专栏设置", Place(PATH, 1, 1), problems)
    agency = _agency(shape, problems)
    settings = Settings(
        agency=agency,
        footer=_footer(shape, problems),
        site_name=shape.text("网站名称") or f"{agency.name}政府信息公开",
        site_domain=_address(shape, "网站域名", problems),
        demonstration=shape.text("演示"),
        legacy_until=_day(_checked(shape, "历史遗留宽限至", _MERCY, problems)),
        none_statements=_none_statements(shape, problems),
        terms=_terms(shape, problems),
        retention=_retention(shape, problems),
        description=shape.text("说明"),
        keywords=shape.texts("关键词"),
        place=shape.place,
    )
    shape.finish()
    return settings, problems


def _agency(outer: Shape, problems: list[Problem]) -> Agency:
    shape = Shape(outer.node("机关"), "专栏设置的“机关”", outer.place, problems)
    agency = Agency(
        name=shape.needed("名称", "示例市商务局") or "本机关",
        short_names=shape.texts("简称"),
        level=shape.choice("级别", LEVELS, "部门"),
        credit_code=shape.text("统一社会信用代码"),
        org_code=shape.text("机构代码"),
        number_prefixes=shape.texts("机关代字"),
        address=shape.text("地址"),
        postcode=shape.text("邮编"),
        phone=shape.text("电话"),
        fax=shape.text("传真"),
        email=shape.text("电子邮箱"),
        hours=shape.text("办公时间"),
        units=_units(outer, problems),
    )
    shape.finish()
    return agency


def _units(outer: Shape, problems: list[Problem]) -> tuple[Unit, ...]:
    units = []
    for node in outer.rows("科室"):
        shape = Shape(node, "专栏设置的“科室”", outer.place, problems)
        units.append(Unit(name=shape.needed("名称", "办公室"), phone=shape.text("电话"), duties=shape.text("职责")))
        shape.finish()
    return tuple(units)


def _footer(outer: Shape, problems: list[Problem]) -> Footer:
    shape = Shape(outer.node("页脚"), "专栏设置的“页脚”", outer.place, problems)
    footer = Footer(
        site_code=shape.text("网站标识码"),
        icp=shape.text("ICP备案"),
        police=shape.text("公安备案"),
        sponsor=shape.text("主办单位"),
        operator=shape.text("承办单位"),
        report_error_url=_address(shape, "找错入口", problems),
        identity_mark_url=_address(shape, "党政机关标识", problems),
    )
    shape.finish()
    return footer


def _none_statements(outer: Shape, problems: list[Problem]) -> tuple[tuple[str, str], ...]:
    statements = []
    for node in outer.rows("本机关无此项"):
        shape = Shape(node, "专栏设置的“本机关无此项”", outer.place, problems)
        statements.append((shape.needed("事项", "art20-03"), shape.needed("说明", "本机关没有统计调查职责。")))
        shape.finish()
    return tuple(statements)


def _terms(outer: Shape, problems: list[Problem]) -> Terms:
    """A sentence, or a name, a sentence and the address of the full text."""
    node = outer.node("使用条款")
    if isinstance(node, Scalar):
        return Terms(words=node.text.strip())
    shape = Shape(node, "专栏设置的“使用条款”", outer.place, problems)
    terms = Terms(words=shape.text("说明"), name=shape.text("名称"), url=_address(shape, "网址", problems))
    shape.finish()
    return terms


def _retention(outer: Shape, problems: list[Problem]) -> tuple[Retention, ...]:
    """A period needs its basis: what an archive destroys on its last day must not rest on a guess."""
    found = []
    for node in outer.rows("保管期限"):
        shape = Shape(node, "专栏设置的“保管期限”", outer.place, problems)
        kind = shape.needed("类型", "政策文件")
        period = shape.choice("期限", RETENTIONS, "") if shape.needed("期限", RETENTIONS[0]) else ""
        basis = shape.needed("依据", "本机关文件材料归档范围和文书档案保管期限表")
        if kind and period and basis:
            found.append(Retention(kind, period, basis, shape.place))
        shape.finish()
    return tuple(found)


def _checked(shape: Shape, key: str, field: Field, problems: list[Problem]) -> object:
    value, fault = value_of(shape.text(key), field)
    if fault:
        problems.append(at(shape.at(key), fault))
    return value


def _address(shape: Shape, key: str, problems: list[Problem]) -> str:
    """An address that a link can lead to; empty where it is wrong, so that nothing else gets onto the pages."""
    return str(_checked(shape, key, Field(name="address", title=key, type=FieldType.URL), problems) or "")


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
