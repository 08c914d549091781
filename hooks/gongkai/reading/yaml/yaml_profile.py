"""The subset of YAML that the catalogue uses: valid YAML that people would read otherwise is refused with a remedy.

Refused are multi-line plain and quoted scalars, folded blocks (``>``), flow collections over several lines, comments that
may be content, escapes, explicit keys (``?``), and full-width separators in flow collections.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import islice

import yaml

from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading
from gongkai.model.words.matcher import matcher
from gongkai.reading.yaml.characters import code_of
from gongkai.reading.yaml.yaml_faults import fault_in_line, half_width, in_quotes

_BLOCK_HEADER = matcher(r"\|[+-]?[ ]*\Z")
_COMMENT = matcher(r"( *)#( |\Z)?")
_ESCAPE = matcher(r'\\["\\]?')
_COMMENT_BEFORE_VALUE = matcher(r"\s*(?:- +)*(?:[^\s'\"\[{#|>][^:#]*:|-(?= +#))( +)#( |\Z)?")
_SEPARATORS = matcher("[，；]")
_BRACKETED = matcher(r"\s*\[([^\[\]{}:]+)\]\s*:\s+(\S.*)")
_STRANGE_BLANK = matcher("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BULLET = matcher(r"[－–—―﹣−·•●・○■◆▪‧]|-[^\s\d-]")
"""The bullets of word processors, and a dash without a space after it."""

_TABS_SHOWN = 20


@dataclass(slots=True)
class Profile:
    """The checks of one YAML text; each node is passed to the method for its kind, ``comments`` is called last."""

    text: str
    path: str
    first_line: int
    broken: bool = False
    """Whether the tree is unreliable, so that checking its values would only report false problems."""
    has_hash: bool = False
    has_escape: bool = False
    has_question: bool = False
    _lines: list[str] = field(default_factory=list)
    _in_blocks: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Find out once which of the rarer characters occur at all, so that most nodes need no further checks."""
        self.has_hash = "#" in self.text
        self.has_escape = "\\" in self.text
        self.has_question = "?" in self.text

    @property
    def lines(self) -> list[str]:
        """The lines of the text."""
        if not self._lines:
            self._lines = self.text.split("\n")
        return self._lines

    def scalar(self, node: yaml.ScalarNode, in_flow: bool) -> Iterator[Problem]:
        """The problems of a scalar, which must be on one line or a literal block (``|``)."""
        style, start, end = node.style, node.start_mark, node.end_mark
        if style in ("|", ">"):
            yield from self._block(node)
            return
        if end.line != start.line:
            yield from self._multi_line(node)
            return
        if self.has_escape and style == '"':
            yield from self._escapes(node)
        if not style and _BULLET.match(node.value) and not self._before(node).strip():
            fault = fault_in_line(self.lines[start.line], Place(self.path, start.line + self.first_line, 1))
            if fault:
                self.broken = True
                yield fault
        if self.has_hash and not in_flow:
            yield from self._comment_after(node, plain=not style)

    def collection(self, node: yaml.CollectionNode) -> Iterator[Problem]:
        """The problems of a flow collection, which must be on one line."""
        if not node.flow_style:
            return
        start, end = node.start_mark, node.end_mark
        if end.line != start.line:
            sign = "方括号“[”" if isinstance(node, yaml.SequenceNode) else "花括号“{”"
            remedy = "请写在一行里；内容多时去掉括号，每项另起一行，以“- ”开头。"
            if isinstance(node, yaml.MappingNode):
                remedy = "请写在一行里；内容多时去掉括号，每项另起一行，缩进两个空格写“名称: 内容”。"
            yield self._fault(start, "yaml-bracket", f"{sign}里的内容跨了几行。", remedy)
        elif self.has_hash:
            yield from self._comment_after(node, plain=False)
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                if isinstance(item, yaml.ScalarNode) and not item.style:
                    yield from self._flow_item(item)

    def key(self, node: yaml.ScalarNode, in_flow: bool) -> Reading[str]:
        """The key of an entry without stray blanks; empty, after a problem, where it cannot be determined."""
        name: str = node.value
        colon = re.search("[:：，]", name) if in_flow and not node.style else None
        if colon:
            line = half_width(self.lines[node.start_mark.line])
            remedy = f"冒号和逗号用半角，后面加一个空格，请写成：{line}"
            what = f"花括号里“{name[:20]}”的“{colon.group()}”不对，分不出名称和内容。"
            yield self._fault(
                node.start_mark, "yaml-full-width-comma", what, remedy, node.start_mark.column + colon.start()
            )
            return ""
        if self.has_question and self._before(node).rstrip().endswith("?"):
            remedy = "请去掉问号，写成“名称: 内容”；名称本身以 ? 开头时加英文引号。"
            yield self._fault(node.start_mark, "yaml-key", "名称前面的“?”在这里有特殊含义。", remedy)
            return ""
        if name != name.strip() or _STRANGE_BLANK.search(name):
            return (yield from self._blank_in_key(node))
        if not name:
            yield self._fault(node.start_mark, "yaml-key", "冒号前面没有名称。", "请写成“名称: 内容”的形式。")
        return name

    def unnamed(self, node: yaml.Node) -> Problem:
        """The problem of a list or mapping in the place of a key."""
        what = "冒号左边应当是一个名称，这里却是列表或映射。"
        line = self.lines[node.start_mark.line]
        bracketed = _BRACKETED.match(line)
        remedy = "请写成“名称: 内容”的形式，名称两边不用括号。"
        if ":" in line[: node.start_mark.column]:
            remedy = f"请写成“名称: 内容”的形式；是内容的，{in_quotes(line)}"
        elif bracketed:
            remedy = f"名称两边不用括号，请写成：{bracketed[1]}: {bracketed[2]}"
        self.broken = True
        return self._fault(node.start_mark, "yaml-key", what, remedy)

    def comments(self, reported: Container[int]) -> Iterator[Problem]:
        """The problems of comments between a key or dash and the block below it, which belong to no value; called last.

        Lines whose numbers are in ``reported`` are left out.
        """
        if not self.has_hash:
            return
        for number, line in enumerate(self.lines):
            match = _COMMENT_BEFORE_VALUE.match(line) if "#" in line else None
            if not match or number in self._in_blocks or number + self.first_line in reported:
                continue
            if match[2] is None or len(match[1]) < 2:
                place = Place(self.path, number + self.first_line, match.end(1) + 1)
                yield _lost_comment(place, line[match.end(1) :], in_quotes(line))

    def _before(self, node: yaml.Node) -> str:
        return self.lines[node.start_mark.line][: node.start_mark.column]

    def _fault(self, mark: yaml.Mark, rule: str, what: str, remedy: str, column: int = -1) -> Problem:
        place = Place(self.path, mark.line + self.first_line, (mark.column if column < 0 else column) + 1)
        return problem(place, rule, what, remedy)

    def _blank_in_key(self, node: yaml.ScalarNode) -> Reading[str]:
        name = node.value
        blank = _STRANGE_BLANK.search(name)
        if blank and not blank.start():
            what = f"这一行开头用的不是普通空格（{code_of(blank.group())}）。"
            self.broken = True
            yield self._fault(node.start_mark, "yaml-blank", what, "请改用普通（半角）空格缩进，每层两个空格。")
            return ""
        right = "".join(_STRANGE_BLANK.sub(" ", name).split())
        what = f"“{right}”里混有空格（{code_of(blank.group() if blank else ' ')}）。"
        yield self._fault(node.start_mark, "yaml-blank", what, f"请写成“{right}: 内容”。")
        return right

    def _multi_line(self, node: yaml.ScalarNode) -> Iterator[Problem]:
        """The problem of a multi-line scalar, whose second line is often meant to be an entry of its own."""
        self.broken = True
        start = node.start_mark
        for number in range(start.line, node.end_mark.line + 1):
            fault = fault_in_line(self.lines[number], Place(self.path, number + self.first_line, 1))
            if fault:
                yield fault
                return
        written = self.lines[start.line + 1].strip()[:20]
        what = f"内容写到了下一行（“{written}”），换行处会多出空格。"
        if node.style:
            what = "引号里的内容跨了几行，换行处会多出空格。"
        remedy = "请写在同一行；要分段的，在冒号后写“|”，内容从下一行起缩进两个空格；是另一项的，请核对冒号和缩进。"
        yield self._fault(start, "yaml-continued", what, remedy)

    def _block(self, node: yaml.ScalarNode) -> Iterator[Problem]:
        start = node.start_mark
        self._in_blocks.update(range(start.line + 1, node.end_mark.line))
        line = self.lines[start.line]
        header = line[start.column :]
        if node.style == ">":
            remedy = "请改用“|”，它照原样保留每一行。"
            yield self._fault(start, "yaml-block", "“>”会把换行变成空格，汉字之间会多出空格。", remedy)
        elif not _BLOCK_HEADER.match(header):
            remedy = "请让“|”独占行尾，内容从下一行起缩进两个空格。"
            yield self._fault(start, "yaml-block", f"“{header.strip()[:20]}”的写法不用。", remedy)
        else:
            yield from self._left_of_block(node, len(line) - len(line.lstrip(" ")))

    def _left_of_block(self, node: yaml.ScalarNode, indent: int) -> Iterator[Problem]:
        """The problem of a line with ``#`` that is indented less than the block above and so would be dropped as a comment.

        It is accepted as a comment if a blank line precedes it, an entry follows, and it is not indented beyond that.
        """
        first = max(node.end_mark.line, node.start_mark.line + 1)
        below = [number for number in range(first, len(self.lines)) if self.lines[number].strip()]
        if not below or not self.lines[below[0]].lstrip(" ").startswith("#"):
            return
        number = below[0]
        line = self.lines[number]
        left = len(line) - len(line.lstrip(" "))
        apart = not self.lines[number - 1].strip()
        before_another = any(not self.lines[other].lstrip(" ").startswith("#") for other in below)
        if left > indent or not apart or not before_another:
            place = Place(self.path, number + self.first_line, left + 1)
            what = "这一行以“#”开头，缩进又比上面的内容少，会被当作注释丢掉。"
            remedy = "是内容的，请与上面各行左对齐；是注释的，请移到这一项的前面，或者顶格写在下一项之前，上面空一行。"
            yield problem(place, "yaml-comment", what, remedy)

    def _comment_after(self, node: yaml.Node, *, plain: bool) -> Iterator[Problem]:
        """The problem of a ``#`` after a value, unless it is clearly a comment."""
        end = node.end_mark
        rest = self.lines[end.line][end.column :]
        match = _COMMENT.match(rest)
        if not match:
            return
        blanks = len(match[1])
        empty = plain and node.value == ""
        if empty:
            blanks += len(self.lines[end.line][: end.column]) - len(self.lines[end.line][: end.column].rstrip(" "))
        if match[2] is not None and blanks >= (2 if plain else 1):
            return
        self.broken = self.broken or empty
        column = end.column + len(match[1])
        inside = in_quotes(self.lines[end.line]) if plain else "请写到引号或括号里面"
        yield _lost_comment(Place(self.path, end.line + self.first_line, column + 1), rest[match.end(1) :], inside)

    def _escapes(self, node: yaml.ScalarNode) -> Iterator[Problem]:
        start, end = node.start_mark, node.end_mark
        written = self.lines[start.line][start.column : end.column]
        for match in _ESCAPE.finditer(written):
            if len(match.group()) == 1:
                shown = written[match.start() : match.start() + 2]
                what = f"双引号里的“{shown}”有特殊含义，不会照原样公开。"
                remedy = "请改用单引号 '……'，里面的反斜杠照原样保留；要换行的用“|”。"
                self.broken = True
                yield self._fault(start, "yaml-escape", what, remedy, start.column + match.start())
                return

    def _flow_item(self, node: yaml.ScalarNode) -> Iterator[Problem]:
        """The problem of a plain scalar in a flow sequence with a full-width separator, which does not separate."""
        start = node.start_mark
        if node.value == "-":
            remedy = "请删除短横线；括号里各项之间用半角逗号加空格隔开。"
            yield self._fault(start, "yaml-dash-space", "括号里不能用“-”列项。", remedy)
            return
        match = _SEPARATORS.search(node.value)
        if match:
            what = f"方括号里用了全角的“{match.group()}”，“{node.value[:20]}”会被当作一项。"
            remedy = "请改成半角逗号加空格“, ”；确是一项的，请给这一项加英文引号。"
            yield self._fault(start, "yaml-full-width-comma", what, remedy, start.column + match.start())


def _lost_comment(place: Place, comment: str, inside: str) -> Problem:
    what = f"“{comment[:20]}”会被当作注释，不会公开。"
    return problem(place, "yaml-comment", what, f"是内容的，{inside}；是注释的，请另起一行，以“# ”开头。")


def tabs_in(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """A problem for each line with a tab; at most ``_TABS_SHOWN`` are reported."""
    if "\t" not in text:
        return
    found = ((number, line, line.find("\t")) for number, line in enumerate(text.split("\n")) if "\t" in line)
    for number, line, column in islice(found, _TABS_SHOWN):
        place = Place(path, number + first_line, column + 1)
        if line[:column].strip():
            what, remedy = "这一行里有制表符（Tab）。", "请改用空格。"
        else:
            what, remedy = "这一行用制表符（Tab）缩进。", "请改用空格缩进，每层两个空格。"
        yield problem(place, "yaml-tab", what, remedy)
