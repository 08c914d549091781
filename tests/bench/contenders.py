"""What the bench measures: our pages beside those of other generators, and our whole commands; each run gives a cost."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.beside import program
from tests.bench.changes import add_one, append_record, edit_one, repeal_one
from tests.bench.measure import Cost, cost_of, pinned
from tests.bench.sites import lay_out_hugo, lay_out_material, lay_out_ours
from tests.bench.whole import lay_out_whole
from tests.previewed import Previewed, free_port

AS_OF = "2026-11-20"
_BESIDE = "site.new"
_CHANGES: dict[str, Callable[[Path], object]] = {"edit": edit_one, "add": add_one, "repeal": repeal_one}
_PATIENCE = 600.0
"""Seconds in which a preview must show what was saved."""


@dataclass(slots=True)
class Contender:
    """One way to build or check the corpus, with what it cost in every round, and what it published."""

    name: str
    run: Callable[[], Cost]
    published: Path | None = None
    """The folder of the site, whose files are counted."""
    costs: list[Cost] = field(default_factory=list)
    files: int = 0
    size: float = 0.0
    """Megabytes of the site."""

    def once(self) -> None:
        """Run once and count what was published."""
        self.costs.append(self.run())
        if self.published:
            found = [entry.stat().st_size for entry in self.published.rglob("*") if entry.is_file()]
            self.files, self.size = len(found), sum(found) / 1e6

    @property
    def median(self) -> Cost:
        """The median of each measure."""
        return Cost(*(median(values) for values in zip(*((c.cpu, c.wall, c.memory, c.whole) for c in self.costs))))


def page_contenders(home: Path, size: int, corpus: str, beside: list[str]) -> Iterator[Contender]:
    """Pages and checks alone, which all generators have: ours cold, then after each change; ``beside`` names others.

    They are to be run in this order in every round.
    """
    ours = _new(home / "ours")
    lay_out_ours(ours, size, corpus)
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    command = [*mkdocs, "--site-dir", _BESIDE]

    def built(change: Callable[[Path], object]) -> Cost:
        change(ours)
        cost = cost_of(command, ours, _environment(ours), cores=1)
        # As ``gongkai build`` does: beside the published site, from which unchanged pages are taken, then in its place.
        shutil.rmtree(ours / "site", ignore_errors=True)
        (ours / _BESIDE).rename(ours / "site")
        return cost

    changes: dict[str, Callable[[Path], object]] = {"cold": forget, **_CHANGES}
    for name, change in changes.items():
        yield Contender(f"ours-{name}", partial(built, change), ours / "site")
    if "hugo" in beside:
        hugo = _new(home / "hugo")
        lay_out_hugo(hugo, size, corpus)
        yield Contender("hugo", partial(_cold, [str(program("hugo")), "--quiet"], hugo), hugo / "public")
    if "material" in beside:
        material = _new(home / "material")
        lay_out_material(material, size, corpus)
        yield Contender("material-tuned", partial(_cold, mkdocs, material), material / "site")


def command_contenders(
    home: Path, size: int, corpus: str, records: int, crews: Sequence[int] = (2,)
) -> Iterator[Contender]:
    """Whole commands on a column with ``records`` records; to be run in this order in every round.

    ``crews`` are numbers of processes by which it is built from nothing; their wall time says something only on as many cores.
    """
    root = _new(home / "whole")
    lay_out_whole(root, size, corpus, records)

    def done(command: str, change: Callable[[Path], object], workers: int = 1) -> Cost:
        change(root)
        whole = [sys.executable, "-m", "gongkai", command, "--as-of", AS_OF]
        environment = {**_environment(root), "GONGKAI_WORKERS": str(workers)}
        return cost_of(whole, root, environment, cores=workers)

    yield Contender("build-cold", partial(done, "build", forget), root / "site")
    for name, change in _CHANGES.items():
        yield Contender(f"build-{name}", partial(done, "build", change), root / "site")
    if records:
        yield Contender("build-record", partial(done, "build", append_record), root / "site")
    yield Contender("check-edit", partial(done, "check", edit_one))
    yield Contender("check-cold", partial(done, "check", forget))
    for workers in crews:
        yield Contender(f"build-{workers}-workers", partial(done, "build", forget, workers))
    yield Contender("serve-edit", partial(_shown, root))


def forget(folder: Path) -> None:
    """Take away all that earlier runs made."""
    for name in ("site", _BESIDE, "public", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)


def _new(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _environment(root: Path) -> dict[str, str]:
    return {
        "PYTHONPATH": str(root / "hooks"),
        "PYTHONUTF8": "1",
        "GONGKAI_AS_OF": AS_OF,
        "GONGKAI_WORKERS": "1",
        # Python keeps its compiled modules, as it does wherever nobody forbids it.
        "PYTHONDONTWRITEBYTECODE": "",
        "NO_MKDOCS_2_WARNING": "1",
    }


def _cold(command: list[str], folder: Path) -> Cost:
    forget(folder)
    return cost_of(command, folder, {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}, cores=1)


def _shown(root: Path) -> Cost:
    """What the preview takes from a saved text to its changed page, once all that it does on starting is done."""
    with pinned(1):
        preview = Previewed(root, free_port())
    try:
        _wait(preview, "/index.html", "")
        end = time.monotonic() + _PATIENCE
        while preview.children() and time.monotonic() < end:
            time.sleep(0.2)
        path = edit_one(root)
        spent, begun = _cpu(preview), time.perf_counter()
        _wait(preview, f"/{path.url}", path.words)
        wall = time.perf_counter() - begun
        return Cost(_cpu(preview) - spent, wall, _peak(preview))
    finally:
        preview.end()


def _wait(preview: Previewed, address: str, words: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            status, text = preview.get(address)
        except OSError:
            status, text = 0, ""
        if status == 200 and words in text:
            return
        time.sleep(0.02)
    raise TimeoutError(f"{address} never had {words!r}")


def _cpu(preview: Previewed) -> float:
    """CPU seconds of the preview itself, without those of the processes beside it."""
    fields = Path(f"/proc/{preview.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak(preview: Previewed) -> float:
    status = Path(f"/proc/{preview.process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1]) / 1024
