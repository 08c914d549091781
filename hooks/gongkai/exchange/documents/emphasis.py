"""Bold and underlined words within a line, which say something there, as marks of the style 公文."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from gongkai.exchange.documents.official_source import is_printed_as_it_is, official_words
from gongkai.model.web_address import is_safe
from gongkai.model.words.matcher import matcher
from gongkai.reading.word.word_blocks import Piece, Words
from gongkai.texts.elements import Html, element, escaped

_LEAD = matcher(
    r"\s*(?:第[\d一二三四五六七八九十百千零〇]+[编章节条款](?:之[一二三四五六七八九十]+)?[\s\u3000]*|附件[\s\u3000]*\d*[\s\u3000]*[:：]?"
    r"|[一二三四五六七八九十百]+、|[（(][\d一二三四五六七八九十]+[）)]|\d+[.．、)）])"
)
"""The number at the beginning of a line, by which its kind is known: it stays without marks."""
_END = matcher("[:：\\s]*\\Z")
_SENTENCE_ENDS = ("。", "！", "？", "；")
_WIDE = "\u3000"
_FILL_IN = "＿"
"""A line as wide as a Han character, between two of which a page may break."""
_RAISED = {"superscript": "sup", "subscript": "sub"}


def is_one_look(pieces: Iterable[Piece], is_so: str) -> bool:
    """Whether all words of a line have the look ``is_so``, so that none is emphasised among the others."""
    return all(getattr(one, is_so) for one in pieces if isinstance(one, Words) and _says_something(one.text))


def line_written(pieces: Sequence[Piece], text: str, label: str, write: Callable[[Piece, bool], str]) -> str:
    """A line of ``pieces`` after its automatic number ``label``; ``text`` is what it shows.

    ``write`` gives the source of one piece, as it is where no sign of the line would be taken for a mark.
    """
    is_marked = not is_one_look(pieces, "is_bold")
    pieces = without_lead([Words(label), *pieces] if label else pieces)
    plain = is_printed_as_it_is(text) and not (is_marked and "*" in text)
    if not is_marked:
        return "".join(write(one, plain) for one in pieces)
    written = ""
    for bold, group in groupby(pieces, lambda one: isinstance(one, Words) and one.is_bold):
        part = "".join(write(one, plain) for one in group)
        written += strong(part, written) if bold else part
    return written


def words_written(words: Words, is_plain: bool) -> str:
    """Words with the marks of their look, but those of bold ones, which reach over several pieces."""
    written = words.text if is_plain else among_marks(words.text)
    if (words.position or words.is_struck) and not set("<>") & set(words.text):
        return _marked(Html(written), words)
    shown = words.text.strip()
    if words.address and is_safe(words.address) and shown and not set("[]()") & set(shown + words.address):
        return written if shown == words.address else f"[{written}]({words.address})"
    return underlined(words, is_plain) if words.is_underlined and not words.address else written


def in_cell(words: Words, is_bold: bool) -> Html:
    """Words in a cell, in HTML; ``is_bold``: all of its line is bold, so that this says nothing."""
    if words.is_underlined and not words.text.strip():
        return escaped(underlined(words, True))
    shown = _marked(escaped(words.text), words)
    if words.is_underlined and words.text.strip():
        shown = element("u", shown)
    return element("strong", shown) if words.is_bold and not is_bold and words.text.strip() else shown


def _marked(written: Html, words: Words) -> Html:
    """Raised, lowered and struck-out words, whose look is part of what they say."""
    if words.is_struck:
        written = element("del", written)
    return element(_RAISED[words.position], written) if words.position else written


def without_lead(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a line with its number at the beginning as plain words."""
    if not pieces or not isinstance(pieces[0], Words):
        return [*pieces]
    first = pieces[0]
    lead = _LEAD.match(first.text)
    if not lead or not (first.is_bold or first.is_underlined):
        return [*pieces]
    plain = replace(first, text=lead.group(), is_bold=False, is_underlined=False)
    return [plain, replace(first, text=first.text[lead.end() :]), *pieces[1:]]


def strong(written: str, before: str = "") -> str:
    """A part of a line with the marks of bold words; as it is where no marks can hold it."""
    core = written.strip(" \t\u3000")
    if not _says_something(core):
        return written
    begin, end = written.index(core), written.index(core) + len(core)
    joins_letters = before[-1:].isascii() and before[-1:].isalnum() and core[0].isascii() and core[0].isalnum()
    if "*" not in core and not before.endswith("*") and not joins_letters:
        core = f"**{core}**"
    elif not set("<>") & set(core):
        core = element("b", Html(core))
    return written[:begin] + core + written[end:]


def strong_sentence(written: str, text: str) -> str:
    """A line of which all is bold, where it is a sentence and no heading; ``text`` is what it shows."""
    if not text.endswith(_SENTENCE_ENDS):
        return written
    lead = _LEAD.match(written)
    at = lead.end() if lead else 0
    return written[:at] + strong(written[at:])


def among_marks(text: str) -> str:
    """Words beside others that have marks: an asterisk would close or open one, though it opens none by itself."""
    written = official_words(text)
    return written.replace("*", "\\*") if written == text else written


def underlined(words: Words, is_plain: bool) -> str:
    """Underlined words; blanks to be filled in by hand are a line."""
    if not words.text.strip():
        width = sum({_WIDE: 2, "\t": 4}.get(sign, 1) for sign in words.text)
        return _FILL_IN * ((width + 1) // 2)
    written = words.text if is_plain else among_marks(words.text)
    if set("<>") & set(written):
        return written
    end = _END.search(written)
    at = end.start() if end else len(written)
    return element("u", Html(written[:at])) + written[at:] if written[:at].strip() else written


def _says_something(text: str) -> bool:
    return any(sign.isalnum() for sign in text)
