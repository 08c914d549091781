"""The end of an official document (GB/T 9704-2012, 7.3.5 and 7.4): 落款, 成文日期, 抄送, 印发; proposed from its text."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.exchange.documents.drafts import Basis, Proposal
from gongkai.model.text_style import TextStyle
from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import BlockKind, blocks_of
from gongkai.texts.body_blocks import imprint_in
from gongkai.texts.printed_dates import parse_printed_date

_PUBLIC = matcher(r"[（(]\s*此件(?P<how>主动公开|公开发布|依申请公开|不予公开)\s*[)）]")
_ATTRIBUTE = {"公开发布": "主动公开"}


def end_of(body: str) -> Iterator[Proposal]:
    """What the end of the text ``body`` says; only a date that is one, and only names that are printed there."""
    signed = [block.text for block in blocks_of(body) if block.kind is BlockKind.SIGNATURE]
    days = [(number, day) for number, line in enumerate(signed) if (day := parse_printed_date(line))]
    if days:
        number, day = days[0]
        yield Proposal("成文日期", (day.isoformat(),), Basis.INFERRED)
        names = ["".join(line.split()) for line in signed[:number]]
        if names:
            yield Proposal("落款", ("、".join(names),), Basis.INFERRED)
    imprint = imprint_in(body, TextStyle.OFFICIAL)
    if imprint:
        if imprint.recipients:
            yield Proposal("抄送", imprint.recipients, Basis.INFERRED)
        if imprint.agency:
            yield Proposal("印发机关", (imprint.agency,), Basis.INFERRED)
        if imprint.printed_on:
            yield Proposal("印发日期", (imprint.printed_on.isoformat(),), Basis.INFERRED)
    if public := _PUBLIC.search(body):
        value = _ATTRIBUTE.get(public["how"], public["how"])
        yield Proposal("公开属性", (value,), Basis.INFERRED)
