"""What an upgrade does to a column: the old and the new product run on copies, and their findings compared."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.releases.release_manifest import ReleaseError

_SOFTWARE_LOCK = "requirements.txt"


@dataclass(frozen=True, slots=True)
class FoundProblem:
    """One problem as ``check --format json`` reports it."""

    path: str
    line: int
    rule: str
    level: str
    what: str


@dataclass(frozen=True, slots=True)
class TriedProduct:
    """A copy of a column with one version of the product, and the Python that has the packages of this version."""

    project: Path
    python: str

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the product; its output is captured as text. Raises OSError where Python does not start."""
        return subprocess.run(
            [self.python, "-m", "gongkai", *arguments],
            cwd=self.project,
            env=_environment(os.environ, self.project),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )


def product_in(project: Path, column: Path) -> TriedProduct:
    """The product of the copy ``project`` with the packages that the column itself has, else with those at hand."""
    own = _python_below(column)
    return TriedProduct(project, str(own) if own.exists() else sys.executable)


def product_with_own_packages(project: Path) -> TriedProduct:
    """The product of the copy ``project`` after its packages were installed there.

    Raises ReleaseError where that does not succeed, for example without network, and OSError.
    """
    run = subprocess.run([sys.executable, "run.py", "schema"], cwd=project, capture_output=True, check=False)
    if run.returncode:
        said = (run.stderr + run.stdout).decode("utf-8", "replace").strip()
        raise ReleaseError(f"新版本要用的软件包没有装好，不能试装，没有升级。\n{said}")
    return TriedProduct(project, str(_python_below(project)))


def problems_of(product: TriedProduct, day: str) -> tuple[FoundProblem, ...]:
    """The problems that the product finds in its column. Raises ReleaseError where it does not run."""
    run = product.run("check", "--as-of", day, "--format", "json")
    try:
        found = json.loads(run.stdout)["problems"]
        return tuple(FoundProblem(one["path"], one["line"], one["rule"], one["level"], one["what"]) for one in found)
    except (ValueError, KeyError, TypeError):
        raise ReleaseError(f"检查没有运行完，看不出升级的影响。{_last_lines(run)}") from None


def new_problems(before: Sequence[FoundProblem], after: Sequence[FoundProblem]) -> tuple[FoundProblem, ...]:
    """The problems of ``after`` of which ``before`` has none with the same rule at the same place."""
    known = {(one.path, one.line, one.rule) for one in before}
    return tuple(one for one in after if (one.path, one.line, one.rule) not in known)


def site_of(product: TriedProduct, day: str) -> Path:
    """The site that the product builds of its column. Raises ReleaseError where it cannot be built."""
    run = product.run("build", "--as-of", day)
    if run.returncode:
        raise ReleaseError(f"网站没有生成，看不出升级的影响。{_last_lines(run)}")
    return product.project / "site"


def same_software(one: Path, other: Path) -> bool:
    """Whether two copies of the product run on the same locked packages. Raises OSError."""
    return (one / _SOFTWARE_LOCK).read_bytes() == (other / _SOFTWARE_LOCK).read_bytes()


def _python_below(project: Path) -> Path:
    return project / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _environment(present: Mapping[str, str], project: Path) -> dict[str, str]:
    kept = {name: value for name, value in present.items() if not name.startswith(("MKDOCS_", "GONGKAI_", "LC_"))}
    mine = {"PYTHONPATH": str(project / "hooks"), "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    # Compiled files beside the copies would look like files of the product; without any, each process compiles all anew.
    compiled = {"PYTHONPYCACHEPREFIX": str(project.with_name("compiled"))}
    return {**{name: value for name, value in kept.items() if name != "PYTHONDONTWRITEBYTECODE"}, **mine, **compiled}


def _last_lines(run: subprocess.CompletedProcess[str]) -> str:
    said = (run.stderr.strip() or run.stdout.strip()).splitlines()[-5:]
    return "\n".join(("程序说：", *said)) if said else ""
