"""Numbers that are certainly broken, each with its most likely reading: lost brackets, letters for digits, wrong signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.model.words.matcher import matcher

_LETTERS = str.maketrans("OoＯｏ〇lI｜|ｌＩ", "00000111111")
_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken number: where it stands, what is wrong with it, and how it should probably read ("" if unknown)."""

    at: int
    written: str
    what: str
    reading: str


_UNIT = r"(?:万元|亿元|元|[%％]|件|人次|个月|户|亩|吨|公里)"
_FORMS: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], str]], ...] = (
    (
        matcher(r"(?<=[\u4e00-\u9fff])[〔\[［](?P<year>(?:19|20)\d{2})(?P<serial>\d{1,4})号"),
        "少了后一个括号",
        lambda one: f"〔{one['year']}〕{one['serial']}号",
    ),
    (
        matcher(r"(?<=[发办函字规政通])(?P<year>(?:19|20)\d{2})[〕\]］](?P<serial>\d{1,4})号"),
        "少了前一个括号",
        lambda one: f"〔{one['year']}〕{one['serial']}号",
    ),
    (
        matcher(
            r"[〔\[［（(](?=[0-9OoＯｏ〇lI]*[OoＯｏlI]|\d{4}[〕\]］）)]\d*[OoＯｏlI|])(?P<year>[12lI][0-9OoＯｏlI]{3})[〕\]］）)]"
            r"(?P<serial>[0-9OoＯlI|]{1,5})号"
        ),
        "里有冒充数字的字母",
        lambda one: f"〔{one['year'].translate(_LETTERS)}〕{one['serial'].translate(_LETTERS)}号",
    ),
    (
        matcher(
            r"(?P<number>(?<![0-9A-Za-z.])[0-9]+[,.]?[0-9]*[OolI][0-9.]*|(?<![0-9A-Za-z.])[lO][0-9][0-9.]*)(?P<unit>"
            + _UNIT
            + ")"
        ),
        "里有冒充数字的字母",
        lambda one: one["number"].translate(_LETTERS) + one["unit"],
    ),
    (
        matcher(r"[0-9][0-9.]*[０-９][0-9０-９.．]*|[０-９][０-９．]*[0-9][0-9０-９.．]*"),
        "全角和半角数字混写",
        lambda one: one.group().translate(_WIDE),
    ),
    (
        matcher(r"(?<=[0-9])．(?P<rest>[0-9]+)(?=[%％万亿元])"),
        "的小数点是全角的",
        lambda one: f".{one['rest']}",
    ),
    (
        matcher(r"(?<=[午上晚晨间日时至于早到—~～：-])(?P<hour>[01]?[0-9]|2[0-4])∶(?P<minute>[0-5][0-9])(?![0-9∶])"),
        "的冒号是比号“∶”",
        lambda one: f"{one['hour']}:{one['minute']}",
    ),
    (
        matcher(r"第(?P<number>(?=[0-9lIO]*[0-9])[0-9]*[lIO][0-9lIO]*)(?P<unit>[条款项章])"),
        "里有冒充数字的字母",
        lambda one: f"第{one['number'].translate(_LETTERS)}{one['unit']}",
    ),
    (
        matcher(r"(?<=[\u4e00-\u9fff])[\[［【](?P<year>(?:19|20)\d{2})[\]］】](?P<serial>\d{1,4})号"),
        "的年份没有用六角括号",
        lambda one: f"〔{one['year']}〕{one['serial']}号",
    ),
    (
        matcher(r"第(?P<number>[1-9][0-9]{4,})条(?!记录|数据|信息|线路)"),
        "的数太大",
        lambda one: _articles(one["number"]),
    ),
    (
        matcher(r"(?<=[\u4e00-\u9fff0-9])[∕⁄](?=[\u4e00-\u9fff0-9])"),
        "不是常用的斜线",
        lambda one: "/",
    ),
    (
        matcher(r"(?P<net>互联网)[ \u3000\u00a0](?P<rest>政务|监管|督查|教育|医疗|明厨亮灶|人社|税务|物流|旅游|农业)"),
        "中间少了“＋”",
        lambda one: f"{one['net']}＋{one['rest']}",
    ),
)
# The first character comes first and looks back afterwards, so that the search can skip from one candidate to the next.
HINT = matcher(
    r"[〔\[［【（(〕\]］OolI０-９．∶∕⁄条互](?:(?<=[〔\[［])[12][0-9]{3}[0-9]{1,4}号|(?<=[〔\[［（(])(?=[^号]{0,9}[OoＯｏlI|])[12lI][0-9OoＯｏlI]{3}[〕\]］）)][0-9OoＯlI|]+号"
    r"|(?<=[发办函字规政通][12][0-9]{3}[〕\]］])[0-9]{1,4}号|(?<=[0-9][OolI])[0-9.]*[万亿元%％件人个户亩吨公]"
    r"|(?<=[lO])[0-9]+[0-9.]*[万亿元%％件人个户亩吨公]|(?<=[0-9][０-９．])|(?<=[０-９])[0-9]|(?<=[∶∕⁄])|(?<=[0-9]{5}条)"
    r"|(?<=第[lIO])[0-9]{1,3}[条款项章]|(?<=[\[［【])[12][0-9]{3}[\]］】][0-9]{1,4}号|(?<=互)联网[ \u3000\u00a0])"
)


def broken_numbers(line: str) -> Iterator[Broken]:
    """The broken numbers of a line; of two at one place only the first form is told."""
    told = -1
    found = [(one.start(), form) for form in _FORMS for one in form[0].finditer(line)]
    for start, (pattern, what, reading) in sorted(found, key=lambda one: one[0]):
        match = pattern.match(line, start)
        if match and start >= told:
            told = match.end()
            yield _shown(line, match, what, reading(match))


def _shown(line: str, match: re.Match[str], what: str, reading: str) -> Broken:
    """The number with the digits before it, which belong to it although the pattern only looks back at them."""
    if not match.group().startswith("．"):
        return Broken(match.start(), match.group(), what, reading)
    begin = match.start()
    while begin and line[begin - 1] in "0123456789":
        begin -= 1
    whole = line[begin : match.start()]
    return Broken(begin, whole + match.group(), what, whole + reading)


def _articles(number: str) -> str:
    """The two articles of which a 0 stands for the comma between them; "" where that is not certain."""
    parts = [
        (number[:at], number[at + 1 :])
        for at, digit in enumerate(number)
        if digit == "0" and 0 < at <= 2 and 1 <= len(number) - at - 1 <= 2 and number[at + 1] != "0"
    ]
    return f"第{parts[0][0]}、{parts[0][1]}条" if len(parts) == 1 else ""
