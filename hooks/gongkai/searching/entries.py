"""What search knows of each item: where it is, what is shown of it, and every text in which it can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.model.addresses import item_url
from gongkai.model.item import Item, Row, Value
from gongkai.model.kind import FieldType
from gongkai.model.publication import Publication

_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|<[^>\n]{0,200}>|^[ \t]*[#>|:-]+[ \t]*|[*_`|~]{1,3}", re.MULTILINE)
_TOLD_ELSEWHERE = (
    "title",
    "doc_no",
    "index_no",
    "summary",
    "aliases",
    "disclosure",
    "directory_entry",
    "publish_date",
    "attachments",
)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item as search sees it; ``strong`` texts weigh more than ``texts``."""

    url: str
    title: str
    number: str
    index_no: str
    day: str
    kind: str
    agency: str
    state: str
    strong: tuple[str, ...]
    text: str
    """Everything else that can be found, as plain text; excerpts are cut from it."""


def entries_of(publication: Publication) -> Iterator[Entry]:
    """The entries in the order of their days, the oldest first, so that equal hits show the newer one first."""
    items = publication.reading.items
    for item in sorted(items, key=lambda item: (item.publish_date or date.min, item.index_no)):
        validity = publication.validity.get(item.index_no)
        yield Entry(
            url=item_url(item),
            title=item.title,
            number=item.doc_no,
            index_no=item.index_no,
            day=item.publish_date.isoformat() if item.publish_date else "",
            kind=item.kind.title,
            agency=item.agency,
            state=validity.state.value if validity else "",
            strong=(item.title, item.doc_no, item.index_no),
            text=_text_of(item),
        )


def plain_text(markdown: str) -> str:
    """The words of a Markdown text without its marks, on one line."""
    return _BLANKS.sub(" ", _MARKUP.sub(lambda match: match.group(1) or " ", markdown)).strip()


def _text_of(item: Item) -> str:
    """Prose first, then labelled particulars, so that an excerpt without a hit still says something."""
    parts = [item.summary, plain_text(item.body)]
    particulars: list[str] = []
    for field in item.kind.fields:
        value = item.values.get(field.name)
        if not field.public or value is None or field.name in _TOLD_ELSEWHERE:
            continue
        words = " ".join(word for word in _words(value) if word)
        if words and field.type in (FieldType.TEXT, FieldType.TABLE):
            parts.append(words)
        elif words:
            particulars.append(f"{field.title}：{words}；")
    for table in item.tables.values():
        particulars.append(table.layout.title)
        particulars += [" ".join(cell for cell in row if cell) for row in table.rows]
    particulars += [attachment.title for attachment in item.attachments]
    return " ".join(part for part in (*parts, *particulars) if part)


def _words(value: Value) -> Iterator[str]:
    if isinstance(value, bool):
        return
    if isinstance(value, str):
        yield plain_text(value)
    elif isinstance(value, Row):
        for inner in value.values.values():
            yield from _words(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, date):
        yield value.isoformat()
    elif isinstance(value, (int, Decimal)):
        yield str(value)
