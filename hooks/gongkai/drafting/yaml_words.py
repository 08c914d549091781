"""Texts as YAML that the reader gives back unchanged: plain where that is enough, else quoted, else as a block of lines."""

from __future__ import annotations

import re

from gongkai.model.words.matcher import matcher

_PLAIN = matcher(r"[0-9A-Za-z\u3400-\u9fff“《〔【（][^\x00-\x1f\x7f#:：,\[\]{}'\"&*!|>%@`\\]*(?<![\s:])\Z")
_MEANS_ELSE = matcher(
    r"(?:~|null|true|false|yes|no|on|off|[-+]?[\d_]*\.?[\d_]*e[-+]?\d+|0[xob][\da-f]+)\Z", re.IGNORECASE
)
"""What other readers of YAML, such as editors, take for something that is no text."""


def scalar(text: str) -> str:
    """``text``, which is one line, as a scalar of YAML."""
    return text if _PLAIN.match(text) and not _MEANS_ELSE.match(text) else "'" + text.replace("'", "''") + "'"


def entry(label: str, text: str, indent: str = "") -> list[str]:
    """The lines of «label: text»; a text of several lines becomes a literal block."""
    lines = text.strip("\n").split("\n")
    if len(lines) == 1:
        return [f"{indent}{label}: {scalar(text.strip())}"]
    return [f"{indent}{label}: |", *(f"{indent}  {line}".rstrip() for line in lines)]


def inline_list(texts: tuple[str, ...]) -> str:
    """The texts as a list in one line."""
    return f"[{', '.join(map(scalar, texts))}]"
