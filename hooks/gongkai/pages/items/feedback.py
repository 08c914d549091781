"""Prefilled addresses for reporting an error, writing a mail, or looking up a police registration."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from gongkai.model.column import Settings
from gongkai.model.words.matcher import matcher

_POLICE = "https://beian.mps.gov.cn/#/query/webSearch?code="
_NUMBER = matcher(r"\d{14}")


def police_url(registration: str) -> str:
    """The address in the public register of a police registration, such as 示公网安备 99000000000001号."""
    number = _NUMBER.search(registration)
    return _POLICE + number.group() if number else ""


def report_error_url(settings: Settings, address: str, version: str = "") -> str:
    """The report form of 我为政府网站找错 for the page at ``address``; a mail to the agency if it has no form.

    The national form takes the site code and the page address; other parameters of the configured address are kept.
    """
    form = settings.footer.report_error_url
    if not form:
        body = "\n".join(filter(None, (f"网址：{address}" if address else "", f"版本：{version}" if version else "")))
        return letter(settings.agency.email, f"{settings.site_name}：内容有误", body)
    if not form.startswith(("http://", "https://")):
        return form
    parts = urlsplit(form)
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    known = {"site_code": settings.footer.site_code, "url": address, "version": version}
    given |= {name: value for name, value in known.items() if value and not given.get(name)}
    return urlunsplit(parts._replace(query=urlencode(given)))


def letter(mailbox: str, subject: str, body: str) -> str:
    """A ``mailto:`` address with subject and body; empty without a mailbox."""
    if not mailbox:
        return ""
    # RFC 6068 requires CRLF line ends, and spaces as %20.
    return f"mailto:{quote(mailbox, safe='@')}?subject={quote(subject)}&body={quote(body.replace(chr(10), chr(13) + chr(10)))}"
