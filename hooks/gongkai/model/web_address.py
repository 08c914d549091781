"""Safe link targets: web, mail and telephone addresses that cannot be mistaken for others."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.model.words.matcher import matcher

_SITE = matcher(
    # No user name before the host, and no character that a browser and a person read differently (RFC 3986, 7.6).
    # Only the scheme ignores case: folding the case of Han characters takes longer than all the rest.
    r"(?i:https?)://(?P<host>[0-9A-Za-z\u3400-\u9fff](?:[0-9A-Za-z\u3400-\u9fff_-]|\.(?!\.))*|\[[0-9A-Fa-f:.]{2,45}\])"
    r"(?::\d{1,5})?(?:[/?#][^\s\"'<>\\]*)?\Z",
    re.ASCII,
)
_MAILBOX = matcher(
    # Only subject and body may be set: a reader would not notice further recipients (cc, bcc, to; RFC 6068).
    r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:\?(?:subject|body)=[^&\s\"'<>\\]*(?:&(?:subject|body)=[^&\s\"'<>\\]*)*)?\Z",
    re.ASCII | re.IGNORECASE,
)
_TELEPHONE = matcher(r"tel:\+?[0-9()-]{2,30}(?:;ext=\d{1,8})?\Z", re.ASCII | re.IGNORECASE)
"""Without * and #, which can make a telephone execute service codes instead of a call (RFC 3966)."""
_UNSEEN = matcher("[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_ENDS = tuple("，。；：、！？）】》〉”’…")
"""Punctuation of the surrounding sentence that was taken into the address by mistake."""
_PLAIN = matcher("[0-9A-Za-z\u3400-\u9fff-]+")


# The same few addresses stand in many texts, and each is asked about several times for one link.
@lru_cache(maxsize=4096)
def is_safe(address: str) -> bool:
    """Whether ``address`` is an http, https, mailto or tel URL that shows plainly where it leads."""
    if not address.isascii() and (_UNSEEN.search(address) or address.endswith(_ENDS)):
        return False
    site = _SITE.match(address)
    if site:
        return all(_as_it_reads(label) for label in site["host"].split("."))
    return bool(_MAILBOX.match(address) or _TELEPHONE.match(address))


def _as_it_reads(label: str) -> bool:
    """Whether a label of a host, decoded from Punycode (RFC 3492), has no letters that only look like Latin ones."""
    if not label.casefold().startswith("xn--"):
        return True
    try:
        return _PLAIN.fullmatch(label[4:].encode("ascii").decode("punycode")) is not None
    except UnicodeError:
        return False
