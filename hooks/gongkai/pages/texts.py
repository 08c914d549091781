"""Markdown texts of items with the known document numbers in them and the targets of their relative links."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import replace
from urllib.parse import unquote

from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.as_printed import marks_of
from gongkai.pages.clause_marks import clause_marks
from gongkai.pages.mentions import mentions_in
from gongkai.pages.page import Text
from gongkai.pages.shown_text import shown_source
from gongkai.pages.versions import Version

_RELATIVE = re.compile(r"\]\(\s*<?(?![a-z][a-z0-9+.-]*:|[/#\\])([^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)*)", re.IGNORECASE)


class Texts:
    """Texts of one column."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication

    def text(self, source: str, item: Item) -> Text:
        """The text of ``item`` as a page needs it."""
        return Text(source, mentions_in(source, self._publication, item.doc_no), self._links(source, item))

    def shown(self, item: Item) -> Text | None:
        """The text on the page of ``item``, with the marks at its articles; None where it has none."""
        source = shown_source(item, self._publication)
        if not source.strip():
            return None
        marks = clause_marks(item, self._publication)
        return replace(self.text(source, item), marks=marks, printed=self._printed(source, item))

    def version(self, version: Version, item: Item) -> Text:
        """A text of ``item`` that is not on its own page, with the marks at its articles."""
        marks = clause_marks(item, self._publication, version) if version.original else ()
        printed = self._printed(version.source, item)
        return replace(self.text(version.source, item), marks=marks, printed=printed)

    def _printed(self, source: str, item: Item) -> tuple[tuple[int, int], ...]:
        """The marks of what is wrong on the paper itself, where the text is one that the item brings."""
        marks = marks_of(item, self._publication)
        if not marks:
            return ()
        names = ["", *item.texts] if source == item.body else item.texts
        return next((marks.lines(name) for name in names if name == "" or item.texts[name].text == source), ())

    def target(self, written: str, item: Item) -> str | None:
        """The address, relative to the root of the site, of a relative link in a text of ``item``."""
        path, _, anchor = unquote(written).partition("#")
        source = posixpath.normpath(posixpath.join(posixpath.dirname(item.place.path), path))
        addresses = self._publication.addresses
        url = addresses.get(source) or addresses.get(unicodedata.normalize("NFC", source))
        return f"{url}#{anchor}" if url and anchor else url

    def relative_links(self, source: str) -> tuple[str, ...]:
        """The relative links of a text as they are written."""
        return tuple(dict.fromkeys(_RELATIVE.findall(source))) if "](" in source else ()

    def _links(self, source: str, item: Item) -> tuple[tuple[str, str], ...]:
        found = ((written, self.target(written, item)) for written in self.relative_links(source))
        return tuple((written, url) for written, url in found if url)
