"""Light minification of browser scripts: comments, needless spaces and the line breaks of the formatter are removed.

Names stay, and every statement is on lines of its own, so that the published script can be read and errors lead to the
source. It handles only our own sources, which Prettier formats (so statements end with semicolons);
tests/quality/test_script_language.py parses both versions of every script and proves that they are equal.
"""

from __future__ import annotations

from gongkai.model.words.matcher import matcher

_STRING = r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^'\\]|\\.)*'"
_COMMENT = r"/\*.*?\*/"
# A regular expression stands where no division can; the sources write division with spaces.
_REGEX = r"(?<![^(,=:\[!&|?{};\s])/(?![*/ ])(?:[^/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/[a-z]*"


def _template(depth: int) -> str:
    """The pattern of a template literal, whose expressions contain template literals up to ``depth`` levels deep."""
    within = r"[^`{}]|\{[^`{}]*\}" + (f"|{_template(depth - 1)}" if depth else "")
    return r"`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:" + within + r")*\})*`"


_KEPT = f"{_STRING}|{_template(2)}|{_REGEX}"
# Spaces beside an operator are needless, except between + and -, which would be read as one operator.
_SPACES = r"(?<=[^\w$+\-]) +| +(?=[^\w$+\-])|(?<=[+\-]) +(?![+\-])|(?<![+\-]) +(?=[+\-])"
# A comma before a closing bracket, and a line break within an expression; none of them is part of a literal.
_LAST_COMMA = matcher(r",(?=\n[)\]}])")
_BREAK = matcher(r"(?<=[(\[,=>?:&|])\n|\n(?=[)\].?:&|])")
_TOKEN = matcher(f"({_KEPT})|{_COMMENT}|{_SPACES}")


def tightened(line: str) -> str:
    """A line of code without comments and needless spaces."""
    return _TOKEN.sub(lambda found: found[1] or "", line)


def with_whole_statements(code: str) -> str:
    """Tightened lines of code, with those joined over which the formatter spread one statement."""
    return _BREAK.sub("", _LAST_COMMA.sub("", code))
