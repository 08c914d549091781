"""The head of an official document (GB/T 9704-2012, 7.2): 红头, 发文字号, 签发人, 标题; found among its first lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.exchange.documents.drafts import Basis, Proposal
from gongkai.exchange.documents.laid_out_tables import is_agency
from gongkai.model.document_number import is_number
from gongkai.model.script import simplified
from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import BlockKind, block_of

_FIRST_LINES = 20
_LONGEST_TITLE = 200
_LONGEST_HEAD_ROW = 60
_RED_HEAD = matcher(r"(?P<agency>[\u3400-\u9fff（）()、·\s]{2,60}?)\s*(?:文件|公报|令)?\Z")
_FILE = matcher(r"[\u3400-\u9fff（）()、·\s]{2,60}文\s*件\Z")
_SIGNED_BY = matcher(r"签\s*发\s*人\s*[:：]\s*(?P<name>[\u3400-\u9fff·\s、]{2,40})\Z")
_SECRET = matcher(r"(?:绝密|机密|秘密)(?:\s*[★☆*].*|\s*\Z)")
_SERIAL = matcher(r"(?:№|No\.?)?\s*\d{6}\Z")
_URGENT = matcher(r"(?:特急|加急|急件|平急|特提)\Z")
_BEGINS = (BlockKind.CHAPTER, BlockKind.FIRST_LEVEL, BlockKind.SECOND_LEVEL, BlockKind.ARTICLE)
_REMARK = matcher(r"[（(].*[）)]\Z")
"""A remark below a title (题注), which belongs to the text."""
_ABOUT = "关于"
_ISSUED_BY = "发布机构"
_FILE_WORDS = matcher(r"\s*文\s*件\Z")
_SHORTEST_AGENCY = 3
_SENTENCE = matcher("[。；！？]")
_TITLE_ENDS = matcher(
    r"(?:通知|通报|公告|通告|意见|决定|决议|命令|令|公报|议案|报告|请示|批复|函|纪要|办法|规定|细则|条例|规则|方案|要点|计划|规划"
    r"|指南|制度|清单|目录|解读|说明|总结|预案|标准|规范)(?:[（(〔][^）)〕]*[）)〕])?\Z"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says, and which of the lines belong to it and not to the text."""

    title: str
    proposals: tuple[Proposal, ...]
    used: frozenset[int]
    """Numbers of the lines that the head takes over."""
    secret: str
    """A mark of secrecy, with which nothing may be published."""


def head_of(lines: Sequence[PrintedLine]) -> Head:
    """The head in ``lines``."""
    used: set[int] = set()
    proposals: list[Proposal] = []
    secret = ""
    for number, line in enumerate(lines[:_FIRST_LINES]):
        text = line.text.strip()
        if not text:
            continue
        if _SECRET.match(text):
            secret = text
        # Number and signer often stand side by side in a table without lines.
        found = [] if line.is_table and len(text) > _LONGEST_HEAD_ROW else [*_in_line(text)]
        if found:
            proposals += (one for one in found if one.label not in {known.label for known in proposals})
            used.add(number)
        elif _SERIAL.match(text) or _URGENT.match(text):
            used.add(number)
        elif line.is_table or begins_text(line):
            break
    issuing = _issuing_agencies(lines, used, {one.label for one in proposals})
    if issuing:
        used |= set(issuing)
        names = [one for number in issuing for one in _agencies(lines[number].text)]
        proposals = [one for one in proposals if one.label != _ISSUED_BY]
        proposals.append(Proposal(_ISSUED_BY, ("、".join(names),), Basis.INFERRED))
    title = _title_lines(lines, used)
    words = "".join(lines[number].text.strip() for number in title)
    if words:
        proposals.insert(0, Proposal("标题", (words,), Basis.INFERRED))
    return Head(words, tuple(proposals), frozenset(used | set(title)), secret)


def _in_line(text: str) -> Iterator[Proposal]:
    """What a line of the head says: agency, document number and signer, the last two perhaps side by side."""
    rest = text
    signed = _SIGNED_BY.search(rest)
    if signed:
        yield Proposal("签发人", (_persons(signed["name"]),), Basis.PRINTED, "签发人")
        rest = rest[: signed.start()].strip()
    if is_number(rest):
        yield Proposal("发文字号", (rest,), Basis.INFERRED)
    elif _FILE.match(rest):
        names = _agencies(rest)
        if names:
            yield Proposal(_ISSUED_BY, ("、".join(names),), Basis.INFERRED)


def _persons(names: str) -> str:
    """Names of persons; a short one may be spread over the line, several stand side by side."""
    parts = names.split()
    return ("、" if len(parts) > 1 and all(len(part) > 1 for part in parts) else "").join(parts)


def _agencies(text: str) -> list[str]:
    """The agencies that a line of the red head names; a name may be spread over the line, or several stand side by side."""
    match = _RED_HEAD.match(_FILE_WORDS.sub("", text.strip()))
    if not match:
        return []
    parts = match["agency"].split()
    several = len(parts) > 1 and all(is_agency(part) and len(part) >= _SHORTEST_AGENCY for part in parts)
    return parts if several else ["".join(parts)]


def _issuing_agencies(lines: Sequence[PrintedLine], used: set[int], known: set[str]) -> list[int]:
    """The numbers of the lines of the red head that name agencies: above 文件, or without it above the document number."""
    last = max(
        (number for number in used if is_number(_SIGNED_BY.sub("", lines[number].text.strip()).strip())), default=0
    )
    named = [number for number in range(last) if number not in used and is_agency(lines[number].text.strip())]
    files = [number for number in range(last) if number in used and _FILE.match(lines[number].text.strip())]
    return sorted(named + files) if named and (files or _ISSUED_BY not in known) else []


def begins_text(line: PrintedLine) -> bool:
    """Whether the text has begun: with its addressee, a sentence, or the number of a heading."""
    text = line.text.strip()
    if not text:
        return False
    return text.endswith(("：", ":")) or bool(_SENTENCE.search(text)) or block_of(text).kind in _BEGINS


def _title_lines(lines: Sequence[PrintedLine], used: set[int]) -> list[int]:
    """The numbers of the lines of the title: those in the middle or large before the text begins, else one that reads so."""
    before: list[int] = []
    for number, line in enumerate(lines[:_FIRST_LINES]):
        if number in used or not line.text.strip():
            continue
        if line.is_table or line.is_numbered or begins_text(line):
            break
        if not _REMARK.match(line.text.strip()):
            before.append(number)
    largest = max((lines[number].size for number in before), default=0)
    usual = max((line.size for line in lines if begins_text(line)), default=0)
    shown = [
        number
        for number in before
        if lines[number].outline == 0
        or (lines[number].side == "center" and lines[number].size == largest)
        or (largest > usual > 0 and lines[number].size == largest)
    ]
    about = next((place for place, number in enumerate(before) if _ABOUT in lines[number].text), None)
    if about is not None and not any(_ABOUT in lines[number].text for number in shown):
        # The largest line is the name of a series of papers, such as that of announcements.
        chosen = _reading_like_one(lines, before[about:])
    else:
        chosen = _together(lines, shown) or _reading_like_one(lines, before)
    return chosen if sum(len(lines[number].text) for number in chosen) <= _LONGEST_TITLE else []


def _together(lines: Sequence[PrintedLine], numbers: list[int]) -> list[int]:
    """The first of the numbers, and those that follow it without a gap and look like it."""
    found: list[int] = []
    for number in numbers:
        if found and (number != found[-1] + 1 or _look(lines[number]) != _look(lines[found[0]])):
            break
        found.append(number)
    return found


def _look(line: PrintedLine) -> tuple[str, int]:
    return line.side, line.size


def _reading_like_one(lines: Sequence[PrintedLine], before: list[int]) -> list[int]:
    """Lines up to one that ends as titles do, where nothing in their look shows the title."""
    for place, number in enumerate(before[:3]):
        if reads_like_title(lines[number].text):
            return before[: place + 1]
    return []


def reads_like_title(text: str) -> bool:
    """Whether a line ends as the titles of official documents do."""
    return bool(_TITLE_ENDS.search(simplified(text.strip())))
