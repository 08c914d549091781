"""Every component shows its examples in sound HTML, and shows what an author writes as text, whatever it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.components.examples import FOLDER, THEME, Example, examples
from tests.components.structure import structure_faults

EXAMPLES = list(examples())
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;{{ 7*7 }}</dd></li></p>"


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.words.extend(value for _, value in attrs if value)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _read(html: str) -> _Words:
    reader = _Words()
    reader.feed(html)
    return reader


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.macro}-{one.name}")
def test_examples_are_sound(example: Example) -> None:
    assert structure_faults(example.html()) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.macro}-{one.name}")
def test_what_an_author_writes_is_text(example: Example) -> None:
    hostile = example.html(lambda text: text + HOSTILE)
    assert structure_faults(hostile) == []
    assert _read(hostile).tags.count("script") == 0
    assert _read(hostile).tags.count("img") == 0
    plain = " ".join(_read(example.html()).words)
    if plain.strip() and hostile != example.html():
        assert any("<script>alert(1)</script>" in words for words in _read(hostile).words)


def _example(macro: str, name: str) -> str:
    return next(one.html() for one in EXAMPLES if (one.macro, one.name) == (macro, name))


def test_the_rows_of_figure_tables_are_named() -> None:
    assert (
        '<tr><th scope="row" class="gk-table__plain">一般公共预算</th><td class="gk-table__number">2,687.56</td></tr>'
        in (_example("figures", "预算表"))
    )
    # A heading without words would name nothing.
    assert '<tr><td></td><td class="gk-table__number">5.00</td></tr>' in _example("figures", "预算表")
    coded = _example("figures", "科目表")
    assert '<tr class="gk-table__row--whole"><td></td><th scope="row">合计</th>' in coded
    assert (
        '<tr class="gk-table__row--second"><td>20101</td><th scope="row" class="gk-table__plain">人大事务</th>' in coded
    )
    assert 'scope="row"' not in _example("figures", "只有数的表")


def test_an_outcome_begins_with_its_first_count() -> None:
    told = 'class="gk-outcome__counts">{}。<a '
    assert told.format("采纳 <strong>2</strong> 条") in _example("outcome", "只有公告")
    assert told.format("收到意见 <strong>0</strong> 条") in _example("outcome", "没有收到意见")


def test_components_have_examples() -> None:
    made = {path.stem for path in (THEME / "gongkai" / "components").glob("*.html")}
    # The tools are an empty place for a script; sheet and citation take the view of a whole item and are seen on pages.
    assert made - {path.stem for path in FOLDER.glob("*.yml")} == {"tools", "sheet", "citation"}


def test_classes_are_ours_and_flat() -> None:
    for path in sorted((THEME / "gongkai").rglob("*.html")):
        for value in re.findall(
            r'class="([^"]*)"', re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(encoding="utf-8"))
        ):
            for name in value.split():
                assert re.fullmatch(r"gk-[a-z]+(?:-[a-z]+)*(?:__[a-z]+(?:-[a-z]+)*)?(?:--[a-z]*)?", name), (
                    path.name,
                    name,
                )


def test_nothing_of_the_host_shows_through(site: Path) -> None:
    for path in [
        site / "index.html",
        site / "990000017" / "2020-00001.html",
        site / "assets" / "gongkai" / "gongkai.css",
    ]:
        assert not re.search(r"md-|mdx-|material|mkdocs", path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize("kind", ["", "990000017", "library"])
def test_pages_are_sound(site: Path, kind: str) -> None:
    pages = sorted((site / kind).glob("*.html"))[:: 4 if kind == "990000017" else 1]
    assert {
        page.name: faults[:3] for page in pages if (faults := structure_faults(page.read_text(encoding="utf-8")))
    } == {}


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>一<div>二</div></p>", "<p> holds <div>"),
        ("<ul><p>一</p></ul>", "<ul> holds <p>"),
        ("<div><li>一</li></div>", "<li> stands in <div>"),
        ("<p>一", "<p> is never closed"),
        ("<div><span>一</div></span>", "</div> closes ['span']"),
        ('<p id="a">一</p><p id="a">二</p>', "id a is given twice"),
        ('<a href="a"><a href="b">一</a></a>', "<a> stands within <a>"),
        ('<a href="javascript:alert(1)">一</a>', "<a> runs javascript:alert(1)"),
        ('<img src="x" alt="" onerror="a()">', "<img> runs a script in onerror"),
        ('<p style="color:red">一</p>', "<p> carries a style"),
        ("<div/>", "<div/> does not close itself"),
    ],
)
def test_unsound_structure_is_found(html: str, fault: str) -> None:
    assert fault in structure_faults(html)
