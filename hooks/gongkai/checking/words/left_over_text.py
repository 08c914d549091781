"""Sentences that stop before their object, instructions left from a template, and remains of a web page (left_overs.yml)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import all_text, marked_lines_of, within
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.literals import Literals
from gongkai.reading.words.left_overs import OF_FORMS, OF_PAGES, UNFINISHED, LeftOver, left_overs

_MOST_QUOTED = 40


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines with left-over text; the values of tables and names are looked at by other rules."""
    present = _triggers().present(all_text(item))
    groups = {
        name: tuple(form for form in forms if not present.isdisjoint(form.triggers))
        for name, forms in left_overs().items()
    }
    for line, place in marked_lines_of(item):
        if not any(one in line for one in present):
            continue
        for form in _found(groups[UNFINISHED], line):
            where, what = _said(form, line, place)
            yield problem(where, "sentence-unfinished", what, form.remedy, Level.WARNING)
        for form in _found(groups[OF_FORMS], line):
            where, what = _said(form, line, place)
            yield problem(where, "form-instruction", what, form.remedy, Level.WARNING)
        for form in _found(groups[OF_PAGES], line):
            where, what = _said(form, line, place)
            yield problem(where, "page-remains", what, form.remedy, Level.WARNING)


def _found(forms: tuple[LeftOver, ...], line: str) -> Iterator[LeftOver]:
    return (form for form in forms if any(one in line for one in form.triggers) and form.pattern.search(line))


def _said(form: LeftOver, line: str, place: Place) -> tuple[Place, str]:
    match = form.pattern.search(line)
    written = match.group().strip() if match else line
    quoted = written if len(written) <= _MOST_QUOTED else f"{written[:_MOST_QUOTED]}……"
    return within(place, match.start() if match else 0), form.what.replace("{}", quoted)


@cache
def _triggers() -> Literals:
    return Literals(trigger for forms in left_overs().values() for form in forms for trigger in form.triggers)


RULE = Rule(
    title="没有没写完的话和带进来的文字",
    sources=("政府网站与政务新媒体检查指标",),
    findings=(
        Finding("sentence-unfinished", Level.WARNING, "话没有写完，或者缺少数字", as_printed=True),
        Finding("form-instruction", Level.WARNING, "有模板、表格的填写说明", as_printed=True),
        Finding("page-remains", Level.WARNING, "有录入时带进来的网页文字"),
    ),
    of_item=check_item,
    signs=lambda _: _triggers().texts,
)
