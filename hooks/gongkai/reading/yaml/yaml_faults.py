"""YAML syntax errors explained to people who do not know YAML: a message and a remedy for each kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.words.matcher import matcher
from gongkai.reading.yaml.characters import code_of

_LEAD = r"^(\s*(?:- +)*)"
_LABEL = r"([^\s:#'\"\[\]{}]{1,20})"
_FULL_WIDTH_COLON = matcher(_LEAD + r"([^\s:#'\"\[\]{}：]{1,20})：")
_NO_SPACE = matcher(_LEAD + _LABEL + r":(?=[^\s/])(.*)")
_STRANGE_SPACE = matcher(_LEAD + _LABEL + "[:：]([\u00a0\u2000-\u200a\u202f\u3000])(.*)")
_STRANGE_INDENT = matcher("^ *(?:- +)?([\u00a0\u2000-\u200a\u202f\u3000]+)")
_FULL_WIDTH_DASH = matcher(r"^(\s*)([－–—―﹣−·•●・○■◆▪‧])[ \u3000]*(?=\S)(.*)")
_DASH_NO_SPACE = matcher(r"^(\s*)-(?=[^\s-])(.*)")
_UNLIKE_QUOTES = matcher(_LEAD[:-1] + r"(?:[^\s:'\"]+: +)?)([\"'])(.*)([”’])\s*\Z")
_TAB = matcher(r"^( *)\t")
_SECOND_COLON = matcher(r"^\s*(?:- +)*([^\s:]+): +[^'\"\[{|>].*?(: |:$)")
_WITH_VALUE = matcher(r"^\s*(?:- +)*([^\s:{\[]+): +([^\s#|>].*?)\s*\Z")
_VALUE = matcher(r"^\s*((?:- +)*(?:[^\s:'\"\[\]{}]+ *: +)?)(\S.*?)\s*$")
_INDENT = "同一层的各项要左对齐；下一层比上一层多两个空格。"
_LONGEST_SHOWN = 60
_QUOTED = matcher("'[^']*'|\"[^\"]*\"")
_FULL_WIDTH = matcher("[，；：｛｝［］]|(?<=[{\\[,， ])[“”]")
_HALVES = str.maketrans(
    {"，": ", ", "；": ", ", "：": ": ", "｛": "{", "｝": "}", "［": "[", "］": "]", "“": "", "”": ""}
)
_PAIRS = {"'": "'", '"': '"', "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class _Report:
    """An error of the parser: its message, the line where it was detected, and where the construct in question began."""

    said: str
    context: str
    line: str
    place: Place
    before: str
    """The line before ``line``."""
    begun: Place
    begun_line: str


def explain(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """The problem in Chinese, at the line that causes it, which may be before the one where the parser detected it.

    ``text`` begins on the line ``first_line`` of the file ``path``.
    """
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.split("\n")
    if mark is None:
        return _unreadable_character(error, text, path, first_line)
    detected = min(mark.line, len(lines) - 1)
    place = Place(path, detected + first_line, mark.column + 1)
    opened = getattr(error, "context_mark", None)
    report = _Report(
        said=str(getattr(error, "problem", "") or ""),
        context=str(getattr(error, "context", "") or ""),
        line=lines[detected],
        place=place,
        before=lines[detected - 1] if detected else "",
        begun=Place(path, opened.line + first_line, opened.column + 1) if opened else place,
        begun_line=lines[min(opened.line, len(lines) - 1)] if opened else "",
    )
    identified = _identified(report)
    if identified:
        return identified
    first = max(0, detected - 1)
    while first > 0 and fault_in_line(lines[first - 1], place):
        first -= 1
    for number in range(first, min(len(lines), detected + 2)):
        fault = fault_in_line(lines[number], Place(path, number + first_line, 1))
        if fault:
            return fault
    return _unidentified(report)


def fault_in_line(line: str, start: Place) -> Problem | None:
    """The problem of a common mistake that a single line shows; None where it shows none. ``start`` is its beginning."""

    def at(column: int) -> Place:
        return Place(start.path, start.line, column + 1)

    if match := _TAB.match(line):
        return problem(at(match.end(1)), "yaml-tab", "这一行用制表符（Tab）缩进。", "请改用空格缩进，每层两个空格。")
    if match := _STRANGE_INDENT.match(line):
        what = f"这一行开头用的不是普通空格（{code_of(match[1][0])}）。"
        return problem(at(match.start(1)), "yaml-blank", what, "请改用普通（半角）空格缩进，每层两个空格。")
    if match := _STRANGE_SPACE.match(line):
        what = f"“{match[2]}”的冒号后面不是普通空格（{code_of(match[3])}）。"
        remedy = f"请改成半角冒号加一个普通空格，写成“{match[2]}: {_short(match[4])}”。"
        return problem(at(match.start(3)), "yaml-blank", what, remedy)
    if match := _FULL_WIDTH_COLON.match(line):
        what = f"“{match[2]}”后面是全角冒号“：”。"
        remedy = f"请改成半角冒号加一个空格，写成“{match[2]}: 内容”。"
        return problem(at(match.end(2)), "yaml-full-width-colon", what, remedy)
    if match := _UNLIKE_QUOTES.match(line):
        what = f"开头的引号“{match[2]}”是英文的，结尾的“{match[4]}”是中文的，不是一对。"
        remedy = f"整句不需要引号，请去掉这两个，写成：{_short(match[1] + match[3])}"
        return problem(at(match.start(2)), "yaml-quote", what, remedy)
    if (match := _NO_SPACE.match(line)) and not line.lstrip().startswith(("http:", "https:")):
        what = f"“{match[2]}:”的冒号后面没有空格。"
        remedy = f"请在冒号后加一个空格，写成“{match[2]}: {_short(match[3])}”。"
        return problem(at(match.end(2)), "yaml-colon-space", what, remedy)
    if match := _FULL_WIDTH_DASH.match(line):
        what = f"列表用了“{match[2]}”，不是半角短横线。"
        remedy = f"请改成半角短横线加一个空格，写成“- {_short(match[3])}”。"
        return problem(at(match.end(1)), "yaml-dash-space", what, remedy)
    if (match := _DASH_NO_SPACE.match(line)) and not line.startswith("---"):
        remedy = f"请在短横线后加一个空格，写成“- {_short(match[2])}”。"
        return problem(at(match.end(1)), "yaml-dash-space", "列表的短横线“-”后面没有空格。", remedy)
    return None


def in_quotes(line: str) -> str:
    """The remedy for content that YAML takes for syntax: the line with its value in single quotes."""
    match = _VALUE.match(line)
    if not match or len(match[2]) > _LONGEST_SHOWN:
        return "请给内容加英文单引号，写成 '……'；内容里的单引号写两个。"
    value = match[2].replace("'", "''")
    return f"请给内容加英文单引号，写成：{match[1]}'{value}'"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def half_width(line: str) -> str:
    """A line with brackets in half-width punctuation, with a space after each comma and colon."""
    spaced = re.sub(" {2,}", " ", re.sub(" +([,:}\\]])", r"\1", line.strip().translate(_HALVES)))
    spaced = re.sub(r"(?<=[^\s\d])([:,])(?=[^\s/])", r"\1 ", spaced)
    return spaced if len(spaced) <= 2 * _LONGEST_SHOWN else "……"


def _short(text: str) -> str:
    return text.strip() if len(text) <= _LONGEST_SHOWN else "……"


def _identified(report: _Report) -> Problem | None:
    """The problem of an error that the parser identifies; None for any other."""
    said, context, begun = report.said, report.context, report.begun
    if "quoted scalar" in context:
        if "escape" in said:
            what = "双引号里的反斜杠“\\”写法不对。"
            remedy = "请改用单引号 '……'，里面的反斜杠照原样保留。"
            return problem(report.place, "yaml-escape", what, remedy)
        unlike = _UNLIKE_QUOTES.match(report.begun_line)
        if unlike:
            return fault_in_line(report.begun_line, Place(begun.path, begun.line, 1))
        return problem(begun, "yaml-quote", "这里的引号没有成对。", "请在内容末尾补上同样的引号，或者去掉开头的引号。")
    if "flow sequence" in context:
        remedy = "请补上“]”，各项之间用半角逗号加空格隔开；不是列表的，给整个内容加英文单引号。"
        return problem(begun, "yaml-bracket", "方括号“[”没有正确闭合。", remedy)
    full_width = (
        _FULL_WIDTH.search(_QUOTED.sub(_blank, report.begun_line)[begun.column :]) if "flow" in context else None
    )
    if full_width:
        at_sign = Place(begun.path, begun.line, begun.column + full_width.start() + 1)
        what = f"括号里用了全角的“{full_width.group()}”，读不出来。"
        remedy = f"括号里的标点都要用半角，冒号和逗号后面加一个空格，写成：{half_width(report.begun_line)}"
        return problem(at_sign, "yaml-full-width-comma", what, remedy)
    if "flow mapping" in context:
        remedy = "请补上“}”，各项写成“名称: 内容”并用半角逗号加空格隔开。"
        return problem(begun, "yaml-bracket", "花括号“{”没有正确闭合。", remedy)
    if "cannot start any token" in said:
        character = report.line[report.place.column - 1 : report.place.column] or report.line.strip()[:1]
        what = f"内容不能以“{character}”开头。"
        return problem(report.place, "yaml-start-character", what, in_quotes(report.line))
    if "anchor" in context or "alias" in context or "alias" in said:
        return problem(report.place, "yaml-alias", "“&”“*”在这里有特殊含义。", in_quotes(report.line))
    if "tag" in context or "tag" in said:
        return problem(report.place, "yaml-tag", "“!”在这里有特殊含义。", in_quotes(report.line))
    if "directive" in context or "directive" in said:
        what = "行首的“%”在这里有特殊含义。"
        return problem(report.place, "yaml-directive", what, "请删除这一行，或者给内容加英文引号。")
    if "block scalar" in context:
        what = "“|”或“>”后面的写法不对。"
        remedy = f"是内容的，{in_quotes(report.line)}；要分段的，让“|”独占行尾，内容从下一行起缩进两个空格。"
        return problem(report.place, "yaml-block", what, remedy)
    return None


def _unidentified(report: _Report) -> Problem:
    """The problem of an error of which the parser only knows that it expected something else."""
    said, context, place, line = report.said, report.context, report.place, report.line
    if "mapping values are not allowed" in said:
        second = _SECOND_COLON.match(line)
        value = _VALUE.match(line)
        if value and value[2][0] in "｛［":
            what = f"用了全角的括号“{value[2][0]}”，读不出来。"
            where = Place(place.path, place.line, value.start(2) + 1)
            return problem(where, "yaml-full-width-comma", what, f"请用半角，写成：{half_width(line)}")
        both = _WITH_VALUE.match(report.before)
        if both and line.lstrip().startswith("- "):
            what = f"“{both[1]}”的冒号后面写了“{both[2][:20]}”，下面又有以“-”开头的各项。"
            remedy = "只能写一处：有几项的，请把冒号后面的内容移到下面，也以“- ”开头。"
            return problem(Place(place.path, place.line - 1, both.start(2) + 1), "yaml-both", what, remedy)
        if second:
            what = f"“{second[1]}”的内容里又出现了冒号。"
            where = Place(place.path, place.line, second.start(2) + 1)
            return problem(where, "yaml-second-colon", what, in_quotes(line))
        written = report.before.strip()
        if written and not re.search("[:：]", written):
            what = f"“{written[:20]}”这一行没有冒号，不知道是哪一项的内容。"
            above = Place(place.path, place.line - 1, 1)
            return problem(
                above, "yaml-no-colon", what, "请写成“名称: 内容”；是给同事看的说明，请在行首加“# ”；不需要就删除。"
            )
        return problem(place, "yaml-indent", "这一行的缩进与上一行对不上。", _INDENT)
    if "expected ':'" in said:
        written = report.begun_line.strip()[:20]
        what = f"“{written}”这一行没有冒号，不知道是哪一项的内容。"
        remedy = "请写成“名称: 内容”；要分段的内容，在冒号后写“|”，从下一行起缩进两个空格。"
        return problem(report.begun, "yaml-no-colon", what, remedy)
    if "document start" in said and line[:1].strip() and report.before[:1] == " ":
        what = "上面各行开头有空格，这一行没有，没有对齐。"
        return problem(place, "yaml-indent", what, "各项都要顶格写，请删除上面各行开头的空格。")
    if line.lstrip().startswith(":"):
        return problem(place, "yaml-key", "冒号前面没有名称。", "请写成“名称: 内容”的形式。")
    if "block mapping" in context or "block collection" in context or "block sequence" in context:
        before = line[: place.column - 1].rstrip()
        opener = _PAIRS.get(before[-1:], "")
        value = _VALUE.match(line)
        if opener and value and value[2].startswith(opener):
            sign = "引号" if opener in "'\"" else "括号"
            what = f"{sign}后面还有内容，读不出来。"
            if sign == "引号":
                what = "以引号开头的内容，引号结束之后还有文字。"
            return problem(place, "yaml-quote", what, in_quotes(line))
        if not line.strip():
            return problem(report.begun, "yaml-indent", "从这里起的各行缩进对不上。", _INDENT)
        return problem(place, "yaml-indent", *_uneven(report))
    if re.search(r":\s+-\s*\Z", line):
        what = "冒号后面只有一个“-”，会被当作列表的开头。"
        remedy = "没有内容的，把“-”删掉（必须填的数字写 0）；列表请另起一行，以“- ”开头。"
        return problem(place, "yaml-start-character", what, remedy)
    if re.search(r":\s+(?:[?-]\s|[,\]}])", line):
        return problem(place, "yaml-start-character", "冒号后面的内容开头有特殊含义。", in_quotes(line))
    return problem(place, "yaml-syntax", "这里读不出来，写法不对。", "请对照样例检查冒号、引号、缩进是否正确。")


def _uneven(report: _Report) -> tuple[str, str]:
    """Message and remedy for wrong indentation, with the numbers of spaces where they differ by one."""
    given, wanted = (
        len(report.line) - len(report.line.lstrip(" ")),
        len(report.before) - len(report.before.lstrip(" -")),
    )
    if abs(given - wanted) != 1 and not (given < wanted and report.before.lstrip().startswith("- ")):
        return "这一行的缩进与上面各行对不上。", _INDENT
    difference = f"{'少' if given < wanted else '多'} {abs(given - wanted)} 个"
    what = f"这一行开头有 {given} 个空格，比上一行的内容{difference}，没有对齐。"
    return what, f"请让这一行开头有 {wanted} 个空格，与上一行的内容左对齐。"


def _unreadable_character(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    position = getattr(error, "position", None)
    if isinstance(position, int):
        line = text.count("\n", 0, position)
        column = position - text.rfind("\n", 0, position)
        code = code_of(text[position]) if position < len(text) else ""
        place = Place(path, line + first_line, column)
        return problem(place, "control-character", f"这里有不能出现的控制字符 {code}。", "请删除这个字符后重新输入。")
    what, remedy = "文件读不出来，写法不对。", "请对照样例检查冒号、引号、缩进是否正确。"
    return problem(Place(path, first_line, 1), "yaml-syntax", what, remedy)
