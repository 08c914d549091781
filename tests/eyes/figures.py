"""Changes one cell of an official table at a time and counts how often the checks tell it at the right table.

Run with ``python -m tests.eyes.figures [share]``: ``share`` of the cells, from 0 to 1, chosen by the seed; all by default.
"""

from __future__ import annotations

import csv
import io
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.model.problems.problem import Problem
from gongkai.reading.column_sources import read_column

from tests.columns import write_column
from tests.real import test_figures as real
from tests.real.columns import REAL

SEED = 20260301
ROOT = Path(__file__).parents[2]
TABLES = REAL.parent / "tables"
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?\Z")
_CODE = re.compile(r"\d{2,7}\Z")
_DAY = date(2031, 12, 1)

Rows = list[list[str]]


@dataclass(frozen=True)
class Column:
    """A small column with the files of its tables that are changed."""

    name: str
    files: Mapping[str, str]
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Fault:
    """One changed cell, or one row too many or too few."""

    kind: str
    table: str
    row: int
    column: int
    text: str
    """The whole file after the change."""
    what: str


def columns() -> Iterator[Column]:
    """The budgets, accounts and reports that are at hand: of the demonstration and, where they are, real ones."""
    demonstration = ROOT / "catalogue"
    for pattern in ("2024-budget", "2026-budget", "2023-final", "2025-final"):
        paths = sorted((demonstration / "fiscal").glob(f"{pattern}*"))
        yield _of(f"demonstration {pattern}", {f"catalogue/{one.name}": one.read_text("utf-8") for one in paths})
    paths = sorted((demonstration / "annual").glob("202[45]*"))
    yield _of("demonstration annual", {f"catalogue/{one.name}": one.read_text("utf-8") for one in paths})
    if REAL.is_dir():
        yield _of("real budget", real._budget())
        yield _of("real final", real._final())
        yield _of("real annual", {**real._annual_report(2023), **real._annual_report(2024)})
    if TABLES.is_dir():
        yield _of("printed budget", _printed_budget())
        yield _of("printed final", _printed_final())


def _of(name: str, files: Mapping[str, str]) -> Column:
    return Column(name, files, tuple(path for path in files if path.endswith(".csv")))


def _printed_budget() -> dict[str, str]:
    item = real.BUDGET_ITEM.partition("表:\n")[0].replace("31,214,205.80", "21480600")
    item = item.replace("2294300", "3110150")
    labels = {
        "部门收支总体情况表": ("budget-balance-wide.csv",),
        "部门收入总体情况表": ("budget-income-split-codes.csv",),
        "部门支出总体情况表": ("budget-expense-1.csv", "budget-expense-2-continued.csv"),
        "“三公”经费支出情况表": ("budget-three-public.csv",),
    }
    return _printed(item, labels)


def _printed_final() -> dict[str, str]:
    labels = {
        "一般公共预算财政拨款基本支出决算表": ("final-basic-two-halves.csv",),
        "“三公”经费支出决算表": ("final-three-public-pairs.csv",),
    }
    return _printed(real.FINAL_ITEM.partition("表:\n")[0], labels)


def _printed(item: str, labels: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    files = {f"catalogue/{one}": (TABLES / one).read_text("utf-8") for names in labels.values() for one in names}
    unit = {"“三公”经费支出情况表": ", 单位: 万元"}
    entries = "".join(
        f"  {label}: {{文件: [{', '.join(names)}]{unit.get(label, '')}}}\n" for label, names in labels.items()
    )
    return {"catalogue/a.yml": f"{item}表:\n{entries}", **files}


def faults(column: Column, chance: random.Random) -> Iterator[Fault]:
    """One change of every figure that is printed in its tables, of a kind that the seed chooses, and rows lost and doubled."""
    for table in column.tables:
        rows = list(csv.reader(io.StringIO(column.files[table])))
        first = _first_row(rows)
        for at, row in enumerate(rows[first:], first):
            for place, cell in enumerate(row):
                if _is_figure(cell.strip(), place, row):
                    kind, changed = _changed(cell.strip(), chance)
                    after = [list(one) for one in rows]
                    after[at][place] = changed
                    yield Fault(kind, table, at, place, _csv(after), f"{cell} → {changed}")
            if any(
                _is_figure(cell.strip(), place, row) and float(cell.replace(",", "")) for place, cell in enumerate(row)
            ):
                yield Fault("row removed", table, at, 0, _csv([*rows[:at], *rows[at + 1 :]]), "/".join(row))
                yield Fault("row added", table, at, 0, _csv([*rows[: at + 1], *rows[at:]]), "/".join(row))


def _first_row(rows: Rows) -> int:
    return next((at for at, row in enumerate(rows) if any(_FIGURE.match(c.strip()) for c in row)), len(rows))


def _is_figure(cell: str, place: int, row: list[str]) -> bool:
    if not _FIGURE.match(cell):
        return False
    is_code = _CODE.match(cell) and place + 1 < len(row) and not _FIGURE.match(row[place + 1].strip())
    split = _CODE.match(cell) and place < 3 and any(re.search(r"[一-鿿]", one) for one in row[place + 1 : 4])
    return not (is_code and row[place + 1].strip()) and not split


def _changed(cell: str, chance: random.Random) -> tuple[str, str]:
    """The kind of change and the figure after it, always another one."""
    kinds = ["digit", "swap", "point", "sign"]
    chance.shuffle(kinds)
    for kind in kinds:
        changed = {"digit": _digit, "swap": _swapped, "point": _moved, "sign": _signed}[kind](cell, chance)
        if changed and float(changed.replace(",", "")) != float(cell.replace(",", "")):
            return kind, changed
    return "digit", _digit(cell, chance)


def _digit(cell: str, chance: random.Random) -> str:
    at = chance.choice([at for at, sign in enumerate(cell) if sign.isdigit()])
    return cell[:at] + chance.choice([sign for sign in "0123456789" if sign != cell[at]]) + cell[at + 1 :]


def _swapped(cell: str, chance: random.Random) -> str:
    pairs = [at for at in range(len(cell) - 1) if (cell[at] + cell[at + 1]).isdigit() and cell[at] != cell[at + 1]]
    if not pairs:
        return ""
    at = chance.choice(pairs)
    return cell[:at] + cell[at + 1] + cell[at] + cell[at + 2 :]


def _moved(cell: str, chance: random.Random) -> str:
    plain = cell.replace(",", "")
    whole, _, part = plain.partition(".")
    if not part:
        return ""
    return (
        f"{whole}{part[0]}.{part[1:]}0"
        if chance.random() < 0.5 or len(whole) < 2
        else f"{whole[:-1]}.{whole[-1]}{part}"
    )


def _signed(cell: str, _: random.Random) -> str:
    return cell[1:] if cell.startswith("-") else f"-{cell}"


def _csv(rows: Rows) -> str:
    output = io.StringIO()
    csv.writer(output, lineterminator="\n").writerows(rows)
    return output.getvalue()


def told(column: Column, root: Path) -> frozenset[Problem]:
    """What the checks say of the column."""
    return frozenset(check(bind(read_column(write_column(root, column.files)), _DAY)))


@dataclass(frozen=True)
class Seen:
    """A fault and what the checks say of it."""

    column: str
    fault: Fault
    new: tuple[Problem, ...]

    @property
    def found(self) -> bool:
        """Whether some new problem concerns the table."""
        return any(place.path == self.fault.table for one in self.new for place in one.places)


def measured(column: Column, root: Path, share: float, chance: random.Random) -> Iterator[Seen]:
    """Every fault that the seed chooses, with the problems that it causes."""
    before = told(column, root)
    for fault in faults(column, chance):
        if chance.random() > share:
            continue
        (root / fault.table).write_text(fault.text, encoding="utf-8")
        after = frozenset(check(bind(read_column(root), _DAY)))
        # A row more or less moves all lines below, so only what is said counts.
        old = {(one.path, one.rule, one.what) for one in before}
        new = tuple(one for one in after if (one.path, one.rule, one.what) not in old)
        (root / fault.table).write_text(column.files[fault.table], encoding="utf-8")
        yield Seen(column.name, fault, new)


def main(share: float = 1.0, names: str = "") -> None:
    """Print how many faults are found, by column and by kind, and those that are not."""
    chance = random.Random(SEED)
    all_found: Counter[str] = Counter()
    number: Counter[str] = Counter()
    missed: list[Seen] = []
    for column in columns():
        if names not in column.name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            for seen in measured(column, Path(folder), share, chance):
                for key in (column.name, seen.fault.kind, "all"):
                    number[key] += 1
                    all_found[key] += seen.found
                if not seen.found:
                    missed.append(seen)
    for key, count in number.items():
        print(f"{key:32}{all_found[key]:6} of {count:6} {all_found[key] / count:7.1%}")
    for seen in missed:
        fault = seen.fault
        print(f"  {seen.column} {fault.table}:{fault.row + 1}:{fault.column + 1} {fault.kind} {fault.what}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0, "".join(sys.argv[2:3]))
