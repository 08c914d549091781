"""Write the gallery of the components to ``.cache/gallery``."""

from __future__ import annotations

from pathlib import Path

from tests.components.gallery import write_gallery

print(write_gallery(Path(".cache") / "gallery"))
