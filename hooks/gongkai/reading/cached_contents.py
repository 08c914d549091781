"""What is inside an attachment, as the last build found it where the bytes are the same."""

from __future__ import annotations

from gongkai.incremental.cache import Cache
from gongkai.model.problems.problem import Level
from gongkai.reading.content_fault import ContentFault
from gongkai.reading.content_faults import Contents, look_into


def cached_contents_of(suffix: str, data: bytes, digest: str, last: Cache) -> Contents:
    """What ``look_into`` finds in ``data``, whose SHA-256 is ``digest``; noted in ``last`` for the next build."""
    name = f"{suffix} {digest}"
    noted, content = last.get(name)
    if noted == digest:
        last.keep(name)
        faults, pages = content
        return Contents(
            tuple(ContentFault(rule, what, remedy, Level(level)) for rule, what, remedy, level in faults), pages
        )
    contents = look_into(suffix, data)
    rows = [[fault.rule, fault.what, fault.remedy, fault.level.value] for fault in contents.faults]
    last.put(name, digest, [rows, contents.pages])
    return contents
