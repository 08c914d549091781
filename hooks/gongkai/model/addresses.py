"""Permanent addresses: an item's page comes from its 索引号, never from its folder or title."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from gongkai.model.item import Attachment, Item
from gongkai.model.kind import Kind
from gongkai.model.words.matcher import matcher

_PLAIN = matcher(r"[0-9A-Za-z][0-9A-Za-z.-]*\Z")
_STRANGE = matcher(r"[^0-9A-Za-z.-]")

SITE_PAGES = (
    "index",
    "contents",
    "directory",
    "search",
    "updates",
    "departed",
    "sitemap",
    "about",
    "external",
    "fiscal",
    "fiscal-items",
    "supervision-items",
    "topic-items",
    "library",
    "validity",
    "fields",
    "ledgers",
    "browse",
    "units",
    "themes",
    "enforcement-column",
    "accessibility",
    "privacy",
    "favourites",
    "kiosk",
    "404",
)
"""Names, without ``.html``, of the pages that every column has besides its lists; no list may have one of them."""

_MOST_CHARACTERS = 24
"""File names may have 255 bytes, and a character that is written by its code point takes five of them."""

WITHOUT_FOLDER = "i"
"""Folder of the items whose number has no folder part, so that no item can take the address of a page of the column."""


def item_url(item: Item) -> str:
    """Address of the item's page, relative to the root of the site.

    ``990000017/2018-00231`` gives ``990000017/2018-00231.html``; a number without ``/`` stands under ``i/``.
    Characters that are not portable in file names are written as ``_`` and their code point in hexadecimal.
    """
    return number_url(item.index_no)


@lru_cache(maxsize=65536)
def number_url(index_no: str) -> str:
    """Address of the page of an index number, relative to the root of the site (``item_url`` says how it is made)."""
    folder, _, name = index_no.rpartition("/")
    parts = [_portable(part) for part in folder.split("/") if part] or [WITHOUT_FOLDER]
    if parts[0].isascii() and parts[0].isalpha() and parts != [WITHOUT_FOLDER]:
        # A purely alphabetic folder could collide with a folder of the column (fiscal/, search/).
        parts.insert(0, WITHOUT_FOLDER)
    return "/".join([*parts, _portable(name)]) + ".html"


def attachment_url(item: Item, attachment: Attachment) -> str:
    """Address of an attachment, relative to the root of the site: in a folder named like the item's page."""
    return f"{item_url(item).removesuffix('.html')}/{attachment.name}"


def word_part(words: str) -> str:
    """A part of an address for a word: its code points, since addresses are ASCII; a long one ends in its digest."""
    points = "-".join(f"{ord(character):x}" for character in words[:_MOST_CHARACTERS])
    if len(words) <= _MOST_CHARACTERS:
        return points
    return f"{points}-{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def list_url(kind: Kind) -> str:
    """Address of the list of a type, relative to the root of the site."""
    return f"{kind.listing.path}.html"


def root_of(url: str) -> str:
    """Relative path from the page at ``url`` to the root of the site (``../../``), empty for pages in the root."""
    return "../" * url.count("/")


def _portable(part: str) -> str:
    if _PLAIN.match(part) and not part.endswith("."):
        return part
    made = _STRANGE.sub(lambda m: f"_{ord(m.group()):x}", part).replace("..", "_2e_2e")
    # A leading dot hides a file; Windows drops a trailing dot.
    made = f"_2e{made[1:]}" if made.startswith(".") else made
    return f"{made[:-1]}_2e" if made.endswith(".") else made or "_"
