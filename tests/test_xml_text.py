"""XML is written with everything escaped, and without what it cannot hold."""

from __future__ import annotations

from gongkai.data.xml_text import XmlText, allowed


def test_elements_hold_words_attributes_and_each_other() -> None:
    text = XmlText()
    with text.inside("feed", {"xmlns": "urn:x", "label": 'a<&"b\0'}):
        text.end_line()
        text.element("title", "甲<乙>&\x01丙")
        text.element("link", attributes={"href": "a?b&c"})
    text.end_line()
    assert str(text) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="urn:x" label=\'a&lt;&amp;"b\'>\n'
        '<title>甲&lt;乙&gt;&amp;丙</title><link href="a?b&amp;c"/></feed>\n'
    )


def test_only_what_xml_cannot_hold_is_left_out() -> None:
    assert allowed("\t\n\r 甲\U00020000\x00\x0b\ufffe\ud800") == "\t\n\r 甲\U00020000"
