"""Document numbers mentioned in a text that the column knows, with target pages and validity."""

from __future__ import annotations

from hashlib import blake2b

from gongkai.model.addresses import item_url
from gongkai.model.badge import badge_of_outside, badge_on
from gongkai.model.document_number import find_known_numbers, number_key
from gongkai.model.publication import Publication
from gongkai.texts.marked_text import Mention

OUTSIDE_PAGE = "external.html"


def mentions_in(text: str, publication: Publication, own_number: str) -> tuple[Mention, ...]:
    """The known numbers in ``text``, distinct as written and sorted; ``own_number`` is excluded."""
    own = number_key(own_number) if own_number else ""
    found: dict[str, Mention] = {}
    for mentioned in find_known_numbers(text):
        # The text before the bracket may contain more than the agency's mark: «按照示商发〔2018〕1号».
        for start in range(len(mentioned.written)):
            written = mentioned.written[start:]
            if written in found or not written[0].isalpha():
                break
            key = number_key(written)
            if key == own:
                break
            mention = _mention(written, key, publication)
            if mention:
                found[written] = mention
                break
    return tuple(found[written] for written in sorted(found))


def _mention(written: str, key: str, publication: Publication) -> Mention | None:
    item = publication.by_number.get(key)
    if item:
        return Mention(written, item_url(item), item.title, badge_on(item, publication))
    outside = publication.outside.get(key)
    if outside:
        return Mention(
            written, outside.page or f"{OUTSIDE_PAGE}#{outside_anchor(key)}", outside.title, badge_of_outside(outside)
        )
    return None


def outside_anchor(key: str) -> str:
    """The anchor of a document of another agency on its page; a digest of its number, so it is the same in every build."""
    return "d-" + blake2b(key.encode(), digest_size=5).hexdigest()
