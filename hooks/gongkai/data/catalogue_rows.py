"""The legal catalogue as one table: a row for each item and each departure, with validity and address."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.data.departure_data import departure_cells
from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication

CATALOGUE_COLUMNS = (
    ("index_no", "索引号"),
    ("title", "名称"),
    ("type", "信息类型"),
    ("agency", "发布机构"),
    ("doc_no", "发文字号"),
    ("subject", "主题分类"),
    ("summary", "内容概述"),
    ("doc_date", "生成日期"),
    ("publish_date", "发布日期"),
    ("state", "有效性"),
    ("since", "有效性起始日期"),
    ("until_date", "有效期至"),
    ("url", "网址"),
    ("departure_reason", "撤回撤下理由"),
    ("departure_notice", "撤回撤下说明"),
)
"""English name and official label of every column."""


CATALOGUE_LABELS = tuple(title for _, title in CATALOGUE_COLUMNS)


def catalogue_row(item: Item, publication: Publication) -> tuple[str, ...]:
    """The row of an item (条例第十二条: 索引、名称、内容概述、生成日期); days are in ISO 8601."""
    validity = publication.validity.get(item.index_no)
    return (
        item.index_no,
        item.title,
        item.kind.title,
        item.agency,
        item.doc_no,
        item.subject,
        " ".join(item.summary.split()),
        item.doc_date.isoformat() if item.doc_date else "",
        item.publish_date.isoformat() if item.publish_date else "",
        validity.state.value if validity else "",
        validity.since.isoformat() if validity and validity.since else "",
        validity.until.isoformat() if validity and validity.until else "",
        item_url(item),
        "",
        "",
    )


def departed_rows(publication: Publication) -> Iterator[tuple[str, ...]]:
    """The rows of the departures, which stand below those of the items."""
    for cells in departure_cells(publication):
        yield tuple(cells.get(name, "") for name, _ in CATALOGUE_COLUMNS)
