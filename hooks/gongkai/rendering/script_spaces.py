"""Light minification of browser scripts: needless spaces and comments, a tenth of the size, are removed line by line.

Names and lines stay, so that the published script can be read and errors state the right line. It handles only our own
sources; tests/quality/test_script_language.py parses both versions of every script and proves that they are equal.
"""

from __future__ import annotations

import re

_STRING = r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^'\\]|\\.)*'"
_COMMENT = r"/\*.*?\*/"
# A regular expression stands where no division can; the sources write division with spaces.
_REGEX = r"(?<=[(,=:\[!&|?{};\s])/(?![*/ ])(?:[^/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/[a-z]*"


def _template(depth: int) -> str:
    """The pattern of a template literal, whose expressions contain template literals up to ``depth`` levels deep."""
    within = r"[^`{}]|\{[^`{}]*\}" + (f"|{_template(depth - 1)}" if depth else "")
    return r"`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:" + within + r")*\})*`"


_KEPT = f"{_STRING}|{_template(2)}|{_REGEX}"
# Spaces beside an operator are needless, except between + and -, which would be read as one operator.
_SPACES = r"(?<=[^\w$+\-]) +| +(?=[^\w$+\-])|(?<=[+\-]) +(?![+\-])|(?<![+\-]) +(?=[+\-])"
_TOKEN = re.compile(f"({_KEPT})|{_COMMENT}|{_SPACES}")


def tightened(line: str) -> str:
    """A line of code without comments and needless spaces."""
    return _TOKEN.sub(lambda found: found[1] or "", line)
