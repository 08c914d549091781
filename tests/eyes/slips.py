"""Slips that are made by changing a paper instead of writing a sentence: each gives the places where it may be told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tests.eyes.grammar import Grammar, chinese
from tests.eyes.numbers import citizen_number
from tests.eyes.papers import Paper

_DOUBLED = (
    "工作",
    "应当",
    "公开",
    "信息",
    "进行",
    "的",
    "了",
    "在",
    "和",
    "对",
    "增加",
    "企业",
    "部门",
    "情况",
    "按照",
    "负责",
    "及时",
    "由",
)
"""Words that no official sentence says twice."""


def doubled_word(paper: Paper, grammar: Grammar) -> tuple[int, ...]:
    """A word of a paragraph, or a mark, written twice."""
    chance = grammar.chance
    for place in chance.sample(paper.prose, len(paper.prose)):
        line = paper.lines[place]
        there = [one for one in (*_DOUBLED, "，", "。") if one in line]
        if there:
            word = chance.choice(there)
            at = chance.choice([found.start() for found in re.finditer(re.escape(word), line)])
            paper.lines[place] = line[:at] + word + line[at:]
            return (place,)
    return ()


def broken_date(paper: Paper, grammar: Grammar) -> tuple[int, ...]:
    """A sentence with a day that no calendar has, or with a part of it lost."""
    day, chance = grammar.day(), grammar.chance
    wrong = (
        f"{day.year}年{day.month}{day.day:02}日",
        f"{day.year}{day.month:02}月{day.day}日",
        f"{day.year}年13月{day.day}日",
        f"{day.year}年2月30日",
        f"{day.year}年{day.month}月{day.day + 31}日",
        f"{day.year}年{day.month}月{day.day}",
        f"{str(day.year)[:3]}年{day.month}月{day.day}日",
        f"{day.year}年年{day.month}月{day.day}日",
        f"{day.year}年{day.month}月日",
        f"{day.year}1{day.month:02}8",
    )
    place = chance.choice(paper.prose)
    template = chance.choice(
        ("本通知自{}起施行，{{why}}。", "截至{}，全市共有{{subject}}{{n}}家。", "{{who}}于{}前{{do}}{{what}}。")
    )
    paper.lines[place] += grammar.fill(template.format(chance.choice(wrong)))
    return (place,)


def near_paragraph(paper: Paper, grammar: Grammar) -> tuple[int, ...]:
    """A paragraph that stands again further down, with its first words or a few characters changed."""
    chance = grammar.chance
    whole = "".join(grammar.fill("{sentence}") for _ in range(4))
    again = chance.choice((grammar.fill("{sentence}") + whole, whole.replace("，", "、", 1), whole[:-1] + "等。"))
    place = paper.prose[0]
    paper.lines[place] += whole
    later = paper.prose[-1] + 1
    paper.lines.insert(later, again)
    return (place, later)


def skipped_heading(paper: Paper, grammar: Grammar) -> tuple[int, ...]:
    """A heading whose number is left out or given twice."""
    places = [place for place, line in enumerate(paper.lines) if re.match(r"[一二三四五六]、", line)]
    place = grammar.chance.choice(places[1:])
    number = places.index(place) + 1
    paper.lines[place] = chinese(grammar.chance.choice((number + 1, number - 1, number + 2))) + paper.lines[place][1:]
    return (place, *places[number : number + 1])


def mixed_numbers(paper: Paper, grammar: Grammar) -> tuple[int, ...]:
    """A list of which one number has another mark after it than the others."""
    mark, other = grammar.chance.sample([".", "、", "．"], 2)
    length, place = grammar.chance.randint(3, 5), paper.prose[-1] + 1
    wrong = grammar.chance.randint(2, length)
    paper.lines[place:place] = [
        f"{number}{other if number == wrong else mark}{grammar.fill('{do}{what}，{why}')}。"
        for number in range(1, length + 1)
    ]
    return (place + wrong - 1,)


def no_signature(paper: Paper, grammar: Grammar) -> tuple[int, ...]:
    """The signature and the day are missing, or the name alone."""
    del paper.lines[-2:]
    if grammar.chance.random() < 0.3:
        paper.lines.append("特此通知。")
    return tuple(range(len(paper.lines)))


def part_of_citizen(paper: Paper, grammar: Grammar) -> tuple[int, ...]:
    """An identity number that is masked in such a way that it is still known."""
    number, chance = citizen_number(grammar.chance), grammar.chance
    masked = chance.choice((f"{number[:14]}****", f"{number[:12]}******"[:18], f"{number[:16]}**"))
    place = chance.choice(paper.prose)
    paper.lines[place] += grammar.fill(f"{{person}}，身份证号{masked}，{{office}}予以公示。")
    return (place,)


CHANGES: Mapping[str, Callable[[Paper, Grammar], tuple[int, ...]]] = {
    one.__name__: one
    for one in (
        doubled_word,
        broken_date,
        near_paragraph,
        skipped_heading,
        mixed_numbers,
        no_signature,
        part_of_citizen,
    )
}
