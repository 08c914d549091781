"""Former addresses (曾用网址): the address within the site at which the page that redirects from one is written."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from gongkai.model.words.matcher import matcher

_UNSAFE = matcher(r"[\x00-\x1f\\:*?\"<>|]|(?:^|/)\.\.?(?:/|$)")


def former_url(written: str) -> str:
    """The path of the page for the former address ``written``, relative to the root; empty where no file can have it.

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
