"""The forty-five questions that a spike on Chinese search was measured with, and pages that they mean.

A question is asked of whatever entries there are; what is true is found by brute force among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.searching.entries import Entry

from tests.search.queries import Query, Truth, squeezed

Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: an answer holds all phrases of one of ``ways``; ``meant`` is the title or number of the page meant, if it is one."""

    text: str
    kind: str
    ways: tuple[Phrases, ...]
    meant: str = ""


def _one(kind: str, text: str, *phrases: str, meant: str = "") -> Asked:
    return Asked(text, kind, (phrases or (text,),), meant)


_XINZHOU = "忻州市商务局2018年政务公开工作要点"
_NEIJIANG = "内江市人民政府办公室关于印发内江市2018年政务公开工作要点的通知"
_XISHAN = "关于全面推进西山区政务公开工作的实施意见"
_NUMBER = "忻商务发〔2018〕12号"

NAMED = (
    _one("二字词", "预算"),
    _one("二字词", "许可"),
    _one("四字词", "政务公开"),
    _one("四字词", "公务接待"),
    _one("文中带引号", "三公经费"),
    _one("三字词", "双随机"),
    _one("文中带顿号", "双随机一公开"),
    _one("六字词", "家电以旧换新"),
    _one("跨词", "商务局"),
    _one("跨词", "市商务局"),
    _one("跨词", "务公开"),
    _one("跨词", "发卡企业"),
    _one("单字", "县"),
    _one("单字", "税"),
    _one("整个题名", _XINZHOU, meant=_XINZHOU),
    _one("整个题名", _NEIJIANG, meant=_NEIJIANG),
    _one("繁体题名", "關於全面推進西山區政務公開工作的實施意見", _XISHAN, meant=_XISHAN),
    _one("繁体连写", "內江市政務公開", "内江市", "政务公开"),
    _one("繁体", "雙隨機", "双随机"),
    _one("文号", _NUMBER, meant=_NUMBER),
    _one("文号括号", "忻商务发[2018]12号", _NUMBER, meant=_NUMBER),
    _one("文号括号", "忻商务发(2018)12号", _NUMBER, meant=_NUMBER),
    _one("文号括号", "忻商务发【2018】12号", _NUMBER, meant=_NUMBER),
    _one("文号无括号", "忻商务发2018 12号", _NUMBER, meant=_NUMBER),
    _one("文号后段", "〔2018〕82号", meant="内府办函〔2018〕82号"),
    _one("索引号", "000014347/2018-00231", meant="000014347/2018-00231"),
    _one("索引号后段", "2018-00231", meant="000014347/2018-00231"),
    _one("索引号", "015116516-201612-480926", meant="015116516-201612-480926"),
    _one("数字", "12345"),
    _one("字母数字", "5G基站", meant="关于支持通信设施建设的通知"),
    _one("字母", "ofd", meant="电子公文管理办法"),
    _one("全角字母", "ＯＦＤ版式", "OFD版式", meant="电子公文管理办法"),
    _one("标准号", "GB/T 22239-2019", meant="网络安全检查通知"),
    _one("企业", "鑫源加油站"),
    _one("企业", "忻州市鑫源加油站有限责任公司", meant="成品油零售经营批准公示"),
    _one("生僻词", "秀容书院修缮", meant="文物保护工程公示"),
    _one("文中带括号", "因公出国境费"),
    _one("加引号", "“公务接待清单”", "公务接待清单", meant="公务接待费用说明"),
    _one("加引号", '"务接待"', "务接待"),
    _one("多词", "商务局 三公经费", "商务局", "三公经费"),
    _one("连写", "商务局三公经费", "商务局", "三公经费"),
    _one("连写", "2018年商务局部门预算", "2018年", "商务局", "部门预算"),
    _one("错一字", "政务公开工作要典", "政务公开工作要点"),
    _one("错一字", "双随即抽查", "双随机抽查"),
    Asked("2018年12月8日", "日期", (("2018年12月8日",), ("2018-12-08",), ("二〇一八年十二月八日",))),
)


def named_entries() -> tuple[Entry, ...]:
    """Pages that hold what the questions ask for, in the order of their days."""
    return (
        _page(3, date(2016, 12, 21), "关于全面推进西山區政務公開工作的实施意见", "", "015116516-201612-480926", "各科室要抓好落实。"),
        _page(4, date(2018, 3, 2), _XINZHOU, _NUMBER, "000014347/2018-00231", "推进政务公开工作要点落实。\n2018年12月8日"),
        _page(5, date(2018, 7, 23), _NEIJIANG, "内府办函[2018]82号", "", "內江市各部門要推進政務公開，12345热线及时受理。"),
        _page(6, date(2019, 1, 5), "关于支持通信设施建设的通知", "", "", "支持5G 基站建设，减免场地费。"),
        _page(7, date(2019, 2, 5), "电子公文管理办法", "", "", "公文采用 OFD 版式文件保存。"),
        _page(8, date(2019, 3, 5), "网络安全检查通知", "", "", "按照GB/T22239-2019开展检查。"),
        _page(9, date(2019, 4, 5), "成品油零售经营批准公示", "", "", "批准忻州市鑫源加油站有限责任公司经营。"),
        _page(10, date(2019, 5, 5), "文物保护工程公示", "", "", "秀容书院修缮工程完工，缴纳税款。"),
        _page(11, date(2019, 6, 5), "公务接待费用说明", "", "", "公布公务接待清单，因公出国（境）费为零。"),
        _page(12, date(2019, 7, 5), "双随机抽查计划", "", "", "预付卡发卡企业列入双随机抽查。"),
        _page(13, date(2019, 8, 5), "单位决算", "", "", "2018年，商务局公开“三公”经费，部门预算一并公布。"),
    )  # fmt: skip


def _page(number: int, day: date, title: str, doc_no: str, index_no: str, text: str) -> Entry:
    return Entry(
        url=f"n/{number}.html",
        title=title,
        number=doc_no,
        index_no=index_no,
        day=day,
        kind="政策文件",
        part="法定主动公开内容",
        state="有效",
        text=text,
    )


def named(entries: Sequence[Entry], places: Mapping[str, str] | None = None) -> Iterator[Query]:
    """The questions with their answers among the entries; ``places`` renames what is called otherwise there."""
    truth = Truth(entries)
    for asked in NAMED:
        ways = [[_renamed(phrase, places or {}) for phrase in way] for way in asked.ways]
        found = frozenset[str]().union(*(truth.holding(*way) for way in ways))
        meant = squeezed(_renamed(asked.meant, places or {}))
        targets = {one.url for one in entries if meant in map(squeezed, one.strong)} if meant else set()
        # What others hold too means one page only where it is the whole title or number of that page.
        clear = len(targets) == 1 and (found == targets or meant in map(squeezed, ways[0]))
        yield Query(_renamed(asked.text, places or {}), asked.kind, found, min(targets) if clear else "")


def _renamed(text: str, places: Mapping[str, str]) -> str:
    for old, new in places.items():
        text = text.replace(old, new)
    return text
