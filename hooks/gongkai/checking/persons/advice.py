"""What messages say of each kind of personal data, the level of the problem, and the findings of the rules that use them."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.checking.persons.personal_kinds import PersonalKind
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level


@dataclass(frozen=True, slots=True)
class Advice:
    """The code, level and remedy of a kind; ``is_told`` where it is told of a person instead of being a thing to count."""

    rule: str
    level: Level
    remedy: str
    is_told: bool = False

    def there_is(self, kind: PersonalKind) -> str:
        """The words that follow the place of one such thing."""
        return f"写了自然人的{kind.value}" if self.is_told else f"有一个{kind.value}"

    def counted(self, kind: PersonalKind, count: int) -> str:
        """The words for several of them."""
        return f"有 {count} 处自然人的{kind.value}" if self.is_told else f"有 {count} 个{kind.value}"


_CITIZEN = Advice("personal-data", Level.ERROR, "请删除，或者只保留前 6 位和后 2 位，中间写成“*”。")
_HOME = Advice("home-address", Level.WARNING, "个人住址请删除，或者只写到县（市、区）。")
_MAIL = "私人邮箱请删除；机关在用的，请换成机关的邮箱，或者写明“办公邮箱”。"
_TOLD = Advice(
    "personal-fact",
    Level.NOTE,
    "请核对是否必须公开：不必公开的请删除或者把姓名写成“某”；依法公开的，请写“公开决定”。",
    is_told=True,
)
ADVICE = {
    PersonalKind.CITIZEN: _CITIZEN,
    PersonalKind.OLD_CITIZEN: _CITIZEN,
    PersonalKind.CITIZEN_PART: Advice(
        "citizen-number-part",
        Level.WARNING,
        "住址代码和出生日期还看得出来：请只保留前 6 位和后 2 位，中间 10 位写成“*”。",
    ),
    PersonalKind.PASSPORT: Advice("personal-data", Level.ERROR, "请删除，或者只保留首尾各 2 位，中间写成“*”。"),
    PersonalKind.MOBILE: Advice(
        "mobile-number",
        Level.WARNING,
        "个人号码请删除；确属办公电话的，请写“检查豁免”并说明理由。",
    ),
    PersonalKind.CARD: Advice("card-number", Level.WARNING, "个人账号请删除；公款账号请写明用途。"),
    PersonalKind.HOME: _HOME,
    PersonalKind.HOME_PHONE: Advice("home-phone", Level.WARNING, "请删除；要公众联系的，请写办公电话。"),
    PersonalKind.BIRTH: Advice(
        "birth-date", Level.WARNING, "请删除，或者只写年龄、出生年份；依法公开的，请写“公开决定”。"
    ),
    PersonalKind.MAIL_OF_PERSON: Advice("private-mail", Level.WARNING, _MAIL),
    PersonalKind.MAIL: Advice("private-mail", Level.NOTE, _MAIL),
    **dict.fromkeys(
        (
            PersonalKind.HEALTH,
            PersonalKind.DISABILITY,
            PersonalKind.MARRIAGE,
            PersonalKind.KINSHIP,
            PersonalKind.PROPERTY,
            PersonalKind.MINOR,
            PersonalKind.HARDSHIP,
            PersonalKind.LIFE,
            PersonalKind.RESIDENCE,
        ),
        _TOLD,
    ),
}
"""The advice for every kind."""

MAY_BE_DECIDED = frozenset(("birth-date", "personal-fact"))
"""Codes of what may be public by a decision (公开决定, 个人信息公开理由): no numbers, addresses or accounts of persons."""

FINDINGS = (
    Finding("personal-data", Level.ERROR, "有公民身份号码、护照号码", waivable=False),
    Finding("citizen-number-part", Level.WARNING, "身份证号码只遮住了末几位"),
    Finding("mobile-number", Level.WARNING, "有手机号码"),
    Finding("card-number", Level.WARNING, "有银行卡号"),
    Finding("home-address", Level.WARNING, "有个人住址"),
    Finding("home-phone", Level.WARNING, "有家庭电话"),
    Finding("birth-date", Level.WARNING, "有自然人的姓名和出生日期"),
    Finding("private-mail", Level.WARNING, "有私人邮箱", milder=((Level.NOTE, "看不出是谁的公共邮箱"),)),
    Finding("personal-fact", Level.NOTE, "写了某个自然人的健康、财产、亲属等情况"),
)
