"""Resolving references from hand-written pages to rules, fields, types and examples, so that dead ones are found.

``[…](rule:table-missing)``, ``[…](field:政策文件/发文字号)`` and ``[…](type:政策文件)`` become links to the generated pages;
a link without text gets the name of its target. A line ``[示例](example:政策文件)`` becomes the complete example of the type.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.handbook.examples import Example
from gongkai.handbook.markdown_words import blocks, box, fenced
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.words.matcher import matcher
from gongkai.reading.values.nearest import suggestion

# Links within inline code are not links.
_LINK = matcher(r"(?P<code>`+[^`]+`+)|\[(?P<text>[^\]\n]*)\]\((?P<what>[a-z]+):(?P<name>[^)\s]+)\)")
_FENCE = matcher(r"\s*(`{3,}|~{3,})")
_WORDS = {"rule": "规则", "field": "字段", "type": "信息类型", "example": "例子"}
_OTHERS = ("http", "https", "mailto")


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets of references: address and link text of each rule, field and type, and the examples by type."""

    links: Mapping[str, Mapping[str, tuple[str, str]]]
    """``rule``, ``field`` or ``type`` → name → (path of the page with anchor, link text)."""
    examples: Mapping[str, Example]

    def names(self, what: str) -> Mapping[str, object]:
        """All names of one sort of target: ``rule``, ``field``, ``type`` or ``example``."""
        return self.examples if what == "example" else self.links.get(what, {})


def resolved(text: str, path: str, shown: str, targets: Targets) -> tuple[str, tuple[Problem, ...]]:
    """The text of the page at ``path`` with its references resolved, and the problems of those without a target.

    ``shown`` is the path of the source file in these problems.
    """
    problems: list[Problem] = []
    lines = []
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        if fence:
            lines.append(line)
            continue
        for match in _LINK.finditer(line):
            problems += _unknown(match, Place(shown, number, match.start() + 1), targets)
        lines.append(_LINK.sub(lambda match: _written(match, path, targets), line))
    return "\n".join(lines), tuple(problems)


def example_anchor(kind: str) -> str:
    return "例-" + "".join(filter(str.isalnum, kind))


def examples_in(text: str) -> tuple[str, ...]:
    """The titles of the types whose complete example a page contains."""
    return tuple(match["name"] for match in _LINK.finditer(text) if match["what"] == "example")


def _unknown(match: re.Match[str], place: Place, targets: Targets) -> tuple[Problem, ...]:
    what, name = match["what"], match["name"]
    if match["code"] or what in _OTHERS:
        return ()
    if what == "example" and match.string.strip() != match[0]:
        fault = f"例子“{name}”与别的文字写在一行。"
        return (problem(place, "handbook-reference", fault, "请让它单独成为一段。"),)
    if name in targets.names(what):
        return ()
    if what not in _WORDS:
        fault = f"手册里的链接“{what}:{name}”不知道指什么。"
        return (problem(place, "handbook-reference", fault, "请写 rule:、field:、type: 或者 example:。"),)
    fault = f"手册提到的{_WORDS[what]}“{name}”不存在。"
    remedy = suggestion(name, targets.names(what)) or "请改写这一处，或者删除这个链接。"
    return (problem(place, "handbook-reference", fault, remedy),)


def _written(match: re.Match[str], path: str, targets: Targets) -> str:
    what, name = match["what"], match["name"]
    if match["code"] or name not in targets.names(what):
        return match[0]
    if what == "example":
        example = targets.examples[name]
        (first, text), *others = example.files.items()
        beside = (box("note", file, fenced(words), folded=True) for file, words in others)
        heading = f"{'完整的例子' if example.filled else '空白表格'}：\n{{: #{example_anchor(name)} }}"
        return blocks(heading, fenced(text, first), *beside).rstrip("\n")
    target, words = targets.links[what][name]
    return f"[{match['text'] or words}]({posixpath.relpath(target, posixpath.dirname(path) or '.')})"
