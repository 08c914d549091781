"""The page that shows two texts of a document side by side."""

from __future__ import annotations

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.pages.documents.text_comparison_view import CompareView
from gongkai.pages.page import Page
from gongkai.pages.page_tags import kind_tags
from gongkai.pages.site_view import SiteView, list_page


def compare_page(item: Item, url: str, view: CompareView, site: SiteView, way: tuple[Link, ...]) -> Page:
    """The page at ``url``, a subpage of the page of ``item``; ``way`` are its breadcrumbs."""
    return Page(
        url=url,
        template="gongkai/compare.html",
        title=view.title,
        node=list_page(item.kind),
        crumbs=way,
        description=f"{view.title}。{view.about}",
        tags=kind_tags(site, item.kind),
        view=view,
        listed=False,
        canonical=item_url(item),
    )
