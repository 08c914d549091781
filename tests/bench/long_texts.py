"""Long official texts with tables and numbers that agree: reports of statistics, budgets and work plans."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date

_COUNTIES = ("东城区", "西湖区", "南山县", "北河县", "临江市", "高平县", "安宁区", "清源县", "新丰县", "永和区")
_FIGURES = (
    ("社会消费品零售总额", "亿元"),
    ("限额以上批发业销售额", "亿元"),
    ("限额以上零售业销售额", "亿元"),
    ("网上零售额", "亿元"),
    ("货物进出口总额", "亿元"),
    ("实际使用外资", "万美元"),
    ("餐饮业营业额", "亿元"),
    ("农产品网络零售额", "亿元"),
)
_PROJECTS = (
    "县域商业体系建设",
    "电子商务进农村",
    "家政服务提质扩容",
    "外贸新业态培育",
    "商贸流通标准化",
    "冷链物流骨干网",
    "老字号保护发展",
    "步行街改造提升",
    "再生资源回收体系",
    "展会活动补助",
)
_OFFICES = ("市场运行科", "流通业发展科", "电子商务科", "对外贸易科", "外资管理科", "财务科", "市场秩序科", "办公室")
_TASKS = (
    "完善县域商业网络",
    "组织消费促进活动",
    "核查专项资金使用情况",
    "开展成品油市场专项检查",
    "更新重点外贸企业名录",
    "培训农村电商带头人",
    "公开办事指南和流程图",
    "建立企业诉求台账",
    "推进口岸通关便利化",
    "汇总统计报表并通报",
)
_AIMS = (
    "切实提高资金使用效益",
    "进一步优化营商环境",
    "为企业提供更加便捷的服务",
    "确保各项指标按期完成",
    "接受社会和群众监督",
    "保障市场供应平稳有序",
)
_STEPS = ("摸底调查", "制定方案", "组织实施", "检查验收", "总结评估", "公开结果")
_HEADINGS = ("基本情况", "主要指标完成情况", "资金安排和使用情况", "重点工作", "存在的问题", "下一步安排", "保障措施")
_NUMERALS = "一二三四五六七八九十"


def long_paragraphs(chance: random.Random, named: Sequence[str], day: date) -> Iterator[str]:
    """The paragraphs of a text of ``day`` that names other documents: ten to forty of them, and one to three tables."""
    yield "各县（市、区）商务主管部门，各有关单位："
    for one in named:
        yield f"根据{one}和《中华人民共和国政府信息公开条例》（国务院令第711号），现将有关情况通报如下。"
    tables = chance.sample((_county_table, _budget_table, _task_table), chance.randrange(1, 4))
    for section, heading in enumerate(_HEADINGS[: chance.randrange(4, 8)]):
        yield f"## {_NUMERALS[section]}、{heading}"
        for point in range(chance.randrange(3, 6)):
            made = chance.choice((_growth, _parts, _work, _deadline))
            yield f"（{_NUMERALS[point]}）{made(chance, day)}{_aim(chance)}{made(chance, day)}"
        if section < len(tables):
            yield from tables[section](chance, day, section + 1)


Maker = Callable[[random.Random, date], str]


def _growth(chance: random.Random, day: date) -> str:
    """A figure with the one of the year before, their difference and its rate, which agree."""
    name, unit = chance.choice(_FIGURES)
    before = chance.randrange(2_000, 90_000)
    more = chance.randrange(before // 50, before // 6)
    return (
        f"{day.year - 1}年，全市{name}{(before + more) / 100:.2f}{unit}，比上年增加{more / 100:.2f}{unit}，"
        f"增长{100 * more / before:.2f}%。"
    )


def _parts(chance: random.Random, day: date) -> str:
    """A sum and its parts."""
    names = chance.sample(_PROJECTS, 3)
    parts = [chance.randrange(500, 60_000) for _ in names]
    told = "，".join(f"{name}{part / 100:.2f}万元" for name, part in zip(names, parts))
    return f"{day.year}年安排专项资金{sum(parts) / 100:.2f}万元，其中：{told}。"


def _work(chance: random.Random, _day: date) -> str:
    county, other = chance.sample(_COUNTIES, 2)
    return (
        f"{county}、{other}要对照清单{chance.choice(_TASKS)}，由{chance.choice(_OFFICES)}会同财政、统计部门"
        f"逐项核实，每月{chance.randrange(1, 28)}日前报送进展，发现问题的在{chance.randrange(3, 20)}个工作日内整改到位。"
    )


def _deadline(chance: random.Random, day: date) -> str:
    first, then = sorted(chance.sample(range(1, 13), 2))
    return (
        f"{chance.choice(_TASKS)}工作分{chance.choice(_STEPS[:3])}和{chance.choice(_STEPS[3:])}两步进行："
        f"{day.year}年{first}月{chance.randrange(1, 28)}日前完成第一步，"
        f"{day.year}年{then}月{chance.randrange(1, 28)}日前报市商务局{chance.choice(_OFFICES)}备案。"
    )


def _aim(chance: random.Random) -> str:
    return f"各单位要压实责任、细化措施，{'，'.join(chance.sample(_AIMS, 2))}。"


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield title
    yield "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---", *["---:"] * (len(head) - 1)], *rows))


def _county_table(chance: random.Random, day: date, number: int) -> Iterator[str]:
    """A figure of every county with its growth; the last row is their sum."""
    name, unit = chance.choice(_FIGURES)
    rows: list[tuple[str, ...]] = []
    totals = [0, 0]
    for county in _COUNTIES[: chance.randrange(5, len(_COUNTIES) + 1)]:
        before = chance.randrange(800, 40_000)
        now = before + chance.randrange(before // 40, before // 8)
        totals = [totals[0] + before, totals[1] + now]
        rows.append((county, *_figures_of(before, now)))
    rows.append(("合计", *_figures_of(*totals)))
    title = f"表{number}　{day.year - 1}年各县（市、区）{name}（单位：{unit}）"
    return _table(title, ("地区", "上年数", "本年数", "增加", "增长（%）"), rows)


def _figures_of(before: int, now: int) -> tuple[str, ...]:
    more = now - before
    return f"{before / 100:.2f}", f"{now / 100:.2f}", f"{more / 100:.2f}", f"{100 * more / before:.2f}"


def _budget_table(chance: random.Random, day: date, number: int) -> Iterator[str]:
    """What was planned for every project, what was spent, and what is left."""
    rows: list[tuple[str, ...]] = []
    totals = [0, 0]
    for project in chance.sample(_PROJECTS, chance.randrange(4, len(_PROJECTS) + 1)):
        planned = chance.randrange(1_000, 80_000)
        spent = planned * chance.randrange(60, 100) // 100
        totals = [totals[0] + planned, totals[1] + spent]
        rows.append((project, f"{planned / 100:.2f}", f"{spent / 100:.2f}", f"{(planned - spent) / 100:.2f}"))
    rows.append(("合计", *(f"{one / 100:.2f}" for one in (*totals, totals[0] - totals[1]))))
    title = f"表{number}　{day.year}年专项资金安排和执行情况（单位：万元）"
    return _table(title, ("项目", "预算安排", "已支出", "结余"), rows)


def _task_table(chance: random.Random, day: date, number: int) -> Iterator[str]:
    rows = [
        (task, chance.choice(_OFFICES), f"{day.year}年{chance.randrange(1, 13)}月底", str(chance.randrange(5, 90)))
        for task in chance.sample(_TASKS, chance.randrange(5, len(_TASKS) + 1))
    ]
    return _table(f"表{number}　任务分工", ("任务", "责任科室", "完成时限", "涉及企业（户）"), rows)
