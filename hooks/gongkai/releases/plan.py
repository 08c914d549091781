"""What a release would change among the files of a column: added, replaced, removed, and those that the agency has changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongkai.releases.product_files import Part, files_below, part_of
from gongkai.releases.release_manifest import Manifest, digest_of


@dataclass(frozen=True, slots=True)
class UpgradePlan:
    """The paths (with slashes, sorted) below the column that an upgrade touches or leaves."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    """Files of the agency's own or changed by it, of which the release has another version; they stay as they are."""
    overridden: tuple[str, ...]
    """Files of the product alone that were changed here, so that the change would be lost; they are among the others too."""
    origin_known: bool
    """Whether the column says which files it got from its present version, so that changed ones are known."""

    @property
    def written(self) -> tuple[str, ...]:
        """The paths that are copied from the release."""
        return tuple(sorted((*self.added, *self.replaced)))


def plan_of(root: Path, installed: Manifest | None, release: Manifest, folder: Path) -> UpgradePlan:
    """Compare the column at ``root``, its installed manifest if it has one, and the release unpacked at ``folder``. Raises OSError."""
    present = {path: digest_of(root / path) for path in files_below(root)}
    before = installed.files if installed else {}
    added, replaced, removed, kept, overridden = [], [], [], [], []
    for path, digest in release.files.items():
        part = part_of(path)
        here = present.get(path)
        changed = here is not None and here not in (digest, before.get(path))
        if part in (Part.NEVER, Part.BEGINNING, Part.GENERATED, None):
            continue
        if here is None:
            # What the agency has taken out of its own on purpose is not brought back.
            if part is Part.SHARED and path in before:
                kept.append(path)
            else:
                added.append(path)
        elif here == digest:
            continue
        elif part is Part.SHARED and changed:
            kept.append(path)
        else:
            replaced.append(path)
            if part is Part.PRODUCT and changed:
                overridden.append(path)
    for path in sorted(present.keys() - release.files.keys()):
        part = part_of(path)
        if part is Part.PRODUCT or (part is Part.SHARED and present[path] == before.get(path)):
            removed.append(path)
            if part is Part.PRODUCT and present[path] != before.get(path):
                overridden.append(path)
    return UpgradePlan(
        tuple(sorted(added)),
        tuple(sorted(replaced)),
        tuple(removed),
        tuple(sorted(kept)),
        tuple(sorted(overridden)),
        installed is not None,
    )
