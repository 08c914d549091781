"""What the preview adds to a page when it sends it: its style sheet and script, and the bar with the problems."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2

from gongkai.incremental.cache import Cache
from gongkai.model.problems.problem import Level
from gongkai.previewing.preview_state import Standing
from gongkai.previewing.staff_pages import STAFF_PAGES, Desk, StaffPage, new_base_cache

PREFIX = "__preview/"
"""Beginning of the addresses that only the preview has; no index number can make it, since it has a slash in front."""

MOST_CAUSES = 30
"""Most causes that the panel names; the page of all problems has the others."""

_FOLDER = "gongkai/preview/"
_ASSETS = "assets/preview"
_HEAD_END, _BODY_END = b"</head>", b"</body>"


class Overlay:
    """Renders what belongs to the preview alone, with templates that the column's pages do not use."""

    def __init__(self, root: Path, run: str) -> None:
        """``run`` tells this run of the preview from others, so that a page of an earlier one is loaded again."""
        theme = root / "theme_overrides"
        self._root = root
        self._run = run
        self._base: Cache = new_base_cache()
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(theme),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            auto_reload=False,
        )
        self._environment.globals |= {"staff_pages": STAFF_PAGES, "prefix": PREFIX, "run": run, "most": MOST_CAUSES}
        self.files = {f"{PREFIX}{path.name}": path.read_bytes() for path in sorted((theme / _ASSETS).iterdir())}
        """Style sheet and script of the preview by their addresses."""

    def on(self, page: bytes, standing: Standing) -> bytes:
        """The page with the overlay; what is in the page itself stays byte for byte."""
        head, mark, rest = page.partition(_HEAD_END)
        before, end, after = rest.rpartition(_BODY_END)
        return b"".join((head, self.head(), mark, before, self.bar(standing), end, after)) if mark and end else page

    def head(self) -> bytes:
        """What is added to the head of each page."""
        return self._html("head.html")

    def bar(self, standing: Standing) -> bytes:
        """What is added to the body of each page: the bar, and the panel where something is wrong."""
        counts = {
            level: sum(one.level is level for one in standing.found) for level in Level if level is not Level.UNFINISHED
        }
        return self._html(
            "bar.html", standing=standing, counts=[(level.value, count) for level, count in counts.items()]
        )

    def alone(self, standing: Standing) -> bytes:
        """A page in the place of one that has never been made yet."""
        title = "还没有可以显示的网页" if standing.trouble else "正在准备预览"
        return self.on(self._html("alone.html", title=title, standing=standing), standing)

    def refused(self, title: str, words: str, details: str = "") -> bytes:
        """A page that says in Chinese why there is no other."""
        return self._html("refused.html", title=title, words=words, details=details)

    def staff(self, name: str, standing: Standing) -> bytes | None:
        """The staff page of that name; None where there is none."""
        page = next((one for one in STAFF_PAGES if one.name == name), None)
        return None if page is None else self.on(self._staff(page, standing), standing)

    def _staff(self, page: StaffPage, standing: Standing) -> bytes:
        view = page.view(Desk(self._root, standing, self._base))
        return self._html(page.template.removeprefix(_FOLDER), title=page.title, view=view, here=page.name)

    def _html(self, name: str, **names: Any) -> bytes:
        return self._environment.get_template(_FOLDER + name).render(names).encode()
