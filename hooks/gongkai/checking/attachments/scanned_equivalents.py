"""Whether readers get what a scanned attachment says elsewhere: in a file of the same name, or in a body that is its text."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from gongkai.model.item import Attachment, Item
from gongkai.model.words.matcher import matcher

_TEXTUAL = (".docx", ".doc", ".wps", ".txt", ".xlsx", ".xls", ".et", ".csv", ".ofd", ".html")
_ENOUGH = 100
"""The characters of a body that can be the text of a document."""
_SHORTEST_NAME = 4
"""The characters of a name that can be that of the document where it does not say that it is a scan."""
_OF_SCANS = matcher(
    r"[（(\[【_\-\s]*(?:原件|盖章|签章|红头)?(?:文件)?(?:扫描件?版?|原件|原文|正文|全文|盖章件?版?|签章版?|红头文件|版式文件|PDF版?|pdf版?)[）)\]】\s]*"
)
_NUMBERING = matcher(r"\A附件\s*[0-9一二三四五六七八九十]*\s*[：:.．、_\-]?\s*")
_SIGNS = matcher(r"[\s《》〈〉“”\"（）()〔〕\[\]【】_\-—·.,，、:：]+")
_CARRIES = matcher(
    r"现(?:将|予以?)[^。；]{0,120}?(?:印发|转发|公布|发布|公示|下发|发给|公开)[^。\n]{0,40}|(?:详见|具体见|内容见|见)(?:本通知)?附件"
)
"""Words of a notice that carries another text, which is the attachment or follows in the body."""
_BESIDE_TEXT = matcher(r"^\s*(?:附件?[：:].*|\d[.．、].*|.{0,24}\d{4}年\d{1,2}月\d{1,2}日\s*)$", re.MULTILINE)


def has_equivalent(item: Item, scanned: Attachment) -> bool:
    """Whether an attachment that can be read, or the body of ``item``, is the text of the scanned file."""
    names = _names(scanned)
    others = (one for one in item.attachments if one is not scanned and _suffix(one) in _TEXTUAL)
    return any(names & _names(other) for other in others) or _is_text(item, scanned)


def _is_text(item: Item, scanned: Attachment) -> bool:
    """Whether the body is what was scanned: old items show what they have, of others name and body must say so."""
    body = item.body.strip()
    if len(body) < _ENOUGH:
        return False
    if item.legacy:
        return True
    return _names_document(item, scanned) and not _only_carries(body)


def _names_document(item: Item, scanned: Attachment) -> bool:
    title, number = _plain(item.title), _plain(item.text("doc_no"))
    for written in filter(None, _written(scanned)):
        name, says_scan = _plain(_OF_SCANS.sub("", written)), _OF_SCANS.search(written)
        if (number and number in name) or (says_scan and name in title):
            return True
        if len(name) >= _SHORTEST_NAME and (name in title or title in name):
            return True
    return False


def _only_carries(body: str) -> bool:
    """Whether a body does no more than issue another text: little but the list of attachments and the signature follows."""
    found = list(_CARRIES.finditer(body))
    return bool(found) and len(_BESIDE_TEXT.sub("", body[found[-1].end() :]).strip()) < _ENOUGH


def _written(attachment: Attachment) -> tuple[str, ...]:
    return (PurePosixPath(attachment.name).stem, attachment.title)


def _names(attachment: Attachment) -> set[str]:
    """The names of an attachment as they are, and without what is said of scans and numbers, to be compared."""
    written = _written(attachment)
    bare = (_NUMBERING.sub("", _OF_SCANS.sub("", one)) for one in written)
    return {*map(_plain, written), *map(_plain, bare)} - {""}


def _plain(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


def _suffix(attachment: Attachment) -> str:
    return PurePosixPath(attachment.name).suffix.lower()
