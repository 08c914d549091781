"""Elements made by code escape every word and attribute, and say nothing that was left out."""

from __future__ import annotations

from gongkai.texts.elements import NOTHING, element, escaped, joined, multiline_element, void


def test_words_and_attributes_are_escaped() -> None:
    words = '<b>&"甲"\''
    assert escaped(words) == "&lt;b&gt;&amp;&#34;甲&#34;&#39;"
    assert type(escaped(words)) is type(escaped("甲")) is str
    assert element("a", escaped("<甲>"), {"href": 'x"&y'}) == '<a href="x&#34;&amp;y">&lt;甲&gt;</a>'


def test_attributes_are_written_in_their_order_or_left_out() -> None:
    attributes = {"class": "gk-text", "id": None, "hidden": True, "data-gk-quiet": False, "alt": ""}
    assert void("img", attributes) == '<img class="gk-text" hidden alt="">'
    assert element("p", NOTHING) == "<p></p>"


def test_parts_stand_side_by_side_or_on_lines_of_their_own() -> None:
    items = [element("li", escaped(words)) for words in "甲乙"]
    assert joined(items) == "<li>甲</li><li>乙</li>"
    assert joined(items, " ") == "<li>甲</li> <li>乙</li>"
    assert multiline_element("ul", items) == "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"
    assert multiline_element("tbody", []) == "<tbody>\n</tbody>"
