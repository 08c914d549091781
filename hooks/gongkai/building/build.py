"""A whole build: MkDocs builds beside the published site, the result is verified, then the two are exchanged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.building.exchange import make_durable, recover, replace_published
from gongkai.building.folders import beside_of, folder_fault
from gongkai.building.lock import BuildRunningError, only_build
from gongkai.building.lost_pages import lost_pages
from gongkai.building.mkdocs_run import build_with_mkdocs, failure_of
from gongkai.building.report import CACHE, REPORT, BuildReport
from gongkai.building.verify_site import faults_of
from gongkai.incremental.files_below import files_below
from gongkai.incremental.progress import Progress, silent

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Built:
    """The outcome of a build: the report where the site was published, else Chinese sentences that say why not."""

    report: BuildReport | None
    faults: tuple[str, ...] = ()
    output: str = ""
    """The output of MkDocs, where it failed."""


def build_site(
    root: Path, published: Path, as_of: str, progress: Progress = silent, manifest: str | None = None
) -> Built:
    """Build the column at ``root`` for the day ``as_of`` (ISO 8601) and publish it at ``published``.

    ``progress`` is told how far it is. With the ``manifest`` of what is published elsewhere, pages of items that would be
    lost are a fault. On any fault ``published`` stays as it was. A folder with anything but an earlier site is
    refused. Raises OSError where a folder cannot be made, written or renamed, and PublishedError for a manifest that is none.
    """
    fault = folder_fault(root, published)
    if fault:
        return Built(None, (fault,))
    try:
        with only_build(root / CACHE / "build.lock"):
            return _build(root, published, as_of, progress, manifest)
    except BuildRunningError as error:
        return Built(None, (str(error),))


def _build(root: Path, published: Path, as_of: str, progress: Progress, manifest: str | None) -> Built:
    beside = beside_of(published)
    recover(published)
    _remove(beside)
    (root / CACHE / REPORT).unlink(missing_ok=True)
    progress("启动", 0, 0)
    run = build_with_mkdocs(root, beside, as_of, progress)
    if run.returncode != 0:
        _remove(beside)
        return Built(None, (), failure_of(run))
    progress("核对网站", 0, 0)
    # Nothing writes there any more: what the system says of every file is asked once.
    files = files_below(beside) if beside.is_dir() else {}
    faults = (*faults_of(beside, root / CACHE, published, files), *_lost(manifest, beside))
    if faults:
        return Built(None, faults)
    report = BuildReport.load(root / CACHE / REPORT)
    make_durable(beside, files)
    replace_published(beside, published)
    # The new site is published by now; what cannot be removed here is removed by the next build.
    shutil.rmtree(beside, ignore_errors=True)
    return Built(report)


def _lost(manifest: str | None, site: Path) -> Iterator[str]:
    paths = lost_pages(manifest, site) if manifest else ()
    if paths:
        more = f"等 {len(paths)} 个" if len(paths) > _SHOWN else ""
        yield (
            f"已经公开的网页不见了：{'、'.join(paths[:_SHOWN])}{more}。撤下信息请写“撤下”，不要删除文件；"
            "改了索引号的，请写“曾用网址”。确认不再公开的，加 --allow-lost。"
        )


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
