"""How an item is cited, with what was known of its validity on the day of the copy."""

from __future__ import annotations

from gongkai.calendar.words import day_words
from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication


def citation_of(item: Item, publication: Publication) -> str:
    """One sentence: agency, title, number, day, validity, index number, address."""
    parts = [f"{item.agency}：《{item.title.removeprefix('《').removesuffix('》')}》"]
    particulars = [item.doc_no, day_words(item.doc_date or item.publish_date)]
    given = "，".join(part for part in particulars if part)
    if given:
        parts.append(f"（{given}）")
    validity = publication.validity.get(item.index_no)
    if validity:
        parts.append(f"，效力状态：{validity.state.value}（截至{day_words(publication.as_of)}）")
    parts.append(f"，索引号 {item.index_no}")
    domain = publication.reading.settings.site_domain
    if domain:
        parts.append(f"，{domain.rstrip('/')}/{item_url(item)}")
    return "".join(parts) + "。"
