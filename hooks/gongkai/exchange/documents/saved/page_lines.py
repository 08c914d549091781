"""A saved web page (HTML) as printed lines: its blocks and tables, without scripts, navigation and what it does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.exchange.documents.official_source import (
    cell_lines,
    html_row,
    html_table,
    official_line,
    official_words,
    pipe_table,
)
from gongkai.exchange.documents.saved.page_chrome import PrintedElement
from gongkai.texts.elements import Html, escaped

_CUT = {
    "script": "脚本", "style": "样式", "noscript": "", "template": "", "iframe": "嵌入的网页", "nav": "导航",
    "header": "页头", "footer": "页脚", "aside": "旁栏", "button": "按钮", "select": "下拉菜单",
    "svg": "图形", "object": "嵌入的内容", "audio": "音频", "video": "视频", "head": "",
}  # fmt: skip
"""Elements that are cut with all they hold, and how the list of what was cut names them."""
_BLOCKS = frozenset(
    "address article blockquote body br caption center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 hr html li main "
    "ol p pre section table tbody td tfoot th thead tr ul".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTER = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])\Z")
_PAGE_TAGS = {"articletitle": "标题", "pubdate": "发布日期", "contentsource": "来源"}
"""Page tags that the guide for government sites prescribes (政府网站发展指引), with the fields they fill."""
_BLANKS = re.compile("[ \t\r\n\xa0\u2002\u2003]+")
UNSEEN = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]")
"""Signs that nobody sees."""
_MOST_COVERED = 100
_DEEPEST = 300
"""The deepest nesting of elements that is followed; pages of people stay below 60."""


@dataclass(slots=True)
class _Cell:
    lines: list[PrintedLine] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """An open element that changes how what it holds is read."""

    name: str
    is_cut: bool = False
    side: str = ""
    outline: int | None = None


class PageLines(HTMLParser):
    """Reads a page; afterwards ``lines``, ``named`` and ``cut`` are complete."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[PrintedLine] = []
        self.named: list[PrintedElement] = []
        self.cut: dict[str, int] = {}
        """Kind of element that was cut → how many."""
        self.unseen = 0
        """Number of signs that nobody sees, which are left out."""
        self._open: list[_Open] = []
        self._tables: list[_Table] = []
        self._words: list[str] = []
        self.feed(html)
        self.close()
        self._end_line()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
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
        while self._open.pop().name != tag:
            pass
        if tag == "table" and not was_cut and self._tables:
            self._end_table(self._tables.pop())

    def handle_data(self, data: str) -> None:
        if not self._is_cut:
            shown = UNSEEN.sub("", data)
            self.unseen += len(data) - len(shown)
            self._words.append(shown)

    def _push(self, element: _Open) -> None:
        if len(self._open) < _DEEPEST:
            self._open.append(element)

    @property
    def _is_cut(self) -> bool:
        return any(one.is_cut for one in self._open)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        hidden = "hidden" in given or bool(_HIDDEN.search(given.get("style", "")))
        # The head and foot of an article are its own.
        in_article = any(one.name in ("article", "main") for one in self._open)
        if (tag in _CUT and not (in_article and tag in ("header", "footer"))) or hidden:
            name = "看不见的文字" if hidden and tag not in _CUT else _CUT[tag]
            if name:
                self.cut[name] = self.cut.get(name, 0) + 1
            self._push(_Open(tag, is_cut=True))
            return
        if tag in _BLOCKS:
            self._end_line()
        style = given.get("style", "") + ";text-align:" + given.get("align", "")
        side = "center" if tag == "center" or _CENTER.search(style) else "right" if _RIGHT.search(style) else ""
        heading = _HEADING.match(tag)
        self._push(_Open(tag, side=side, outline=int(heading[1]) - 1 if heading else None))
        if tag == "table":
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables:
            rows = self._tables[-1].rows or [[]]
            self._tables[-1].rows = rows
            rows[-1].append(_Cell(columns=_covered(given.get("colspan")), rows=_covered(given.get("rowspan"))))

    def _end_line(self) -> None:
        text = _BLANKS.sub(" ", "".join(self._words)).strip(" \u3000")
        self._words = []
        if not text:
            return
        side = next((one.side for one in reversed(self._open) if one.side), "")
        outline = next((one.outline for one in reversed(self._open) if one.outline is not None), None)
        line = PrintedLine(text, official_line(official_words(text)), side=side, outline=outline)
        self._target().append(line)

    def _target(self) -> list[PrintedLine]:
        """Where lines go: to the innermost open cell, else to the page."""
        for table in reversed(self._tables):
            if table.rows and table.rows[-1]:
                return table.rows[-1][-1].lines
        return self.lines

    def _end_table(self, table: _Table) -> None:
        """A table of data is kept as one; one that only lays out the page is what its cells hold."""
        rows = [row for row in table.rows if row]
        cells = [cell for row in rows for cell in row]
        filled = [cell for cell in cells if cell.lines]
        target = self._target()
        is_layout = len(filled) < 2 or max(map(len, rows)) < 2 or any(len(cell.lines) > 8 for cell in cells)
        if is_layout or any(line.is_table or line.picture for cell in cells for line in cell.lines):
            target += (line for cell in cells for line in cell.lines)
        else:
            target.append(_table_line(rows))

    def _picture(self, given: dict[str, str]) -> None:
        source = given.get("src", "")
        if source and not source.startswith("data:"):
            self._end_line()
            words = _BLANKS.sub(" ", given.get("alt", "")).strip()
            self._target().append(PrintedLine("", words, picture=source))

    def _page_tag(self, given: dict[str, str]) -> None:
        known = _PAGE_TAGS.get(given.get("name", "").lower())
        if known and given.get("content", "").strip():
            self.named.append(PrintedElement(f"网页标签 {given['name']}", known, given["content"].strip()))


def _table_line(rows: list[list[_Cell]]) -> PrintedLine:
    text = " ".join(line.text for row in rows for cell in row for line in cell.lines)
    cells = [cell for row in rows for cell in row]
    plain = len({len(row) for row in rows}) == 1 and len(rows) > 1
    if plain and all(cell.columns == cell.rows == 1 and len(cell.lines) < 2 for cell in cells):
        written = pipe_table([["".join(line.written for line in cell.lines) for cell in row] for row in rows])
        return PrintedLine(text, written, True)
    made = [html_row([(_content(cell), cell.columns, cell.rows) for cell in row], "td") for row in rows]
    return PrintedLine(text, html_table(made, in_one_line=False), True)


def _content(cell: _Cell) -> Html:
    return cell_lines([escaped(line.text) for line in cell.lines])


def _covered(written: str | None) -> int:
    number = (written or "").strip()
    return min(max(int(number), 1), _MOST_COVERED) if number.isascii() and number.isdecimal() and len(number) < 6 else 1


def text_lines(text: str) -> Iterator[PrintedLine]:
    """The lines of a page that was saved as plain text."""
    for line in text.split("\n"):
        shown = _BLANKS.sub(" ", line).strip(" \u3000")
        if shown:
            yield PrintedLine(shown, official_line(official_words(shown)))
