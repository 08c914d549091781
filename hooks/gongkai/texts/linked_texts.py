"""Texts of items with resolved links: known document numbers and the targets of relative links."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote

from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.texts.body_blocks import is_markdown, relative_addresses
from gongkai.texts.marked_text import Text
from gongkai.texts.mentions import mentions_in

_RELATIVE = matcher(r"\]\(\s*<?(?![a-z][a-z0-9+.-]*:|[/#\\])([^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)*)", re.IGNORECASE)


class LinkedTexts:
    """Resolves the links of the texts of one column."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def text(self, source: str, item: Item) -> Text:
        """A text field of ``item`` with its links; such fields have the style of official texts."""
        links = self._links(self.relative_links(source), item)
        return Text(source, mentions_in(source, self.publication, item.doc_no), links)

    def body(self, source: str, item: Item) -> Text:
        """A body text of ``item`` with its links, in the item's text style."""
        text = self.text(source, item)
        if not is_markdown(source, item.style):
            return text
        return replace(text, links=self._links(relative_addresses(source), item), style=item.style)

    def target(self, written: str, item: Item) -> str | None:
        """Resolve a relative link in a text of ``item`` to an address relative to the site's root; None if no page has it."""
        anchor = unquote(written).partition("#")[2]
        source = self.path(written, item)
        addresses = self.publication.addresses
        url = addresses.get(source) or addresses.get(unicodedata.normalize("NFC", source))
        return f"{url}#{anchor}" if url and anchor else url

    def path(self, written: str, item: Item) -> str:
        """The path, relative to the project, of the file to which a relative link in a text of ``item`` leads."""
        path = unquote(written).partition("#")[0]
        return posixpath.normpath(posixpath.join(posixpath.dirname(item.place.path), path))

    def relative_links(self, source: str) -> tuple[str, ...]:
        """The distinct relative links of an official text, as written."""
        return tuple(dict.fromkeys(_RELATIVE.findall(source))) if "](" in source else ()

    def _links(self, links: Iterable[str], item: Item) -> tuple[tuple[str, str], ...]:
        found = ((written, self.target(written, item)) for written in links)
        return tuple((written, url) for written, url in found if url)
