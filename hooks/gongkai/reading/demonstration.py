"""How the demonstration that comes with the product is told from the columns of agencies: its code and its made-up names."""

from __future__ import annotations

from gongkai.model.words.matcher import matcher

ORG_CODE = "990000017"
"""The 机构代码 of the fictional agency; no registered one begins with 99."""
CREDIT_CODE = "11990000990000017W"

_FICTIONAL = matcher(
    r"示例(?:[市县区省镇乡](?![场值域外别间分])|海关)"
    r"|(?<![\u4e00-\u9fff])示(?:商[发规办函字]|ICP备|公网安备)"
    r"|\.example\.gov\.cn"
)
"""Names and numbers that only the demonstration has; «示例市场» and «请示商发改委» are ordinary words."""


def is_fictional(name: str) -> bool:
    """Whether the name, number or address is one of the demonstration's world."""
    return bool(_FICTIONAL.search(name))


def is_of_demonstration(index_no: str) -> bool:
    """Whether the index number (索引号) was given by the agency of the demonstration."""
    return index_no.startswith((ORG_CODE, CREDIT_CODE))
