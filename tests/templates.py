"""The templates of the product, compiled once for all tests that render with them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2
from gongkai.rendering.environment import standalone

THEME = Path(__file__).parents[1] / "theme_overrides"


@cache
def templates() -> jinja2.Environment:
    """An environment over the templates of the product; pages of any column are rendered with it."""
    return standalone(THEME)
