"""Former addresses (曾用网址): at which address of the site the page for one of them stands."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_UNSAFE = re.compile(r"[\x00-\x1f\\:*?\"<>|]|(?:^|/)\.\.?(?:/|$)")


def former_url(written: str) -> str:
    """The address of the page that stands in for a former one; empty where none can stand there.

    A server finds ``dir/`` under ``dir/index.html``; what follows ``?`` or ``#`` never reaches a static page.
    """
    try:
        path = unquote(urlsplit(written.strip()).path).lstrip("/")
    except ValueError:
        return ""
    if not path or _UNSAFE.search(path):
        return ""
    if path.endswith("/"):
        return path + "index.html"
    return path if path.lower().endswith((".html", ".htm", ".shtml")) else path + ".html"
