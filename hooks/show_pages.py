"""The MkDocs event at which records become pages, with the theme's templates and MkDocs' Jinja environment."""

from __future__ import annotations

from pathlib import Path

import jinja2
from gongkai.building.output import write_column
from gongkai.rendering.environment import prepare
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Write every page, the style sheet, the scripts and the attachments of the column."""
    theme = Path(config.config_file_path).parent / "theme_overrides"
    config.extra["gongkai_written"] = write_column(
        config.extra["gongkai_publication"],
        prepare(env, theme),
        {"config": config},
        Path(config.site_dir),
        theme,
        config.extra["gongkai_last"],
    )
    return env
