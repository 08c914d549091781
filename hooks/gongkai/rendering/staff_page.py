"""Pages for staff that are written beside the site and never into it: what is unfinished, what a change makes different."""

from __future__ import annotations

import jinja2

from gongkai import FOLDER

_THEME = FOLDER.parents[1] / "theme_overrides"


def staff_html(template: str, **view: object) -> str:
    """The page of the template ``template`` below ``theme_overrides``, which shows the values of ``view``."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_THEME),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(view)
