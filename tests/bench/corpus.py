"""A column of any size with plausible official texts: the same for the same size, on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.bench.long_texts import long_paragraphs

CORPORA = ("short", "rich", "long")
"""Short texts without any markup but headings; the same with emphasis, a link and a table; long ones with tables and numbers."""

_TOPICS = (
    "电子商务",
    "外贸发展",
    "商贸流通",
    "家政服务",
    "成品油流通",
    "会展业",
    "口岸建设",
    "加工贸易",
    "消费促进",
    "农村物流",
)
_GENRES = ("通知", "意见", "管理办法", "实施方案", "工作要点", "公告")
_WHO = ("各县（市、区）商务主管部门", "机关各科室", "各有关企业", "市直有关单位", "各行业协会")
_HOW = ("应当", "要会同有关部门", "要按季度", "必须依法", "要结合实际", "须在规定期限内")
_DO = ("梳理", "公开", "更新", "报送", "核实", "汇总", "评估", "完善")
_WHAT = (
    "重点企业名录",
    "办事指南和流程图",
    "资金使用情况",
    "抽查事项清单",
    "统计数据",
    "安全生产台账",
    "信用信息",
    "项目进度",
)
_WHY = ("便于群众查询", "接受社会监督", "推动工作落到实处", "保障公众知情权", "提高办事效率", "确保口径一致")
_HEADINGS = ("总体要求", "主要任务", "重点领域", "工作分工", "保障措施", "监督检查")
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the corpus."""

    serial: int
    index_no: str
    number: str
    title: str
    day: date
    cites: tuple[int, ...]
    """Serials of earlier documents that the text names."""
    paragraphs: tuple[str, ...]


def documents(size: int, corpus: str = "short") -> Iterator[Document]:
    """``size`` documents over ten years, of one of ``CORPORA``."""
    chance = random.Random(20260101)
    titles: list[str] = []
    for serial in range(size):
        year = 2016 + serial * 10 // max(size, 1)
        day = date(year, 1, 4) + timedelta(days=chance.randrange(350))
        topic = chance.choice(_TOPICS)
        cites = tuple(sorted({chance.randrange(serial) for _ in range(2)})) if serial > 4 else ()
        named = tuple(f"《{titles[one]}》（{number_of(one, size)}）" for one in cites)
        titles.append(
            f"关于{topic}{chance.choice(_WHAT)}{chance.choice(_DO)}工作的{chance.choice(_GENRES)}（第{serial}号）"
        )
        text = long_paragraphs(chance, named, day) if corpus == "long" else _paragraphs(chance, named, corpus == "rich")
        # As an official paper ends: who signs, and on which day.
        end = ("示例市商务局", f"{day.year}年{day.month}月{day.day}日")
        yield Document(
            serial, f"990000017/{year}-{serial:06d}", number_of(serial, size), titles[-1], day, cites, (*text, *end)
        )


def number_of(serial: int, size: int) -> str:
    """The document number of a serial."""
    return f"示商发〔{2016 + serial * 10 // max(size, 1)}〕{serial + 1}号"


def _paragraphs(chance: random.Random, named: tuple[str, ...], rich: bool) -> Iterator[str]:
    yield f"{chance.choice(_WHO)}："
    for one in named:
        yield f"根据{one}要求，现将有关事项通知如下。"
    for section, heading in enumerate(_HEADINGS[: chance.randrange(3, 7)]):
        yield f"## {_NUMERALS[section]}、{heading}"
        for point in range(chance.randrange(2, 6)):
            yield f"（{_NUMERALS[point]}）{_sentence(chance)}{_sentence(chance)}{_sentence(chance)}"
    if rich:
        yield f"**重点**：{_sentence(chance)}详见[公开目录](https://www.example.gov.cn/)。"
        yield "| 序号 | 事项 | 时限 |\n| --- | --- | ---: |\n" + "\n".join(
            f"| {row} | {chance.choice(_WHAT)} | {chance.randrange(1, 60)} |" for row in range(1, 9)
        )


def _sentence(chance: random.Random) -> str:
    return (
        f"{chance.choice(_WHO)}{chance.choice(_HOW)}{chance.choice(_DO)}{chance.choice(_WHAT)}，{chance.choice(_WHY)}。"
    )
