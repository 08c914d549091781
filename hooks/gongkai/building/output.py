"""From a checked column to the files of the site: pages, attachments, search, data, manifest, report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

import gongkai
from gongkai.building.attachments import copy_attachments
from gongkai.building.probes import probes_of
from gongkai.building.report import CACHE, REPORT, BuildReport
from gongkai.model.publication import Publication
from gongkai.pages.assets import write_assets
from gongkai.pages.page import Page
from gongkai.pages.rendering import PageRenderer
from gongkai.pages.reuse import code_version
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.pages.writing import LastBuild, write_pages
from gongkai.problems import Level, Problem
from gongkai.publishing.manifest import write_manifest
from gongkai.publishing.publish import publish


@dataclass(frozen=True, slots=True)
class Output:
    """The pages written: addresses in order, those that the sitemap names with their dates, and how many were reused."""

    urls: tuple[str, ...]
    listed: tuple[tuple[str, str], ...]
    reused: int


def write_column(
    publication: Publication, environment: jinja2.Environment, context: Mapping[str, Any], folder: Path, theme: Path
) -> Output:
    """Write pages, style sheet, scripts and attachments below ``folder``, with the templates that ``environment`` finds.

    Pages that the published site already holds unchanged are taken from it.
    """
    root = publication.reading.root
    engine = Path(gongkai.__file__).parent
    last = LastBuild(root / "site", root / CACHE / "pages.json", code_version(engine, theme))
    listed: list[tuple[str, str]] = []

    def noted() -> Iterator[Page]:
        for page in pages_of(publication):
            if page.listed:
                listed.append((page.url, page.updated))
            yield page

    renderer = PageRenderer(environment, site_view(publication), context)
    written = write_pages(noted(), renderer, folder, last)
    write_assets(theme, folder)
    copy_attachments(publication.reading.items, root, folder)
    return Output(written.urls, tuple(listed), written.reused)


def publish_column(
    publication: Publication, problems: tuple[Problem, ...], output: Output, folder: Path, engine: str
) -> None:
    """Add search, open data, feeds and the manifest to the site in ``folder``, and leave the report of the build."""
    search = publish(publication, output.listed, folder, engine)
    write_manifest(folder)
    items = publication.reading.items
    BuildReport(
        as_of=publication.as_of.isoformat(),
        pages=output.urls,
        reused=output.reused,
        items=len(items),
        entries=search.entries,
        probes=tuple(probes_of(publication)),
        warnings=sum(problem.level is Level.WARNING for problem in problems),
        notes=sum(problem.level is Level.NOTE for problem in problems),
        search_warning=search.warning,
    ).save(publication.reading.root / CACHE / REPORT)
