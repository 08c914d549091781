"""Small columns archived by the command, for tests that take packages apart."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from gongkai.commands.command_line import main

from tests.columns import write_column
from tests.conftest import AS_OF, copy_project


@dataclass(frozen=True, slots=True)
class Archived:
    """What the command made of a column."""

    column: Path
    out: Path
    bag: Path
    """The package, unpacked beside what else was made."""
    said: tuple[str, ...]

    @property
    def root(self) -> str:
        """The root digest as the command printed it."""
        (line,) = (line for line in self.said if line.startswith("根校验值："))
        return line.removeprefix("根校验值：")[:64]


def archived(folder: Path, files: Mapping[str, str | bytes], *options: str) -> Archived:
    """Write a column of these files below ``folder``, archive it with the options, and unpack the package."""
    column = copy_project(folder / "column", with_sources=False)
    write_column(column, files)
    return archived_again(column, folder / "存档", *options)


def archived_again(column: Path, out: Path, *options: str) -> Archived:
    """Archive the column as it is to another place."""
    call = ("--root", str(column), "archive", "--out", str(out), "--as-of", AS_OF.isoformat(), *options)
    with redirect_stdout(StringIO()) as said:
        assert main(call) == 0
    (package,) = out.glob("*.zip")
    return Archived(column, out, unpacked(package, out), tuple(said.getvalue().splitlines()))


def unpacked(package: Path, folder: Path) -> Path:
    """The only folder in the package, unpacked in ``folder``."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    return folder / package.stem
