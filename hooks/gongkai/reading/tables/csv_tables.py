"""CSV files (RFC 4180) as spreadsheets export them: their encoding, their rows, and the columns that their headers mean."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from gongkai.model.kind import Field
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.values.nearest import nearest

_OTHER_SEPARATORS = {";": "分号“;”", "\t": "制表符（Tab）", "，": "中文逗号“，”", "；": "中文分号“；”", "|": "竖线“|”"}
LARGEST_CELL = 100_000
_LEAST_FOREIGN = 3
"""From so many unknown columns on, if they are half of the header, it is the table of another type."""
"""The largest cell that is read, in characters."""
_BLOCK = 1 << 20
_MOST_UNKNOWN = 100
"""The number of unknown columns of one file for which a similar name is suggested."""


@dataclass(frozen=True, slots=True)
class CsvError(Exception):
    """A CSV file cannot be read further, for the reason in ``problem``."""

    problem: Problem


def encoding_of(path: Path, shown: str) -> str:
    """The encoding in which the whole file can be decoded, ``utf-8-sig`` or ``gb18030``.

    Raises CsvError where it is neither or not text at all, and OSError where it cannot be opened.
    """
    try:
        _decode(path, shown, "utf-8-sig")
        return "utf-8-sig"
    except UnicodeDecodeError:
        pass
    # Chinese text in GB 18030 is hardly ever valid UTF-8, so a file that is mostly UTF-8 is damaged and not GB 18030.
    damaged = _is_mostly_utf8(path)
    try:
        if not damaged:
            _decode(path, shown, "gb18030")
            return "gb18030"
    except UnicodeDecodeError:
        pass
    what = "表格文件既不是 UTF-8 也不是 GB 18030 编码。"
    remedy = "请在表格软件里“另存为”CSV（UTF-8）。"
    line = _first_damaged_line(path) if damaged else 0
    if line:
        what = "这一行里有不是 UTF-8 的字节，读不出文字。"
        remedy = "请检查这一行有没有乱码，改正后在表格软件里“另存为”CSV（UTF-8）。"
    raise CsvError(problem(Place(shown, line, 1 if line else 0), "csv-encoding", what, remedy))


def _decode(path: Path, shown: str, encoding: str) -> None:
    """Decode the whole file. Raises UnicodeDecodeError, OSError, and CsvError where it is UTF-16 or binary."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while chunk := file.read(_BLOCK):
            if line == 1 and chunk[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                what = "表格文件是 UTF-16 编码（表格软件叫“Unicode 文本”），不是 CSV（UTF-8）。"
                raise CsvError(
                    problem(
                        Place(shown), "csv-encoding", what, "请在表格软件里“另存为”，类型选“CSV UTF-8（逗号分隔）”。"
                    )
                )
            at = chunk.find(b"\x00")
            if at >= 0:
                line += chunk.count(b"\n", 0, at)
                what = "表格文件里有空字符（U+0000），不是 CSV 文本。"
                remedy = "请在表格软件里“另存为”CSV，不要只改扩展名。"
                raise CsvError(problem(Place(shown, line, 1), "csv-binary", what, remedy))
            line += chunk.count(b"\n")
            decoder.decode(chunk)
        decoder.decode(b"", True)


def _is_mostly_utf8(path: Path) -> bool:
    """Whether at least half of the lines with non-ASCII characters are valid UTF-8."""
    right = wrong = 0
    with path.open("rb") as file:
        for line in file:
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                right += 1
            except UnicodeDecodeError:
                wrong += 1
    return right > 0 and right >= wrong


def _first_damaged_line(path: Path) -> int:
    """The number of the first line that is not UTF-8; 0 where there is none."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 0


def rows_of(path: Path, shown: str, encoding: str, separator: str = ",") -> Iterator[tuple[int, list[str]]]:
    """The line number and the cells of every row that is not blank, the header first.

    Raises CsvError where quotes do not match or a cell is too large, and OSError where the file cannot be opened.
    """
    with path.open(encoding=encoding, newline="") as file:
        yield from _rows(file, shown, separator)


def _rows(file: Iterable[str], shown: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(file, strict=True, delimiter=separator)
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            place = Place(shown, line, 1)
            if "field larger" in str(error):
                what = f"这一行有超过 {LARGEST_CELL} 个字的单元格，可能是引号没有成对。"
            else:
                what = "这一行的引号没有成对，后面的内容读不出来。"
            raise CsvError(
                problem(place, "csv-quote", what, "请检查这一行的英文双引号；内容里的双引号要写两个。")
            ) from None
        if any(map(str.strip, row)):
            yield line, row
        line = reader.line_num + 1


def table_rows_of(path: Path, shown: str, encoding: str, separator: str = ",") -> Iterator[tuple[int, list[str]]]:
    """``rows_of`` without the remarks of who copied the table, which program files begin with #."""
    rows = rows_of(path, shown, encoding, separator)
    first = next((row for row in rows if not row[1][0].lstrip().startswith("#")), None)
    return chain([first] if first else [], rows)


def match_header(
    header: Sequence[str], columns: Iterable[Field], shown: str, line: int, title: str, *, blanks: bool = False
) -> Reading[list[Field | None]]:
    """The column of each cell of ``header``, None for an unknown or repeated one.

    Yields a problem for each of these and for missing required columns; ``title`` names the table in messages. ``blanks``
    are allowed where whoever reads the rows sees that nothing stands below a blank cell.
    """
    columns = tuple(columns)
    by_label = {_folded(label): column for column in columns for label in (column.title, *column.aliases)}
    if not any(_folded(cell) in by_label for cell in header):
        yield _no_header(header, columns, by_label, Place(shown, line, 1), title)
        return [None] * len(header)
    foreign = [cell.strip() for cell in header if cell.strip() and _folded(cell) not in by_label]
    if len(foreign) >= _LEAST_FOREIGN and 2 * len(foreign) >= len(header):
        yield _other_table(foreign, columns, {_folded(cell) for cell in header}, Place(shown, line, 1), title)
        return [by_label.get(_folded(cell)) for cell in header]
    unmatched = 0
    matched: list[Field | None] = []
    seen: set[str] = set()
    meant: set[str] = set()
    used = {_folded(cell) for cell in header}
    unused = [one.title for one in columns if used.isdisjoint(map(_folded, (one.title, *one.aliases)))]
    blank = [] if blanks else [number for number, cell in enumerate(header, 1) if not cell.strip()]
    if len(blank) > 1:
        yield _blank_cells(blank, Place(shown, line, blank[0]))
    for number, cell in enumerate(header, 1):
        place = Place(shown, line, number)
        column = by_label.get(_folded(cell))
        if column is None and (blanks or len(blank) > 1) and not cell.strip():
            unmatched += not blanks
            matched.append(None)
            continue
        if column is None:
            label = cell.strip()
            what = f"“{title}”没有“{label}”这一列。" if label else f"表头第 {number} 列是空的。"
            likely = nearest(label, unused) if unmatched < _MOST_UNKNOWN else ""
            meant.add(likely)
            remedy = f"是否指“{likely}”？" if likely else "请对照规定的列名修改表头，多余的列请删除。"
            yield problem(place, "csv-unknown-column", what, remedy)
        elif column.name in seen:
            what = f"表头里“{cell.strip()}”出现了两次。"
            yield problem(place, "csv-column-twice", what, "请删除重复的一列。")
            column = None
        else:
            seen.add(column.name)
        unmatched += column is None
        matched.append(column)
    # A column with a misspelt name is not reported as missing too, which would hide the mistake.
    missing = [
        column.title
        for column in columns
        if column.constraints.required and column.name not in seen and column.title not in meant
    ]
    # The names that are missing may stand in a second row, below cells that are empty for that reason.
    if missing and (len(blank) < 2 or len(missing) > unmatched):
        what = f"“{title}”缺少列：{'、'.join(missing)}。"
        yield problem(Place(shown, line, 1), "csv-missing-column", what, "请在表头补上这些列，没有数据的单元格留空。")
    return matched


def _blank_cells(numbers: Sequence[int], place: Place) -> Problem:
    """The one problem of several cells of a header that are empty, which is most often a header of two rows."""
    named = "、".join(map(str, numbers[:_MOST_UNKNOWN])) + ("等" if len(numbers) > _MOST_UNKNOWN else "")
    what = f"表头有 {len(numbers)} 列是空的：第 {named} 列。"
    remedy = "表头分成两行的，请合成一行，每一列一个列名，下面直接是数据；多余的空列请整列删除。"
    return problem(place, "csv-unknown-column", what, remedy)


def _no_header(
    header: Sequence[str], columns: Sequence[Field], by_label: Container[str], place: Place, title: str
) -> Problem:
    """The problem of a first row without any column name: another separator was used, or the header is missing."""
    for sign, name in _OTHER_SEPARATORS.items():
        if sum(_folded(part) in by_label for cell in header for part in cell.split(sign)) > 1:
            what = f"各列之间用的是{name}，不是英文逗号，分不出列。"
            remedy = "请在表格软件里“另存为”，类型选“CSV UTF-8（逗号分隔）”，不要手工替换。"
            return problem(place, "csv-separator", what, remedy)
    what = f"这一行没有一个“{title}”的列名，不是表头。"
    needed = [column.title for column in columns if column.constraints.required]
    names = "、".join(needed or [column.title for column in columns[:6]])
    remedy = f"请在表名、单位等的下面写一行表头，里面要有：{names}。"
    return problem(place, "csv-no-header", what, remedy)


def _other_table(
    foreign: Sequence[str], columns: Sequence[Field], used: Container[str], place: Place, title: str
) -> Problem:
    """The one problem of a table that has the columns of another type: what it has too many, and what it lacks."""
    lacking = [one.title for one in columns if one.constraints.required and _folded(one.title) not in used]
    more, less = ("、".join(names[:6]) + ("等" if len(names) > 6 else "") for names in (foreign, lacking))
    what = f"表头不是“{title}”的：没有“{more}”这些列{f'，缺少{less}' if less else ''}。"
    return problem(
        place, "csv-unknown-column", what, "请先核对这件信息的“类型”和文件名是否写错；没有写错的，照上面的列名改表头。"
    )


def _folded(label: str) -> str:
    return "".join(label.replace("（", "(").replace("）", ")").split())
