"""The MkDocs event after which search, open data, feeds and the manifest join the pages."""

from __future__ import annotations

from pathlib import Path

from gongkai.building.output import publish_column
from gongkai.incremental.garbage_collection import never_collect_what_is
from mkdocs.config.defaults import MkDocsConfig


def on_post_build(config: MkDocsConfig) -> None:
    """Publish what is made from the same records as the pages, and leave the report of the build."""
    publish_column(
        config.extra["gongkai_publication"],
        config.extra["gongkai_problems"],
        config.extra["gongkai_written"],
        Path(config.site_dir),
        config.extra.get("gongkai", {}).get("search", "auto"),
        config.extra["gongkai_last"],
    )
    never_collect_what_is()
