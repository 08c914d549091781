"""Following remedies as a clerk would: what a message says to write is written into the sources of a case."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai.model.problems.problem import Problem
from gongkai.model.words.matcher import matcher

WRITES = matcher(
    "请(?:直接|补|另|分别|逐行|改)?写|写成|是否指|改成|请改用|加一行|照这样写|请补上“|请改成|请加|请在.*?加"
)
"""Matches remedies that say what to write; others say what to compare, delete or publish."""
_QUOTATION = r"(?:“([^“”]+)”|「(.+?)」|((?:《|“).+?(?:》|”)[^？。；]*))"
_MEANT = matcher(rf"是否指{_QUOTATION}？")
_CHANGE = matcher(r"请把“([^“”]+)”改成“([^“”]+)”。")
_QUOTED = matcher(r"“([^“”]*)”|「(.+?)」")
_WORDS = matcher(r"(?:写成|改成|写全称)“([^“”]+)”")
_PLAIN = matcher(r"(?:请|后)写成 ?([0-9][^\s；。]*(?: [0-9:]+)?)(?=[；。])(?!。* 这样)")
_LINE = matcher(r"(?:写成|改成)：(.+?)(?=；|$|（|。$)")
_CELL = matcher(r'写成 "(.+)"。$')
_EXAMPLE = matcher(r"(?:例如|请写成|，写成|照这样写：|请写) ?“?([0-9a-z][0-9A-Za-z:/._-]*(?: [0-9:]+)?)(?=[ ”。；]|$)")
_ADDED = matcher(r"请加一行(?:，例如)?“([^“”]+: [^“”…]+)”|请加一行“([^“”…]+)”。")

Files = Mapping[str, str | bytes]


def is_example(remedy: str) -> bool:
    """Whether a remedy gives an example of the format and not the actual content."""
    return bool(_EXAMPLE.search(remedy)) and bool(re.search("例如|这样", remedy))


def follow(files: Files, one: Problem) -> dict[str, str | bytes] | None:
    """The files after following the remedy of a problem; None if it does not completely say what to write."""
    text = files.get(one.path)
    if (
        not isinstance(text, str)
        or "……" in one.remedy
        or re.search("只保留|年份-|〔年份〕|请另起一行，缩进", one.remedy)
    ):
        return None
    lines = text.split("\n")
    number = max(one.line, 1) - 1
    corrected = _corrected(lines[number], one) if number < len(lines) else None
    if corrected is None or corrected == lines[number]:
        return None
    return {**files, one.path: "\n".join([*lines[:number], corrected, *lines[number + 1 :]])}


def _corrected(line: str, one: Problem) -> str | None:
    if change := _CHANGE.search(one.remedy):
        return _replaced(line, one, change[1], change[2])
    if meant := _MEANT.search(one.remedy):
        return _replaced(line, one, _written(line, one), next(filter(None, meant.groups())))
    if cell := _CELL.search(one.remedy):
        plain = cell[1].replace('""', '"')
        return re.sub(f"(?<![^,]){re.escape(plain)}(?![^,])", lambda _: f'"{cell[1]}"', line, count=1)
    if one.remedy == "请写“是”或“否”。":
        return _replaced(line, one, _written(line, one), "是")
    if plain := _PLAIN.search(one.remedy):
        return _replaced(line, one, _written(line, one), plain[1])
    if (example := _EXAMPLE.search(one.remedy)) and "写成“" in one.what:
        return _replaced(line, one, _written(line, one), example[1])
    if whole := _LINE.search(one.remedy):
        return _line(line, one, whole[1]) if ": " in whole[1] else _replaced(line, one, _written(line, one), whole[1])
    if added := _ADDED.search(one.remedy):
        return f"{added[1] or added[2]}\n{line}" if re.match(r"[^\s\[{-].*: ", line) else None
    if words := _WORDS.search(one.remedy):
        if "内容" in words[1] and "名称: 内容" not in one.remedy and ": 内容" in words[1]:
            return None
        if words[1] == "名称: 内容":
            return None
        if re.match(r"(?:- |#|[^\s:]{1,20}: )", words[1]):
            return _line(line, one, words[1])
        written = _written(line, one)
        return _replaced(line, one, written, words[1]) if written else None
    return None


def _written(line: str, one: Problem) -> str:
    """The text at the place of the problem that the message quotes: the last quotation that occurs there; else empty."""
    quoted = [next(filter(None, match), "") for match in _QUOTED.findall(one.what)]
    rest = line if one.path.endswith(".csv") else line[max(one.column - 1, 0) :]
    found = [words for words in quoted if words and words in rest]
    quotation = re.search(
        "(?:写成|用到的|用到|没有名为|没有|责任科室|任务编号|抽查事项|写的是简称)“([^“”]+)”", one.what
    )
    if quotation and quotation[1] in rest:
        return quotation[1]
    return found[-1] if found else ""


def _replaced(line: str, one: Problem, old: str, new: str) -> str | None:
    start = 0 if one.path.endswith(".csv") else max(one.column - 1, 0)
    if not old or old not in line[start:]:
        start = 0
    if not old or old not in line[start:]:
        return None
    return line[:start] + line[start:].replace(old, new, 1)


def _line(line: str, one: Problem, new: str) -> str:
    """The line with its content replaced: the value after its label, else all but the indentation."""
    label = re.match(r"\s*([^\s:：]+): ", line)
    if label and not new.startswith((label[1], "- ", "#")) and one.column > label.end():
        return line[: label.end()] + new
    return line[: len(line) - len(line.lstrip())] + new
