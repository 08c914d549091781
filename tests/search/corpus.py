"""Entries of a column of any size with plausible texts and names: the same for the same size and seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.searching.entries import Entry

_CITIES = (
    "忻州市",
    "内江市",
    "西山区",
    "原平市",
    "代县",
    "五台县",
    "繁峙县",
    "定襄县",
    "静乐县",
    "神池县",
    "河曲县",
    "偏关县",
)
_BUREAUS = (
    "商务局",
    "财政局",
    "教育局",
    "卫生健康局",
    "交通运输局",
    "农业农村局",
    "市场监督管理局",
    "人力资源和社会保障局",
)
_MATTERS = (
    "政务公开", "双随机、一公开", "“三公”经费", "部门预算", "部门决算", "行政许可", "行政处罚", "家电以旧换新", "公务接待",
    "因公出国（境）", "重大决策预公开", "规范性文件清理", "优化营商环境", "安全生产", "电子商务进农村", "成品油流通", "单用途商业预付卡",
    "老字号认定", "夜间经济", "家政服务", "再生资源回收", "5G基站建设", "OFD版式文件", "口岸通关", "外贸转型升级",
)  # fmt: skip
_GENRES = ("工作要点", "实施方案", "管理办法", "通知", "意见", "公告", "工作总结", "任务分解表")
_VERBS = (
    "梳理",
    "公开",
    "更新",
    "报送",
    "核实",
    "汇总",
    "评估",
    "完善",
    "督促",
    "规范",
    "推进",
    "落实",
    "公示",
    "复核",
)
_OBJECTS = (
    "重点企业名录", "办事指南", "资金使用情况", "抽查事项清单", "统计数据", "安全生产台账", "信用信息", "项目进度", "公务用车购置",
    "政府采购合同", "监督检查结果", "群众意见", "会议纪要", "绩效目标", "年度计划", "权责清单", "收费标准", "检测报告",
)  # fmt: skip
_NAMES = "鑫源宏达华泰永兴盛隆恒通瑞祥金辉德润广益康宁嘉禾顺昌天佑博雅清泉明珠云峰晋阳秀容滹沱雁门"
_TRADES = (
    "加油站",
    "商贸",
    "物流",
    "农产品开发",
    "再生资源",
    "家政服务",
    "酒店管理",
    "食品加工",
    "电子科技",
    "建筑工程",
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾"
_STATES = ("有效", "有效", "有效", "未标注", "废止", "失效", "已修改")
_DIGITS = "〇一二三四五六七八九"


def entries(size: int, seed: int = 1) -> Iterator[Entry]:
    """``size`` entries over ten years in the order of their days."""
    chance = random.Random(seed * 1_000_003 + size)
    characters = [chr(0x4E00 + chance.randrange(20_900)) for _ in range(2_000)]
    for number in range(size):
        day = date(2010, 1, 1) + timedelta(days=number * 5_800 // size)
        city, bureau, matter = chance.choice(_CITIES), chance.choice(_BUREAUS), chance.choice(_MATTERS)
        title = chance.choice(
            (
                f"{city}{bureau}{day.year}年{matter}{chance.choice(_GENRES)}",
                f"{city}人民政府办公室关于印发{matter}{chance.choice(_OBJECTS)}{chance.choice(_GENRES)}的通知",
                f"关于{chance.choice(_VERBS)}{company(chance)}{matter}{chance.choice(_OBJECTS)}的{chance.choice(_GENRES)}",
            )
        )
        # Every third title is the same as others but for its issue, as it is in real columns.
        title += f"（第{number}号）" if number % 3 else ""
        yield Entry(
            url=f"990000017/{day.year}-{number:05}.html",
            title=title,
            number=f"{city[:1]}{bureau[:2]}发〔{day.year}〕{number % 997 + 1}号" if number % 2 else "",
            index_no=f"990000017/{day.year}-{number:05}",
            day=day,
            in_force_from=day if number % 4 else None,
            in_force_to=day + timedelta(days=1_826) if number % 8 == 1 else None,
            part="法定主动公开内容",
            kind=("政策文件", "部门预算", "行政许可", "公示公告")[number % 4],
            subjects=("综合政务", "政务公开") if number % 5 == 0 else ("商贸",),
            agency=f"{city}{bureau}",
            state=chance.choice(_STATES),
            text="\n".join(_paragraphs(chance, day, characters)),
        )


def records(size: int, seed: int = 1) -> Iterator[Entry]:
    """``size`` permits, one a record, without a list of them anywhere."""
    chance = random.Random(seed)
    for number in range(size):
        day = date(2015, 1, 1) + timedelta(days=number * 4_000 // size)
        person = (
            chance.choice(_SURNAMES) + chr(0x4E00 + chance.randrange(5_000)) + chr(0x4E00 + chance.randrange(5_000))
        )
        yield Entry(
            url=f"i/permits-{number // 500}.html#r{number}",
            title=company(chance),
            number=f"JY1{chance.randrange(10**12):012}",
            keys=(f"91140{chance.randrange(10**12):012}X",),
            day=day,
            kind="行政许可",
            source=f"{day.year}年行政许可",
            cells=(chance.choice(_MATTERS), person, chance.choice(_OBJECTS), day.isoformat(), chance.choice(_CITIES)),
        )


def company(chance: random.Random) -> str:
    """The name of an enterprise."""
    name = chance.choice(_NAMES) + chance.choice(_NAMES)
    return f"{chance.choice(_CITIES)}{name}{chance.choice(_TRADES)}有限责任公司"


def _paragraphs(chance: random.Random, day: date, characters: list[str]) -> Iterator[str]:
    yield "各县（市、区）人民政府，各有关单位："
    for place in range(chance.randrange(5, 14)):
        yield f"（{_DIGITS[place % 9 + 1]}）" + "".join(
            _sentence(chance, characters) for _ in range(chance.randrange(3, 7))
        )
    yield f"联系人：{chance.choice(_SURNAMES)}{''.join(chance.sample(characters, 2))}，电话：0350-{chance.randrange(10**6, 10**7)}"
    written = chance.choice(("{0}年{1}月{2}日", "{0}-{1:02}-{2:02}", "{3}年{4}月{5}日"))
    words = ("".join(_DIGITS[int(digit)] for digit in str(day.year)), *map(_in_words, (day.month, day.day)))
    yield written.format(day.year, day.month, day.day, *words)


def _sentence(chance: random.Random, characters: list[str]) -> str:
    strange = "".join(chance.sample(characters, 3)) if chance.random() < 0.4 else ""
    ends = (
        f"金额{chance.randrange(1, 10**6):,}元",
        f"完成率{chance.randrange(100)}%",
        f"涉及{company(chance)}",
        f"由{strange}同志负责",
    )
    return (
        f"{chance.choice(_CITIES)}{chance.choice(_BUREAUS)}要{chance.choice(_VERBS)}{chance.choice(_MATTERS)}"
        f"{chance.choice(_OBJECTS)}，{chance.choice(_VERBS)}{strange}{chance.choice(_OBJECTS)}，{chance.choice(ends)}。"
    )


def _in_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")
