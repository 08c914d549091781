"""Browser scripts as tests meet them: one alone, and whether each uses what it states, as far as names alone tell.

What only a parser tells (a name that is used and neither stated, nor the script's own, nor the browser's) is told by ESLint in
tests/quality/test_script_language.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from gongkai.rendering.script_part import Part, published
from gongkai.rendering.scripts import REGISTRY, read_parts

PARTS = Path(__file__).parents[1] / "theme_overrides" / "assets" / "gongkai"

# A name by itself, which is no property of something else though it may stand behind the three dots of a list; with a
# property that is taken of it.
_NAME = re.compile(r"(?<![\w$])(?:(?<!\.)|(?<=\.\.\.))([A-Za-z_$][\w$]*)(?:(?:\?)?\.([A-Za-z_$][\w$]*))?")
_CHANGING = re.compile(r"^(?:let|var) (\w+)", re.MULTILINE)


def alone(name: str) -> str:
    """One part as a browser gets it, without those that it needs."""
    return f"{REGISTRY}{published(read_parts(PARTS)[name])}\n"


def faults_of(parts: Mapping[str, Part]) -> list[str]:
    """What the code of each part does otherwise than it states, in the order of their names."""
    taken: dict[str, set[str]] = {name: set() for name in parts}
    found: list[str] = []
    for _, part in sorted(parts.items()):
        names = set(_NAME.findall("\n".join(part.code)))
        for need in part.needs:
            taken[need.part] |= _taken(names, need.whole) if need.whole else {one for one, _ in need.names}
        found += _faults(part, names, parts)
    for name, part in sorted(parts.items()):
        found += [f"{name}.js gives {one}, which nobody takes" for one in part.gives if one not in taken[name]]
    return found


def _taken(names: set[tuple[str, str]], whole: str) -> set[str]:
    return {one for owner, one in names if owner == whole and one}


def _faults(part: Part, names: set[tuple[str, str]], parts: Mapping[str, Part]) -> list[str]:
    used = {name for name, _ in names}
    local = [name for need in part.needs for name in need.local]
    data = {one for owner, one in names if owner == "window" and one.startswith("gk")}
    wholes = [need for need in part.needs if need.whole]
    changing = _CHANGING.findall("\n".join(part.code))
    return [
        *(f"{part.name}.js states {name} and does not use it" for name in local if name not in used),
        *(f"{part.name}.js gives {name} and does not have it" for name in part.gives if name not in used),
        *(f"{part.name}.js gives {name}, which changes afterwards" for name in part.gives if name in changing),
        *(
            f"{part.name}.js uses {need.whole}.{one}, which {need.part}.js does not give"
            for need in wholes
            for one in sorted(_taken(names, need.whole) - set(parts[need.part].gives))
        ),
        *(
            f"{part.name}.js uses {need.whole} without naming what of it"
            for need in wholes
            if (need.whole, "") in names
        ),
        *(f"{part.name}.js uses {name} of a data file and does not state it" for name in sorted(data - set(part.data))),
        *(f"{part.name}.js states {name} of a data file and does not use it" for name in sorted(set(part.data) - data)),
    ]
