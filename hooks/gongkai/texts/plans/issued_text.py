"""The document that a notice issues («《…》已经市政府同意，现印发给你们»): its title, who agreed to it, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gongkai.model.script import simplified
from gongkai.model.words.matcher import matcher

_TITLE = r"《(?P<title>(?:[^《》\n]|《[^《》\n]*》){2,100})》"
_AGREED = r"(?P<by>[^，,。；;《》]{2,40}?)(?:研究)?(?:审核|审定)?(?:同意|批准)"
_FORMS = (
    matcher(rf"{_TITLE}(?:已经?|业经|经){_AGREED}[，,]现(?:予以?)?(?:印发|转发|下发)"),
    matcher(rf"(?:已经?|业经|经){_AGREED}[，,]现将{_TITLE}(?:予以?)?(?:印发|转发|下发)"),
    matcher(rf"现(?:将)?{_TITLE}(?:予以?)?(?:印发|转发|下发)|现(?:印发|转发|下发){_TITLE.replace('title', 'title_after')}"),
)  # fmt: skip


class IssuedText(NamedTuple):
    """What a notice issues, in its own words."""

    title: str
    agreed_by: str
    """Empty where the notice does not say who agreed."""
    notice: str
    """The paragraph of the notice."""


def issued_text(lines: Iterable[str]) -> IssuedText | None:
    """What the notice among the ``lines`` issues; None where none of them issues a document."""
    for line in lines:
        plain = simplified(line)
        if "印发" not in plain and "转发" not in plain and "下发" not in plain:
            continue
        for form in _FORMS:
            match = form.search(plain)
            if match:
                found = {name: line[slice(*match.span(name))] for name, value in match.groupdict().items() if value}
                title = found.get("title") or found["title_after"]
                return IssuedText(title, found.get("by", ""), line.strip(" \t\u3000\xa0\r"))
    return None
