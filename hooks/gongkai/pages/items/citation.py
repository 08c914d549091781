"""Citations of an item in GB/T 7714, RIS and BibTeX, each with the validity known on the day of the copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.validity import State, Validity
from gongkai.model.words.matcher import matcher
from gongkai.pages.documents.term_words import term_words
from gongkai.texts.day_words import day_words

_OTHER = matcher(r"[^0-9A-Za-z-]+")
"""Characters that are not used in file names and BibTeX keys."""
_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "{}#$%&_"},
    }
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation in three formats; ``name`` is the file name of the downloads, without extension."""

    words: str
    ris: str
    bibtex: str
    name: str
    later: tuple[tuple[str, str], ...] = ()
    """The GB/T 7714 text for later days on which the validity is known to change: (ISO date, text)."""


def citation_of(item: Item, publication: Publication, base: str, code: str) -> Citation:
    """The citation as of the build day; ``base`` is the address of the site (empty: unknown), ``code`` the 校验短码."""
    address = base + item_url(item) if base else ""
    validity = publication.validity.get(item.index_no)
    notes = [_validity(validity) if validity else "", f"索引号 {item.index_no}", f"校验短码 {code}"]
    note = "；".join(one for one in notes if one)
    read = publication.as_of.isoformat()
    name = _OTHER.sub("-", item.index_no).strip("-") or "item"
    return Citation(
        _words(item, address, read, note),
        _ris(item, address, read, note),
        _bibtex(item, address, read, note, name),
        name,
        _later(item, validity, address, read, note) if validity else (),
    )


def citation_tags(item: Item, publication: Publication) -> tuple[tuple[str, str], ...]:
    """The meta tags (name, content) that reference managers read; the validity is among the keywords."""
    validity = publication.validity.get(item.index_no)
    tags = (
        ("citation_title", item.title),
        ("citation_author", item.agency),
        ("citation_publication_date", _slashed(item)),
        ("citation_technical_report_number", item.doc_no),
        ("citation_technical_report_institution", item.agency if item.doc_no else ""),
        ("citation_keywords", _validity(validity) if validity else ""),
    )
    return tuple((name, content) for name, content in tags if content)


def _slashed(item: Item) -> str:
    day = item.publish_date or item.doc_date
    return day.isoformat().replace("-", "/") if day else ""


def _validity(validity: Validity) -> str:
    """«效力状态：废止（自2024年7月1日起），截至2026年11月24日»."""
    since = f"（自{day_words(validity.since)}起）" if validity.since and validity.state.dead else ""
    until = f"（有效期至{term_words(validity)}）" if validity.until and not validity.state.dead else ""
    return f"效力状态：{validity.state.value}{since}{until}，截至{day_words(validity.as_of)}"


def _later(item: Item, validity: Validity, address: str, read: str, note: str) -> tuple[tuple[str, str], ...]:
    stated = _validity(validity)
    return tuple(
        (day.isoformat(), _words(item, address, read, note.replace(stated, _predicted(state, day, validity), 1)))
        for day, state in validity.changes
    )


def _predicted(state: State, day: date, validity: Validity) -> str:
    """The validity on a later day, as a saved copy can state it."""
    return f"效力状态：{state.value}（自{day_words(day)}起），据{day_words(validity.as_of)}的记载推算"


def _words(item: Item, address: str, read: str, note: str) -> str:
    """GB/T 7714-2015, 4.6: 责任者. 题名: 其他题名信息[EB/OL]. (发布日期)[引用日期]. 网址."""
    other = f": {item.doc_no}" if item.doc_no else ""
    day = item.publish_date or item.doc_date
    published = f"({day.isoformat()})" if day else ""
    where = f" {address}." if address else ""
    return f"{item.agency}. {item.title}{other}[EB/OL]. {published}[{read}].{where}（{note}）"


def _ris(item: Item, address: str, read: str, note: str) -> str:
    day = item.publish_date or item.doc_date
    lines = (
        ("TY", "GOVDOC"),
        ("TI", item.title),
        ("AU", item.agency + ","),
        ("PB", item.agency),
        ("PY", str(day.year) if day else ""),
        ("DA", _slashed(item)),
        ("M1", item.doc_no),
        ("AN", item.index_no),
        ("LA", "zh-CN"),
        ("UR", address),
        ("Y2", read.replace("-", "/")),
        ("N1", note),
    )
    written = "".join(f"{tag}  - {' '.join(value.splitlines())}\r\n" for tag, value in lines if value)
    return f"{written}ER  - \r\n"


def _bibtex(item: Item, address: str, read: str, note: str, name: str) -> str:
    day = item.publish_date or item.doc_date
    fields = (
        ("author", f"{{{item.agency.translate(_BIBTEX)}}}"),
        ("title", f"{{{item.title.translate(_BIBTEX)}}}"),
        ("number", item.doc_no.translate(_BIBTEX)),
        ("year", str(day.year) if day else ""),
        ("month", str(day.month) if day else ""),
        ("day", str(day.day) if day else ""),
        ("url", address),
        ("urldate", read),
        ("language", "zh-CN"),
        ("note", note.translate(_BIBTEX)),
    )
    written = "".join(f"  {key} = {{{value}}},\n" for key, value in fields if value)
    return f"@misc{{gk-{name},\n{written}}}\n"
