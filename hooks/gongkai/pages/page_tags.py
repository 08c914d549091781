"""The official page tags (网页标签规范, 政府网站发展指引) of every kind of page."""

from __future__ import annotations

from gongkai.model.item import Item
from gongkai.model.kind import Kind
from gongkai.model.publication import Publication
from gongkai.pages.site_view import SiteView

Tags = tuple[tuple[str, str], ...]

COLUMN_TYPE = "政务公开"
"""The default for ColumnType, for pages whose type of information does not define one."""


def site_tags(site: SiteView) -> Tags:
    """The three tags of the site, for every page; unknown values are left out, and a check reports them."""
    tags = (("SiteName", site.site_name), ("SiteDomain", site.domain), ("SiteIDCode", site.footer.site_code))
    return tuple((name, content) for name, content in tags if content)


def column_tags(
    site: SiteView, name: str, description: str, keywords: str = "", column_type: str = COLUMN_TYPE
) -> Tags:
    """The tags of a list or an overview page."""
    return (
        *site_tags(site),
        ("ColumnName", name),
        ("ColumnDescription", description),
        ("ColumnKeywords", keywords or f"{name},政府信息公开,{site.agency.name}"),
        ("ColumnType", column_type),
    )


def kind_tags(site: SiteView, kind: Kind) -> Tags:
    """The tags of the list of a type."""
    name = kind.listing.title
    return column_tags(site, name, f"{site.agency.name}依法公开的{name}。", "", kind.column_type or COLUMN_TYPE)


def article_tags(site: SiteView, item: Item, publication: Publication) -> Tags:
    """The tags of an item's page; the time of publication is 00:00 if not recorded, since the standard requires one."""
    source = item.text("source") or item.agency or publication.reading.settings.agency.name
    tags = [*kind_tags(site, item.kind), ("ArticleTitle", item.plain_title)]
    if item.publish_date:
        tags.append(("PubDate", f"{item.publish_date.isoformat()} {item.text('publish_time') or '00:00'}"))
    tags.append(("ContentSource", source))
    keywords = item.values.get("keywords")
    if isinstance(keywords, tuple) and keywords:
        tags.append(("Keywords", ",".join(str(word) for word in keywords)))
    return tuple(tags)
