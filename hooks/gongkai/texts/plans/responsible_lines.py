"""The tasks of a plan as its text states them: who answers for each in brackets at its end, or in lines of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai.model.script import simplified
from gongkai.model.words.matcher import matcher

_NUMBERS = (
    matcher(r"(?P<number>[一二三四五六七八九十百]{1,5})、"),
    matcher(r"[（(](?P<number>[一二三四五六七八九十百]{1,5})[)）]"),
    matcher(r"(?P<number>\d{1,3})[.．、](?!\d)"),
    matcher(r"[（(](?P<number>\d{1,3})[)）]"),
)
"""The numbers of headings, the outermost first (GB/T 9704-2012, 7.3.3)."""
_IN_BRACKETS = (1, 3)
_LEAD = r"(?:牵头|主办)"
_LABEL = matcher(
    rf"(?:(?P<lead>{_LEAD})|(?P<partner>责任|配合|参与|参加|协办|承办|负责|落实|协助|协同|实施))"
    r"(?:责任)?(?:单位|部门|科室|处室|股室|机构)\s*[:：]|(?P<due>(?:完成|办结)(?:时限|时间|期限)|时限要求|时间要求)\s*[:：]"
)
_ACTING = r"(?:负责|配合|参与|参加|落实|协助|协同|办理|组织实施|推进)"
_SENTENCE = matcher(
    rf"(?:(?:具体)?由)?(?:(?P<lead>.{{2,200}}?)牵头(?:负责|组织|实施|落实)*[，,；;、]?)?"
    rf"(?:(?P<partner>.{{2,400}}?)(?:等)?(?:有关部门和单位)?(?:按照?(?:各自)?职责(?:分工)?)?(?:分别|共同|具体)*{_ACTING}+)?[。.]?\Z"
)
_UNIT = matcher(
    r"(?:局|委|办|室|厅|部|院|中心|处|科|股|会|署|行|所|队|社|台|馆|站|校|公司|集团|区|县|市|镇|乡|街道|部门|单位|政府|机关|组|方)"
    r"(?:[（(〔\[][^（()）]*[)）〕\]])?\Z"
)
_BETWEEN_UNITS = matcher(r"[、，,；;]")
_OPEN, _CLOSE = "（(〔【[", "）)〕】]"
_LONGEST = 800
"""The most characters of a bracket that names units."""
_DUE = matcher(
    r"(?:\d{4}年?)?(?:\d{1,2}月(?:\d{1,2}日|上旬|中旬|下旬|份)?(?:底|末)?(?:以|之)?前|(?:年|上半年|[一二三四]季度)(?:底|末)(?:以|之)?前|[一二三四]季度前"
    r"|年(?:底|末)(?=公布|公开|完成|发布)|年内(?=[^，。；]{0,4}(?:完成|实现|建成|出台|制定|印发|公布|公开|发布)))"
)
_SPOKEN = matcher(r"(?:牵头|责任|配合)(?:单位|部门)|牵头|分别负责|负责落实")
_HEADING_ENDS = "。；;"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One task with those who answer for it, in the words of the text."""

    line: int
    """The number of the line that names the units, counted from 0."""
    task: str
    lead: str
    """The words that name who takes the lead; empty where the text does not say who does."""
    partners: str
    due: str
    """The time limit as it is printed; empty where the text states none, or several."""
    number: str = ""
    """The printed number, with those of the headings above it where it is not unique alone; else the place in the text."""


@dataclass(slots=True)
class _Open:
    """What was read since the last number: the numbers down to it, the words of its paragraphs, and their first line."""

    path: tuple[tuple[int, str], ...] = ()
    heading: str = ""
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    path: tuple[tuple[int, str], ...]
    heading: str
    own: str
    """The first sentence of the paragraph itself."""
    said: Responsibility


def responsibilities_in(lines: Sequence[str]) -> tuple[Responsibility, ...]:
    """The tasks that the lines of a text assign, in order."""
    found = [*_found(lines)]
    shared = Counter(one.path for one in found)
    named = [one for one in found if one.path and shared[one.path] == 1]
    numbers = _unique([one.path for one in found]) if len(named) == len(found) else ()
    tasks = []
    for place, one in enumerate(found):
        task = one.heading if one in named else one.own
        tasks.append(replace(one.said, task=task, number=numbers[place] if numbers else str(place + 1)))
    return tuple(tasks)


def unread_brackets(lines: Sequence[str]) -> tuple[str, ...]:
    """Brackets at the ends of lines that speak of units in charge in words that were not understood."""
    found = []
    for line in (raw.strip(" \t\u3000\xa0\r") for raw in lines):
        opening = _last_bracket(line)
        if opening is not None:
            inside = line[opening + 1 : _end(line)]
            if _SPOKEN.search(simplified(inside)) and units_stated(inside) is None:
                found.append(inside)
    return tuple(found)


def units_stated(words: str) -> tuple[str, str, str] | None:
    """Who takes the lead, who else answers and until when, where the whole of ``words`` says that; else None."""
    plain = simplified(words)
    labels = [*_LABEL.finditer(plain)]
    if labels:
        if plain[: labels[0].start()].strip():
            return None
        said: dict[str, list[str]] = {"lead": [], "partner": [], "due": []}
        for one, after in zip(labels, (*labels[1:], None)):
            value = words[one.end() : after.start() if after else len(words)].strip(" \t\u3000\xa0；;，,。、")
            said[one.lastgroup or "partner"] += [value] if value else []
        return "、".join(said["lead"]), "、".join(said["partner"]), "、".join(said["due"])
    match = _SENTENCE.match(plain)
    if not match or not (match["lead"] or match["partner"]):
        return None
    lead, partners = (words[slice(*match.span(name))] if match[name] else "" for name in ("lead", "partner"))
    if not all(_UNIT.search(simplified(one.strip())) for one in (*_units(lead), *_units(partners))):
        return None
    return lead, partners, ""


def _units(words: str) -> list[str]:
    """The parts between the signs that separate units, of which those within brackets separate none."""
    parts, depth = [""], 0
    for sign in words:
        depth += (sign in _OPEN) - (sign in _CLOSE)
        if depth == 0 and _BETWEEN_UNITS.match(sign):
            parts.append("")
        else:
            parts[-1] += sign
    return [part for part in parts if part.strip()]


def _found(lines: Sequence[str]) -> Iterator[_Found]:
    now = _Open()
    pending: tuple[int, list[str]] | None = None
    for place, raw in enumerate((*lines, "")):
        line = raw.strip(" \t\u3000\xa0\r#*")
        if not line and place < len(lines):
            continue
        if line and _LABEL.match(simplified(line)):
            pending = (pending[0] if pending else place, [*(pending[1] if pending else ()), line])
            continue
        if pending:
            said = units_stated("；".join(pending[1]))
            if said and now.words:
                yield _task(pending[0], now, now.words, said)
                now.words.clear()
            pending = None
        now = _after(now, line)
        opening = _last_bracket(line)
        if opening is None:
            continue
        said = units_stated(line[opening + 1 : _end(line)])
        if said:
            yield _task(place, now, [*now.words[:-1], now.words[-1][: opening - len(line)]], said)
            now.words.clear()


def _after(now: _Open, line: str) -> _Open:
    """What is open after another line: a number closes those of its level and below."""
    plain = simplified(line)
    for level, form in enumerate(_NUMBERS):
        match = form.match(plain)
        if match:
            path = (*((above, number) for above, number in now.path if above < level), (level, match["number"]))
            return _Open(path, _sentence(line[match.end() :]), [line[match.end() :]])
    now.words.append(line)
    return now


def _task(place: int, now: _Open, paragraphs: Sequence[str], said: tuple[str, str, str]) -> _Found:
    lead, partners, due = said
    words = "".join(paragraphs)
    own = next((one for one in reversed(paragraphs) if one.strip()), "")
    limits = {words[slice(*match.span())] for match in _DUE.finditer(simplified(words))}
    stated = due or (limits.pop() if len(limits) == 1 else "")
    return _Found(now.path, now.heading, _sentence(own), Responsibility(place, "", lead, partners, stated))


def _sentence(words: str) -> str:
    """The first sentence, without the bracket that names the units where it stands in it."""
    opening = _last_bracket(words)
    if opening is not None and units_stated(words[opening + 1 : _end(words)]):
        words = words[:opening]
    end = next((place for place, sign in enumerate(words) if sign in _HEADING_ENDS), len(words))
    return words[:end].strip(" \t\u3000\xa0:：")


def _end(line: str) -> int:
    return len(line.rstrip("。. \u3000\xa0")) - 1


def _last_bracket(line: str) -> int | None:
    """Where the bracket opens with which the line ends; None where it ends otherwise."""
    end = _end(line)
    if end < 1 or line[end] not in _CLOSE:
        return None
    depth = 0
    for place in range(end, max(-1, end - _LONGEST), -1):
        depth += (line[place] in _CLOSE) - (line[place] in _OPEN)
        if depth == 0:
            return place
    return None


def _unique(paths: Sequence[tuple[tuple[int, str], ...]]) -> tuple[str, ...]:
    """The printed numbers of the tasks, each with as many of those above it as make all of them distinct."""
    for depth in range(1, len(_NUMBERS) + 1):
        numbers = tuple(_joined(path[-depth:]) for path in paths)
        if len(set(numbers)) == len(numbers):
            return numbers
    return ()


def _joined(path: tuple[tuple[int, str], ...]) -> str:
    words = ""
    for level, number in path:
        between = "、" if words and level not in _IN_BRACKETS and words[-1] != "）" else ""
        words += f"（{number}）" if level in _IN_BRACKETS else f"{between}{number}"
    return words
