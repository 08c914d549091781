"""The metadata of the archived items, one row an item, in the terms of DA/T 46 and GB/T 18894."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from gongkai.model.addresses import item_url
from gongkai.model.publication import Publication
from gongkai.publishing.csv_text import safe_cell

_HEADER = (
    "序号",
    "索引号",
    "题名",
    "责任者",
    "文件编号",
    "信息类型",
    "形成日期",
    "公布日期",
    "效力状态",
    "状态截至",
    "保管期限",
    "公开属性",
    "附件数",
    "网页文件",
    "网页SHA-256",
    "源文件",
    "源文件SHA-256",
)


def metadata_csv(publication: Publication, site: Path, root: Path) -> str:
    """The table as text. Raises OSError where a page or a source is missing."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(_HEADER)
    sources: dict[str, str] = {}
    for number, item in enumerate(publication.reading.items, 1):
        validity = publication.validity.get(item.index_no)
        page = item_url(item)
        source = item.place.path
        if source not in sources:
            sources[source] = _digest(root / source)
        row = (
            str(number),
            item.index_no,
            item.title,
            item.agency,
            item.doc_no,
            item.kind.title,
            item.doc_date.isoformat() if item.doc_date else "",
            item.publish_date.isoformat() if item.publish_date else "",
            validity.state.value if validity else "",
            publication.as_of.isoformat(),
            item.text("retention") or "永久",
            item.text("disclosure"),
            str(len(item.attachments)),
            f"site/{page}",
            _digest(site / page),
            f"sources/{source}",
            sources[source],
        )
        writer.writerow([safe_cell(cell) for cell in row])
    return output.getvalue()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
