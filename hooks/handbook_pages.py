"""MkDocs events of the handbook: its pages come from the engine, and its search asks for every character of a word."""

from __future__ import annotations

from pathlib import Path

from gongkai.commands.reporting import as_text
from gongkai.handbook.handbook import filled, handbook_of
from gongkai.model.problems.problem import has_errors
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

log = get_plugin_logger("gongkai")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Make every page; one that names a rule or a field that does not exist stops the build."""
    handbook = handbook_of(Path(config.config_file_path).parents[2])
    if has_errors(handbook.problems):
        raise PluginError(f"手册有错误，没有生成。\n{as_text(handbook.problems)}")
    config.extra["gongkai_handbook"] = handbook
    config.nav = filled(config.nav or [], handbook.branches)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put the pages of the engine in the place of the sources."""
    for page in config.extra["gongkai_handbook"].pages:
        source = files.get_file_from_path(page.path)
        if source:
            files.remove(source)
        files.append(File.generated(config, page.path, content=page.text))
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Put what Chinese queries need before Material's own search."""
    ours = Path(config.config_file_path).parent / "chinese_queries.js"
    (worker,) = (Path(config.site_dir) / "assets" / "javascripts" / "workers").glob("search.*.min.js")
    worker.write_text(ours.read_text(encoding="utf-8") + worker.read_text(encoding="utf-8"), encoding="utf-8")
    log.info("手册已生成到 %s，用浏览器打开 index.html。", config.site_dir)
