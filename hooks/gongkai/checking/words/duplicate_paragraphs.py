"""Duplicate and nearly equal paragraphs in a text, which are copying errors (同文重复)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_LEAST = 40
"""Minimum length, in characters, of a paragraph that is not repeated by chance."""

_LONG_PART = 64
_SENTENCES, _SENTENCE = 3, 8
"""What stands twice within other words: so many sentences in a row, each of so many characters, and so many in all."""

_PROSE = matcher("[，。；]")
_BETWEEN = matcher(r"[\W_]+")
"""Characters that are ignored when paragraphs are compared."""

_MOST_DIFFERENT = 2
_NEAR = 8
"""Most lines between two paragraphs of which one is a faulty copy; parallel clauses of a law stand further apart."""
_COUNTED = matcher("[0-9０-９一二三四五六七八九十百千万甲乙丙丁东南西北上下左右增减有无不省市县区乡镇村男女]")

_BEGIN = 12
"""Length, in characters, of the prefix by which paragraphs are grouped, so that few are compared as a whole."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Paragraphs of prose that repeat an earlier one of the same text; rows of figures may well be the same."""
    alike: dict[str, list[tuple[int, str]]] = {}
    long: list[tuple[int, str]] = []
    for number, line in enumerate(item.body.split("\n"), item.body_line):
        if len(line) >= _LEAST and _PROSE.search(line):
            alike.setdefault(_beginning(line), []).append((number, line))
            if len(line) >= _LONG_PART:
                long.append((number, line))
    told = set()
    for lines in alike.values():
        if len(lines) > 1:
            for one in _repeated(lines, item.place.path):
                told.add(one.line)
                yield one
    for one in _parts_again(long, item.place.path) if len(long) > 1 and _has_sentence_again(item.body) else ():
        if one.line not in told:
            yield one


def _has_sentence_again(body: str) -> bool:
    """Whether a sentence stands twice but for its blanks; of a copied run of sentences one is not changed at all."""
    sentences = [sentence for sentence in "".join(body.split()).split("。") if len(sentence) >= _SENTENCE]
    return len(set(sentences)) < len(sentences)


def _parts_again(lines: list[tuple[int, str]], path: str) -> Iterator[Problem]:
    """Paragraphs with several sentences in a row that stand in an earlier paragraph as well."""
    seen: dict[str, int] = {}
    rests: dict[str, int] = {}
    for number, line in lines:
        run: list[str] = []
        first, found = 0, (0, 0)
        sentences = [_BETWEEN.sub("", sentence) for sentence in line.split("。")]
        for words in (*sentences, ""):
            at = seen.get(words, number) if len(words) >= _SENTENCE else number
            if at != number and (not run or at == first):
                first = at
                run.append(words)
                continue
            if len(run) >= _SENTENCES and sum(map(len, run)) >= _LONG_PART and not found[0]:
                found = (first, len(run))
            run, first = ([words], at) if at != number else ([], 0)
        for words in sentences:
            if len(words) >= _SENTENCE:
                seen.setdefault(words, number)
        rest = "".join(sentences[1:])
        same = rests.setdefault(rest, number) if len(rest) >= _LONG_PART else number
        if found[0] or same != number:
            what = f"这一段有连着的 {found[1]} 句与第 {found[0]} 行相同。"
            if not found[0]:
                found, what = (same, 0), f"这一段除第一句以外与第 {same} 行相同。"
            parts = (Place(path, number, 1), Place(path, found[0], 1))
            short = "这一段有几句与前面的一段相同。"
            yield problem(parts[0], "paragraph-part-twice", what, "请核对是否误贴。", Level.NOTE, parts, short)


def _beginning(line: str) -> str:
    """The prefix of a line without ignored characters; shorter if the line is."""
    if (begin := line[:_BEGIN]).isalnum() and len(begin) == _BEGIN:
        return begin
    begin = _BETWEEN.sub("", line[: 2 * _BEGIN])[:_BEGIN]
    return begin if len(begin) == _BEGIN else _BETWEEN.sub("", line)[:_BEGIN]


def _repeated(lines: list[tuple[int, str]], path: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, line in lines:
        words = _BETWEEN.sub("", line)
        if len(words) < _LEAST:
            continue
        first = seen.setdefault(words, number)
        if first != number:
            what = f"这一段与第 {first} 行相同。"
            place = Place(path, number, 1)
            parts = (place, Place(path, first, 1))
            yield problem(
                place, "paragraph-twice", what, "请核对是否误贴。", Level.WARNING, parts, "这一段与前面的一段相同。"
            )
            continue
        before = next(
            (
                one
                for one, at in seen.items()
                if at < number and (number - at <= _NEAR or _is_added(one, words)) and _is_near(one, words)
            ),
            "",
        )
        if before:
            what = f"这一段与第 {seen[before]} 行只差一两个字。"
            remedy = "请核对：是误贴的，删除一段；不是的，核对不同的字。"
            parts = (Place(path, number, 1), Place(path, seen[before], 1))
            short = "这一段与前面的一段只差一两个字。"
            yield problem(parts[0], "paragraph-near", what, remedy, Level.WARNING, parts, short)


def _is_added(one: str, other: str) -> bool:
    """Whether the one has a character more than the other, which parallel clauses have not, wherever they stand."""
    return len(one) != len(other) and min(len(one), len(other)) >= 2 * _LEAST


def _is_near(one: str, other: str) -> bool:
    """Whether one or two characters differ, none of which is a figure or the number of a clause.

    Paragraphs of several units, years or amounts are alike on purpose.
    """
    if abs(len(one) - len(other)) > _MOST_DIFFERENT:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) <= _MOST_DIFFERENT and not _COUNTED.search(one + other)


RULE = Rule(
    title="正文没有重复段落",
    findings=(
        Finding("paragraph-near", Level.WARNING, "正文有两段只差一两个字", as_printed=True),
        Finding("paragraph-part-twice", Level.NOTE, "正文有几句话出现两次"),
        Finding("paragraph-twice", Level.WARNING, "正文有两段相同", as_printed=True),
    ),
    of_item=check_item,
)
