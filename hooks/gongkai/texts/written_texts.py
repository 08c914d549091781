"""Markdown texts of items with the known document numbers in them and the targets of their relative links."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from urllib.parse import unquote

from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.texts.marked_text import Text
from gongkai.texts.mentions import mentions_in

_RELATIVE = re.compile(r"\]\(\s*<?(?![a-z][a-z0-9+.-]*:|[/#\\])([^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)*)", re.IGNORECASE)


class WrittenTexts:
    """Texts of one column as they are written."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def text(self, source: str, item: Item) -> Text:
        """The text of ``item`` as a page needs it."""
        return Text(source, mentions_in(source, self.publication, item.doc_no), self._links(source, item))

    def target(self, written: str, item: Item) -> str | None:
        """The address, relative to the root of the site, of a relative link in a text of ``item``."""
        path, _, anchor = unquote(written).partition("#")
        source = posixpath.normpath(posixpath.join(posixpath.dirname(item.place.path), path))
        addresses = self.publication.addresses
        url = addresses.get(source) or addresses.get(unicodedata.normalize("NFC", source))
        return f"{url}#{anchor}" if url and anchor else url

    def relative_links(self, source: str) -> tuple[str, ...]:
        """The relative links of a text as they are written."""
        return tuple(dict.fromkeys(_RELATIVE.findall(source))) if "](" in source else ()

    def _links(self, source: str, item: Item) -> tuple[tuple[str, str], ...]:
        found = ((written, self.target(written, item)) for written in self.relative_links(source))
        return tuple((written, url) for written, url in found if url)
