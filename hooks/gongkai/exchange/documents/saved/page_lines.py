"""A saved web page (HTML) as printed lines: its blocks and tables, without scripts, navigation and what it does not show."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.exchange.documents.saved.page_chrome import PrintedElement
from gongkai.exchange.documents.saved.page_tables import PageCell, PageTable, covered
from gongkai.exchange.documents.saved.page_words import BLANKS, LookOfWords, cell_html, page_line
from gongkai.exchange.documents.saved.unseen_elements import is_unseen, is_white
from gongkai.model.words.matcher import matcher
from gongkai.reading.word.printed_numerals import printed_numeral
from gongkai.reading.word.word_blocks import Words
from gongkai.texts.elements import Html

_CUT = {
    "script": "脚本", "style": "样式", "noscript": "", "template": "", "iframe": "嵌入的网页", "nav": "导航",
    "header": "页头", "footer": "页脚", "aside": "旁栏", "button": "按钮", "select": "下拉菜单",
    "svg": "图形", "object": "嵌入的内容", "audio": "音频", "video": "视频", "head": "", "noframes": "", "textarea": "输入框",
}  # fmt: skip
"""Elements that are cut with all they hold, and how the list of what was cut names them."""
_BLOCKS = frozenset(
    "address article blockquote body br caption center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 hr html li main "
    "ol p pre section table tbody td tfoot th thead tr ul".split()
)
_UNSEEN_WORDS = "看不见的文字"
_WITHOUT_WORDS = ("script", "style", "svg", "head", "noscript", "template", "iframe", "select")
_MOST_WORDS = 60
_LATE = ("data-src", "data-original", "data-url", "original", "data-lazy-src")
_LIST_NUMBERS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_VOID = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())
_CENTER = matcher(r"text-align\s*:\s*center", re.IGNORECASE)
_RIGHT = matcher(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)
_HEADING = matcher(r"h([1-6])\Z")
_PAGE_TAGS = {"articletitle": "标题", "pubdate": "发布日期", "contentsource": "来源"}
"""Page tags that the guide for government sites prescribes (政府网站发展指引), with the fields they fill."""
UNSEEN = matcher("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]")
"""Signs that nobody sees."""
_DEEPEST = 300
"""The deepest nesting of elements that is followed; pages of people stay below 60."""


@dataclass(slots=True)
class _Open:
    """An open element that changes how what it holds is read."""

    name: str
    is_cut: bool = False
    side: str = ""
    outline: int | None = None
    look: LookOfWords = field(default_factory=LookOfWords)
    number: int | None = None
    """The number that the next item of a numbered list gets."""
    numbering: str = "decimal"
    words: list[str] = field(default_factory=list)
    """The words of an element that is cut."""


class PageLines(HTMLParser):
    """Reads a page; afterwards ``lines``, ``named`` and ``cut`` are complete."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[PrintedLine] = []
        self.named: list[PrintedElement] = []
        self.cut: list[str] = []
        """What was cut as elements of the page: its kind with its words, or with its number where it has none."""
        self.white: list[str] = []
        """Words in white letters."""
        self.frames: list[str] = []
        """Addresses of the pages that this one only puts together."""
        self.numbered = 0
        """Number of lines that the page numbers by itself."""
        self.unseen = 0
        """Number of signs that nobody sees, which are left out."""
        self._open: list[_Open] = []
        self._tables: list[PageTable] = []
        self._words: list[Words] = []
        self._label = ""
        self._counts: dict[str, int] = {}
        self.feed(html)
        self.close()
        self._end_line()
        # A page that breaks off may leave tables open, whose words are not lost.
        while self._tables:
            self._end_table()
        while self._open:
            self._closed(self._open.pop())
        self.cut += (f"{count} 处{name}" for name, count in self._counts.items())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("frame", "iframe") and given.get("src"):
            self.frames.append(given["src"])
        if tag == "meta":
            self._page_tag(given)
        elif self._is_cut or tag in _VOID:
            if tag == "img" and not self._is_cut:
                self._picture(given)
            elif tag in ("br", "hr") and not self._is_cut:
                self._end_line()
        else:
            self._begin(tag, given)
            return
        if tag not in _VOID:
            self._push(_Open(tag))

    def handle_endtag(self, tag: str) -> None:
        if not any(one.name == tag for one in self._open):
            return
        was_cut = self._is_cut
        if tag in _BLOCKS and not was_cut:
            self._end_line()
        while (ended := self._open.pop()).name != tag:
            self._closed(ended)
        self._closed(ended)
        if tag == "table" and not was_cut and self._tables:
            self._end_table()

    def handle_data(self, data: str) -> None:
        shown = UNSEEN.sub("", data)
        if cut := next((one for one in self._open if one.is_cut), None):
            cut.words.append(shown)
            return
        self.unseen += len(data) - len(shown)
        for number, line in enumerate(shown.split("\n") if self._is_verbatim else [shown]):
            if number:
                self._end_line()
            self._words.append(self._look.words(line))

    @property
    def _is_verbatim(self) -> bool:
        return any(one.name == "pre" for one in self._open)

    @property
    def _look(self) -> LookOfWords:
        return self._open[-1].look if self._open else LookOfWords()

    def _closed(self, ended: _Open) -> None:
        """Note what was cut with an element that ends."""
        if not ended.is_cut:
            return
        name = _CUT.get(ended.name) or (_UNSEEN_WORDS if ended.name not in _CUT else "")
        words = "" if ended.name in _WITHOUT_WORDS else BLANKS.sub(" ", "".join(ended.words)).strip()
        if words and name:
            self.cut.append(f"{name}“{words[:_MOST_WORDS]}{'……' if len(words) > _MOST_WORDS else ''}”")
        elif name:
            self._counts[name] = self._counts.get(name, 0) + 1

    def _push(self, element: _Open) -> None:
        if len(self._open) < _DEEPEST:
            self._open.append(element)

    @property
    def _is_cut(self) -> bool:
        return any(one.is_cut for one in self._open)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        # The head and foot of an article are its own.
        in_article = any(one.name in ("article", "main") for one in self._open)
        if (tag in _CUT and not (in_article and tag in ("header", "footer"))) or is_unseen(given):
            self._push(_Open(tag, is_cut=True))
            return
        if tag in _BLOCKS:
            self._end_line()
        style = given.get("style", "") + ";text-align:" + given.get("align", "")
        side = "center" if tag == "center" or _CENTER.search(style) else "right" if _RIGHT.search(style) else ""
        heading = _HEADING.match(tag)
        look = self._look.inside(tag, given)
        opened = _Open(tag, side=side, outline=int(heading[1]) - 1 if heading else None, look=look)
        if tag == "ol":
            opened.number = int(given["start"]) if given.get("start", "").isdecimal() else 1
            opened.numbering = _LIST_NUMBERS.get(given.get("type", "1"), "decimal")
        elif tag == "li":
            self._label = self._next_label(given.get("value", ""))
        self._push(opened)
        if is_white(given):
            self.white.append("")
        if tag == "table":
            self._tables.append(PageTable())
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables:
            rows = self._tables[-1].rows or [[]]
            self._tables[-1].rows = rows
            rows[-1].append(PageCell(tag, covered(given.get("colspan")), covered(given.get("rowspan"))))

    def _next_label(self, own: str) -> str:
        """The number of an item, where its list has numbers."""
        of = next((one for one in reversed(self._open) if one.name in ("ol", "ul", "menu")), None)
        if of is None or of.number is None:
            return ""
        number = int(own) if own.isdecimal() and len(own) < 6 else of.number
        of.number = number + 1
        return printed_numeral(number, of.numbering) + "."

    def _end_line(self) -> None:
        words, self._words = self._words, []
        line = page_line(words, self._label)
        if line is None:
            return
        self._label = ""
        self.numbered += line.is_numbered
        side = next((one.side for one in reversed(self._open) if one.side), "")
        outline = next((one.outline for one in reversed(self._open) if one.outline is not None), None)
        if self.white and not self.white[-1]:
            self.white[-1] = line.text
        self._add(replace(line, side=side, outline=outline), cell_html(words))

    def _end_table(self) -> None:
        for line in self._tables.pop().lines():
            self._add(line)

    def _add(self, line: PrintedLine, html: Html | None = None) -> None:
        """Add a line to the innermost open cell, else to the page."""
        for table in reversed(self._tables):
            if table.rows and table.rows[-1]:
                table.rows[-1][-1].add(line, html)
                return
        self.lines.append(line)

    def _picture(self, given: dict[str, str]) -> None:
        # Pages that load pictures late keep their addresses apart.
        source = next((given[name] for name in _LATE if given.get(name)), given.get("src", ""))
        if source and not is_unseen(given):
            self._end_line()
            words = BLANKS.sub(" ", given.get("alt", "")).strip()
            self._add(PrintedLine("", words, picture=source))

    def _page_tag(self, given: dict[str, str]) -> None:
        known = _PAGE_TAGS.get(given.get("name", "").lower())
        if known and given.get("content", "").strip():
            self.named.append(PrintedElement(f"网页标签 {given['name']}", known, given["content"].strip()))
