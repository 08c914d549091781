"""What a published site has and the next one would not: pages of items, by the manifest of the published one."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit

from gongkai.data.manifest import MANIFEST
from gongkai.model.addresses import WITHOUT_FOLDER
from gongkai.model.problems.refused import reason
from gongkai.model.words.matcher import matcher

_SECONDS = 30
_LARGEST = 256 * 1024 * 1024
_OF_COLUMN = matcher(r"[a-z-]+", re.ASCII)
"""Folders of the column's own pages; an index number that looks like one stands under another folder."""
_ADDRESS = matcher(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/|\Z)")
"""A host that a browser would find without its scheme; a folder begins with «/» or «.», or exists."""
_LINE = matcher(r"[0-9a-f]{64} [ *](.+)")


class PublishedError(Exception):
    """What is published cannot be known; the message is in Chinese and says why and what to do."""


def published_manifest(place: str) -> str | None:
    """The manifest of the site published at ``place``, a folder or an address; None where nothing is published there.

    Raises PublishedError where that cannot be found out.
    """
    parts = urlsplit(place)
    if parts.scheme in ("http", "https"):
        return _fetched(place.rstrip("/") + "/" + MANIFEST)
    file = Path(place) / MANIFEST
    if not Path(place).exists():
        if _ADDRESS.match(place):
            raise PublishedError(
                f"“{place}”是网址，前面少了“https://”，没有比较，也没有发布。请写成“https://{place}”。"
            )
        return None
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise PublishedError(f"“{place}”里没有 {MANIFEST}，不是以前生成的网站。请核对文件夹。") from None


def lost_pages(manifest: str, site: Path) -> tuple[str, ...]:
    """The paths of items' own pages in the published manifest that ``site`` does not have, sorted. Raises PublishedError.

    What lies in the folder of a page may go as long as the page stays: attachments of an item that was taken down, records
    whose term is over, texts of a day that was corrected. What the page says of that is for the comparison of sources.
    """
    found = [_LINE.fullmatch(line) for line in manifest.splitlines() if line]
    if not found or None in found:
        raise PublishedError(f"已公开网站的 {MANIFEST} 不是校验清单，不能比较。请核对网址。")
    published = {one[1] for one in found if one is not None}
    pages = (path for path in published if is_of_item(path) and path.endswith(".html"))
    own = (path for path in pages if not any(f"{folder}.html" in published for folder in PurePosixPath(path).parents))
    return tuple(sorted(path for path in own if not (site / path).is_file()))


def is_of_item(path: str) -> bool:
    """Whether a path of a site comes from an index number; lists and their parts may come and go, such a page may not."""
    folder, _, rest = path.partition("/")
    return bool(rest) and (folder == WITHOUT_FOLDER or not _OF_COLUMN.fullmatch(folder))


def _fetched(address: str) -> str | None:
    # Most builds compare with nothing, and those that do mostly with a folder.
    import urllib.error
    import urllib.request

    question = urllib.request.Request(quote(address, safe=":/?&=%"), headers={"User-Agent": "gongkai"})
    try:
        with urllib.request.urlopen(question, timeout=_SECONDS) as answer:
            data: bytes = answer.read(_LARGEST)
            return data.decode("utf-8")
    except urllib.error.HTTPError as error:
        if error.code in (404, 410):
            return None
        raise PublishedError(f"取不到 {address}（服务器答复 {error.code}）。{_WAY}") from None
    except (OSError, ValueError) as error:
        raise PublishedError(f"取不到 {address}（{_reason(error)}）。{_WAY}") from None


_WAY = "没有比较，也没有发布。请检查网络和网址；第一次公开的，去掉 --published。"


def _reason(error: Exception) -> str:
    cause = getattr(error, "reason", error)
    if isinstance(cause, TimeoutError):
        return "等了 30 秒没有答复"
    return reason(cause) if isinstance(cause, OSError) else str(cause)
