"""Changing the files of a column so that an interruption at any moment leaves the old state, and that one command brings it back.

What is changed is first copied to ``.upgrade/backup/`` and written down in ``.upgrade/journal.json``. While the journal says
``writing``, ``run.py`` puts everything back before it does anything else; once it says ``done``, only ``upgrade --undo`` does.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from gongkai.releases.release_manifest import digest_of
from gongkai.releases.staging import put

FOLDER = ".upgrade"
_JOURNAL = "journal.json"
_BACKUP = "backup"


def write_files(root: Path, source: Path, written: Sequence[str], removed: Sequence[str], label: str) -> None:
    """Copy ``written`` from ``source`` to the column at ``root`` and take out ``removed``; ``label`` says in Chinese what was done.

    Raises OSError; the files are then put back by the next command.
    """
    folder = root / FOLDER
    beside = root / f"{FOLDER}.new"
    shutil.rmtree(beside, ignore_errors=True)
    (beside / _BACKUP).mkdir(parents=True)
    for path in (*written, *removed):
        if (root / path).is_file():
            put(root / path, beside / _BACKUP / path)
    journal = {"state": "writing", "label": label, "written": list(written), "removed": list(removed), "digests": {}}
    _write(beside / _JOURNAL, journal)
    # An earlier backup is moved away whole, since one that is half removed would lose files when it is put back.
    shutil.rmtree(root / f"{FOLDER}.old", ignore_errors=True)
    if folder.exists():
        os.replace(folder, root / f"{FOLDER}.old")
    os.replace(beside, folder)
    shutil.rmtree(root / f"{FOLDER}.old", ignore_errors=True)
    for path in written:
        put(source / path, root / path)
    for path in removed:
        (root / path).unlink(missing_ok=True)
        _remove_empty(root, Path(path).parent)
    journal["digests"] = {path: digest_of(root / path) for path in written}
    _write(folder / _JOURNAL, {**journal, "state": "done"})


def _write(path: Path, journal: Mapping[str, object]) -> None:
    beside = path.with_suffix(".part")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(journal, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def _remove_empty(root: Path, folder: Path) -> None:
    while folder != Path() and not any((root / folder).iterdir()):
        (root / folder).rmdir()
        folder = folder.parent
