"""From a checked column to the files of the site: pages, attachments, search, data, manifest, report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2

from gongkai.building.attachment_copies import copy_attachments
from gongkai.building.build_caches import BuildCaches
from gongkai.building.probes import probes_of
from gongkai.building.report import CACHE, REPORT, BuildReport
from gongkai.data.manifest import write_manifest
from gongkai.data.publish_data import publish
from gongkai.data.record_files import files_without_records
from gongkai.incremental.progress import silent
from gongkai.incremental.site_parts import SiteParts
from gongkai.model.problems.problem import Level, Problem
from gongkai.model.publication import Publication
from gongkai.pages.site_view import site_view
from gongkai.rendering.assets import write_assets
from gongkai.rendering.page_html import PageRenderer
from gongkai.rendering.writing import Written, write_pages


def write_column(
    publication: Publication,
    environment: jinja2.Environment,
    context: Mapping[str, Any],
    folder: Path,
    theme: Path,
    last: BuildCaches | None = None,
) -> Written:
    """Write pages, style sheets, scripts and attachments below ``folder``, with the templates of ``environment``.

    Pages that the published site already holds unchanged are taken from it where ``last`` knows of them.
    """
    renderer = PageRenderer(environment, site_view(publication), context)
    progress = last.progress if last else silent
    written = write_pages(publication, renderer, folder, last.site(publication.as_of) if last else None, progress)
    write_assets(theme, folder)
    progress("复制附件", 0, 0)
    return replace(written, files=copy_attachments(publication.reading.items, publication.reading.root, folder))


def publish_column(
    publication: Publication,
    problems: tuple[Problem, ...],
    written: Written,
    folder: Path,
    engine: str,
    last: BuildCaches | None = None,
) -> None:
    """Add search, open data, feed and manifest to the site in ``folder``, and write the report of the build to the cache.

    ``engine`` is the setting of the search engine. Raises OSError.
    """
    progress = last.progress if last else silent
    parts = last.parts(publication.as_of, folder) if last else SiteParts(folder)
    search = publish(publication, written.listed, folder, engine, progress, parts)
    parts.save()
    progress("写校验清单", 0, 0)
    digests = {page.url: page.digest for page in written.pages}
    write_manifest(folder, {**parts.digests, **written.files, **digests})
    items = publication.reading.items
    probes = tuple(probes_of(publication))
    if last:
        # Probes are the last who ask for records.
        last.tables().save()
    BuildReport(
        as_of=publication.as_of.isoformat(),
        pages={page.url: page.size for page in written.pages},
        reused=written.reused,
        items=len(items),
        entries=search.entries,
        probes=probes,
        empty=tuple(files_without_records(publication)),
        warnings=sum(problem.level is Level.WARNING for problem in problems),
        gaps=sum(problem.rule == "not-filled-in" for problem in problems),
        notes=sum(problem.level is Level.NOTE for problem in problems),
        scheduled=len(publication.scheduled),
        search_warning=search.warning,
    ).save((last.folder if last else publication.reading.root / CACHE) / REPORT)
