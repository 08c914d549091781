"""The two parts of a Markdown source: the record between two lines of ``---`` and the text after it."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.place import Place
from gongkai.problems import Problem, problem

_EXAMPLE = "请在文件开头写一行“---”，下面逐行写“类型: ……”“标题: ……”等，再写一行“---”，然后是正文。"


@dataclass(frozen=True, slots=True)
class Parts:
    """Record and text; the record begins on line 2 of the file, the text on ``body_line``."""

    record: str
    body: str
    body_line: int


def split(text: str, path: str) -> tuple[Parts | None, list[Problem]]:
    """The parts of a Markdown source; None where it has no record."""
    lines = text.split("\n")
    first = lines[0].rstrip()
    if first != "---":
        blank = next((number for number, line in enumerate(lines) if line.strip()), 0)
        if lines[blank].strip() == "---":
            what = "“---”之前有空行或空格。"
            return None, [
                problem(
                    Place(path, blank + 1, 1), "front-matter-start", what, "请让“---”成为文件的第一行，前面不留空格。"
                )
            ]
        if lines[blank].strip() and set(lines[blank].strip()) <= set("-—－"):
            what = f"第一行“{lines[blank].strip()}”不是三个半角短横线。"
            return None, [problem(Place(path, blank + 1, 1), "front-matter-start", what, "请改成“---”。")]
        return None, [problem(Place(path, 1, 1), "front-matter-missing", "文件开头没有元数据。", _EXAMPLE)]
    for number in range(1, len(lines)):
        if lines[number].rstrip() == "---":
            return Parts("\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2), []
    what = "开头的元数据没有结束：缺少第二行“---”。"
    return None, [
        problem(Place(path, len(lines), 1), "front-matter-end", what, "请在元数据之后、正文之前单独写一行“---”。")
    ]
