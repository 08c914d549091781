"""The kinds of personal data, in the words of messages, and a place where one was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PersonalKind(Enum):
    """A kind of personal data; the values are the words of messages."""

    CITIZEN = "公民身份号码"
    OLD_CITIZEN = "15 位身份证号码"
    CITIZEN_PART = "只遮住末几位的身份证号码"
    PASSPORT = "护照或者通行证号码"
    MOBILE = "手机号码"
    CARD = "银行卡号或者账号"
    HOME = "个人住址"
    HOME_PHONE = "家庭电话号码"
    BIRTH = "自然人的出生日期"
    MAIL_OF_PERSON = "个人的电子邮箱"
    MAIL = "公共邮箱的电子邮箱"
    HEALTH = "健康状况"
    DISABILITY = "残疾情况"
    MARRIAGE = "婚恋状况"
    KINSHIP = "亲属关系"
    PROPERTY = "财产状况"
    MINOR = "在校、监护等未成年人情况"
    HARDSHIP = "困难情况"
    LIFE = "生活经历"
    RESIDENCE = "住处（村组）"


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data that was found: the index of its first character, and of the first one after it."""

    kind: PersonalKind
    at: int
    end: int = 0
