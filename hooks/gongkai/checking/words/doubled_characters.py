"""Which characters and words stand twice by mistake: function words never do, other words only in known phrases."""

from __future__ import annotations

import re

_ONCE = "于并或被把从第该使据按已也而但且须须"
"""Characters that never stand twice in a correct sentence."""
_EXCEPT = {
    "的": ("目标有", "确士"),
    "了": ("不", "解然之"),
    "是": ("", "非否"),
    "在": ("存所", "建册职校场编岗途押线读地外"),
    "和": ("", "平谐睦好解县美田"),
    "与": ("参", "会否"),
    "及": ("", "时格其早至"),
    "为": ("行作认视称成较极甚尤以变", "期准止限主首例例人民"),
    "将": ("", "军士领帅来要"),
    "其": ("尤极何", "他它余中实间次"),
    "从": ("服听盲依跟", "业事严事而来此不"),
    "该": ("应", ""),
    "就": ("", "业读学医地近餐诊任座"),
    "都": ("成首古", "市江匀督安城"),
    "据": ("数依根证单票收", ""),
    "对": ("针应核面", "外方口接象比于标照应策待话"),
    "由": ("理自缘事", "于来此衷"),
}
"""Characters that stand twice by mistake, except after the first or before the second ones, where one belongs to a word."""
_NUMBER_UNITS = r"(?<=[0-9０-９])(?:年年(?![初末底中度均年报终检审会代])|月月(?![初末底中度均报份])|日日(?![前均间常期报])|元元|％％|%%)"
_YEARS = r"(?<=[比较])上年年(?=增|减|下|上|提|降|有)"
_MARKS = r"[，；：、][，。；：、]|。[，；：、]|(?<!。)。。(?!。)"
_FUNCTION = "|".join(
    [
        *(rf"{one}{one}(?!{one})" for one in dict.fromkeys(_ONCE) if one not in _EXCEPT),
        *(
            rf"{f'(?<![{before}])' if before else ''}(?<!{one}){one}{one}(?!{one}{f'|[{after}]' if after else ''})"
            for one, (before, after) in _EXCEPT.items()
        ),
    ]
)
SINGLE = re.compile(f"{_FUNCTION}|{_NUMBER_UNITS}|{_YEARS}|{_MARKS}")

_HAN = r"[\u4e00-\u9fff]"
WORDS = re.compile(
    rf"(?P<word>(?![的一二三四五六七八九十百千万〇零两])(?!({_HAN})\2){_HAN}{{2,8}}?)(?P=word)"
    r"(?<![一二三四五六七八九十百千万〇零两])"
)
_CHARACTERS = "".join(sorted({*_ONCE, *_EXCEPT, *"年月日元％%，；：、。"}))
_TOGETHER = "，；：、。"
SIGNS = (*(one * 2 for one in _CHARACTERS), "上年年", *(first + second for first in _TOGETHER for second in _TOGETHER))
"""Literal texts one of which a text has where ``SINGLE`` matches."""
_LENGTHS = range(2, 9)
_ONE_HAN = re.compile(_HAN)
_MOST_TRIES = 200
_WIDTH = 4
"""Bytes of a character in UTF-32."""


def has_run_twice(text: str) -> bool:
    """Whether ``WORDS`` matches anywhere in ``text``, in a fifth of its time.

    The text, as one number, is compared with itself moved by the length of the run: where it is equal, there are zeros.
    """
    size = _WIDTH * len(text)
    number = int.from_bytes(text.encode("utf-32-le", "surrogatepass"), "little")
    tries = 0
    for length in _LENGTHS:
        zeros = bytes(_WIDTH * length)
        equal = (number ^ (number >> 8 * _WIDTH * length)).to_bytes(size, "little")
        at = equal.find(zeros)
        # The zeros may begin inside of a character. Rules, leaders and figures are skipped as a whole.
        while at >= 0 and (begin := _ONE_HAN.search(text, at // _WIDTH)):
            tries += 1
            if tries > _MOST_TRIES:
                return bool(WORDS.search(text))
            if WORDS.match(text, begin.start()) or WORDS.match(text, begin.start() + 1):
                return True
            at = equal.find(zeros, _WIDTH * (begin.start() + 1))
    return False


_PHRASES = frozenset(
    "业创 用信 装箱 建共 年度 测预 强自 权同 理处 级分 人一 定罪 工作 保管 设计 出租 组织 出版 规定 政府 字号 部门 代表 研究"
    " 讨论 考虑 商量 学习 锻炼 活动 参考 了解 商讨 交流 探讨 总结 调整 等等 哈哈 谢谢 滴答 咚咚 规范 培训 管理 服务 单位 项目 产品 建设"
    " 生产 行政 区域 中心 机关 企业 社会 经济 技术 教育 人民法院 行政区 等教育 申请人 有土地 会委员 对企业 接受人 一个 一步 一条 一件 一次 一项 一天"
    " 吉林 海南 江西 中国 上海 北京".split()
)
"""Words that are found twice in correct sentences: verbs that are repeated, and ends of words that meet beginnings."""


def is_phrase(word: str) -> bool:
    """Whether ``word`` may stand twice."""
    return word in _PHRASES
