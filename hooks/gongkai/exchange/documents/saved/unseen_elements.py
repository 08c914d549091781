"""Elements of a saved page that nobody sees: hidden by a style, too small, off the screen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai.model.words.matcher import matcher

_HIDDEN = matcher(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?<![-\w])font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|\Z)|(?<![-\w])opacity\s*:\s*0\s*(?:;|\Z)"
    r"|text-indent\s*:\s*-\d{3,}|(?<![-\w])(?:left|top)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_FLAT = matcher(r"(?<![-\w])(?:height|width|max-height)\s*:\s*[01](?:px|pt|em)?\s*(?:;|\Z)", re.IGNORECASE)
_CLIPPED = matcher(r"overflow\s*:\s*hidden", re.IGNORECASE)
_WHITE = matcher(
    r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?|white|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))\s*(?:;|\Z)", re.IGNORECASE
)
_BACKGROUND = matcher("background", re.IGNORECASE)


def is_unseen(given: Mapping[str, str]) -> bool:
    """Whether an element with these attributes is not shown."""
    style = given.get("style", "")
    return "hidden" in given or bool(_HIDDEN.search(style)) or bool(_FLAT.search(style) and _CLIPPED.search(style))


def is_white(given: Mapping[str, str]) -> bool:
    """Whether the letters of an element are white and it says nothing of what lies behind them."""
    style = given.get("style", "")
    return bool(_WHITE.search(style)) and not _BACKGROUND.search(style) and "bgcolor" not in given
