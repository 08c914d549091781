"""The assets that all pages share (style sheet, scripts, table of Traditional characters), and their version."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from gongkai.rendering.scripts import scripts, write_scripts
from gongkai.rendering.stylesheet import stylesheet, write_stylesheet
from gongkai.rendering.traditional_view import traditional_script, write_traditional

_FOLDER = Path("assets/gongkai")


def write_assets(theme: Path, site: Path) -> None:
    """Write the assets below the folder ``site``, built from the sources in the folder ``theme``. Raises OSError."""
    write_stylesheet(theme / _FOLDER, site)
    write_scripts(theme / _FOLDER, site)
    write_traditional(site)


def assets_version(theme: Path) -> str:
    """A short digest (BLAKE2b, 8 hexadecimal digits) of all assets, which pages add to their addresses. Raises OSError.

    Browsers and proxies cache these files for days. The version changes the address (cache busting), so that a new
    page never runs with an old script.
    """
    state = blake2b(digest_size=4)
    folder = theme / _FOLDER
    for content in (stylesheet(folder), *scripts(folder).values(), traditional_script()):
        state.update(content.encode())
    return state.hexdigest()
