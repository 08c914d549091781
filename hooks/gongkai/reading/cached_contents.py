"""The contents of attachments, taken from the cache of the last build where the bytes are unchanged."""

from __future__ import annotations

from gongkai.incremental.cache import Cache
from gongkai.model.problems.problem import Level
from gongkai.reading.content_fault import ContentFault
from gongkai.reading.content_faults import Contents, look_into


def cached_contents_of(suffix: str, data: bytes, digest: str, cache: Cache) -> Contents:
    """The same as ``look_into(suffix, data)``; ``digest`` is the SHA-256 of ``data``.

    The result is taken from ``cache`` if it holds one for these bytes, and is kept or put there for the next build.
    """
    name = f"{suffix} {digest}"
    fingerprint, content = cache.get(name)
    if fingerprint == digest:
        cache.keep(name)
        faults, pages, text, is_tagged = content
        return Contents(
            tuple(ContentFault(rule, what, remedy, Level(level)) for rule, what, remedy, level in faults),
            pages,
            text,
            is_tagged,
        )
    contents = look_into(suffix, data)
    rows = [[fault.rule, fault.what, fault.remedy, fault.level.value] for fault in contents.faults]
    cache.put(name, digest, [rows, contents.pages, contents.text, contents.is_tagged])
    return contents
