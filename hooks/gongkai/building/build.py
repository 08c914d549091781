"""A build from the sources to the published folder: beside the old site, verified, then exchanged."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from gongkai.building.exchange import put_in_place, recover, settle
from gongkai.building.folders import beside_of, folder_fault
from gongkai.building.lock import BuildRunningError, only_build
from gongkai.building.mkdocs_run import build_with_mkdocs, said_by
from gongkai.building.report import CACHE, REPORT, BuildReport
from gongkai.building.verify_site import faults_of


@dataclass(frozen=True, slots=True)
class Built:
    """The outcome of a build: the report where the site was published, else why it was not."""

    report: BuildReport | None
    faults: tuple[str, ...] = ()
    output: str = ""
    """What MkDocs said, where it failed."""


def build_site(root: Path, published: Path, as_of: str) -> Built:
    """Build the column at ``root`` and publish it at ``published``; on any fault ``published`` stays as it was.

    A folder that holds anything but a site of ours is refused. Raises OSError where a folder cannot be made, written or
    renamed.
    """
    fault = folder_fault(root, published)
    if fault:
        return Built(None, (fault,))
    try:
        with only_build(root / CACHE / "build.lock"):
            return _build(root, published, as_of)
    except BuildRunningError as error:
        return Built(None, (str(error),))


def _build(root: Path, published: Path, as_of: str) -> Built:
    beside = beside_of(published)
    recover(published)
    _remove(beside)
    (root / CACHE / REPORT).unlink(missing_ok=True)
    run = build_with_mkdocs(root, beside, as_of)
    if run.returncode != 0:
        _remove(beside)
        return Built(None, (), said_by(run))
    faults = tuple(faults_of(beside, root / CACHE))
    if faults:
        return Built(None, faults)
    report = BuildReport.load(root / CACHE / REPORT)
    settle(beside)
    put_in_place(beside, published)
    # From here on the new site is published; what cannot be cleared away now the next build clears away.
    shutil.rmtree(beside, ignore_errors=True)
    return Built(report)


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
