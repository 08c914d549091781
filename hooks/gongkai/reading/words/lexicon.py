"""``catalogue/lexicon.yml``: the agency's own wrong words, names and posts, each with what is right and the reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading
from gongkai.model.words.slip import Slip
from gongkai.reading.yaml.nodes import Mapping, Node
from gongkai.reading.yaml.shape import Shape, shape_of
from gongkai.reading.yaml.yaml_files import read_list

PATH = "catalogue/lexicon.yml"
SHORTEST, LONGEST = 2, 60
"""The length of a wrong word in characters: a single character occurs in too many correct ones."""
WARNS, STOPS = "警告", "错误"
LEVELS = (WARNS, STOPS)
_EXAMPLE = "- {错: 示例市商业局, 对: 示例市商务局, 理由: 2019年机构改革更名}"


def read_lexicon(root: Path) -> Reading[tuple[Slip, ...]]:
    """The valid entries below ``root`` in order; empty where there is no file."""
    slips: list[Slip] = []
    seen: dict[str, Place] = {}
    for node in (yield from read_list(root, PATH, "用词文件", f"请每条写一行，例如“{_EXAMPLE}”。")):
        slips += yield from _entry(node, seen)
    return tuple(slips)


def _entry(node: Node, seen: dict[str, Place]) -> Reading[list[Slip]]:
    if not isinstance(node, Mapping):
        what = "这一条没有写成“错: ……, 对: ……, 理由: ……”。"
        yield problem(node.place, "lexicon-empty", what, f"请写明，例如“{_EXAMPLE}”。")
        return []
    shape = yield from shape_of(node, "用词文件", node.place)
    wrong = yield from shape.texts("错")
    right = yield from shape.text("对")
    reason = yield from shape.needed("理由", "2019年机构改革更名")
    exceptions = yield from shape.texts("例外")
    level = yield from shape.choice("级别", LEVELS, WARNS)
    source = yield from shape.text("依据")
    yield from shape.finish()
    if not wrong:
        what = "这一条没有写“错”，不知道要找什么词。"
        yield problem(shape.place, "lexicon-empty", what, f"请写明，例如“{_EXAMPLE}”。")
    found = []
    for word in wrong:
        fault = _fault(word, right, exceptions, shape)
        if fault:
            yield fault
            continue
        before = seen.setdefault(word, shape.place)
        if before is not shape.place:
            what = f"“{word}”写了两次，前一次在第 {before.line} 行。"
            yield problem(shape.at("错"), "lexicon-twice", what, "一个词只写一条，请删掉一处。")
            continue
        if reason:
            found.append(
                Slip(
                    wrong=word,
                    right=right,
                    reason=reason,
                    source=source,
                    exceptions=exceptions,
                    stops=level == STOPS,
                )
            )
    yield from _useless(exceptions, wrong, shape)
    return found


def _fault(word: str, right: str, exceptions: tuple[str, ...], shape: Shape) -> Problem | None:
    """What is wrong with a wrong word; None where it can be looked for."""
    place = shape.at("错")
    if len(word) < SHORTEST:
        what = f"“{word}”只有一个字，会碰上许多正确的词。" if word else "“错”里有一个空的词。"
        return problem(place, "lexicon-short", what, f"请写至少 {SHORTEST} 个字，连同前后的字一起写。")
    if len(word) > LONGEST:
        what = f"“{word[:12]}……”有 {len(word)} 个字，不像一个词。"
        return problem(place, "lexicon-long", what, f"请写最短的、一看就错的一段，不超过 {LONGEST} 个字。")
    slip = Slip(wrong=word, right=right, reason="", exceptions=exceptions)
    at = right.find(word)
    if at >= 0 and not slip.is_excused(right, at):
        what = f"正确的写法“{right}”里也有“{word}”，写对了也会被当作错的。"
        remedy = "请把“错”写长一些，使它不在正确的写法里；或者把正确的写法写进“例外”。"
        return problem(place, "lexicon-itself", what, remedy)
    return None


def _useless(exceptions: tuple[str, ...], wrong: tuple[str, ...], shape: Shape) -> Iterator[Problem]:
    for phrase in exceptions:
        if wrong and not any(word in phrase for word in wrong):
            what = f"例外“{phrase}”里没有“{wrong[0]}”，没有作用。"
            yield problem(shape.at("例外"), "lexicon-exception", what, "请写出含有这个词的正确词句，或者删掉它。")
