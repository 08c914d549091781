"""Reading the figures of a line of text with what they name; what cannot be assigned is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.checking.prose.claims import Base, Claim, Kind, Named
from gongkai.checking.prose.known_figures import BUDGET, FINAL, POWERS
from gongkai.checking.prose.rounded import last_place
from gongkai.model.words.matcher import matcher

_EVENTS = matcher(
    r"(?<![\d.])(?P<figure>\d[\d,]{0,30}(?:\.\d{1,60})?)(?P<unit>亿元|万元|元|%)"
    r"|(?:与|同|和|较|比)(?P<level>[^,。;]{0,14}?)(?:相比)?(?:基本)?持平"
)
_UP, _DOWN = "增加|增长|上升|提高|多支出|多", "减少|下降|降低|减低|压减|少支出|少"
_COMPARED = matcher(
    r"(?:比|较|与|同)(?P<base>(?:20\d\d年度?|上年度?|上一年度?|上个年度|去年|年初|全年)(?:同期)?(?:年初)?(?:预算|决算)?数?|预算数?)"
    rf"(?:相比)?,?(?P<own>[^,。;比较与同]{{0,24}}?)(?P<way>{_UP}|{_DOWN})了?\Z"
)
_CHANGED = matcher(rf"(?P<way>{_UP}|{_DOWN})了?(?P<other>\([^)]*\))?\Z")
_OF_NAME = matcher(rf"(?:预算|支出|安排)?(?:(?:{_UP}|{_DOWN})了?)?\Z")
_RISING = matcher(_UP)
_DONE = matcher(r"(?:完成|占|为|达)了?(?:当年|本年|全年|年初|调整后?|年度)?预算数?的\Z")
_SHARE = matcher(r"占(?P<of>[^,。;\d]{0,16}?)(?:的比[例重]|比[例重])?为?的?\Z")
_LISTED = matcher(r"其中|以下方面|具体")
_BEFORE_YEAR = matcher(r"上年|去年|上一年|上个年")
_YEAR = matcher(r"(?P<own>[比较与同])?(20\d\d)年(?!\d{1,2}月|末|底)")
_GAP = matcher(
    r"(?:\([类款项]\)|支出|收入|经费|资金|金额|预算|决算|年初|全年|当年|财政拨款|安排|执行|总额|总计|合计|共计|"
    r"共|计|数|总|均|为|是|达到|达|采购|:)*\Z"
)
_GOES_ON = matcher(
    r"(?:\A|[,。;、:])(?:支出|财政拨款)?(?P<which>年初预算|全年预算|预算|支出决算|决算)(?:数|安排)?(?:支出)?(?:为|是)?\Z"
)
_BEFORE_NAME = matcher(
    r"(?:\A|20\d\d年度?|上年度?|去年|本年度?|全年|当年|年度|财政拨款|一般公共预算|(?<![下所附])(?<!下属)(?<!所属)(?<!附属)(?<!其他)(?<!各)(?:部门|单位)|机关|局|委|办|厅|院|中心|用于|"
    r"涉及|全部为|主要是|其中|和|及|是|为|[,。;、:()]|\d[.、]|[一二三四五六七八九十]、)\Z"
)
_UNSURE = matcher(r"(?:约|近|超过|不足|不低于|不少于|不超过|最高|每人|人均|单价|标准)为?\Z")
_LOOSE = matcher(r"左右|以上|以下|以内|/|\([含不]")
_PATH = matcher(r"\([类款项]\)")
_ITEM = matcher(r"\A\([款项]\)")


class ClaimReader:
    """Reads the folded lines of one item, whose known names are in the pattern ``names``."""

    def __init__(self, names: re.Pattern[str], year: int, basis: str, subject: str = "") -> None:
        """``year`` and ``basis`` are those of the item; ``subject`` is what its text speaks of unless it says otherwise."""
        self._names = names
        self._year = year
        self._basis = basis
        self._first = subject

    def claims(self, line: str) -> Iterator[Claim]:
        """The claims of one line, in their order."""
        self._subject = self._first
        self._sentence: list[Named] = []
        self._line: list[Named] = []
        self._amounts: list[Decimal] = []
        self._change: tuple[Decimal, Decimal] | None = None
        self._base: Base | None = None
        self._spoken: tuple[Named, ...] = ()
        self._lost = False
        end = begin = 0
        for event in _EVENTS.finditer(line):
            before = line[end : event.start()]
            stop = max(before.rfind("。"), before.rfind(";"))
            if stop >= 0:
                begin = end + stop + 1
                self._sentence, self._change, self._base = [], None, None
            end = event.end()
            sentence = line[begin : event.start()]
            if event["level"] is not None:
                claim = self._same(event, event["level"])
            elif event["unit"] == "%":
                claim = self._rate(event, before, line[: event.start()])
            else:
                claim = self._amount(event, before, sentence, line[end : end + 3])
            if claim:
                yield claim

    def _amount(self, event: re.Match[str], before: str, sentence: str, after: str) -> Claim | None:
        value = Decimal(event["figure"].replace(",", ""))
        power = POWERS[event["unit"]]
        yuan = value.scaleb(power)
        compared = _COMPARED.search(before)
        changed = _CHANGED.search(before)
        if compared or changed:
            return self._difference(event, compared, yuan, value) if compared else self._cause(event, before, value)
        self._amounts.append(yuan)
        self._change = None
        found = self._name(before, sentence)
        if found is None or _UNSURE.search(before) or _LOOSE.match(after):
            caused = self._cause(event, before, value)
            if caused:
                return caused
            self._lost = True
            self._subject = "" if _PATH.search(before) or not _GOES_ON.search(before) else self._subject
            return None
        name, words = found
        self._lost, self._subject = False, name
        basis = FINAL if "决算" in words else BUDGET if "预算" in words else self._basis
        named = Named(name, yuan, last_place(value) + power, self._year_of(sentence, before), basis)
        self._sentence.append(named)
        self._line.append(named)
        return Claim(kind=Kind.AMOUNT, at=event.start(), printed=event[0], value=value, power=power, of=(named,))

    def _cause(self, event: re.Match[str], before: str, value: Decimal) -> Claim | None:
        """The change of one named amount, told as the reason of another change: 主要原因是增加促进消费专项资金58.00万元."""
        name = next((one for one in self._names.finditer(before) if _OF_NAME.match(before, one.end())), None)
        way = name and (_CHANGED.search(before) or _CHANGED.search(before[: name.start()]))
        if self._base is None or name is None or way is None or way["other"]:
            return None
        return Claim(
            kind=Kind.DIFFERENCE, at=event.start(), printed=event[0], value=value, power=POWERS[event["unit"]],
            of=(Named(name[0], Decimal(0), 0, self._year, self._basis),), way=way["way"],
            rising=bool(_RISING.match(way["way"])), base=self._base, loose=True,
        )  # fmt: skip

    def _name(self, before: str, sentence: str) -> tuple[str, str] | None:
        """The name of an amount, and the words between; None where it has none that is known."""
        offset = len(sentence) - len(before)
        matches = list(self._names.finditer(before))
        for one in reversed(matches):
            words = before[one.end() :]
            head = sentence[: max(offset, 0) + one.start()] if offset >= 0 else before[: one.start()]
            if _GAP.match(words) and (_BEFORE_NAME.search(head) or _PATH.search(head[-3:])):
                return one[0], words
        goes_on = _GOES_ON.search(before)
        if goes_on:
            of_path = [one[0] for one in matches if _ITEM.match(before[one.end() : one.end() + 3])]
            paths = _PATH.findall(before)
            if of_path and paths:
                last = before.rfind(of_path[-1]) + len(of_path[-1])
                return (of_path[-1], goes_on["which"]) if _PATH.search(before, last + 3) is None else None
            if not paths and self._subject and not self._lost:
                return self._subject, goes_on["which"]
        return None

    def _year_of(self, sentence: str, before: str) -> int:
        """The year of an amount: the last that its sentence names, but for those that it compares with."""
        if re.search(r"(?<![比较与同])(?:上年|去年)(?:度|预算|决算|数)?[^,。;]{0,12}\Z", before):
            return self._year - 1
        years = [int(one[2]) for one in _YEAR.finditer(sentence) if not one["own"]]
        return years[-1] if years else self._year

    def _difference(self, event: re.Match[str], compared: re.Match[str], yuan: Decimal, value: Decimal) -> Claim | None:
        base = self._base_of(compared["base"])
        of = self._spoken_of(compared["own"])
        rising = bool(_RISING.match(compared["way"]))
        off = Decimal(1).scaleb(last_place(value) + POWERS[event["unit"]]) / 2
        self._change = (yuan if rising else -yuan, off)
        self._base = base
        self._spoken = of
        if base is None or not of:
            return None
        return Claim(
            kind=Kind.DIFFERENCE, at=event.start(), printed=event[0], value=value, power=POWERS[event["unit"]], of=of,
            way=compared["way"], rising=rising, base=base,
        )  # fmt: skip

    def _spoken_of(self, own: str) -> tuple[Named, ...]:
        """The amounts that a difference may speak of: those of its sentence, or of the name that stands before it."""
        name = self._names.search(own)
        if name:
            stated = tuple(one for one in self._line if one.name == name[0])
            return stated or (Named(name[0], Decimal(0), 0, self._year, self._basis),)
        return (
            ()
            if self._lost or own.strip(",:") not in ("", "支出", "预算", "预算数", "决算", "决算数")
            else tuple(self._sentence)
        )

    def _base_of(self, words: str) -> Base | None:
        basis = FINAL if "决算" in words else BUDGET if "预算" in words else ""
        year = _YEAR.search(words)
        if year or _BEFORE_YEAR.search(words):
            return Base(words, int(year[2]) if year else self._year - 1, basis)
        return Base(words, self._year, BUDGET) if re.fullmatch(r"(?:年初|全年)?预算数?", words) else None

    def _same(self, event: re.Match[str], words: str) -> Claim | None:
        base = self._base_of(words)
        of = () if self._lost or not self._sentence else (self._sentence[-1],)
        return Claim(kind=Kind.SAME, at=event.start(), printed=event[0], of=of, base=base) if base and of else None

    def _rate(self, event: re.Match[str], before: str, line: str) -> Claim | None:
        value = Decimal(event["figure"].replace(",", ""))
        if _DONE.search(before):
            of = tuple(one for one in self._line if one.name == self._subject)
            if self._lost or not self._subject:
                return None
            spoken = of or (Named(self._subject, Decimal(0), 0, self._year, ""),)
            return Claim(kind=Kind.DONE, at=event.start(), printed=event[0], value=value, of=spoken)
        share = _SHARE.search(before)
        if share:
            part = self._amounts[-1] if self._amounts else None
            wholes = tuple(one for one in self._amounts[:-1] if part is not None and one >= part)
            return Claim(
                kind=Kind.SHARE, at=event.start(), printed=event[0], value=value, part=part, whole=share["of"],
                wholes=wholes if _LISTED.search(line) else (),
            )  # fmt: skip
        changed, compared = _CHANGED.search(before), _COMPARED.search(before)
        if changed is None or changed["other"] or self._lost:
            return None
        base = self._base_of(compared["base"]) if compared else self._base
        of = self._spoken_of(compared["own"]) if compared else self._spoken if self._change else tuple(self._sentence)
        change = None if compared else self._change
        self._change = None
        if not of or (base is None and change is None):
            return None
        return Claim(
            kind=Kind.RATE, at=event.start(), printed=event[0], value=value, of=of, way=changed["way"],
            rising=bool(_RISING.match(changed["way"])), base=base, change=change,
        )  # fmt: skip
