"""Changing single values in the YAML of an item: its other lines, their comments and their order stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.exchange.sheets.yaml_lines import entry_lines
from gongkai.model.words.matcher import matcher
from gongkai.reading.yaml.nodes import Mapping, Node, Scalar

_COMMENT = matcher(r"^\s*#")
_BLOCK = matcher(r": \|-?(?:\s+#.*)?$")
_AFTER = matcher(r"""^[^:]*:\s*(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^'"#\s][^#]*?(?:(?<!\s)#[^#]*?)*|)(\s+#.*|\s*)$""")
"""A line with a label and a value, and the comment after it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A new value under a label of the item; None takes it away."""

    label: str
    value: Node | None


def edited(lines: Sequence[str], first_line: int, node: Mapping, end: int, edits: Sequence[Edit]) -> list[str]:
    """The lines of a file after ``edits`` of the item ``node``, which ends before the line ``end``.

    ``first_line`` is the number of the first line as places count it; ``end`` counts like it.
    """
    starts = [key.place.line for key, _ in node.pairs]
    last_value = node.pairs[-1][1]
    is_block = isinstance(last_value, Scalar) and "\n" in last_value.text.strip()
    last = starts[-1] + _length(lines[starts[-1] - first_line : end - first_line], is_block)
    spans = {
        key.text: (start, min(following, last))
        for (key, _), start, following in zip(node.pairs, starts, [*starts[1:], last])
    }
    indent = " " * (node.pairs[0][0].place.column - 1)
    result = list(lines)
    # From the end to the beginning, so that the numbers of earlier lines stay right.
    for edit in (one for one in edits if one.label not in spans):
        lines_of_edit = entry_lines(edit.label, edit.value) if edit.value else ()
        new = [indent + line if line else "" for line in lines_of_edit]
        new += _apart(new, result[last - first_line :])
        result[last - first_line : last - first_line] = new
        last += len(new)
    for edit in sorted((one for one in edits if one.label in spans), key=lambda one: -spans[one.label][0]):
        start, stop = (number - first_line for number in spans[edit.label])
        before = node.get(edit.label)
        is_block = isinstance(before, Scalar) and "\n" in before.text.strip()
        stop = start + _length(result[start:stop], is_block)
        new = _replaced(result[start:stop], edit, indent, is_block)
        result[start:stop] = [*new, *_apart(new, result[stop:])]
    return result


def _apart(new: Sequence[str], following: Sequence[str]) -> list[str]:
    """A blank line where a text of several lines would stand right above a comment, which would read as a part of it."""
    has_block = any(_BLOCK.search(line) for line in new)
    return [""] if has_block and following and _COMMENT.match(following[0]) else []


def _replaced(old: Sequence[str], edit: Edit, indent: str, is_block: bool) -> list[str]:
    """The lines in the place of ``old``; comments in them are kept, before the value or after it.

    In a text of several lines (``is_block``) no line is a comment.
    """
    head = old[0][: len(indent)]
    comments = [line for line in old[1:] if not is_block and _COMMENT.match(line)]
    after = _AFTER.match(old[0])
    comment = after[1].rstrip() if after and after[1].strip() else ""
    if edit.value is None:
        kept = [f"{head if head.strip() else indent}{comment.strip()}"] if comment else []
        return [*kept, *comments]
    new = list(entry_lines(edit.label, edit.value))
    if comment and isinstance(edit.value, Scalar):
        new[0] += comment
    elif comment:
        comments.insert(0, indent + comment.strip())
    if head.strip() or not comments:
        # The first line of an item in a list begins with its dash.
        rest = [indent + line if line else "" for line in new[1:]]
        return [head + new[0], *rest, *_apart(new, comments), *comments]
    return [*comments, *(indent + line if line else "" for line in new)]


def _length(lines: Sequence[str], is_block: bool = False) -> int:
    """How many of the lines belong to the value: blank lines and comments before the next label do not.

    After a text of several lines (``is_block``) only what is indented less than its first line is a comment.
    """
    text = next((line for line in lines[1:] if line.strip()), "") if is_block else ""
    least = len(text) - len(text.lstrip())
    count = len(lines)
    while count > 1 and (
        not (line := lines[count - 1]).strip() or (_COMMENT.match(line) and not _is_text(line, least))
    ):
        count -= 1
    return count


def _is_text(line: str, least: int) -> bool:
    """Whether a line that looks like a comment is one of a text that is indented by ``least`` blanks, 0 where there is none."""
    return 0 < least <= len(line) - len(line.lstrip())
