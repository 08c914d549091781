"""What a draft has in the place of a value or of text that is still to be written."""

from __future__ import annotations

import re

from gongkai.model.words.matcher import matcher

PLACEHOLDER = matcher(
    r"TODO|TBD|FIXME|lorem ipsum|X{3,}|(?<![×Ｘ])[×Ｘ]{3,}|待补充|待完善|待定稿|待核实|（待定）|此处(?:填写|插入|粘贴)"
    # Where a value must stand: before a unit, or as the year of a date or number. People are masked in the same way.
    r"|(?<![A-Za-z0-9Ｘ×*])(?:20|〔)?(?:XX|xx|Ｘ{2}|×{2}|＊{2}|〇〇|○○)(?:年(?!.{0,12}[出]?生)|万元|亿元|元|[%％]|个|件|人次|户|条|项)(?!级|别)"
    r"|(?<![A-Za-z0-9Ｘ×])(?:[Xx×Ｘ*＊])年[Xx×Ｘ*＊]月(?:[Xx×Ｘ*＊]日)?(?!.{0,4}[出]?生)"
    r"|〔(?:20)?[Xx×Ｘ*＊_]{2,4}〕|〔20[0-9]{2}〕[Xx×Ｘ*＊]+号|某某(?:单位|部门|局|委|办|街道|乡镇?|项目(?!部|公司))"
    r"|单击此处|点击此处添加|请输入(?:标题|文字|内容)|示例文本|批注\s*\[",
    re.IGNORECASE,
)
PLACEHOLDERS = (
    "lorem ipsum",
    "Lorem ipsum",
    *"TODO todo Todo TBD tbd FIXME fixme XX xxx xx年 xx月 xx日 xx万 xx元 xx个 xx件 xx人 xx户 xx条 xx项 xx% ＸＸ ｘｘ ×× ＊＊ 〇〇 ○○ X年 x年 ×年 Ｘ年 *年 ＊年 〔_ 〔* 〔X 〔x 〔× 〔Ｘ 〕X 〕x 〕×"
    " 〕Ｘ 〕* 〕＊ 某某 待补充 待完善 待定稿 待核实 （待定） 待填写 此处填写 此处插入 此处粘贴 单击此处 点击此处 请输入标题 请输入文字 请输入内容"
    " 示例文本 批注".split(),
)
"""Literal texts one of which every placeholder has, so that lines without them need not be looked at."""
