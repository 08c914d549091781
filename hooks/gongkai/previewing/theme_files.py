"""The templates of the preview's pages, and the files that all pages share, made anew when the theme is changed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import jinja2

from gongkai.rendering.assets import write_assets
from gongkai.rendering.environment import standalone

_PICTURES = ("*.svg", "*.png")
_FOLDER = "assets/gongkai"


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """The environment of the templates, and style sheet, scripts and pictures by their addresses."""

    environment: jinja2.Environment
    files: dict[str, bytes]

    @classmethod
    def of(cls, theme: Path) -> ThemeFiles:
        """Those of the folder ``theme``. Raises OSError and what templates and scripts raise where they are wrong."""
        with TemporaryDirectory(prefix="gongkai-") as folder:
            site = Path(folder)
            write_assets(theme, site)
            for pattern in _PICTURES:
                for picture in (theme / _FOLDER).rglob(pattern):
                    target = site / picture.relative_to(theme)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(picture, target)
            paths = [path for path in site.rglob("*") if path.is_file()]
            files = {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}
        return cls(standalone(theme), files)
