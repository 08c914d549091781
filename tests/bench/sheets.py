"""``python -m tests.bench.sheets``: what a sheet of a hundred thousand records costs to be read and differenced.

The sheet is made by one process and measured in another, so that what making it took does not count.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from time import process_time

import xlsxwriter

from tests.bench.records import lay_out_records
from tests.bench.sites import PROJECT

_DAYS = ("许可决定日期", "有效期自", "有效期至")
_EVERY = 10
"""Each record of this number is changed in the sheet."""


def lay_out_sheet(folder: Path, rows: int) -> None:
    """A column with one item of ``rows`` records, and ``sheet.xlsx`` with all of them, every tenth changed, in shared strings."""
    lay_out_records(folder, rows, 1)
    book = xlsxwriter.Workbook(folder / "sheet.xlsx")
    sheet, days = book.add_worksheet("行政许可"), book.add_format({"num_format": "yyyy-mm-dd"})
    with (folder / "catalogue" / "permits" / "00000.csv").open(encoding="utf-8", newline="") as file:
        header, *records = csv.reader(file)
    for place, title in enumerate(header):
        sheet.write_string(0, place, title)
    for number, record in enumerate(records, 1):
        for place, (title, cell) in enumerate(zip(header, record)):
            if title in _DAYS:
                sheet.write_datetime(number, place, datetime.fromisoformat(cell), days)
            elif cell:
                sheet.write_string(number, place, "无效" if title == "当前状态" and number % _EVERY == 0 else cell)
    book.close()


def measure(folder: Path) -> dict[str, float]:
    """CPU seconds and peak megabytes of reading the sheet and telling what it changes, and the number of changed records."""
    sys.path.insert(0, str(PROJECT / "hooks"))
    from gongkai.exchange.sheets.import_records import import_records
    from gongkai.exchange.sheets.incoming_sheet import incoming_sheet
    from gongkai.reading.column_sources import read_column

    column = read_column(folder)
    start = process_time()
    incoming = incoming_sheet(folder / "sheet.xlsx", {kind.title: kind for kind in column.kinds.values()}, "")
    found = import_records(incoming, column, "", keeps=False).difference
    seconds = process_time() - start
    return {"seconds": seconds, "megabytes": peak_megabytes(), "changed": len(found.changed), "same": found.same}


def peak_megabytes() -> float:
    """The most memory that this process has had, without that of the process which started it.

    What ``getrusage`` tells goes on from the parent (getrusage(2)), so that a large one would be measured instead.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(rows: int) -> dict[str, float]:
    """The same for a sheet of so many rows, measured in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.bench.sheets", "--of", folder]
        subprocess.run([*command, "--rows", str(rows), "--make"], cwd=PROJECT, check=True)
        result: dict[str, float] = json.loads(
            subprocess.run(command, cwd=PROJECT, check=True, capture_output=True).stdout
        )
        return result


def main() -> None:
    """Lay out, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--of", type=Path, default=None)
    parser.add_argument("--make", action="store_true")
    options = parser.parse_args()
    if options.make:
        lay_out_sheet(options.of, options.rows)
        return
    if options.of:
        print(json.dumps(measure(options.of)))
        return
    found = measured(options.rows)
    print(
        f"{options.rows} 行：{found['seconds']:.2f} CPU 秒，内存峰值 {found['megabytes']:.0f} MB，改动 {found['changed']:.0f} 条"
    )


if __name__ == "__main__":
    main()
