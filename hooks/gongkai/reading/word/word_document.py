"""A Word file (DOCX) as a document: its body, what stands in its headers, its notes, and the files inside it."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from gongkai.model.words.matcher import matcher
from gongkai.reading.office.relations import Relation, relations
from gongkai.reading.office.xml_events import DamagedXmlError
from gongkai.reading.office.zip_package import Package as ZipPackage
from gongkai.reading.office.zip_package import opened
from gongkai.reading.word.list_counters import ListCounters
from gongkai.reading.word.list_definitions import list_definitions
from gongkai.reading.word.word_blocks import Block
from gongkai.reading.word.word_doubts import Doubt
from gongkai.reading.word.word_elements import Element, elements_in
from gongkai.reading.word.word_pieces import Package
from gongkai.reading.word.word_story import Story
from gongkai.reading.word.word_styles import styles_in

_MAIN = "word/document.xml"
_MAIN_PURPOSE = "/officeDocument"
_HEADER = matcher(r"word/header\d*\.xml")
_FOOTER = matcher(r"word/footer\d*\.xml")
_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


class DamagedWordError(Exception):
    """The file is no Word document, or a part that it needs is damaged or missing."""


@dataclass(frozen=True, slots=True)
class WordNote:
    """A footnote or an endnote: its number in the document and its blocks."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class WordDocument:
    """What a Word file says."""

    blocks: tuple[Block, ...]
    headers: tuple[Block, ...]
    """What stands in the headers, each text once; page numbers are left out."""
    footers: tuple[Block, ...]
    notes: tuple[WordNote, ...]
    doubts: tuple[Doubt, ...]
    contents_lines: int
    """Number of lines of tables of contents, which are left out."""
    package: ZipPackage

    def part(self, name: str) -> bytes | None:
        """The bytes of a part of the file; None where it is not there or damaged."""
        try:
            return next((data for _, data in self.package.parts(re.escape(name))), None)
        except zipfile.BadZipFile:
            return None


def read_word(data: bytes) -> WordDocument:
    """The document in ``data``, the bytes of a DOCX file. Raises DamagedWordError."""
    package = opened(data)
    if package is None:
        raise DamagedWordError
    try:
        return _Reader(package, _main_part(package)).document()
    except (zipfile.BadZipFile, DamagedXmlError) as error:
        raise DamagedWordError from error


class _Reader:
    """The parts that all stories of a document share."""

    def __init__(self, package: ZipPackage, main: str) -> None:
        self._package = package
        self._main = main
        folder = posixpath.dirname(main)
        self._shared = {
            one.purpose.rpartition("/")[2]: _part_name(folder, one.target)
            for one in self._relations(main)
            if not one.is_outside
        }
        """What a part is for → its name, of the parts that the main one names."""
        self._styles = styles_in(self._elements(self._part("styles")))
        self._lists = list_definitions(self._elements(self._part("numbering")))
        comments = (one for one in self._elements(self._part("comments")) if one.name == "comment")
        self._comments = {one.get("id"): "".join(text.text for text in one.below("t")) for one in comments}
        self._labels: dict[tuple[str, str], str] = {}

    def _part(self, purpose: str) -> str:
        """The name of the part that all stories share for a purpose; the usual one where the file names none."""
        return self._shared.get(purpose, f"word/{purpose}.xml")

    def document(self) -> WordDocument:
        """The document. Raises DamagedXmlError and zipfile.BadZipFile."""
        body, blocks = self._story(self._main, self._elements(self._main, "body"))
        stories = [body]
        notes: list[WordNote] = []
        written = {kind: self._notes(kind) for kind in {kind for kind, _ in self._labels}}
        for (kind, identity), label in [*self._labels.items()]:
            story, found = self._story(self._part(f"{kind}s"), written[kind].get(identity, []))
            stories.append(story)
            notes.append(WordNote(label, found))
        headers, footers = self._margins(_HEADER, stories), self._margins(_FOOTER, stories)
        return WordDocument(
            blocks,
            headers,
            footers,
            tuple(notes),
            tuple(doubt for story in stories for doubt in story.doubts),
            body.contents_lines,
            self._package,
        )

    def _margins(self, wanted: re.Pattern[str], stories: list[Story]) -> tuple[Block, ...]:
        """The blocks of headers or footers; the same text on odd, even and first pages stands once."""
        found: dict[str, Block] = {}
        for name in sorted(filter(wanted.fullmatch, self._package.names)):
            story, blocks = self._story(name, self._elements(name), is_margin=True)
            stories.append(story)
            for one in blocks:
                found.setdefault(repr(one), one)
        return tuple(found.values())

    def _story(
        self, part: str, elements: Iterable[Element], is_margin: bool = False
    ) -> tuple[Story, tuple[Block, ...]]:
        related = [*self._relations(part)]
        folder = posixpath.dirname(part)
        inside = [one for one in related if not one.is_outside]
        package = Package(
            styles=self._styles,
            targets={one.number: _part_name(folder, one.target) for one in inside},
            addresses={one.number: one.target for one in related if one.is_outside},
            comments=self._comments,
            note_label=self._note_label,
            is_margin=is_margin,
        )
        story = Story(package, ListCounters(self._lists, self._styles.lists))
        return story, tuple(story.blocks(elements))

    def _note_label(self, kind: str, identity: str) -> str:
        """The number of a note, in the order in which the text refers to them; that of endnotes begins with an e."""
        of_kind = sum(1 for one, _ in self._labels if one == kind) + 1
        return self._labels.setdefault((kind, identity), f"{'e' if kind == 'endnote' else ''}{of_kind}")

    def _notes(self, kind: str) -> dict[str, list[Element]]:
        """Id → contents of the notes of a kind; lines that separate notes from text are none."""
        notes = self._elements(self._part(f"{kind}s"))
        return {one.get("id"): one.children for one in notes if one.get("type") not in _NO_NOTES}

    def _elements(self, part: str, inside: str = "") -> Iterator[Element]:
        """The elements of a part; none where there is no such part."""
        for _, xml in self._package.parts(re.escape(part)):
            yield from elements_in(xml, inside)

    def _relations(self, part: str) -> Iterator[Relation]:
        folder, name = posixpath.split(part)
        for _, xml in self._package.parts(re.escape(f"{folder}/_rels/{name}.rels")):
            yield from relations(xml)


def _main_part(package: ZipPackage) -> str:
    """The part with the body, which the package names. Raises DamagedWordError where it is not there."""
    named = [one for _, xml in package.parts(r"_rels/\.rels") for one in relations(xml)]
    main = next((_part_name("", one.target) for one in named if one.purpose.endswith(_MAIN_PURPOSE)), _MAIN)
    if main not in package.names:
        raise DamagedWordError
    return main


def _part_name(folder: str, target: str) -> str:
    """The name of the part that a relationship names, which may be relative and percent-encoded."""
    name = unquote(target)
    return name.lstrip("/") if name.startswith("/") else posixpath.normpath(posixpath.join(folder, name))
