"""MkDocs events at which the catalogue is read and checked; nothing is written before it is free of errors."""

from __future__ import annotations

from pathlib import Path

from gongkai.building.build_caches import BuildCaches
from gongkai.building.progress_lines import progress_to_parent
from gongkai.building.report import CACHE
from gongkai.building.sources import checked_column
from gongkai.calendar.as_of import DayError, as_of_from_environment
from gongkai.commands.reporting import as_refusal
from gongkai.incremental.garbage_collection import never_collect
from gongkai.model.problems.problem import Level, has_errors
from gongkai.model.problems.workers import WorkersError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

log = get_plugin_logger("gongkai")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the whole column; an error stops MkDocs before it touches the folder of the site."""
    never_collect()
    root = Path(config.config_file_path).parent
    last = BuildCaches(root, progress=progress_to_parent())
    try:
        publication, problems = checked_column(root, as_of_from_environment(), last)
    except (DayError, WorkersError) as error:
        raise PluginError(str(error)) from None
    if has_errors(problems):
        raise PluginError(f"目录或正文有错误，没有生成。\n{as_refusal(problems)}")
    for level in (Level.WARNING, Level.NOTE):
        count = sum(problem.level is level for problem in problems)
        if count:
            log.info("%s %d 条，用 make check 查看。", level.value, count)
    # MkDocs would look through every source for pages of its own, of which there are none.
    config.extra["gongkai_docs_dir"], config.docs_dir = config.docs_dir, str(root / CACHE / "no-pages")
    config.site_name = publication.reading.settings.site_name
    config.theme.static_templates = set()
    # Nor through the fourteen thousand files of its theme: of our own folder, the first one, templates take only each other.
    config.theme.dirs = config.theme.dirs[:1]
    config.extra["gongkai_publication"] = publication
    config.extra["gongkai_problems"] = problems
    config.extra["gongkai_last"] = last
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave MkDocs only our pictures to copy: sources become pages through the engine, scripts and attachments are written by it."""
    config.docs_dir = config.extra["gongkai_docs_dir"]
    for file in list(files):
        if not (file.src_uri.startswith("assets/gongkai/") and file.src_uri.endswith((".svg", ".png"))):
            files.remove(file)
    return files
