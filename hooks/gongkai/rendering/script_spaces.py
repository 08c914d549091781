"""Lines of a browser script without the blanks and notes that only people need: they are a tenth of what travels.

Names, lines and everything else stay, so that what a browser gets can still be read and an error tells its line. The sources
are our own, and tests/quality/test_script_language.py parses both texts of every script and proves that they say the same.
"""

from __future__ import annotations

import re

_TEXT = r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^'\\]|\\.)*'"
_NOTE = r"/\*.*?\*/"
# A pattern stands where no number can be divided; the sources write division with blanks.
_PATTERN = r"(?<=[(,=:\[!&|?{};\s])/(?![*/ ])(?:[^/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/[a-z]*"


def _template(depth: int) -> str:
    """A template with expressions that hold templates, so deep."""
    within = r"[^`{}]|\{[^`{}]*\}" + (f"|{_template(depth - 1)}" if depth else "")
    return r"`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:" + within + r")*\})*`"


_KEPT = f"{_TEXT}|{_template(2)}|{_PATTERN}"
# Blanks beside a sign part nothing, unless they part two signs that would be read as one.
_BLANKS = r"(?<=[^\w$+\-]) +| +(?=[^\w$+\-])|(?<=[+\-]) +(?![+\-])|(?<![+\-]) +(?=[+\-])"
_TOKEN = re.compile(f"({_KEPT})|{_NOTE}|{_BLANKS}")


def tightened(line: str) -> str:
    """A line of code without blanks that part nothing and without notes."""
    return _TOKEN.sub(lambda found: found[1] or "", line)
