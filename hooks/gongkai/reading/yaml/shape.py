"""Reading of mappings whose keys are known in advance: settings, directory entries, type definitions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading, each
from gongkai.model.words.matcher import matcher
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.yaml.nodes import Mapping, Node, Scalar, Sequence

T = TypeVar("T")

_MOST_UNKNOWN = 100
"""The number of unknown keys of one mapping that are reported one by one."""
_NUMBER = matcher(r"[-+]?\d{1,15}(?:\.\d{1,8})?\Z", re.ASCII)


class Shape:
    """One mapping that is being read; ``finish`` reports the keys that were never read.

    The methods that read a value yield a problem and return the default where it has the wrong form.
    """

    def __init__(self, node: Node | None, where: str, place: Place) -> None:
        """``where`` names the mapping in messages, for example «column.yml 的“机关”»; use ``shape_of`` instead."""
        # Chinese text follows, separated by a space from Latin letters.
        self.where = f"{where} " if where[-1].isascii() else where
        self.place = node.place if node else place
        self._read: dict[str, None] = {}
        pairs = node.pairs if isinstance(node, Mapping) else ()
        self._pairs = {key.text: (key, value) for key, value in pairs}

    def node(self, key: str) -> Node | None:
        """The node under ``key``, which counts as read; None where there is none."""
        self._read[key] = None
        pair = self._pairs.get(key)
        return pair[1] if pair else None

    def has(self, key: str) -> bool:
        """Whether the key is present."""
        return key in self._pairs

    def at(self, key: str) -> Place:
        """The place of the value under ``key``, or that of the mapping where the key is missing."""
        pair = self._pairs.get(key)
        return pair[1].place if pair else self.place

    def text(self, key: str, default: str = "") -> Reading[str]:
        """The text under ``key``, without surrounding blanks; ``default`` where it is missing or no text."""
        node = self.node(key)
        if node is None:
            return default
        if isinstance(node, Scalar):
            return node.text.strip()
        yield problem(
            node.place,
            "wrong-shape",
            f"{self.where}的“{key}”应当是一段文字。",
            "请写在同一行，不要写成列表或下级各项。",
        )
        return default

    def needed(self, key: str, example: str) -> Reading[str]:
        """A required text; where it is missing, a problem with ``example`` is yielded and the text is empty."""
        text = yield from self.text(key)
        if not text and isinstance(self.node(key), Scalar):
            what = f"{self.where}的“{key}”没有填写。"
            yield problem(self.at(key), "missing-setting", what, f"请在冒号后面填写，例如“{key}: {example}”。")
        elif not text and self.node(key) is None:
            what = f"{self.where}缺少“{key}”。"
            yield problem(self.place, "missing-setting", what, f"请加一行，例如“{key}: {example}”。")
        return text

    def texts(self, key: str) -> Reading[tuple[str, ...]]:
        """The texts under ``key``, which may be a single text or a list; empty where it is missing."""
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return (node.text.strip(),) if node.text.strip() else ()
        if isinstance(node, Sequence):
            texts = []
            for item in node.items:
                if isinstance(item, Scalar):
                    texts.append(item.text.strip())
                else:
                    yield problem(
                        item.place, "wrong-shape", f"{self.where}的“{key}”中各项应当是文字。", "请每项写一段文字。"
                    )
            return tuple(texts)
        yield problem(
            node.place,
            "wrong-shape",
            f"{self.where}的“{key}”应当是文字或列表。",
            "请写一段文字，或者每行以“- ”开头写成列表。",
        )
        return ()

    def flag(self, key: str, default: bool = False) -> Reading[bool]:
        """The truth value under ``key``: 是 or true, 否 or false."""
        if self.node(key) is None:
            return default
        text = yield from self.text(key)
        if not text:
            return default
        if text in ("是", "true"):
            return True
        if text in ("否", "false"):
            return False
        yield problem(self.at(key), "wrong-boolean", f"{self.where}的“{key}”写成“{text}”。", "请写“是”或“否”。")
        return default

    def integer(self, key: str, default: int = 0) -> Reading[int]:
        """The integer under ``key``."""
        if self.node(key) is None:
            return default
        number = yield from self.decimal(key)
        if number is None:
            return default
        if number != number.to_integral_value():
            yield problem(self.at(key), "wrong-number", f"{self.where}的“{key}”应当是整数。", "请写整数，例如 20。")
            return default
        return int(number)

    def decimal(self, key: str) -> Reading[Decimal | None]:
        """The number under ``key``, of at most 15 digits and 8 decimals; None where it is missing or wrong."""
        if self.node(key) is None:
            return None
        text = yield from self.text(key)
        if not text:
            return None
        if not _NUMBER.match(text):
            yield problem(
                self.at(key), "wrong-number", f"{self.where}的“{key}”写成“{text}”，不是数字。", "请写数字，例如 20。"
            )
            return None
        return Decimal(text)

    def choice(self, key: str, allowed: Iterable[str], default: str) -> Reading[str]:
        """The text under ``key``, which must be one of ``allowed``; ``default`` where it is missing or another."""
        allowed = tuple(allowed)
        text = (yield from self.text(key, default)) or default
        if text in allowed or text == default:
            return text
        remedy = f"{suggestion(text, allowed)}可以写：{'、'.join(allowed)}。"
        yield problem(self.at(key), "unknown-choice", f"{self.where}的“{key}”写成“{text}”。", remedy)
        return default

    def rows(self, key: str) -> Reading[tuple[Node, ...]]:
        """The entries of the list under ``key``; empty where it is missing or no list."""
        node = self.node(key)
        if node is None or (isinstance(node, Scalar) and not node.text):
            return ()
        if isinstance(node, Sequence):
            return node.items
        yield problem(node.place, "wrong-shape", f"{self.where}的“{key}”应当是列表。", "请每项以“- ”开头。")
        return ()

    def read_rows(self, key: str, read: Callable[[Node, Shape], Reading[T]]) -> Reading[tuple[T, ...]]:
        """The results of ``read`` for each entry of the list under ``key``; it is given the entry and this mapping."""
        rows = yield from self.rows(key)
        return (yield from each(read(row, self) for row in rows))

    def finish(self) -> Iterator[Problem]:
        """A problem for each key that was never read, with the most similar one that was; call it last."""
        unknown = [(key, name) for key, (name, _) in self._pairs.items() if key not in self._read]
        for number, (key, name) in enumerate(unknown):
            if number == _MOST_UNKNOWN:
                what = f"{self.where}里有 {len(unknown)} 项不认识的内容，从这里起不再逐项列出。"
                yield problem(name.place, "unknown-label", what, "请先改正以上各处，再检查一次。")
                return
            remedy = suggestion(key, self._read) or f"可以写：{'、'.join(sorted(self._read))}。"
            yield problem(name.place, "unknown-label", f"{self.where}没有“{key}”这一项。", remedy)


def shape_of(node: Node | None, where: str, place: Place) -> Reading[Shape]:
    """The shape of the mapping ``node``; an empty one where it is missing, blank or, after a problem, no mapping.

    ``where`` names it in messages; ``place`` is used where it is missing.
    """
    shape = Shape(node, where, place)
    blank = node is None or (isinstance(node, Scalar) and not node.text)
    if not blank and not isinstance(node, Mapping):
        what = f"{shape.where}应当由“名称: 内容”各行组成。"
        yield problem(shape.place, "wrong-shape", what, "请在下一行缩进两个空格，逐行写“名称: 内容”。")
    return shape
