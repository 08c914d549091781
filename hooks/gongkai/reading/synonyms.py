"""``catalogue/synonyms.yml``: groups of words that are equivalent in a search (人社局, 人力资源和社会保障局)."""

from __future__ import annotations

from pathlib import Path

from gongkai.model.document_number import title_key
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.words.matcher import matcher
from gongkai.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from gongkai.reading.yaml.yaml_files import read_list

PATH = "catalogue/synonyms.yml"
SHORTEST, LONGEST = 2, 40
"""The length of a word in characters: a single character occurs in too many texts, and queries are short."""

Groups = tuple[tuple[str, ...], ...]

_SEPARATOR = matcher(r"[，、；;=＝/／|]")
_NOT_LETTERS = matcher(r"[\W_]+")
_EXAMPLE = "- [人社局, 人力资源和社会保障局]"


def read_synonyms(root: Path) -> Reading[Groups]:
    """The groups below ``root`` in order, each of two words or more; empty where there is no file."""
    nodes, faults = gathered(read_list(root, PATH, "同义词文件", f"请每组写一行，例如“{_EXAMPLE}”。"))
    # ``_words`` reports full-width commas with a better remedy than the YAML reader.
    yield from (fault for fault in faults if fault.rule != "yaml-full-width-comma")
    groups: list[tuple[str, ...]] = []
    seen: dict[str, Scalar] = {}
    for node in nodes:
        new = []
        for word in (yield from _words(node)):
            # Words are compared as in a search: regardless of width, quotes, case, and traditional or simplified script.
            before = seen.setdefault(title_key(word.text), word)
            if before is word:
                new.append(word.text.strip())
            else:
                yield _twice(word, before)
        if len(new) > 1:
            groups.append(tuple(new))
    return tuple(groups)


def _words(node: Node) -> Reading[list[Scalar]]:
    """The valid words of one group; none, after a problem, where the group has fewer than two entries."""
    if isinstance(node, Mapping):
        what = "这一组写成了“名称: 内容”，分不清哪些是同义词。"
        yield problem(node.place, "synonyms-form", what, f"请把一组词写在一行，例如“{_EXAMPLE}”。")
        return []
    written = node.items if isinstance(node, Sequence) else (node,)
    separated = [one for one in written if isinstance(one, Scalar) and _SEPARATOR.search(one.text)]
    if len(written) == 1 and separated:
        what = f"“{separated[0].text}”会被当作一个词。"
        remedy = f"词与词之间用半角逗号隔开，两边加方括号：- [{', '.join(_pieces(separated[0].text))}]"
        yield problem(separated[0].place, "synonyms-comma", what, remedy)
        return []
    words = []
    for one in written:
        fault = _word_fault(one)
        if fault:
            yield fault
        elif isinstance(one, Scalar):
            words.append(one)
    if len(written) < 2:
        remedy = f"请把意思相同的词写在同一组，例如“{_EXAMPLE}”；不需要这一组就删掉这一行。"
        yield problem(node.place, "synonyms-alone", "这一组不到两个词，没有作用。", remedy)
        return []
    return words


def _word_fault(node: Node) -> Problem | None:
    """The problem of an entry that is not a word for searching; None for a valid word."""
    if not isinstance(node, Scalar):
        what = "组里面又写了一层，同义词只有一层。"
        return problem(node.place, "synonyms-form", what, f"请把一组词写在一行，例如“{_EXAMPLE}”。")
    word = node.text.strip()
    if _SEPARATOR.search(word):
        what = f"“{word}”会被当作一个词。"
        remedy = f"请分开写：{', '.join(_pieces(word))}（用半角逗号）。"
        return problem(node.place, "synonyms-comma", what, remedy)
    letters = len(_NOT_LETTERS.sub("", word))
    if letters < SHORTEST:
        what = f"“{word}”只有一个字，会匹配到太多内容。" if letters else "这里有一个没有字的词。"
        remedy = f"同义词至少 {SHORTEST} 个字，请写完整的词，或者删掉它。"
        return problem(node.place, "synonyms-short", what, remedy)
    if len(word) > LONGEST:
        what = f"“{word[:12]}……”有 {len(word)} 个字，不像一个词。"
        return problem(node.place, "synonyms-long", what, f"请写人们会用来检索的词，不超过 {LONGEST} 个字。")
    return None


def _twice(word: Scalar, before: Scalar) -> Problem:
    as_written = "" if before.text.strip() == word.text.strip() else f"，写作：{before.text.strip()}"
    what = f"“{word.text.strip()}”写了两次，前一次在第 {before.place.line} 行{as_written}。"
    remedy = "一个词只能在一组里：请把两组并成一组，或者删掉一处。引号、繁简、全角半角不算差别，不必分别写。"
    return problem(word.place, "synonyms-twice", what, remedy)


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in _SEPARATOR.split(text) if piece.strip()]
