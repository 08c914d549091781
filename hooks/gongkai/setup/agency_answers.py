"""What an agency answers when it begins its column, each answer read and checked at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gongkai.checking.records.identifiers import credit_code_fault, organisation_code_fault
from gongkai.model.column import LEVELS, Unit
from gongkai.model.web_address import is_safe
from gongkai.model.words.matcher import matcher
from gongkai.reading.demonstration import CREDIT_CODE, ORG_CODE, is_fictional
from gongkai.reading.values.nearest import suggestion

TIERS = ("国家级", "省级", "市级", "县级", "乡级")
"""公开层级 of the matters in the directory (国办发〔2019〕54号)."""
_TIER_OF_LEVEL = {"县级": "县级", "设区的市级": "市级", "省级": "省级", "乡镇": "乡级"}
_PHONE = matcher(
    r"(?:0\d{2,3}-\d{7,8}|1\d{10}|[48]00-?\d{3}-?\d{4}|12345|96\d{3,4})(?:转\d{1,6}|-\d{1,6})?\Z", re.ASCII
)
_REGION_CODE = matcher(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d{4}(?:\d{3}|\d{6})?\Z", re.ASCII)
"""A division of GB/T 2260, or of a township or village with nine or twelve digits."""
_LONGEST = 60
_NOT_IN_NAMES = matcher(r"[\x00-\x1f\x7f#【】<>{}\[\]\"'|&*!%@`^$~_=\\]|:|：")
_COUNTRY = matcher(r"(?:\+|00)86-?|86-")
_NUMBER_OF_UNIT = matcher(r"(?P<name>.*?[^\s:：\d(（+-])[\s:：]*(?P<number>[+(（]?\d[\d\s()（）转-]{6,})\Z")
"""A unit with its telephone behind it; with or without a sign between them."""
_PAGE = matcher(r"/[^/.]+\.(?:s?html?|jspx?|aspx?|php)/?\Z", re.IGNORECASE)


class AnswerError(ValueError):
    """An answer that cannot be used; the message is a Chinese sentence with what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is known of the agency; empty texts become marked gaps."""

    name: str
    short_name: str = ""
    org_code: str
    credit_code: str = ""
    level: str
    tier: str = ""
    region: str
    region_code: str = ""
    domain: str = ""
    phone: str = ""
    address: str = ""
    units: tuple[Unit, ...] = ()

    @property
    def tier_of_matters(self) -> str:
        """公开层级 of the directory: as given, by the level of a government, or by the region of a department."""
        if self.tier:
            return self.tier
        if self.level in _TIER_OF_LEVEL:
            return _TIER_OF_LEVEL[self.level]
        # A 统一社会信用代码 holds the division where the agency was registered (GB 32100).
        code = self.region_code or self.credit_code[2:8]
        if code[:2].isdigit() and code[:2] not in ("10", "99", ""):
            return "省级" if code[2:6] == "0000" else "市级" if code[4:6] == "00" else "县级"
        if self.region.endswith(("省", "自治区")):
            return "省级"
        return "县级" if self.region.endswith(("县", "区", "旗")) else "市级"

    @property
    def office(self) -> Unit:
        """The unit that publishes: the first one given, else 办公室 with the telephone of the agency."""
        return self.units[0] if self.units else Unit(name="办公室", phone=self.phone)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: the option of the command, what people call it, and how an answer is read."""

    option: str
    title: str
    hint: str
    read: Callable[[str], str]
    """The answer in its canonical form. Raises AnswerError."""
    required: bool = False
    several: bool = False
    """Whether the option may be given several times, and an answer may name several."""


def _plain(text: str) -> str:
    # What nobody sees, as it comes along when something is copied, would stand in every page and be found by no search.
    seen = (one for one in unicodedata.normalize("NFC", text) if unicodedata.category(one) != "Cf")
    return " ".join("".join(seen).split())


def _region(text: str) -> str:
    if is_fictional(_plain(text)):
        raise AnswerError(f"“{_plain(text)}”是演示用的地区，请写本机关所在的地区，例如“某省某市”。")
    return _name(text)


def _name(text: str) -> str:
    name = _plain(text)
    if is_fictional(name):
        raise AnswerError(f"“{name}”是演示用的名称，请写本机关的全称，例如“某市商务局”。")
    if not 2 <= len(name) <= _LONGEST or _NOT_IN_NAMES.search(name) or not re.search(r"[\u3400-\u9fff]", name):
        raise AnswerError(f"“{name}”不像名称，请写汉字的名称，2 至 {_LONGEST} 个字，不带冒号、引号等符号。")
    return name


def _code(text: str) -> str:
    code = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()
    if code in (ORG_CODE, CREDIT_CODE):
        raise AnswerError(f"“{code}”是演示用的代码，请写本机关的机构代码或者统一社会信用代码。")
    if len(code) == 18:
        fault = credit_code_fault(code) or organisation_code_fault(code[8:17])
    elif len(code) == 9:
        fault = organisation_code_fault(code)
    else:
        fault = f"机构代码是 9 位，统一社会信用代码是 18 位，这里是 {len(code)} 位。"
    if fault:
        raise AnswerError(f"{fault}请对照代码证书核对。")
    return code


def _choice(known: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        answer = _plain(text)
        if answer in known:
            return answer
        raise AnswerError(f"没有“{answer}”。{suggestion(answer, known)}可以写：{'、'.join(known)}。")

    return read


def _region_code(text: str) -> str:
    code = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if not _REGION_CODE.match(code):
        raise AnswerError(f"“{text.strip()}”不是行政区划代码，请照民政部门公布的写 6 位数字，乡镇是 9 位。")
    return code


def _domain(text: str) -> str:
    address = unicodedata.normalize("NFKC", text).strip()
    if "://" not in address:
        address = f"https://{address}"
    scheme, _, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    # Capitals mean nothing in the scheme and the host; the path is another one with them.
    address = f"{scheme.lower()}://{host.lower()}{slash}{path}"
    if not is_safe(address) or "." not in host.strip(".") or not address.startswith(("http://", "https://")):
        raise AnswerError(f"“{text.strip()}”不是网址，请写专栏公开以后的网址，例如 https://www.moushi.gov.cn/zfxxgk/。")
    if is_fictional(address):
        raise AnswerError(f"“{text.strip()}”是演示用的网址，请写本机关的。")
    # The column is the folder, not the page of it that was open.
    return _PAGE.sub("", address.partition("?")[0].partition("#")[0]).rstrip("/") + "/"


def phone(text: str) -> str:
    """A telephone in its canonical form, with a hyphen after the area code. Raises AnswerError."""
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = re.sub(r"[\s()（）‐‑–—-]+", "-", plain).strip("-")
    if country := _COUNTRY.match(plain):
        # From abroad the area code is dialled without its zero.
        plain = re.sub(r"^(?=[2-9]\d{1,2}-|10-|[2-9]\d{9,10}\Z|10\d{8}\Z)", "0", plain[country.end() :])
    # The number itself is often written in two groups.
    plain = re.sub(r"^(0\d{2,3})-(\d{3,4})-(\d{4})(?!\d)", r"\1-\2\3", plain)
    plain = re.sub(r"^(1\d{2})-(\d{4})-(\d{4})$", r"\1\2\3", plain)
    plain = re.sub(r"^(01\d|02\d|0[3-9]\d{2})-?(\d{7,8})", r"\1-\2", plain)
    if not _PHONE.match(plain):
        raise AnswerError(f"“{text.strip()}”不像电话号码，请写成“区号-号码”，例如 0712-8391234。")
    return plain


def _phone_of(text: str) -> str:
    number = phone(text)
    if re.fullmatch(r"1\d{10}", number):
        raise AnswerError("这是个人的手机号码，请写办公电话，例如 0712-8391234。")
    return number


def _unit(text: str) -> str:
    words = unicodedata.normalize("NFC", text).strip()
    if found := _NUMBER_OF_UNIT.match(words):
        return f"{_name(found['name'])}:{_phone_of(found['number'])}"
    name, mark, number = words.partition(":" if ":" in words else "：")
    return f"{_name(name)}:{_phone_of(number)}" if mark and number.strip() else _name(name)


QUESTIONS = (
    Question("name", "机关全称", "例如 某市商务局", _name, required=True),
    Question("short", "简称", "没有就不写", _name),
    Question("code", "机构代码或者统一社会信用代码", "9 位或者 18 位，索引号用它开头", _code, required=True),
    Question("level", "机关级别", "、".join(LEVELS), _choice(LEVELS), required=True),
    Question("region", "地区", "例如 某省某市", _region, required=True),
    Question("region-code", "行政区划代码", "6 位数字，照民政部门公布的写", _region_code),
    Question("tier", "公开层级", f"{'、'.join(TIERS)}；不写就按地区推定", _choice(TIERS)),
    Question("domain", "专栏的网址", "例如 https://www.moushi.gov.cn/zfxxgk/", _domain),
    Question("phone", "电话", "例如 0712-8391234", _phone_of),
    Question("address", "办公地址", "例如 人民大道1号", _plain),
    Question("office", "科室", "写成“办公室:0712-8391234”，几个用顿号分开，第一个是公开工作机构", _unit, several=True),
)
"""Everything that is asked, in this order."""


def read_answers(given: Mapping[str, str | tuple[str, ...]]) -> tuple[Answers | None, tuple[str, ...]]:
    """The answers by option as an agency, or None and what is missing or wrong, each in one Chinese sentence."""
    read: dict[str, tuple[str, ...]] = {}
    faults: list[str] = []
    for question in QUESTIONS:
        written = given.get(question.option) or ()
        try:
            found = tuple(map(question.read, (written,) if isinstance(written, str) else written))
        except AnswerError as error:
            faults.append(f"{question.title}（--{question.option}）：{error}")
            continue
        if not found and question.required:
            faults.append(f"缺少{question.title}，请加 --{question.option}（{question.hint}）。")
        read[question.option] = found
    if faults:
        return None, tuple(faults)
    one = {option: "".join(values[:1]) for option, values in read.items()}
    code = one["code"]
    return (
        Answers(
            name=one["name"],
            short_name=one["short"],
            org_code=code[8:17] if len(code) == 18 else code,
            credit_code=code if len(code) == 18 else "",
            level=one["level"],
            tier=one["tier"],
            region=one["region"],
            region_code=one["region-code"],
            domain=one["domain"],
            phone=one["phone"],
            address=one["address"],
            units=tuple(_unit_of(words) for words in dict.fromkeys(read["office"])),
        ),
        (),
    )


def _unit_of(words: str) -> Unit:
    name, _, number = words.partition(":")
    return Unit(name=name, phone=number)
