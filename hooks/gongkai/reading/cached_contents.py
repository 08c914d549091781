"""What is inside an attachment, as the last build found it where the bytes are the same."""

from __future__ import annotations

from gongkai.incremental.cache import Notebook
from gongkai.model.problems.problem import Level
from gongkai.reading.content_fault import ContentFault
from gongkai.reading.content_faults import Contents, look_into


def recalled_contents(suffix: str, data: bytes, digest: str, last: Notebook) -> Contents:
    """What ``look_into`` finds in ``data``, whose SHA-256 is ``digest``; noted in ``last`` for the next build."""
    name = f"{suffix} {digest}"
    noted, content = last.recall(name)
    if noted == digest:
        last.keep(name)
        faults, pages = content
        return Contents(
            tuple(ContentFault(rule, what, remedy, Level(level)) for rule, what, remedy, level in faults), pages
        )
    contents = look_into(suffix, data)
    rows = [[fault.rule, fault.what, fault.remedy, fault.level.value] for fault in contents.faults]
    last.note(name, digest, [rows, contents.pages])
    return contents
