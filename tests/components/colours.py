"""The palettes of the style sheet and the contrast between two of their colours (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from pathlib import Path

_TOKENS = Path(__file__).parents[2] / "theme_overrides" / "assets" / "gongkai" / "tokens.css"
_BLOCK = re.compile(r":root(?:\[data-gk-palette=\"(\w+)\"\])? \{([^}]*)\}")
_COLOUR = re.compile(r"(--gk-[\w-]+): (#[0-9a-f]{3}(?:[0-9a-f]{3})?);")


def palettes() -> dict[str, dict[str, str]]:
    """Every palette by name with all its colours; the standard one is ``standard``."""
    found: dict[str, dict[str, str]] = {}
    for name, block in _BLOCK.findall(_TOKENS.read_text(encoding="utf-8")):
        colours = dict(_COLOUR.findall(block))
        if colours:
            found[name or "standard"] = {**found.get("standard", {}), **colours}
    return found


def own_names() -> dict[str, set[str]]:
    """The colours that each palette names itself."""
    blocks = _BLOCK.findall(_TOKENS.read_text(encoding="utf-8"))
    named = ((name or "standard", {one for one, _ in _COLOUR.findall(block)}) for name, block in blocks)
    return {name: colours for name, colours in named if colours}


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
