"""The files that all pages share (style sheet, scripts, table of Traditional characters), and the version of them all."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from gongkai.rendering.scripts import scripts, write_scripts
from gongkai.rendering.stylesheet import stylesheet, write_stylesheet
from gongkai.rendering.traditional_view import traditional_script, write_traditional

_FOLDER = Path("assets/gongkai")


def write_assets(theme: Path, site: Path) -> None:
    """Write them below ``site``, from the parts in the folder ``theme``; raises OSError."""
    write_stylesheet(theme / _FOLDER, site)
    write_scripts(theme / _FOLDER, site)
    write_traditional(site)


def assets_version(theme: Path) -> str:
    """A short digest of their content, which pages add to their addresses; raises OSError.

    Browsers and servers between keep these files for days. After an upgrade a new page asks for a new address, and never
    runs with an old script.
    """
    state = blake2b(digest_size=4)
    folder = theme / _FOLDER
    for content in (stylesheet(folder), *scripts(folder).values(), traditional_script()):
        state.update(content.encode())
    return state.hexdigest()
