"""Addresses that a link may lead to: what a reader takes for the host is the host, and a letter goes to whom it names."""

from __future__ import annotations

import re

_SITE = re.compile(
    # Nobody stands before the host, and no sign in it is one that a browser and a person read differently.
    # The scheme alone is folded: to fold the case of the Han characters takes longer than all the rest.
    r"(?i:https?)://(?P<host>[0-9A-Za-z\u3400-\u9fff](?:[0-9A-Za-z\u3400-\u9fff_-]|\.(?!\.))*|\[[0-9A-Fa-f:.]{2,45}\])"
    r"(?::\d{1,5})?(?:[/?#][^\s\"'<>\\]*)?\Z",
    re.ASCII,
)
_MAILBOX = re.compile(
    # Copies to others and further receivers are not seen by whoever follows the link.
    r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:\?(?:subject|body)=[^&\s\"'<>\\]*(?:&(?:subject|body)=[^&\s\"'<>\\]*)*)?\Z",
    re.ASCII | re.IGNORECASE,
)
_TELEPHONE = re.compile(r"tel:\+?[0-9()-]{2,30}(?:;ext=\d{1,8})?\Z", re.ASCII | re.IGNORECASE)
"""Signs such as * and # would have a telephone do something instead of calling."""
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_ENDS = tuple("，。；：、！？）】》〉”’…")
"""Signs of the sentence around an address that were written into it."""
_PLAIN = re.compile("[0-9A-Za-z\u3400-\u9fff-]+")


def is_safe(address: str) -> bool:
    """Whether ``address`` is that of a site, a mailbox or a telephone, and none that only looks like another one."""
    if not address.isascii() and (_UNSEEN.search(address) or address.endswith(_ENDS)):
        return False
    site = _SITE.match(address)
    if site:
        return all(_as_it_reads(label) for label in site["host"].split("."))
    return bool(_MAILBOX.match(address) or _TELEPHONE.match(address))


def _as_it_reads(label: str) -> bool:
    """A part of a host: not written in codes that stand for letters which look like Latin ones (RFC 3492)."""
    if not label.casefold().startswith("xn--"):
        return True
    try:
        return _PLAIN.fullmatch(label[4:].encode("ascii").decode("punycode")) is not None
    except UnicodeError:
        return False
