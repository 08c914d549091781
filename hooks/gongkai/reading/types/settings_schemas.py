"""JSON Schema of the files of the catalogue that hold no items: settings of the column, its directory, working days."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from gongkai.model.column import FIVE_DISCLOSURE, LEVELS, REGISTERS, RETENTIONS
from gongkai.model.ledgers.ledger import INTERNAL, PUBLIC
from gongkai.reading.column.fact_names import FACTS
from gongkai.reading.column.gates import gates
from gongkai.reading.registers.delivery_register import DELIVERY_REGISTER
from gongkai.reading.registers.indicator_register import INDICATOR_REGISTER
from gongkai.reading.registers.ledger_kinds import ledger_kinds
from gongkai.reading.registers.link_register import LINK_REGISTER, RESULTS
from gongkai.reading.registers.nil_register import NIL_REGISTER, NIL_STATES

Schema = dict[str, object]

_TEXT: Schema = {"type": ["string", "number", "null"]}
"""Editors take 015116516 for a number, and a blank for null; the column reads every value as a text."""
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_DAY: Schema = {"type": "string", "pattern": r"^\s*\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\s*$"}
_ADDRESS: Schema = {"type": ["string", "null"], "pattern": r"^\s*(https?://|【待填写)"}
_FLAG: Schema = {"enum": ["是", "否"]}


def settings_schemas(draft: str, titles: Iterable[str]) -> dict[str, Schema]:
    """The schemas by names that no type can have; ``titles`` are those of the types, ``draft`` the version of the language."""
    kinds = sorted(titles)
    found = {"_column": _settings(kinds), "_directory": _directory(kinds), "_calendar": _days(), **_registers()}
    return {name: {"$schema": draft, **schema} for name, schema in found.items()}


def _settings(kinds: list[str]) -> Schema:
    agency = _record(
        "本机关",
        required=("名称",),
        名称=_told(_TEXT, "全称，例如 示例市商务局。"),
        简称=_told(_TEXTS, "检索时与全称同义，例如 [市商务局]。"),
        级别=_told({"enum": list(LEVELS)}, "决定要公开哪些事项；不写时是“部门”。"),
        统一社会信用代码=_told(_TEXT, "十八位。"),
        机构代码=_told(_TEXT, "索引号的开头，加引号，例如 '990000017'。"),
        机关代字=_told(_TEXTS, "发文字号里年份前面的字，例如 [示商发, 示商规]。"),
        地址=_TEXT,
        邮编=_TEXT,
        电话=_TEXT,
        传真=_TEXT,
        电子邮箱=_TEXT,
        办公时间=_told(_TEXT, "例如 工作日 8:30—12:00，14:00—17:30。"),
    )
    footer = _record(
        "每个网页最下面的说明",
        网站标识码=_TEXT,
        ICP备案=_TEXT,
        公安备案=_TEXT,
        主办单位=_TEXT,
        承办单位=_TEXT,
        找错入口=_told(_ADDRESS, "政府网站找错的网址。"),
        党政机关标识=_told(_ADDRESS, "党政机关网站标识的网址。"),
        监督电话=_told(_TEXT, "政务公开工作的监督举报电话。"),
        技术支持=_TEXT,
        版权=_told(_TEXT, "例如 示例市商务局版权所有。"),
        友情链接=_rows(_record("一个链接", required=("名称", "网址"), 名称=_TEXT, 网址=_ADDRESS)),
    )
    unit = _record("一个科室", required=("名称",), 名称=_TEXT, 电话=_TEXT, 职责=_TEXT)
    group = _record("一起提到的几个单位", required=("名称", "单位"), 名称=_TEXT, 别名=_TEXTS, 单位=_TEXTS)
    none = _record("本机关没有的事项", required=("事项", "说明"), 事项=_told(_TEXT, "例如 art20-03。"), 说明=_TEXT)
    retention = _record(
        "一种信息保管多久",
        required=("类型", "期限", "依据"),
        类型={"enum": kinds},
        期限={"enum": list(RETENTIONS)},
        依据=_told(_TEXT, "本机关的保管期限表。"),
    )
    terms = _record("使用条款", 说明=_TEXT, 名称=_TEXT, 网址=_ADDRESS)
    register: Schema = {"enum": list(REGISTERS)}
    gate: Schema = {"enum": list(gates())}
    return {
        "title": "专栏设置",
        **_record(
            "本专栏的设置：机关、科室、页脚、网站名称和网址。",
            required=("机关",),
            机关=agency,
            科室=_rows(unit),
            单位群体=_told(_rows(group), "任务分工里合起来写的单位，例如 各县（市、区）。"),
            页脚=footer,
            网站名称=_TEXT,
            网站域名=_told(_ADDRESS, "公众网站的网址，例如 https://swj.example.gov.cn/zfxxgk/。"),
            办事举报=_told(
                _TEXT, "窗口额外提要求时向谁举报，例如 000-12345679（执法监督科）；不写时用指南的“监督投诉”。"
            ),
            说明=_told(_TEXT, "给检索网站看的一句话。"),
            关键词=_TEXTS,
            演示=_told(_TEXT, "只有演示的专栏写；真实的专栏删去这一行。"),
            使用条款={"anyOf": [_TEXT, terms]},
            保管期限=_rows(retention),
            本机关无此项=_rows(none),
            要素名称=_told(
                _record("网页上各要素的另一种叫法", (), **dict.fromkeys(FACTS, _TEXT)), "例如 {成文日期: 生成日期}。"
            ),
            本专栏登记=_told(
                {"anyOf": [register, {"type": "array", "items": register}]}, "就在专栏里依次编的号；另有登记簿的不写。"
            ),
            合并前必须=_told({"anyOf": [gate, {"type": "array", "items": gate}]}, "没有做到就不能合并的事。"),
            台账=_ledgers(),
            历史遗留文件夹=_told(_TEXTS, "放旧信息的文件夹，例如 [content/documents/2019]。"),
            历史遗留宽限至=_told(_DAY, "旧信息按提醒对待到哪一天。"),
        ),
    }


def _ledgers() -> Schema:
    seen: dict[str, Schema] = {
        kind.title: _told({"enum": [INTERNAL] if kind.staff_only else [PUBLIC, INTERNAL]}, kind.about)
        for kind in ledger_kinds().values()
    }
    return _record("台账给谁看；不写的照缺省。", (), **seen)


def _directory(kinds: list[str]) -> Schema:
    matter = _record(
        "一个公开事项",
        required=("编号", "一级事项"),
        编号=_told(_TEXT, "例如 2.1，不能重复。"),
        一级事项=_TEXT,
        二级事项=_TEXT,
        公开内容=_TEXT,
        公开依据=_TEXTS,
        公开时限=_TEXT,
        公开主体=_TEXT,
        公开渠道=_TEXTS,
        公开对象=_TEXT,
        公开方式=_TEXT,
        公开层级=_TEXT,
        更新周期=_told(_TEXT, "例如 每季度；公开事项落实台账按它逐期核对。"),
        周期起算=_told(_DAY, "从哪天起按更新周期公开；不写时从第一件算起。"),
        信息类型=_told({"enum": kinds}, "这个事项的信息是哪一种。"),
        法定事项=_told(_TEXT, "例如 art20-03。"),
        无此项说明=_TEXT,
        应当解读=_FLAG,
        应当公众参与=_FLAG,
        五公开={"enum": list(FIVE_DISCLOSURE)},
        责任科室=_TEXT,
        业务环节=_TEXT,
        试点领域=_TEXT,
    )
    return {
        "title": "基本目录的条目",
        "description": "一个事项一项，以“- 编号:”开头。",
        "type": ["array", "null"],
        "items": matter,
    }


def _days() -> Schema:
    days: Schema = {"anyOf": [_DAY, {"type": "array", "items": _DAY}]}
    record = _record(
        "与周末不同的日子，照放假通知写。",
        放假通知=_told(_TEXT, "通知的标题或者文号；写了它，就算当年的休息日、调休的工作日已经写全，期限不再是暂估。"),
        工作日=days,
        休息日=days,
    )
    return {"title": "节假日", **record}


def _registers() -> dict[str, Schema]:
    """Those of the files in ``catalogue/ledgers/``, each by the name of its file."""
    nil = _record(
        "一个事项在一期里没有可以公开的，由负责人写明。",
        required=("事项", "期间", "负责人", "日期"),
        事项=_told(_TEXT, "公开目录里的编号，例如 '3.2'。"),
        期间=_told(_TEXT, "例如 2026年第二季度。"),
        情况={"enum": list(NIL_STATES)},
        说明=_told(_TEXT, "写“不适用”的必须说明理由。"),
        负责人=_told(_TEXT, "写职务，例如 办公室主任。"),
        日期=_DAY,
    )
    link = _record(
        "一个外部网址的核对情况",
        required=("网址", "核对日期"),
        网址=_ADDRESS,
        核对日期=_DAY,
        结果={"enum": list(RESULTS)},
        说明=_TEXT,
    )
    indicator = _record(
        "一项评估指标，在哪里公开",
        required=("指标",),
        一级指标=_TEXT,
        指标=_TEXT,
        出处=_TEXT,
        公开位置=_told(_TEXTS, "索引号、公开目录的编号、信息类型或者网址。"),
        说明=_told(_TEXT, "没有公开位置的，说明理由。"),
        责任科室=_TEXT,
    )
    delivery = _record(
        "交付给档案馆、图书馆等的一个存档包",
        required=("存档包", "日期", "根校验值", "接收单位"),
        存档包=_TEXT,
        日期=_DAY,
        根校验值=_told({"type": "string", "pattern": "^\\s*[0-9a-fA-F]{64}\\s*$"}, "生成存档包时显示的 64 位。"),
        接收单位=_TEXT,
        方式=_TEXT,
        说明=_TEXT,
    )
    rows = (
        (NIL_REGISTER.path, NIL_REGISTER.title, nil),
        (LINK_REGISTER.path, LINK_REGISTER.title, link),
        (INDICATOR_REGISTER.path, INDICATOR_REGISTER.title, indicator),
        (DELIVERY_REGISTER.path, DELIVERY_REGISTER.title, delivery),
    )
    return {f"_{PurePosixPath(path).stem}": {"title": title, **_rows(row)} for path, title, row in rows}


def _record(says: str, required: tuple[str, ...] = (), **properties: Schema) -> Schema:
    found: Schema = {"description": says, "type": "object", "properties": properties, "additionalProperties": False}
    return found | ({"required": list(required)} if required else {})


def _rows(row: Schema) -> Schema:
    return {"type": ["array", "null"], "items": row}


def _told(schema: Schema, says: str) -> Schema:
    return {**schema, "description": says}
