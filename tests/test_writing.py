"""Legitimate writing shows whole and hostile writing does nothing, in every place where a text may hold them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from time import process_time

import pytest
from gongkai.texts.html import render
from gongkai.texts.marked_text import Text
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden import golden
from tests.measuring import at_most, examples

CASES = Path(__file__).parent / "cases" / "texts"
WRITING = golden(CASES / "writing.yml")
STRUCTURES = golden(CASES / "structures.yml")
ATTACKS = golden(CASES / "attacks.yml")

INSIDE = [(line, line) for line in WRITING["same"].splitlines()] + [tuple(pair) for pair in WRITING["marks"]]
PLACES = {
    "paragraph": ("前文{}后文", "前文{}后文"),
    "list": ("- 前{}\n- 后", "前{}后"),
    "quotation": ("> 前{}\n> 后", "前{}后"),
    "table": ("| 甲 | 乙 |\n| --- | --- |\n| {} | 后 |", "甲乙{}后"),
    "heading": ("## 前{}后", "前{}后"),
}
HOSTILE_PLACES = {
    **{name: source for name, (source, _) in PLACES.items()},
    "alone": "{}",
    "code": "`{}`",
    "label": "[{}](https://a.example/)",
    "target": "[甲]({})",
    "target in a list": "- [甲]({})\n- 乙",
    "picture": "![甲]({})",
    "picture's words": "![{}](a.png)",
    "pointed": "<{}>",
    "footnote": "甲[^{0}][^1]\n\n[^1]: {}\n[^{}]: 乙",
    "table of HTML": "<table><tr><td>{}</td></tr></table>",
    "strong": "**{}**",
}
TAGS = set(
    "p h1 h2 h3 h4 h5 h6 a strong em b i u s del sub sup code pre br hr ul li blockquote table caption thead tbody tfoot "
    "tr th td div span img".split()
)
ATTRIBUTES = set("class href rel title id src alt loading scope role aria-label tabindex colspan rowspan".split())
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s\"'<>]+\Z|\.\./[^\s\"'<>]*\Z|#[^\s\"'<>]*\Z", re.IGNORECASE)


class _Seen(HTMLParser):
    """What a browser makes of HTML: elements with their attributes, and the printed words."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.elements.append(("!--", {}))


def _seen(source: str) -> _Seen:
    return _Seen(str(render(Text(source), "../", {"a.png": "1/a.png"}.get).html))


def _words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _harm(seen: _Seen) -> str:
    for tag, attributes in seen.elements:
        if tag not in TAGS:
            return f"element {tag}"
        for name, value in attributes.items():
            if name not in ATTRIBUTES:
                return f"attribute {name}"
            if name in ("href", "src") and not ADDRESS.match(value or ""):
                return f"address {value}"
            if name == "src" and not (value or "").startswith("../"):
                return f"picture of another site {value}"
    return ""


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("written", "shown"), INSIDE)
def test_every_character_is_seen(place: str, written: str, shown: str) -> None:
    source, words = PLACES[place]
    if place == "table":
        written = written.replace("|", "\\|")
    assert _words(_seen(source.replace("{}", written)).words) == _words(words.replace("{}", shown))


@pytest.mark.parametrize("line", WRITING["lines"].splitlines())
def test_a_line_that_only_looks_like_a_mark(line: str) -> None:
    assert _words(_seen(f"上文。\n\n{line}\n\n下文。").words) == _words(f"上文。{line}下文。")


@pytest.mark.parametrize(("written", "shown"), WRITING["indented"])
def test_indentation_is_no_meaning(written: str, shown: str) -> None:
    seen = _seen(written)
    assert seen.words == shown.replace("-甲", "- 甲")
    assert [tag for tag, _ in seen.elements] == ["p"]


@pytest.mark.parametrize("case", STRUCTURES, ids=lambda case: case["title"])
def test_structure(case: dict[str, str]) -> None:
    assert str(render(Text(case["source"]), "../", lambda _: None).html) == case["html"].rstrip("\n")


@pytest.mark.parametrize("place", HOSTILE_PLACES)
def test_nothing_hostile_comes_to_life(place: str) -> None:
    for attack in ATTACKS:
        assert (attack, _harm(_seen(HOSTILE_PLACES[place].replace("{}", attack)))) == (attack, "")


@given(st.text(st.sampled_from("<>&\"'[]()*_`#|~\\!-+:;/=^{}% \n\t甲第一条、（）1axXhttpjs."), max_size=120))
@settings(max_examples=examples(300))
def test_no_text_comes_to_life(source: str) -> None:
    assert _harm(_seen(source)) == ""


@pytest.mark.parametrize(
    "one", ["[", "![", "**", "`", "<", "> ", ">", "- ", "&", "|", "[^", "](", "\\", "(", " ", "~", "<sup>", "# ", "甲*"]
)
def test_repetition_costs_no_more_than_its_length(one: str) -> None:
    source = one * (40000 // len(one))
    started = process_time()
    for text in (source, f"# {source}甲", f"| {source} |\n| --- |", f"- {source}甲\n- 乙"):
        render(Text(text), "", lambda _: None)
    assert process_time() - started < at_most(2)
