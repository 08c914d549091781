"""What a YAML fault means to somebody who does not know YAML: a sentence and a remedy for each kind."""

from __future__ import annotations

import re

import yaml

from gongkai.model.place import Place
from gongkai.problems import Problem, problem

_FULL_WIDTH_COLON = re.compile(r"^(\s*(?:- +)?)([^\s:#'\"\[\]{}：]{1,20})：")
_NO_SPACE = re.compile(r"^(\s*(?:- +)?)([^\s:#'\"\[\]{}]{1,20}):(?=[^\s/])(.*)")
_DASH_NO_SPACE = re.compile(r"^(\s*)-(?=[^\s-])")
_TAB = re.compile(r"^( *)\t")
_SECOND_COLON = re.compile(r"^\s*(?:- +)?([^\s:]+): +[^'\"\[{|>].*?(: |:$)")


def explain(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """The fault in Chinese, at the line where it was made rather than where the parser noticed it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.split("\n")
    if mark is None:
        return _unreadable_character(error, text, path, first_line)
    noticed = min(mark.line, len(lines) - 1)
    for number in range(max(0, noticed - 1), min(len(lines), noticed + 2)):
        fault = _fault_in_line(lines[number], Place(path, number + first_line, 1))
        if fault:
            return fault
    place = Place(path, noticed + first_line, mark.column + 1)
    return _by_parser(error, lines, noticed, place, first_line)


def _fault_in_line(line: str, start: Place) -> Problem | None:
    def at(column: int) -> Place:
        return Place(start.path, start.line, column + 1)

    tab = _TAB.match(line)
    if tab:
        return problem(at(tab.end(1)), "yaml-tab", "这一行用制表符（Tab）缩进。", "请改用空格缩进，每层两个空格。")
    colon = _FULL_WIDTH_COLON.match(line)
    if colon:
        name = colon.group(2)
        what = f"“{name}”后面是全角冒号“：”。"
        return problem(
            at(colon.end(2)), "yaml-full-width-colon", what, f"请改成半角冒号加一个空格，写成“{name}: 内容”。"
        )
    close = _NO_SPACE.match(line)
    if close and not line.lstrip().startswith(("http:", "https:")):
        name = close.group(2)
        what = f"“{name}:”的冒号后面没有空格。"
        return problem(
            at(close.end(2)), "yaml-colon-space", what, f"请在冒号后加一个空格，写成“{name}: {close.group(3)}”。"
        )
    dash = _DASH_NO_SPACE.match(line)
    if dash and not line.startswith("---"):
        return problem(at(dash.end(1)), "yaml-dash-space", "列表的短横线“-”后面没有空格。", "请在短横线后加一个空格。")
    return None


def _by_parser(error: yaml.YAMLError, lines: list[str], noticed: int, place: Place, first_line: int) -> Problem:
    said = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    opened = getattr(error, "context_mark", None)
    where = Place(place.path, opened.line + first_line, opened.column + 1) if opened else place
    line = lines[noticed]
    if "quoted scalar" in context or ("document separator" in said and "quoted" in context):
        return problem(where, "yaml-quote", "这里的引号没有成对。", "请在内容末尾补上同样的引号，或者去掉开头的引号。")
    if "flow sequence" in context:
        return problem(where, "yaml-bracket", "方括号“[”没有正确闭合。", "请补上“]”，各项之间用半角逗号加空格隔开。")
    if "flow mapping" in context:
        return problem(
            where, "yaml-bracket", "花括号“{”没有正确闭合。", "请补上“}”，各项写成“名称: 内容”并用半角逗号加空格隔开。"
        )
    if "mapping values are not allowed" in said:
        second = _SECOND_COLON.match(line)
        if second:
            name = second.group(1)
            place = Place(place.path, place.line, second.start(2) + 1)
            what = f"“{name}”的内容里又出现了冒号加空格。"
            return problem(place, "yaml-second-colon", what, "请给整个内容加英文引号，例如 名称: '甲: 乙'。")
        return problem(
            place, "yaml-indent", "这一行的缩进与上一行对不上。", "同一层的各项要左对齐；下一层比上一层多两个空格。"
        )
    if "cannot start any token" in said:
        character = line[place.column - 1 : place.column] or line.strip()[:1]
        what = f"内容不能以“{character}”开头。"
        return problem(place, "yaml-start-character", what, f"请给内容加英文引号，例如 '{character}……'。")
    if "expected ':'" in said:
        place = Place(place.path, where.line, where.column)
        written = lines[where.line - first_line].strip()[:20]
        what = f"“{written}”这一行没有冒号，不知道是哪一项的内容。"
        return problem(place, "yaml-no-colon", what, "请写成“名称: 内容”；是上一行的续行时，比上一行多缩进两个空格。")
    if "block mapping" in context or "block collection" in context or "block sequence" in context:
        return problem(
            place, "yaml-indent", "这一行的缩进与上面各行对不上。", "同一层的各项要左对齐；下一层比上一层多两个空格。"
        )
    if "escape" in said:
        return problem(
            place, "yaml-escape", "双引号里的反斜杠“\\”写法不对。", "请改用单引号 '……'，里面的反斜杠照原样保留。"
        )
    if "anchor" in context or "alias" in context or "alias" in said:
        return problem(place, "yaml-alias", "“&”“*”在 YAML 里有特殊含义。", "请给内容加英文引号。")
    if "tag" in context or "tag" in said:
        return problem(place, "yaml-tag", "“!”在 YAML 里有特殊含义。", "请给内容加英文引号。")
    if "directive" in context or "directive" in said:
        return problem(
            place, "yaml-directive", "行首的“%”在 YAML 里有特殊含义。", "请删除这一行，或者给内容加英文引号。"
        )
    if "block scalar" in context:
        return problem(place, "yaml-block", "“|”或“>”后面的写法不对。", "请让“|”独占行尾，内容从下一行起缩进两个空格。")
    return problem(place, "yaml-syntax", "这里不符合 YAML 的写法。", "请对照样例检查冒号、引号、缩进是否正确。")


def _unreadable_character(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    position = getattr(error, "position", None)
    if isinstance(position, int):
        line = text.count("\n", 0, position)
        column = position - text.rfind("\n", 0, position)
        code = f"U+{ord(text[position]):04X}" if position < len(text) else ""
        place = Place(path, line + first_line, column)
        return problem(place, "control-character", f"这里有不能出现的控制字符 {code}。", "请删除这个字符后重新输入。")
    return problem(
        Place(path, first_line, 1),
        "yaml-syntax",
        "文件不符合 YAML 的写法。",
        "请对照样例检查冒号、引号、缩进是否正确。",
    )
