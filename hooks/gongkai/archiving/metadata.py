"""The metadata tables of a package, with the element names of DA/T 46 and GB/T 18894."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from gongkai.archiving.review_ledger import HEADER, ledger_rows
from gongkai.data.csv_text import safe_cell
from gongkai.data.ledger_lines import ledger_lines
from gongkai.ledgers.all_ledgers import ledgers_of
from gongkai.model.addresses import attachment_url, item_url
from gongkai.model.column import UNDECIDED, Settings
from gongkai.model.item import Item
from gongkai.model.ledgers.ledger import Ledger
from gongkai.model.publication import Publication
from gongkai.model.validity import Validity
from gongkai.pages.items.content_code import content_digest, content_text

_ITEMS = (
    "序号 索引号 题名 责任者 文件编号 信息类型 形成日期 公布日期 施行日期 有效期至 原有效期至 效力状态 效力依据 状态截至 保管期限 保管期限依据 公开属性 历史遗留 "
    "附件数 格式 网页文件 网页大小 网页SHA-256 源文件 源文件SHA-256 原网址 "
    "内容文件 内容SHA-256"
).split()


STAFF = "staff-"
"""Beginning of the names of tables that are for staff only."""
CONTENTS = "contents"
"""Folder of the items' contents as plain text, the files whose SHA-256 the metadata state."""


def content_files(publication: Publication) -> dict[str, str]:
    """The content of every item as plain text, by file name; its SHA-256 is that of data, feed and metadata."""
    return {content_file(item): content_text(item) for item in publication.reading.items}


def content_file(item: Item) -> str:
    """Name of the file with the content of an item, below ``CONTENTS``."""
    return item_url(item).removesuffix(".html") + ".txt"


def metadata_tables(publication: Publication, site: Path, root: Path) -> dict[str, str]:
    """The tables as CSV, by file name. Raises OSError where a page of ``site`` or a source below ``root`` is missing.

    Items (and departures), attachments, relations, 变更说明, what is printed so, reviews, waived rules, ledgers. Sizes are in
    bytes, days in ISO 8601, digests hexadecimal SHA-256, file names relative to the payload of the package.
    """
    return {
        "metadata.csv": _table(_ITEMS, _items(publication, site, root)),
        "attachments.csv": _table(
            "索引号 附件名称 格式 大小 页数 SHA-256 网站文件 源文件".split(), _attachments(publication)
        ),
        "relations.csv": _table("索引号 关系 对象 日期 条款 说明".split(), _relations(publication)),
        "changes.csv": _table("索引号 日期 变更说明".split(), _notes(publication)),
        "as-printed.csv": _table("索引号 位置 原件所印 检查发现 理由".split(), _defects(publication)),
        "review.csv": _table(HEADER, ledger_rows(iter(publication.reading.items))),
        "waivers.csv": _table("索引号 规则 理由".split(), _waivers(publication)),
        **{ledger_table(one): _table((), ledger_lines(one)) for one in ledgers_of(publication) if one.rows},
    }


def ledger_table(ledger: Ledger) -> str:
    """File name of a ledger in the metadata; that of one for staff says so, and is in no public package."""
    return f"{'' if ledger.public else STAFF}ledger-{ledger.kind.name.replace('_', '-')}.csv"


def _items(publication: Publication, site: Path, root: Path) -> Iterator[tuple[str, ...]]:
    settings = publication.reading.settings
    domain = settings.site_domain
    sources: dict[str, str] = {}
    for number, item in enumerate(publication.reading.items, 1):
        validity = publication.validity.get(item.index_no)
        page = item_url(item)
        data = (site / page).read_bytes()
        source = item.place.path
        if source not in sources:
            sources[source] = hashlib.sha256((root / source).read_bytes()).hexdigest()
        yield (
            str(number),
            item.index_no,
            item.title,
            item.agency,
            item.doc_no,
            item.kind.title,
            _day(item.doc_date),
            _day(item.publish_date),
            _day(item.effective_from),
            _day(validity.until if validity else item.valid_until),
            _day(validity.former_until if validity else None),
            validity.state.value if validity else "",
            _basis_of(validity),
            publication.as_of.isoformat(),
            *_retention(item, settings),
            item.text("disclosure"),
            "是" if item.legacy else "否",
            str(len(item.attachments)),
            "text/html",
            f"site/{page}",
            str(len(data)),
            hashlib.sha256(data).hexdigest(),
            f"sources/{source}",
            sources[source],
            f"{domain.rstrip('/')}/{page}" if domain else "",
            f"{CONTENTS}/{content_file(item)}",
            content_digest(item),
        )
    yield from _departed(publication, site, root)


def _retention(item: Item, settings: Settings) -> tuple[str, str]:
    """The period of retention (保管期限) and its basis: of the item, else of its type, else 未定; none is assumed."""
    own = item.text("retention")
    if own:
        return own, "本条信息的“保管期限”"
    return next(((one.period, one.basis) for one in settings.retention if one.kind == item.kind.title), (UNDECIDED, ""))


def _departed(publication: Publication, site: Path, root: Path) -> Iterator[tuple[str, ...]]:
    """The rows of departures: the file is the page at the old address, the source that of the notice."""
    domain = publication.reading.settings.site_domain
    addressed = [one for one in publication.departures if one.url]
    for number, one in enumerate(addressed, len(publication.reading.items) + 1):
        data = (site / one.url).read_bytes()
        source = one.place.path
        notice = f"（{one.notice.doc_no or one.notice.index_no}）" if one.notice else ""
        cells = {
            "序号": str(number),
            "索引号": one.index_no,
            "题名": one.title,
            "责任者": one.agency,
            "文件编号": one.doc_no,
            "信息类型": one.kind.title if one.notice is None else "",
            "形成日期": _day(one.doc_date),
            "公布日期": _day(one.publish_date),
            "效力状态": one.manner.state,
            "效力依据": f"{_day(one.day)} {one.manner.value}{notice}：{one.reason}".strip(),
            "状态截至": publication.as_of.isoformat(),
            "保管期限": UNDECIDED,
            "附件数": "0",
            "格式": "text/html",
            "网页文件": f"site/{one.url}",
            "网页大小": str(len(data)),
            "网页SHA-256": hashlib.sha256(data).hexdigest(),
            "源文件": f"sources/{source}",
            "源文件SHA-256": hashlib.sha256((root / source).read_bytes()).hexdigest(),
            "原网址": f"{domain.rstrip('/')}/{one.url}" if domain else "",
        }
        yield tuple(cells.get(label, "") for label in _ITEMS)


def _basis_of(validity: Validity | None) -> str:
    """The events, up to the day of the package, from which the state follows."""
    if validity is None:
        return ""
    known = (event for event in validity.events if event.day <= validity.as_of and not event.void_by)
    return "；".join(
        f"{event.day.isoformat()} {event.kind.value}{f'（{event.by.doc_no or event.by.index_no}）' if event.by else ''}"
        for event in known
    )


def _attachments(publication: Publication) -> Iterator[tuple[str, ...]]:
    for item in publication.reading.items:
        for one in item.attachments:
            url = attachment_url(item, one)
            yield (
                item.index_no,
                one.title,
                one.media_type,
                str(one.size),
                str(one.pages or ""),
                one.sha256,
                f"site/{url}",
                f"sources/{one.path}",
            )


def _relations(publication: Publication) -> Iterator[tuple[str, ...]]:
    for number in sorted(publication.outgoing):
        for one in publication.outgoing[number]:
            target = one.target.index_no if isinstance(one.target, Item) else one.target.number or one.target.title
            yield number, one.kind.forward, target, _day(one.date), "、".join(one.clauses), one.note


def _notes(publication: Publication) -> Iterator[tuple[str, ...]]:
    for item in publication.reading.items:
        for row in item.rows("change_note"):
            yield item.index_no, _day(row.day("date")), row.text("what")


def _waivers(publication: Publication) -> Iterator[tuple[str, ...]]:
    for item in publication.reading.items:
        for row in item.rows("waivers"):
            yield item.index_no, row.text("rule"), row.text("reason")


def _defects(publication: Publication) -> Iterator[tuple[str, ...]]:
    """The rows of the defects that are published as printed."""
    for number, defects in sorted(publication.defects.items()):
        for one in defects:
            yield number, one.spot.words, one.spot.printed, "".join(one.found), one.reason


def _table(header: Sequence[str], rows: Iterable[tuple[str, ...]]) -> str:
    output = io.StringIO(newline="")
    writer = csv.writer(output, lineterminator="\r\n")
    if header:
        writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return output.getvalue()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
