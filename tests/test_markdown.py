"""Texts in Markdown: the whole HTML of each mark, nothing lost, nothing that runs, and the same as official texts where no mark is."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.data.item_data import item_data
from gongkai.model.badge import Badge
from gongkai.model.item import Item
from gongkai.model.problems.yielded import gathered
from gongkai.model.publication import Publication
from gongkai.model.text_style import TextStyle
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.documents.text_comparison_view import compare
from gongkai.reading.column_sources import read_column
from gongkai.reading.types.kinds import load_kinds
from gongkai.rendering.environment import standalone
from gongkai.searching.entries import entries_of
from gongkai.texts import blocks as text_blocks
from gongkai.texts.clauses import clauses_of, passages_of
from gongkai.texts.html import Heading, Rendered, render, visible
from gongkai.texts.markdown.attributes import KNOWN
from gongkai.texts.markdown.markdown_blocks import placed_blocks
from gongkai.texts.marked_text import Mention, Text
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.columns import document, write_column
from tests.golden import golden

CASES = Path(__file__).parent / "cases" / "texts"
PROJECT = Path(__file__).parents[1]
MENTION = Mention("示商发〔2018〕12号", "990000017/2018-00231.html", "工作要点", Badge("废止", "dead"))
WAYS = {"a.md": "990000017/1.html", "flow.png": "990000017/flow.png"}
GUIDE = {"类型": "办事指南"}


def _rendered(source: str, *mentions: Mention) -> Rendered:
    return render(Text(source, mentions, style=TextStyle.MARKDOWN), "../", WAYS.get)


def _loaded(name: str) -> Any:
    return golden(CASES / name)


def _column(folder: Path, body: str, **record: str) -> tuple[Publication, Item]:
    write_column(folder, {"content/1.md": document("1", 正文写法="Markdown", 正文=body, **record)})
    publication = bind(read_column(folder), date(2026, 1, 1))
    return publication, publication.reading.items[0]


@pytest.mark.parametrize("case", _loaded("markdown.yml"), ids=lambda case: str(case["title"]))
def test_the_whole_html(case: dict[str, str]) -> None:
    assert str(_rendered(case["source"]).html) == case["html"].rstrip("\n")


def test_known_numbers_are_links_with_their_validity_but_not_inside_links_and_code() -> None:
    number = "示商发〔2018〕12号"
    source = f"- 按**{number}**办理\n- [见{number}](a.md)和`{number}`\n\n!!! 提示\n    {number}\n\n| {number} |\n|---|\n| 甲 |\n"
    link = (
        f'<a class="gk-mention" href="../990000017/2018-00231.html" title="工作要点">{number}</a>'
        '<span class="gk-badge gk-badge--dead">废止</span>'
    )
    html = str(_rendered(source, MENTION).html)
    assert re.findall(r"<(?:li|p|th)[ >].*", html.replace("<tr>", "\n")) == [
        f"<li>按<strong>{link}</strong>办理</li>",
        f'<li><a href="../990000017/1.html">见{number}</a>和<code>{number}</code></li>',
        '<p class="gk-box__head" id="box-1">提示</p>',
        f"<p>{link}</p>",
        f'<th scope="col">{link}</th></tr>',
    ]


def test_contents_are_those_of_the_page_and_can_be_asked_for() -> None:
    rendered = _rendered("[TOC]\n## 申请*条件* {#tiaojian}\n## 二、材料\n")
    assert str(rendered.html) == '<h2 id="tiaojian">申请*条件*</h2>\n<h2 id="s-2">二、材料</h2>'
    assert rendered.headings == (Heading(2, "申请*条件*", "tiaojian"), Heading(2, "二、材料", "s-2"))
    assert rendered.asks_contents
    shown = standalone(PROJECT / "theme_overrides").from_string("{{ contents(made.headings, made.asks_contents) }}")
    assert re.findall(r'href="#([^"]*)"', shown.render(made=rendered)) == ["tiaojian", "s-2"]
    assert not _rendered("## 申请条件\n").asks_contents


def test_every_mark_of_the_handbook_is_read(tmp_path: Path) -> None:
    page = (PROJECT / ".github" / "handbook" / "pages" / "publish" / "index.md").read_text(encoding="utf-8")
    source = page.split("````markdown\n")[1].split("````\n")[0]
    rendered = render(Text(source, style=TextStyle.MARKDOWN), "", lambda address: address)
    assert rendered.asks_contents
    assert rendered.headings == (Heading(2, "申请材料", "cailiao"),)
    assert sorted(set(re.findall(r"<([a-z0-9]+)", str(rendered.html)))) == sorted(
        "a blockquote code dd div dl dt em h2 img li ol p pre span strong sup table tbody td th thead tr ul".split()
    )
    assert re.findall(r'class="(gk-box gk-box--[a-z]+)"', str(rendered.html)) == [
        "gk-box gk-box--tip",
        "gk-box gk-box--ask",
    ]
    assert not re.search(r"[*|]|\[[^\[\]]*\]\(|\[\^|!!!|```|\{#|^:", visible(str(rendered.html)))
    publication, _ = _column(tmp_path, source)
    assert [one.what for one in check(publication) if one.rule in ("text-mark", "text-lost")] == []


@given(st.lists(st.text("甲乙第一二条章、（）。：　 日年月2026局附件1 \n".replace("\t", ""), max_size=30), max_size=8))
def test_a_text_without_marks_is_the_same_in_both_styles(lines: list[str]) -> None:
    source = "\n".join(lines)
    found = [(line, block.kind, block.text, block.anchor) for line, block in placed_blocks(source)]
    expected = [(line, block.kind, block.text, block.anchor) for line, block in text_blocks.placed_blocks(source)]
    assert found == expected


_WORDS = st.text("甲乙丙丁戊己庚辛壬癸abcXYZ0123", min_size=1, max_size=8)
_MARKED = st.recursive(
    _WORDS,
    lambda inner: st.one_of(
        inner.map(lambda words: f"**{words}**"),
        inner.map(lambda words: f" *{words}* "),
        inner.map(lambda words: f"[{words}](a.md)"),
        inner.map(lambda words: f"<sup>{words}</sup>"),
        inner.map(lambda words: f"`{words}`"),
        st.tuples(inner, inner).map("".join),
    ),
    max_leaves=4,
)
_PARTS = st.one_of(
    _MARKED,
    _MARKED.map(lambda words: f"## {words}"),
    _MARKED.map(lambda words: f"- {words}\n  - {words}"),
    _MARKED.map(lambda words: f"3. {words}\n4. {words}"),
    _MARKED.map(lambda words: f"- [ ] {words}"),
    _MARKED.map(lambda words: f"> {words}"),
    _MARKED.map(lambda words: f'!!! 提示 "{words}"\n    {words}'),
    _MARKED.map(lambda words: f"{words}\n: {words}"),
    _MARKED.map(lambda words: f"| {words} | 甲 |\n|---|---|\n| {words} | 乙 | {words} |"),
    _MARKED.map(lambda words: f"{words}[^1]\n\n[^1]: {words}"),
    _MARKED.map(lambda words: f"> {words}[^1]\n> [^1]: {words}\n> {words}"),
    _MARKED.map(lambda words: f"- {words}[^1]\n\n  [^1]: {words}\n      {words}\n- {words}"),
    _MARKED.map(lambda words: f"```\n{words}\n```"),
    _MARKED.map(lambda words: f"```{words}```"),
    st.text("[]()*_`<>!#|-+:{}\\&^~ 甲a1\n", max_size=30),
)


@given(st.lists(_PARTS, max_size=6), st.sampled_from(["\n", "\n\n"]))
@settings(deadline=None)
def test_every_word_of_the_source_is_on_the_page(parts: list[str], between: str) -> None:
    source = between.join(parts)
    shown = visible(str(_rendered(source).html))
    for words in re.findall(r"[甲乙丙丁戊己庚辛壬癸]+", source):
        assert shown.count(words) >= source.count(words), (source, shown)


@given(st.lists(st.one_of(st.sampled_from(_loaded("attacks.yml")), _PARTS), max_size=5), st.sampled_from(["\n", " "]))
@settings(deadline=None)
def test_nothing_runs(parts: list[str], between: str) -> None:
    found = str(_rendered(between.join(parts)).html)
    tags = re.findall(r"<([a-zA-Z/][^<>]*)>", found)
    assert not [
        tag for tag in tags if re.match(r"/?(?:script|style|iframe|object|svg|math|form|input|link|meta|base)\b", tag)
    ]
    assert not [tag for tag in tags if re.search(r"\s(?:on[a-z]+|style|srcdoc|formaction)\s*=", tag)]
    addresses = re.findall(r'(?:href|src)="([^"]*)"', "".join(tags))
    assert not [
        address for address in addresses if re.match(r"\s*(?:javascript|data|vbscript):", address, re.IGNORECASE)
    ]
    assert len(set(ids := re.findall(r' id="([^"]*)"', "".join(tags)))) == len(ids)


_READ_AS_MARKS = (
    "*一个星号*",  # Markdown's emphasis, between blanks
    "<zwgk@example.gov.cn>",  # a mailbox
    "``两个``",  # printed code
    "1. 第一项",  # an item of a list, whose number the browser prints
)


def _legitimate() -> list[str]:
    return [line for line in _loaded("writing.yml")["same"].split("\n") if line and line not in _READ_AS_MARKS]


@pytest.mark.parametrize("line", _legitimate())
def test_legitimate_writing_is_shown_as_it_is_written(line: str) -> None:
    expected = "".join(line.split()).replace("\xa0", "")
    assert visible(str(_rendered(line).html)) == expected
    assert expected in visible(str(_rendered(f"前一段。\n{line}\n后一段。").html))


@pytest.mark.parametrize(("written", "seen"), list(_loaded("writing.yml")["marks"]))
def test_marks_of_official_texts_mean_the_same(written: str, seen: str) -> None:
    assert visible(str(_rendered(written).html)) == seen


def test_a_column_without_such_texts_loads_nothing_of_markdown() -> None:
    code = (
        "import sys; from gongkai.texts.html import render; from gongkai.texts.marked_text import Text\n"
        "from gongkai.model.text_style import TextStyle\n"
        "import gongkai.checking, gongkai.searching.entries, gongkai.building.build\n"
        "render(Text('一、甲（2026）', style=TextStyle.MARKDOWN), '', lambda _: None)\n"
        "print('markdown' in sys.modules)"
    )
    environment = {"PYTHONPATH": str(PROJECT / "hooks"), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "False\n"


def test_which_types_are_written_in_markdown() -> None:
    kinds, problems = gathered(load_kinds(None))
    assert not problems
    assert sorted(kind.title for kind in kinds.values() if kind.text_style is TextStyle.MARKDOWN) == [
        "依申请公开",
        "办事指南",
        "政府信息公开指南",
        "政策解读",
        "重点领域信息",
    ]


@pytest.mark.parametrize(("stated", "html"), [("公文", "<p>*甲* 乙</p>"), ("Markdown", "<p><em>甲</em> 乙</p>")])
def test_an_item_states_how_it_is_written(stated: str, html: str, tmp_path: Path) -> None:
    write_column(tmp_path, {"content/1.md": document("1", 正文写法=stated, 正文="*甲* 乙")})
    publication = bind(read_column(tmp_path), date(2026, 1, 1))
    (item,) = publication.reading.items
    text = Texts(publication).shown(item)
    assert text is not None
    assert str(render(text, "", lambda _: None).html) == html
    assert item_data(item, publication).get("text_style") == (stated if stated == "Markdown" else None)


def test_search_finds_the_words_and_no_marks(tmp_path: Path) -> None:
    body = '## 标题 {#a}\n**重**点[^1]，见[网站][w]。\n- [x] 已备\n!!! 提示 "当心"\n    内容\n\n3. 三\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n[w]: https://www.gov.cn/\n[^1]: 注释\n'
    publication, _ = _column(tmp_path, body)
    (entry,) = entries_of(publication)
    assert entry.text.split("\n")[:9] == [
        "标题",
        "重点，见网站。",
        "已备",
        "当心",
        "内容",
        "3. 三",
        "甲 乙",
        "丙 丁",
        "注释",
    ]


def test_clauses_and_comparisons_read_the_same_blocks() -> None:
    old = "## 示例市办法\n第一条　**甲**。\n\n- 乙\n\n第二条　申请人应当自收到通知之日起丙日内提交材料。\n"
    new = old.replace("丙", "丁")
    style = TextStyle.MARKDOWN
    assert [(one.label, one.start, one.end, one.passage.text) for one in clauses_of(old, style)] == [
        ("第一条", 1, 5, "甲。\n乙"),
        ("第二条", 5, 7, "申请人应当自收到通知之日起丙日内提交材料。"),
    ]
    assert [(one.label, one.text, one.heading) for one in passages_of(old, style)] == [
        ("", "示例市办法", True),
        ("第一条", "甲。\n乙", False),
        ("第二条", "申请人应当自收到通知之日起丙日内提交材料。", False),
    ]
    assert dict(compare(old, new, style, style).counts)["修改"] == 1


def test_no_anchor_of_a_text_is_one_that_pages_use() -> None:
    # Pages of the preview hold no text of an item.
    templates = [path for path in (PROJECT / "theme_overrides").rglob("*.html") if path.parent.name != "preview"]
    written = [
        one for path in templates for one in re.findall(r'\sid="([a-z][a-z0-9-]*)([{"])', path.read_text("utf-8"))
    ]
    fixed = {f"{name}1" if more == "{" else name for name, more in written}
    made = {"s-1", "art-5", "ch-1", "f-ways", "t-income", "note-1", "box-1", "note-1-from", "d-0a1b2c3d4e"}
    assert not [name for name in (fixed | made) if KNOWN.fullmatch(f"#{name}")]
    assert KNOWN.fullmatch("#cailiao")


def test_what_is_printed_is_held_against_the_page(tmp_path: Path) -> None:
    for number, case in enumerate(_loaded("markdown.yml")):
        publication, _ = _column(tmp_path / str(number), case["source"])
        assert [one.what for one in check(publication) if one.rule == "text-lost"] == [], case["title"]


def test_a_text_with_marks_looks_like_a_page_and_one_without_like_an_official_text(
    demonstration: Publication,
) -> None:
    texts, shown = Texts(demonstration), {}
    for item in demonstration.reading.items:
        text = texts.shown(item)
        if text and item.kind.text_style is TextStyle.MARKDOWN:
            shown[item.index_no] = render(text, "", lambda _: None).is_prose
    assert {number for number, is_prose in shown.items() if is_prose} == {
        "990000017/2024-00007",
        "990000017/2026-00007",
    }
    assert False in shown.values()
    page = (PROJECT / "theme_overrides" / "gongkai" / "item.html").read_text(encoding="utf-8")
    assert "gk-text{% if body.is_prose %} gk-text--prose{% endif %}" in page
