"""Changes one figure at a time in the prose of budgets, accounts and 三公 statements, and counts how often it is told.

Run with ``python -m tests.eyes.figures_prose``. The phrases are filled in with the figures of the demonstration; those of
its own texts are changed as well.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.checking.catalogue import BY_NAME
from gongkai.model.problems.problem import Problem
from gongkai.reading.column_sources import read_column

from tests.columns import write_column

SEED = 20260302
ROOT = Path(__file__).parents[2]
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?=万元|元|亿元|%)")
_DAY = date(2031, 12, 1)

FINAL = {
    "本年收入": "2552.03", "本年支出": "2552.70", "总计": "2592.65", "基本": "936.76", "项目": "1615.94",
    "运行": "131.15", "上年运行": "128.67", "采购": "83.20", "货物": "44.85", "服务": "38.35", "行政": "633.47", "行政预算": "643.04",
    "招商": "37.26", "招商预算": "39.70", "三公": "36.02", "三公预算": "39.00", "上年三公": "15.31", "接待": "3.57", "接待预算": "4.50",
    "上年接待": "3.96", "出国": "3.88", "出国预算": "5.00", "车运": "10.92", "车购": "17.65", "车": "28.57", "上年支出": "2504.50",
    "养老": "89.24", "年金": "44.62", "公积金": "81.96", "卫生": "62.75", "社保": "158.58", "上年收入": "2502.94",
}  # fmt: skip
"""Figures of the account of 2025 of the demonstration, and of those that it is compared with."""

PHRASES = (
    "2025年度收入总计{总计}万元，支出总计{总计}万元。",
    "本年收入合计{本年收入}万元，其中：财政拨款收入{本年收入}万元，占100.00%。",
    "本年支出合计 {本年支出} 万元，其中：基本支出 {基本} 万元，占{基本/本年支出}%；项目支出 {项目} 万元，占{项目/本年支出}%。",
    "2025年度本年支出{本年支出}万元，比2024年度增加{本年支出-上年支出}万元，增长{本年支出-上年支出/上年支出}%。",
    "与2024年度相比，本年收入增加{本年收入-上年收入}万元，增长{本年收入-上年收入/上年收入}%。",
    "机关运行经费支出{运行}万元，比上年增加{运行-上年运行}万元，增长{运行-上年运行/上年运行}%，主要原因是物业管理费增加。",
    "机关运行经费{运行元}元，较上年增长{运行-上年运行/上年运行}%。",
    "政府采购支出总额{采购}万元，其中：政府采购货物支出{货物}万元、政府采购服务支出{服务}万元。",
    "一般公共服务支出（类）商贸事务（款）行政运行（项）。主要用于：人员和公用支出。年初预算为{行政预算}万元，支出决算为{行政}万元，"
    "完成年初预算的{行政/行政预算}%。",
    "招商引资年初预算{招商预算}万元，决算{招商}万元，完成年初预算的{招商/招商预算}%，决算数小于年初预算数的主要原因是压减活动。",
    "“三公”经费财政拨款支出年初预算为{三公预算}万元，支出决算为{三公}万元，完成预算的{三公/三公预算}%。",
    "2025年度“三公”经费支出决算{三公}万元，比2024年增加{三公-上年三公}万元，增长{三公-上年三公/上年三公}%。",
    "其中：因公出国（境）费支出决算为{出国}万元，完成预算的{出国/出国预算}%；公务接待费支出决算为{接待}万元，完成预算的{接待/接待预算}%。",
    "公务接待费支出{接待}万元，比上年减少{上年接待-接待}万元，下降{上年接待-接待/上年接待}%。",
    "公务用车购置及运行维护费支出{车}万元，其中：公务用车购置费{车购}万元，公务用车运行维护费{车运}万元。",
    "机关事业单位基本养老保险缴费支出（项）{养老}万元，机关事业单位职业年金缴费支出（项）{年金}万元，住房公积金（项）{公积金}万元。",
    "一般公共预算财政拨款支出{本年支出}万元，主要用于以下方面：社会保障和就业支出（类）{社保}万元，占{社保/本年支出}%；"
    "卫生健康支出（类）{卫生}万元，占{卫生/本年支出}%。",
    "1.因公出国（境）费{出国}万元；2.公务接待费{接待}万元；3.公务用车运行费{车运}万元。",
    "全年“三公”经费决算数为{三公}万元，较年初预算减少{三公预算-三公}万元。",
    "基本支出{基本}万元，是指为保障机构正常运转发生的支出。项目支出{项目}万元。",
    "卫生健康支出{卫生}万元，主要用于职工医疗保险缴费。",
    "公务接待费{接待}万元，占“三公”经费的{接待/三公}%。",
)  # fmt: skip

CLEAN = (
    "促进消费专项资金安排1513.00万元，比上年增加58.00万元。",
    "单价100万元以上设备0台，人均公用经费2.79万元，培训费标准每人每天400元。",
    "授予中小企业合同金额55.70万元，占政府采购支出的66.9%。",
    "对2025年度5个项目开展绩效自评，涉及资金1615.94万元，平均得分98.5分，优良率100%。",
    "全市社会消费品零售总额1234.5亿元，增长6.2%；进出口总额88.6亿元，下降1.3%。",
    "2023年度机关运行经费126.19万元，2024年度128.67万元。",
    "预算执行率达到98.5%，比上年提高1.2个百分点。",
    "项目支出约1600万元，其中促进消费资金1476.30万元。",
    "下属单位基本支出300.00万元不在本部门决算之内。",
    "行政运行支出减少的主要原因是压减公用经费8.07万元。",
)
"""Sentences that are right, or that speak of something that no table has."""


def filled(phrase: str) -> str:
    """The phrase with its figures, in the places in which accounts print them."""

    def value(found: re.Match[str]) -> str:
        words = found[1]
        if words.endswith("元"):
            return f"{int(Decimal(FINAL[words[:-1]]) * 10000):,}"
        part, _, whole = words.partition("/")
        minuend, _, less = part.partition("-")
        amount = Decimal(FINAL[minuend]) - (Decimal(FINAL[less]) if less else 0)
        if whole:
            amount = (amount * 100 / Decimal(FINAL[whole])).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        return f"{amount}"

    return re.sub(r"\{([^}]+)\}", value, phrase)


def planted(text: str, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """The text with one figure changed: the kind of change, what changed, the whole text."""
    for found in _FIGURE.finditer(text):
        for kind, changed in _changes(found[0], chance):
            yield kind, f"{found[0]} → {changed}", text[: found.start()] + changed + text[found.end() :]


def _changes(figure: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    digits = [at for at, sign in enumerate(figure) if sign.isdigit()]
    at = chance.choice(digits)
    other = chance.choice([sign for sign in "123456789" if sign != figure[at]])
    yield "digit", figure[:at] + other + figure[at + 1 :]
    if "." in figure and len(figure.partition(".")[2]) > 1:
        whole, _, part = figure.partition(".")
        yield "point", f"{whole}{part[0]}.{part[1:]}"
    pairs = [at for at in digits if at + 1 in digits and figure[at] != figure[at + 1]]
    if pairs:
        at = chance.choice(pairs)
        yield "swap", figure[:at] + figure[at + 1] + figure[at] + figure[at + 2 :]


def files() -> dict[str, str]:
    """The budgets, accounts and 三公 statements of the demonstration."""
    return {
        f"catalogue/{one.name}": one.read_text("utf-8") for one in sorted((ROOT / "catalogue" / "fiscal").glob("20*"))
    }


def told(root: Path) -> list[Problem]:
    """What the rule says of the column in the folder."""
    return list(BY_NAME["prose_agrees"].check(bind(read_column(root), _DAY)))


def measured() -> Iterator[tuple[str, str, str, bool]]:
    """Kind of fault, what was changed, in which phrase, and whether it was told."""
    chance = random.Random(SEED)
    name = "catalogue/2025-final.yml"
    column = files()
    own = re.sub(r"决算情况说明: \|\n(?:  .*\n|\n)+", "决算情况说明: |\n  @@@\n", column[name])
    with tempfile.TemporaryDirectory() as folder:
        root = write_column(Path(folder), column)
        assert told(root) == []
        for phrase in PHRASES:
            text = filled(phrase)
            for kind, what, changed in (("none", "", text), *planted(text, chance)):
                (root / name).write_text(own.replace("@@@", changed), encoding="utf-8")
                yield kind, what, phrase, bool(told(root))
        for phrase in CLEAN:
            (root / name).write_text(own.replace("@@@", phrase), encoding="utf-8")
            yield "none", "", phrase, bool(told(root))
        (root / name).write_text(column[name], encoding="utf-8")
        for path, text in column.items():
            prose = re.search(r"(?:决算情况说明|增减变化说明): (?:\|\n(?:  .*\n|\n)+|.*\n)", text)
            for kind, what, changed in planted(prose[0], chance) if prose and path.endswith(".yml") else ():
                (root / path).write_text(text.replace(prose[0] if prose else "", changed), encoding="utf-8")
                yield f"own {kind}", what, path, bool(told(root))
            (root / path).write_text(text, encoding="utf-8")


def main() -> None:
    """Print how many changes are told, by kind, and those that are not."""
    found: Counter[str] = Counter()
    number: Counter[str] = Counter()
    missed = []
    for kind, what, phrase, said in measured():
        number[kind] += 1
        found[kind] += said
        if said is (kind == "none"):
            missed.append(f"  {kind} {what} {phrase}")
    for kind, count in number.items():
        print(f"{kind:12}{found[kind]:5} of {count:5}")
    print("\n".join(missed))


if __name__ == "__main__":
    main()
