"""Hidden and deceptive text: invisible characters, homoglyphs, markup, links that lead elsewhere than they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from gongkai.checking.adverts.addresses_told import address_fault, false_site, host_of, same_site
from gongkai.checking.rule import Hint, Needs, Rule
from gongkai.checking.texts.text_lines import lines_with, links_of_markdown, within
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.reading.word.symbol_fonts import sign_of
from gongkai.reading.yaml.characters import is_spelling

_UNSEEN_COMMON = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2028\u2029\u2065\u2800\u3164\uffa0\ufff9-\ufffb"
_UNSEEN = _UNSEEN_COMMON + "\U000e0000-\U000e007f"
"""Invisible characters beyond those that the reading of sources rejects; variation selectors of Han characters are not."""
_ALL_UNSEEN = matcher(f"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff{_UNSEEN}]")
_ONLY_UNSEEN = matcher(f"[{_UNSEEN}]")
_IN_WORDS = "请改用正式的汉字；字库里没有的，请用文字说明，例如“（上草下明）”。"
_RADICAL = matcher("[\u2e80-\u2fdf]")
_COMPATIBLE = matcher("[\uf900-\ufaff]")
"""CJK compatibility ideographs, from old fonts and PDF files; those without a unified equivalent are not reported."""
_PRIVATE = matcher("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Private-use characters (自造字): every computer shows something else, or nothing."""
_FIRST_OF_FONTS, _LAST_OF_FONTS = 0xF020, 0xF0FF
_FONTS = ("wingdings", "symbol")
_MIXED = matcher(
    r"(?=[A-Za-z\u0370-\u052f]*[A-Za-z])(?=[A-Za-z\u0370-\u052f]*[\u0370-\u03ff\u0400-\u052f])[A-Za-z\u0370-\u052f]{3,}"
)
_MARKUP = matcher(
    r"<(?:script|iframe|style|object|embed|form|meta|link|svg|marquee|base|input)\b|<a\s[^<>]*href|<!--(?!\[(?:if|endif)|\s*(?:Start|End)Fragment)"
    r"|(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|text-indent\s*:\s*-\d|opacity\s*:\s*0(?![.\d]))"
    r"|(?:left|top)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_LINK = matcher(
    r"\[([^\[\]\n]*)\]\(\s*<?((?i:https?:)[^\s()<>]*)|<((?i:https?://)[^\s<>]+)>"
    r"|(?<![(<A-Za-z0-9_])((?i:https?://)[^\s()<>\u3000-\uffff]+)"
)
"""Only the scheme ignores case: IGNORECASE on ranges with Han characters is slower than the rest of the pattern."""
_WIDE_STOP_IN_HOST = matcher(
    r"(?i:https?)://(?P<host>[\w.-]+[。．｡﹒](?!www\.|https?:)[A-Za-z0-9-]{2,}(?:[.。．｡﹒][A-Za-z0-9-]+)*"
    r"[.。．｡﹒](?!(?:docx?|xlsx?|pdf|ofd|wps|et|csv|zip|md|html?)\b)[A-Za-z]{2,})(?![\w.-])",
    re.ASCII,
)
"""A full stop inside the host of a bare address, where a browser reads a dot and a person the end of the address."""
_HOST_IN_LABEL = matcher(
    r"(?:https?://)?((?:[a-z0-9-]+\.)+(?:cn|com|net|org|gov|edu|top|vip|xyz|info|cc))(?![a-z0-9.-])", re.IGNORECASE
)
_WORDS = matcher(r"\w")
# The first character comes first and looks back afterwards, so that the search can skip from one candidate to the next.
_HINT = matcher(
    rf"[HhSsſ<:\u0370-\u052f\u2e80-\u2fdf\ue000-\ufaff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff{_UNSEEN_COMMON}\U000e0000-\U0010ffff](?:"
    r"(?<=[Hh])(?i:ttps?:)|(?<=[Ssſ])(?i:tyle)|(?<=:)\s*(?i:none|hidden|-?\d)|(?<![HhSsſ:]))"
)
_NAMES = ("title", "index_no", "local_no", "doc_no", "agency")
"""Fields that identify an item; in them invisible characters are errors."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Hidden and deceptive text and links of an item."""
    yield from _names(item)
    reported = {item.at(name) for name in _NAMES if name in item.values}
    for line, place in lines_with(item, _HINT):
        yield from _unshown(line, place) if place not in reported else ()
        yield from _characters(line, place)
        yield from _links(line, place)
    # The addresses of reference links stand on other lines than their text.
    for line, place in links_of_markdown(item, references_only=True):
        yield from _links(line, place)


def _names(item: Item) -> Iterator[Problem]:
    for name in _NAMES:
        text = item.text(name)
        title = item.kind.by_name[name].title if name in item.kind.by_name else ""
        found = _unseen(_ALL_UNSEEN, text)
        if found:
            what = f"“{title}”里有看不见的字符 U+{ord(found):04X}。"
            yield problem(item.at(name), "hidden-character", what, "请删除后重新输入；它会使检索、引用和网址出错。")
        private = _PRIVATE.search(text)
        if private:
            what, remedy = _of_private(ord(private.group()))
            yield problem(item.at(name), "private-character", f"“{title}”里有{what}", remedy)


def _unseen(pattern: re.Pattern[str], text: str) -> str:
    """The first match that is not part of an emoji or of a word's spelling; "" if there is none."""
    return next((one.group() for one in pattern.finditer(text) if not is_spelling(text, one.start())), "")


def _unshown(line: str, place: Place) -> Iterator[Problem]:
    """Warnings of invisible and private-use characters outside the identifying fields, where they are errors."""
    unseen = _unseen(_ONLY_UNSEEN, line)
    if unseen:
        what = f"这里有看不见的字符 U+{ord(unseen):04X}。"
        yield problem(place, "hidden-character", what, "它会使检索和比对失败，请删除。", Level.WARNING)
    private = _PRIVATE.search(line)
    if private:
        what, remedy = _of_private(ord(private.group()))
        yield problem(place, "private-character", f"这里有{what}", remedy, Level.WARNING)


def _of_private(number: int) -> tuple[str, str]:
    """What a private-use character is, and what to do: a sign of a symbol font (U+F0xx) is most often a bullet."""
    if not _FIRST_OF_FONTS <= number <= _LAST_OF_FONTS:
        return f"自造字（U+{number:04X}），别人的电脑上显示不出来，也检索不到。", _IN_WORDS
    signs = dict.fromkeys(filter(None, (sign_of(font, number) for font in _FONTS)))
    likely = f"，印出来多半是{'或者'.join(f'“{one}”' for one in signs)}" if signs else ""
    what = f"符号字体里的字（U+{number:04X}{likely}），没有那种字体的电脑上是空白或者方框。"
    return what, "请对照原件换成通用的符号；是项目符号的，换成序号或者去掉。"


def _characters(line: str, place: Place) -> Iterator[Problem]:
    for pattern, words in ((_RADICAL, "部首符号，不是汉字"), (_COMPATIBLE, "兼容字，不是常用的")):
        # All of them are reported at once, else fixing one would reveal the next.
        for sign in dict.fromkeys(match.group() for match in pattern.finditer(line)):
            right = unicodedata.normalize("NFKC", sign)
            if right != sign:
                what = f"这里的“{sign}”（U+{ord(sign):04X}）是{words}“{right}”。"
                yield problem(place, "look-alike", what, f"请改成“{right}”，否则检索不到。", Level.WARNING)
    mixed = _MIXED.search(line)
    if mixed:
        what = f"“{mixed.group()}”里混有形似拉丁字母的西里尔字母或者希腊字母。"
        yield problem(place, "look-alike", what, "请用键盘重新输入这个词。", Level.WARNING)
    markup = _MARKUP.search(line)
    if markup:
        what = f"这里有网页代码“{markup.group()[:30]}”，会作为文字显示出来。"
        yield problem(
            place, "hidden-markup", what, "请核对原件；不属于原件的请删除，并检查账号是否被盗用。", Level.WARNING
        )


def _links(line: str, place: Place) -> Iterator[Problem]:
    yield from _continued_hosts(line, place)
    for match in _LINK.finditer(line):
        label, address = match[1], match[2] or match[3] or match[4]
        if label is not None and not _WORDS.search(_ALL_UNSEEN.sub("", label)):
            yield problem(place, "link-hidden", "有链接没有能看见的文字。", "请写明链接指向什么，或者删除这个链接。")
        fault, level = address_fault(address)
        if fault:
            yield problem(place, "link-deceives", fault, "请核对网址，改成对方的正式域名，或者删除。", level)
            continue
        false = false_site(label or "", address)
        if false:
            yield problem(place, "link-deceives", false, "请改成它的正式网址，或者改写链接文字。")
            continue
        shown = _HOST_IN_LABEL.search(label or "")
        if shown and not same_site(shown[1], host_of(address)):
            what = f"链接文字写的是“{shown[1]}”，实际指向“{host_of(address)}”。"
            yield problem(place, "link-deceives", what, "请让文字与实际网址一致。")


def _continued_hosts(line: str, place: Place) -> Iterator[Problem]:
    """Bare addresses whose host goes on after a full stop; a second site of a government is the next sentence."""
    for match in _WIDE_STOP_IN_HOST.finditer(line):
        host = match["host"]
        if not host.lower().endswith(".gov.cn") and not line[: match.start()].endswith(("](", "<")):
            what = f"网址“{host}”里的句号会被浏览器当作点，指向的是另一个网站。"
            remedy = "请核对网址，改成对方的正式域名，或者删除；两句话相接的，请在句号后面空一格。"
            yield problem(within(place, match.start()), "link-deceives", what, remedy)


RULE = Rule(
    title="没有隐藏、冒充的文字和链接",
    findings=(
        Finding(
            "hidden-character", Level.ERROR, "有看不见的字符", milder=((Level.WARNING, "不在标题、编号、文号、机构里"),)
        ),
        Finding(
            "private-character", Level.ERROR, "有自造字", milder=((Level.WARNING, "不在标题、编号、文号、机构里"),)
        ),
        Finding("look-alike", Level.WARNING, "有形似的字符"),
        Finding("hidden-markup", Level.WARNING, "正文里有网页代码"),
        Finding("link-hidden", Level.ERROR, "链接没有能看见的文字"),
        Finding(
            "link-deceives",
            Level.ERROR,
            "链接冒充别的网站",
            milder=((Level.WARNING, "是数字地址、短网址、网盘、示例网址或者编码的域名"),),
        ),
    ),
    needs=Needs(
        fields=("doc_no",),
    ),
    of_item=check_item,
    hints=(Hint(_HINT.search),),
)
