"""The documents of the search index: for each item its address, what a result shows, and every text that is indexed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from gongkai.model.addresses import item_url
from gongkai.model.item import Item, Row, Value
from gongkai.model.kind import FieldType
from gongkai.model.publication import Publication
from gongkai.model.text_style import TextStyle
from gongkai.model.validity import DEAD, EventKind, Validity
from gongkai.model.words.matcher import matcher
from gongkai.pages.documents.shown_text import shown_source
from gongkai.pages.items.theme_links import THEME_FIELDS
from gongkai.searching.standing import standing_of
from gongkai.texts.body_blocks import blocks_of, is_markdown

_MARKUP = matcher(
    r"!?\[([^\]]{0,500})\]\([^)]{0,1000}\)|<[^>\n]{0,200}>|^[ \t]*[#>:-]+[ \t]*|[*_`~]{1,3}", re.MULTILINE
)
_BREAKS = matcher(r"\n[ \t]*\n|\|")
_SHOWN_APART = (
    "title",
    "doc_no",
    "index_no",
    "summary",
    "aliases",
    "disclosure",
    "directory_entry",
    "publish_date",
    "attachments",
    "valid_until",
)
_BLANKS = matcher(r"\s+")
_IMPLY_FORCE = (EventKind.AMENDED, EventKind.PARTLY_REPEALED, EventKind.EXTENDED, EventKind.KEPT)
"""Events that only a document in force can have; they stand in for a missing day of 施行."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the search index: an item, or one record of an item."""

    url: str
    """Relative to the root of the site; for a record with the anchor of its row."""
    title: str
    number: str = ""
    index_no: str = ""
    keys: tuple[str, ...] = ()
    """Other numbers and short names, with the term weight of the title (许可编号, 统一社会信用代码)."""
    day: date | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    """The last day on which it is in force; None while no end is known."""
    part: str = ""
    kind: str = ""
    subjects: tuple[str, ...] = ()
    agency: str = ""
    office: str = ""
    """Whose column it is, where an index holds those of several (``building/joining``); else empty."""
    state: str = ""
    changes: tuple[tuple[date, str], ...] = ()
    """Later days on which the state changes by what is already known, with the new state."""
    explains: bool = False
    """Whether state and changes are those of the document that the entry explains; it has none of its own then."""
    of_term: bool = False
    """Whether they are those of what it announces for some days (预警、公示)."""
    see_also: tuple[tuple[str, int], ...] = ()
    """What a hit links to where its document is no longer in force: label (现行文件) and number of the entry."""
    source: str = ""
    """Title of the item that holds the record, empty for items."""
    cells: tuple[str, ...] = ()
    """The cells of a record that a result shows; indexed with the weight of ``text``."""
    text: str = ""
    """Everything else that is indexed, as plain text; excerpts are taken from it."""

    @property
    def dead(self) -> bool:
        """Whether the document, or the one that is explained, is no longer in force."""
        return self.state in DEAD

    @property
    def result_row(self) -> tuple[str, ...]:
        """What a result shows besides facets and days, in the order in which ``search_index.js`` reads it.

        Title, address, number, index number, then the cells.
        """
        return (self.title, self.url, self.number, self.index_no, *self.cells)

    @property
    def strong(self) -> tuple[str, ...]:
        """The texts with the highest term weight: title and numbers, those that exist."""
        return tuple(text for text in (self.title, self.number, self.index_no, *self.keys) if text)


def entries_of(publication: Publication) -> Iterator[Entry]:
    """The entries of all items by publication date, the oldest first; of equal hits a search shows the later entry first."""
    return (entry for _, entry in entries_with(publication, lambda item: text_of(item, publication)))


def entries_with(publication: Publication, text: Callable[[Item], str]) -> Iterator[tuple[Item, Entry]]:
    """All items with their entries, in the order of ``entries_of``; ``text`` says what stands in ``Entry.text``."""
    items = sorted(publication.reading.items, key=lambda item: (item.publish_date or date.min, item.index_no))
    places = {item.index_no: place for place, item in enumerate(items)}
    for item in items:
        validity = publication.validity.get(item.index_no)
        first, last = days_in_force(validity) if validity else (None, None)
        standing = standing_of(item, publication)
        yield (
            item,
            Entry(
                url=item_url(item),
                title=item.plain_title,
                number=item.doc_no,
                index_no=item.index_no,
                day=item.publish_date,
                in_force_from=first,
                in_force_to=last,
                part=item.kind.listing.part,
                kind=item.kind.title,
                subjects=tuple(dict.fromkeys((*_subject_path(item.subject), *_themes(item)))),
                agency=item.agency,
                state=standing.state,
                changes=standing.changes,
                explains=standing.explains,
                of_term=standing.of_term,
                see_also=tuple(
                    (what, places[one.index_no]) for what, one in standing.see_also if one.index_no in places
                ),
                text=text(item),
            ),
        )


def _subject_path(subject: str) -> tuple[str, ...]:
    """``A/B`` as ``A`` and ``A/B``: the sub-class keeps its class, since many classes have a sub-class 其他."""
    return tuple(accumulate((part for part in subject.split("/") if part), "{}/{}".format))


def _themes(item: Item) -> Iterator[str]:
    """Themes and stages of life beside the subjects, so that a search is narrowed by them too."""
    for name, heading in THEME_FIELDS.items():
        words = item.values.get(name)
        for word in map(str, words) if isinstance(words, tuple) else ():
            group, _, stage = word.partition("/")
            yield from _subject_path(f"{heading}/{word}" if heading else f"{group}全生命周期/{stage}")


def days_in_force(validity: Validity) -> tuple[date | None, date | None]:
    """First and last day on which a document is in force, as far as its events say so; (None, None) where they do not."""
    events = [event for event in validity.events if not event.void_by]
    begins = [event.day for event in events if event.kind is EventKind.IN_FORCE]
    begins = begins or [event.day for event in events if event.kind in _IMPLY_FORCE]
    ends = [event.day for event in events if event.kind.ends]
    if not begins or (ends and ends[0] <= begins[0]):
        return None, None
    # An end takes effect on its own day, so the day before is the last one in force.
    return begins[0], ends[0] - timedelta(days=1) if ends else None


def plain_text(markdown: str) -> str:
    """A Markdown text without its markup, one line for each paragraph and each cell of a table."""
    plain = _MARKUP.sub(lambda match: match.group(1) or " ", markdown)
    lines = _BREAKS.sub("\x00", plain).split("\x00")
    return "\n".join(line for line in (_BLANKS.sub(" ", line).strip() for line in lines) if line)


def _body_of(source: str, style: TextStyle) -> str:
    """The words of a text in whichever style it is written."""
    if not is_markdown(source, style):
        return plain_text(source)
    blocks = blocks_of(source, style)
    words = (block.text if block.content else plain_text(block.text) for block in blocks)
    return "\n".join(_BLANKS.sub(" ", line).strip() for text in words for line in text.split("\n") if line.strip())


def text_of(item: Item, publication: Publication) -> str:
    """The text of an item's entry: prose first, then labelled fields, so that an excerpt without a hit still says something."""
    parts = [item.summary, _body_of(shown_source(item, publication), item.style)]
    validity = publication.validity.get(item.index_no)
    particulars = [f"有效期至：{validity.until.isoformat()}；"] if validity and validity.until else []
    for field in item.kind.fields:
        value = item.values.get(field.name)
        if not field.public or value is None or field.name in _SHOWN_APART:
            continue
        words = "\n".join(word for word in _words(value) if word)
        if words and field.type in (FieldType.TEXT, FieldType.TABLE):
            parts.append(words)
        elif words:
            particulars.append(f"{field.title}：{words}；")
    for table in item.tables.values():
        particulars.append(table.layout.title)
        particulars += [cell for row in table.rows for cell in row if cell]
        particulars += table.printed.beside if table.printed else ()
    particulars += [attachment.title for attachment in item.attachments]
    particulars += _attached(item, "\n".join(parts))
    return "\n".join(part for part in (*parts, *particulars) if part)


def _attached(item: Item, shown: str) -> Iterator[str]:
    """The lines of attached PDF files that the item does not show itself, as drafts and explanations often are shown."""
    for attachment in item.attachments:
        for line in (attachment.text or "").split("\n"):
            words = _BLANKS.sub(" ", line).strip()
            if words and words not in shown:
                yield words


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
