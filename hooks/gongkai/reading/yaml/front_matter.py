"""The front matter of a Markdown source, between two lines of ``---``, and the text after it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading
from gongkai.model.words.matcher import matcher

_END = matcher(r"\n---[^\S\n]*(?:\n|\Z)")
"""The line that ends the front matter."""
_FENCE = matcher(r"^---[^\S\n]*$", re.MULTILINE)
_ENTRY = matcher(r"([^\s:：#|>]{1,20} ?):(?: |\Z)")
_EXAMPLE = "请在文件开头写一行“---”，下面逐行写“类型: ……”“标题: ……”等，再写一行“---”，然后是正文。"


@dataclass(frozen=True, slots=True)
class Parts:
    """The YAML of the front matter, which begins on line 2 of the file, and the text, which begins on ``body_line``."""

    record: str
    body: str
    body_line: int


def split(text: str, path: str) -> Reading[Parts | None]:
    """The parts of the Markdown source ``text``; None, after a problem, where its front matter has no beginning or end."""
    first = text.split("\n", 1)[0]
    if first.rstrip() != "---":
        yield _without_start(text.split("\n"), path)
        return None
    end = _END.search(text, len(first))
    if end is None:
        yield _without_end(text.split("\n"), path)
        return None
    body_line = text.count("\n", 0, end.start() + 1) + 2
    return Parts(text[len(first) + 1 : end.start()], text[end.end() :], body_line)


def in_text(parts: Parts, faults: Iterable[Problem]) -> Iterator[Problem]:
    """The YAML problems of the front matter; after a blank line the remedy adds that ``---`` may be missing before the text."""
    lines = parts.record.split("\n")
    for fault in faults:
        at = fault.line - 2
        if 0 < at < len(lines) and not lines[at - 1].strip():
            yield replace(fault, remedy=f"{fault.remedy}这里已经是正文的，请在它前面单独写一行“---”。")
        else:
            yield fault


def strayed(parts: Parts, labels: Container[str], path: str) -> Iterator[Problem]:
    """A problem for each line of metadata after the front matter, where it would be published as text.

    ``labels`` are those of the type.
    """
    lines = parts.body.split("\n")
    begun = False
    # Below the first words only another «---» is looked for; rows of tables have such dashes too.
    may_hold_another = _FENCE.search(parts.body) is not None
    for number, line in enumerate(lines):
        if begun and not may_hold_another:
            return
        place = Place(path, parts.body_line + number, 1)
        if line.rstrip() == "---":
            begun = True
            if _names_label("".join(lines[number + 1 : number + 2]), labels):
                what = "这里又有一段元数据。"
                remedy = "一个文件只写一件信息：是另一件的，请另存一个文件；是同一件的，请并入开头的元数据。"
                yield problem(place, "front-matter-twice", what, remedy)
        elif not begun and _names_label(line, labels):
            what = f"“{line.split(':')[0]}”写在了正文里，会被当作文字公开。"
            yield problem(place, "front-matter-strayed", what, "请移到第二行“---”之前。")
        elif line.strip():
            begun = True


def _names_label(line: str, labels: Container[str]) -> bool:
    """Whether the line is an entry of front matter with one of the labels."""
    match = _ENTRY.match(line)
    return match is not None and match[1].strip() in labels


def _without_start(lines: list[str], path: str) -> Problem:
    blank = next((number for number, line in enumerate(lines) if line.strip()), 0)
    written = lines[blank].strip()
    if written == "---":
        what, remedy = "“---”之前有空行或空格。", "请让“---”成为文件的第一行，前面不留空格。"
        return problem(Place(path, blank + 1, 1), "front-matter-start", what, remedy)
    if written and set(written) <= set("-—－"):
        what = f"第一行“{written}”不是三个半角短横线。"
        return problem(Place(path, blank + 1, 1), "front-matter-start", what, "请改成“---”。")
    return problem(Place(path, 1, 1), "front-matter-missing", "文件开头没有元数据。", _EXAMPLE)


def _without_end(lines: list[str], path: str) -> Problem:
    for number, line in enumerate(lines[1:], 2):
        written = line.strip()
        if written in ("---", "...") or (len(written) > 1 and set(written) <= set("-—－–―_")):
            what = f"元数据没有结束：第 {number} 行“{written}”不是顶格的三个半角短横线。"
            return problem(Place(path, number, 1), "front-matter-end", what, "请改成“---”，前后不留空格。")
    what = "开头的元数据没有结束：缺少第二行“---”。"
    blank = next((number for number, line in enumerate(lines, 1) if number > 1 and not line.strip()), len(lines))
    remedy = "请在元数据之后、正文之前单独写一行“---”，多半就在这里。"
    return problem(Place(path, blank, 1), "front-matter-end", what, remedy)
