"""An upgrade of a column: the release is opened and tried on copies, and written only after its effects are known."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.building.page_changes import page_changes
from gongkai.releases.effects import (
    TriedProduct,
    new_problems,
    problems_of,
    product_in,
    product_with_own_packages,
    same_software,
    site_of,
)
from gongkai.releases.migrating import Rewritten
from gongkai.releases.opening import open_release
from gongkai.releases.plan import plan_of
from gongkai.releases.product_files import Part, files_below, part_of
from gongkai.releases.release_manifest import MANIFEST, ReleaseError, digest_of, manifest_at
from gongkai.releases.staging import copy_of, copy_upgraded, put
from gongkai.releases.upgrade_report import UpgradeEffects
from gongkai.releases.version import Version, version_of, why_not
from gongkai.releases.writing_files import FOLDER, write_files
from gongkai.setup.begin import READMES, product_readme

_WORK = Path(".cache") / "upgrade"
_VERSION_FILE = "hooks/gongkai/__init__.py"
_SOURCES = ("content/", "catalogue/")


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A release that was opened and tried for the column at ``root``."""

    root: Path
    effects: UpgradeEffects
    release: Path
    """The files of the release."""
    upgraded: Path
    """A copy of the column as it would be."""


def prepare_upgrade(root: Path, source: Path, day: str, stage: Callable[[str], None]) -> Upgrade:
    """Open the release ``source`` for the column at ``root`` and find out its effects on the day ``day`` (ISO 8601).

    ``stage`` is told, in Chinese, what is being done. Nothing of the column is touched but ``.cache/``.
    Raises ReleaseError and OSError.
    """
    work = root / _WORK
    release, before, after = work / "release", work / "before", work / "after"
    stage("核对发布包")
    manifest = open_release(source, release)
    installed = manifest_at(root)
    installed_version = installed.version if installed else _version_at(root)
    if fault := why_not(installed_version, manifest.version):
        raise ReleaseError(fault)
    plan = plan_of(root, installed, manifest, release)
    stage("在副本上试装")
    copy_of(root, before)
    copy_upgraded(root, plan, release, after)
    present, offered = product_in(before, root), product_in(after, root)
    if not same_software(before, after):
        stage("安装新版本要用的软件包")
        offered = product_with_own_packages(after)
    _renew_readmes(root, release, after)
    unclear = _migrate(offered, installed_version)
    offered.run("schema")
    stage("用两个版本检查")
    old, new = problems_of(present, day), problems_of(offered, day)
    pages, no_pages = None, "现在的内容有错误，没有生成网站来比较"
    if not any(one.level == "error" for one in (*old, *new)):
        stage("用两个版本生成网站")
        pages, no_pages = page_changes(site_of(present, day), site_of(offered, day)), ""
    effects = UpgradeEffects(
        installed_version,
        manifest.version,
        plan,
        new_problems(old, new),
        new_problems(new, old),
        pages,
        no_pages,
        tuple(_rewritten(root, after)),
        unclear,
    )
    return Upgrade(root, effects, release, after)


def write_upgrade(upgrade: Upgrade, *, migrate: bool) -> None:
    """Write the upgrade to the column; sources are rewritten only where ``migrate`` says so. Raises OSError."""
    plan, effects = upgrade.effects.plan, upgrade.effects
    written = [*plan.written, *_generated(upgrade)]
    if migrate:
        written += [one.path for one in effects.rewritten]
    # What is known to be of the agency's own is never in the plan; this holds whatever a release contains.
    kept = [path for path in written if migrate or not path.startswith(_SOURCES)]
    label = f"从 {effects.installed} 升级到 {effects.release}"
    removed = [path for path in plan.removed if not path.startswith(_SOURCES)]
    write_files(upgrade.root, upgrade.upgraded, [*dict.fromkeys(kept), MANIFEST], removed, label)
    for path in plan.kept:
        put(upgrade.release / path, upgrade.root / FOLDER / "offered" / path)
    shutil.rmtree(upgrade.root / _WORK, ignore_errors=True)


def _renew_readmes(root: Path, release: Path, upgraded: Path) -> None:
    """Bring the README of the product, which an agency has under another name, to that of the release."""
    for name, product in READMES.items():
        # In a release that an agency has made, the one of the product has this name already.
        source = next((one for one in (release / product, release / name) if one.is_file()), None)
        if source and (root / product).is_file():
            (upgraded / product).write_bytes(product_readme(source.read_bytes()))


def _version_at(root: Path) -> Version:
    """The version that the program at ``root`` names, for columns without a manifest."""
    try:
        lines = (root / _VERSION_FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    for line in lines:
        name, _, value = line.partition(" = ")
        if name == "VERSION" and (version := version_of(value.strip().strip('"'))):
            return version
    raise ReleaseError(f"“{root}”不像用本产品做的专栏：没有 {_VERSION_FILE}，或者里面没有版本。请核对文件夹。")


def _migrate(product: TriedProduct, installed: Version) -> tuple[str, ...]:
    """Let the new version rewrite the copy of the sources; what it leaves to people, as Chinese sentences."""
    run = product.run("migrate", "--since", str(installed), "--yes")
    if run.returncode:
        raise ReleaseError(f"新版本没有能改写目录和正文。\n{run.stderr.strip()}")
    return tuple(run.stderr.splitlines())


def _rewritten(root: Path, after: Path) -> Iterator[Rewritten]:
    """The sources that differ between the column and its upgraded copy."""
    for folder in _SOURCES:
        for path in sorted((after / folder).rglob("*")):
            shown = path.relative_to(after).as_posix()
            if path.is_file() and not path.samefile(root / shown) and digest_of(path) != digest_of(root / shown):
                before, now = (_decoded((one / shown).read_bytes()) for one in (root, after))
                yield Rewritten(shown, before, now)


def _decoded(data: bytes) -> str:
    """The text of a source or a table, for showing."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _generated(upgrade: Upgrade) -> list[str]:
    """The files that the new version wrote for this column and its own types."""
    return [
        path
        for path in files_below(upgrade.upgraded)
        if part_of(path) is Part.GENERATED
        and not (
            (upgrade.root / path).is_file() and digest_of(upgrade.root / path) == digest_of(upgrade.upgraded / path)
        )
    ]
