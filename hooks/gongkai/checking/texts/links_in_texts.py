"""Links in texts work for everybody: no broken, empty, private or unsafe addresses (检查指标: 断链、错链)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote

from gongkai.checking.adverts.addresses_told import address_fault
from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import marked_lines_of, marked_links_of, plain_lines_of, within
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import NEVER, Publication
from gongkai.model.web_address import is_safe
from gongkai.model.words.matcher import matcher
from gongkai.reading.attachments import MEDIA_TYPES
from gongkai.texts.day_words import day_words
from gongkai.texts.html import render
from gongkai.texts.linked_texts import LinkedTexts

_PRIVATE = matcher(
    r"(?:file:///?|https?://(?:localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+"
    r"|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+)|(?<![A-Za-z0-9])[A-Za-z]:\\)[^\s)）]*",
    re.IGNORECASE,
)
_DRIVE = matcher(r"[A-Za-z]:\\")
_ABSOLUTE = matcher(r"\]\((/[^)\s]*)\)")
_EMPTY = matcher(r"\[[^\]\n]+\]\(\s*\)")
_ANCHOR = matcher(r"\]\(\s*#([^()\s]*)\)")
_PICTURE_WITHOUT_WORDS = matcher(r"!\[[\s\u3000]*\]\([^()\s]")
_OUTWARD = matcher(
    r"\]\(((?:https?|ftp|mailto|tel):[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)|<(https?://[^<>\s]+)>", re.IGNORECASE
)
_LINKLIKE = ("](", "]: ", "://", ":\\")
_BLANK_INSIDE = matcher(
    r"(?P<label>\[[^\[\]\n]{1,80})\]\([ \t]*(?P<address>(?![a-z][a-z0-9+.-]*:|[/#\\<])[^()\s\"“'](?:[^()\n\"”']*[^()\s\"”'])?"
    r"[ \t\u3000]+[^()\s\"“'][^()\n\"”']*)\)",
    re.IGNORECASE,
)
_MAILBOX = matcher(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+\Z", re.ASCII)
_HOST = matcher(
    r"(?:[\w\u4e00-\u9fff-]+\.)+(?:cn|com|org|net|gov|edu|info|中国|政务|公益)(?::\d{1,5})?(?:[/?#]\S*)?\Z",
    re.IGNORECASE,
)
"""A host with one of the top-level domains that papers name; a file would have another ending."""
_HOST_WITH_PORT = matcher(r"\]\(([^()\s:/?#]+\.[^()\s:/?#]+:\d{1,5}(?:[/?#][^()\s]*)?)\)")
_SLIPPED_SCHEME = matcher(r"(?P<scheme>https?)(?:[:：;]?[/\\]{1,3}|[：;:])(?P<rest>[^/\\].*)", re.IGNORECASE)
_OUTWARD_WITH_BLANK = matcher(
    r"\]\(((?:https?|mailto|tel):[ \t\u3000]*[^()\s\"'“]+(?:[ \t\u3000]+[^()\s\"'“]+)*)\)", re.IGNORECASE
)
_SCRIPT = matcher(r"\]\(\s*(?:javascript|data|vbscript):", re.IGNORECASE)


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Broken, empty, private and unsafe links, and images without alternative text."""
    texts = LinkedTexts(publication)
    for line, place in marked_links_of(item):
        if "](" in line:
            yield from _links(line, place, item, texts)
        for match in _OUTWARD.finditer(line) if "](" in line or "://" in line else ():
            address = match[1] or match[2]
            # Deceptive addresses are reported by hidden_text.py.
            if not is_safe(address) and not (address[:4].lower() == "http" and address_fault(address)[0]):
                what = f"网址“{address[:60]}”写得不对，网页上不会成为链接。"
                remedy = "请核对网址，删去多余的标点和字符；邮箱写“mailto:”加一个地址，电话写“tel:”加号码。"
                yield problem(within(place, match.start()), "link-form", what, remedy, Level.WARNING)
    for line, place in marked_lines_of(item):
        private = _private_in(line)
        if private:
            what = f"地址“{private.group()[:60]}”只有本单位内部能打开。"
            # The name of a folder is not a link unless it is written as one; documents may mention it.
            named = _DRIVE.match(private.group()) and not line[: private.start()].endswith("](")
            remedy = "原件如此的不用改；误写的请删除。" if named else "请改成公众能打开的地址，或者删除。"
            level = Level.NOTE if named else Level.ERROR
            yield problem(within(place, private.start()), "link-private", what, remedy, level)
    for line, place in plain_lines_of(item):
        private = _private_in(line)
        if private:
            what = f"“{private.group()[:60]}”是只有本单位内部能打开的地址。"
            remedy = "它不会成为链接；原件如此的不用改，误写的请删除。"
            yield problem(place, "link-private", what, remedy, Level.NOTE)


def _private_in(line: str) -> re.Match[str] | None:
    return _PRIVATE.search(line) if "://" in line or ":\\" in line else None


def _links(line: str, place: Place, item: Item, texts: LinkedTexts) -> Iterator[Problem]:
    cut_short = set()
    for match in _BLANK_INSIDE.finditer(line):
        cut_short.add(match["address"].split()[0])
        yield _blank(match, within(place, match.start("address")), item, texts)
    for written in texts.relative_links(line):
        if written not in cut_short and texts.target(written, item) is None:
            spot = within(place, line.find(written, line.find("](")))
            yield _broken(written, spot, texts.publication.scheduled_days.get(texts.path(written, item)))
    for match in _HOST_WITH_PORT.finditer(line):
        if _HOST.match(match[1]):
            yield _broken(match[1], within(place, match.start(1)), None)
    for match in _OUTWARD_WITH_BLANK.finditer(line):
        if len(match[1].split()) > 1:
            what = f"链接的地址“{match[1]}”里有空格，不会成为链接。"
            remedy = f"请去掉空格，写成“{''.join(match[1].split())}”。"
            yield problem(within(place, match.start(1)), "link-form", what, remedy, Level.WARNING)
    for match in _ABSOLUTE.finditer(line):
        if _HOST.match(match[1][2:]) and match[1].startswith("//"):
            what, remedy = f"链接“{match[1]}”是网址，前面少了“https:”。", f"请写成“https:{match[1]}”。"
            yield problem(within(place, match.start(1)), "link-absolute", what, remedy)
            continue
        what = f"链接“{match[1]}”以“/”开头，专栏放在子目录时会失效。"
        remedy = "请写到 .md 文件的相对路径，或者写文号。"
        yield problem(within(place, match.start(1)), "link-absolute", what, remedy)
    for match in _ANCHOR.finditer(line):
        if not _is_anchor(match[1], item, texts):
            what = f"链接“#{match[1]}”在本页没有对应的位置。"
            remedy = "请核对条号，例如“#art-5”是第五条；或者去掉链接。"
            yield problem(within(place, match.start(1) - 1), "link-broken", what, remedy)
    if picture := _PICTURE_WITHOUT_WORDS.search(line):
        what = "有图片没有写说明，看不见图片的人不知道是什么。"
        remedy = "请在方括号里写图片的内容，例如：![办理流程图](图.png)"
        yield problem(within(place, picture.start()), "picture-words", what, remedy)
    if empty := _EMPTY.search(line):
        yield problem(within(place, empty.start()), "link-empty", "有链接没有写地址。", "请补写地址，或者去掉方括号。")
    if script := _SCRIPT.search(line):
        remedy = "请改成 http 或 https 地址。"
        yield problem(within(place, script.start() + 1), "link-script", "链接地址是脚本。", remedy)


def _broken(written: str, spot: Place, day: date | None) -> Problem:
    """A link to nothing that is public; ``day`` is the day of publication of its target, if that is still to come."""
    if day == NEVER:
        what = f"链接“{written}”指向的文件不向社会公开，公众打不开。"
        return problem(spot, "link-broken", what, "请去掉链接；要向社会公开的，请核对那一件的“公开范围”。")
    if day:
        what = f"链接“{written}”指向的文件定时于{day_words(day)}公开，现在打不开。"
        remedy = f"请到{day_words(day)}再加这个链接，或者把本条的“发布日期”也改为那天。"
        return problem(spot, "link-broken", what, remedy)
    what, remedy = _why_broken(written)
    return problem(spot, "link-broken", what, remedy)


def _why_broken(written: str) -> tuple[str, str]:
    """What is wrong with a link that leads to no file of the column, and what to write instead."""
    if _MAILBOX.match(written):
        return f"链接“{written}”是邮箱，前面少了“mailto:”。", f"请写成“mailto:{written}”。"
    if _HOST.match(written):
        return f"链接“{written}”是网址，前面少了“https://”。", f"请写成“https://{written}”。"
    slipped = _SLIPPED_SCHEME.match(written)
    if slipped and _HOST.match(slipped["rest"]):
        wanted = f"{slipped['scheme'].lower()}://{slipped['rest']}"
        return f"链接“{written}”是网址，“://”没有写对。", f"请写成“{wanted}”。"
    name = unquote(written)
    if PurePosixPath(name).suffix.lower() in MEDIA_TYPES:
        kind = "图片" if MEDIA_TYPES[PurePosixPath(name).suffix.lower()].startswith("image/") else "文件"
        what = f"{kind}“{name}”没有写进“附件:”，不会公开，网页上打不开。"
        remedy = (
            f"请把它放在这件信息的文件旁边，在元数据里写“附件: [{name}]”；"
            "已经有“附件:”的，加在它的后面；写过的，请核对文件名。"
        )
        return what, remedy
    return f"链接“{written}”指向的文件不存在，或者没有公开。", "请核对相对路径；附件要先写在“附件:”里。"


def _blank(match: re.Match[str], place: Place, item: Item, texts: LinkedTexts) -> Problem:
    """The problem of a link with a space in its address, which is not recognized as a link."""
    address = match["address"].strip()
    written = address.replace(" ", "%20").replace("\u3000", "%E3%80%80")
    if texts.target(written, item) is None:
        what = f"链接“{address}”指向的文件不存在，或者没有公开。"
        remedy = "请核对相对路径；附件要先写在“附件:”里，地址里的空格写成 %20。"
        return problem(place, "link-broken", what, remedy)
    what = f"链接的地址“{address}”里有空格，不会成为链接。"
    remedy = f"请把空格写成 %20：{match['label']}]({written})；或者给文件改名，名称里不用空格。"
    return problem(place, "link-blank", what, remedy)


def _is_anchor(anchor: str, item: Item, texts: LinkedTexts) -> bool:
    """Whether the item's text has the anchor; the empty anchor is the top of the page."""
    return not anchor or f'id="{anchor}"' in render(texts.body(item.body, item), "", lambda _: None).html


RULE = Rule(
    title="正文链接有效",
    sources=("政府网站与政务新媒体检查指标",),
    findings=(
        Finding("link-blank", Level.ERROR, "链接的地址里有空格"),
        Finding("link-broken", Level.ERROR, "链接指向的文件或者位置不存在"),
        Finding("link-absolute", Level.ERROR, "链接以“/”开头"),
        Finding("picture-words", Level.ERROR, "图片没有写说明"),
        Finding("link-empty", Level.ERROR, "链接没有写地址"),
        Finding("link-script", Level.ERROR, "链接地址是脚本"),
        Finding(
            "link-private", Level.ERROR, "地址只有本单位内部能打开", milder=((Level.NOTE, "只是提到，不会成为链接"),)
        ),
        Finding("link-form", Level.WARNING, "网址写得不对"),
    ),
    of_item=check_item,
    signs=lambda _: _LINKLIKE,
)
