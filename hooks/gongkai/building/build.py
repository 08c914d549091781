"""A build from the sources to the published folder: beside the old site, verified, then exchanged."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from gongkai.building.exchange import put_in_place
from gongkai.building.mkdocs_run import build_with_mkdocs
from gongkai.building.report import CACHE, REPORT, BuildReport
from gongkai.building.verify import faults_of


@dataclass(frozen=True, slots=True)
class Built:
    """The outcome of a build: the report where the site was published, else why it was not."""

    report: BuildReport | None
    faults: tuple[str, ...] = ()
    output: str = ""
    """What MkDocs said, where it failed."""


def build_site(root: Path, published: Path, as_of: str) -> Built:
    """Build the column at ``root`` and publish it at ``published``; on any fault ``published`` stays as it was.

    Raises OSError where a folder cannot be made, written or renamed.
    """
    beside = published.with_name(published.name + ".new")
    _remove(beside)
    (root / CACHE / REPORT).unlink(missing_ok=True)
    run = build_with_mkdocs(root, beside, as_of)
    if run.returncode != 0:
        _remove(beside)
        return Built(None, (), _said(run.stdout, run.stderr))
    faults = tuple(faults_of(beside, root / CACHE))
    if faults:
        return Built(None, faults)
    put_in_place(beside, published)
    _remove(beside)
    return Built(BuildReport.load(root / CACHE / REPORT))


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _said(*texts: str) -> str:
    return "\n".join(text.strip() for text in texts if text.strip())
