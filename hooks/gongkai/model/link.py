"""A link within the site with the validity of its target."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.badge import Badge
from gongkai.model.plain_repr import plain_repr


@plain_repr
@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site; ``url`` is relative to the site's root, ``badge`` the validity of the target."""

    title: str
    url: str
    badge: Badge | None = None
    note: str = ""
