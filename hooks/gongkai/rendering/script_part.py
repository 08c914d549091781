"""A browser script as it is written: what it states that it needs and gives, and what it becomes for a browser.

The sources are ECMAScript modules, so their first lines say it in the standard words and every editor follows them::

    // One sentence that says what this script is.
    /* data: gkSynonyms */
    import { element } from "./elements.js";
    import * as recordsData from "./records_data.js";
    export { answered, leftOut };

``/* data: … */`` names what data files of the build set or call. Browsers run no modules from a folder, so each source is
published as a function that is called at once (a scope of its own) that hands over only what it states. That a script uses
what it states and nothing else, tests/script_statements.py and tests/quality/test_script_language.py prove.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.rendering.script_spaces import tightened

_NAMES = r"[\w$]+(?: as [\w$]+)?(?:, [\w$]+(?: as [\w$]+)?)*"
_NEED = re.compile(rf'import (?:\{{ ({_NAMES}) \}}|\* as ([\w$]+)) from "\./([\w/]+)\.js";')
_GIVES = re.compile(r"export \{ ([\w$]+(?:, [\w$]+)*) \};")
_DATA = re.compile(r"/\* data: (gk\w+(?:, gk\w+)*) \*/")
_STATEMENT = re.compile(r"\s*(?:import\b\s*[^\s(]|export\b|/\* data:)")


class ScriptError(Exception):
    """A script states wrongly what it needs or gives; the message names it and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a script takes of another one: some of its names with those that they get here, or all of it under one name."""

    part: str
    names: tuple[tuple[str, str], ...]
    whole: str

    @property
    def local(self) -> tuple[str, ...]:
        """The names by which the script that needs it knows it."""
        return (self.whole,) if self.whole else tuple(local for _, local in self.names)


@dataclass(frozen=True, slots=True)
class Part:
    """One source: its file without the ending, its first line, what it states, and its lines of code without indents."""

    name: str
    head: str
    data: tuple[str, ...]
    needs: tuple[Need, ...]
    gives: tuple[str, ...]
    code: tuple[str, ...]


def read_part(name: str, text: str) -> Part:
    """The script ``name`` from its text; raises ScriptError where the statement cannot be read."""
    head, *lines = text.split("\n")
    if not head.startswith("// "):
        raise ScriptError(f"{name}.js 的第一行要用注释说明它是什么")
    data: list[str] = []
    needs: list[Need] = []
    gives: list[str] = []
    code: list[str] = []
    for number, line in enumerate(lines, start=2):
        bare = line.strip()
        if not bare or bare.startswith("//"):
            continue
        if not _STATEMENT.match(line):
            code.append(bare)
        elif code:
            raise ScriptError(f"{name}.js 第 {number} 行：import、export 和 /* data: */ 只能写在开头，代码之前")
        elif stated := _NEED.fullmatch(line):
            needs.append(_need(*stated.groups()))
        elif stated := _GIVES.fullmatch(line):
            gives += stated[1].split(", ")
        elif stated := _DATA.fullmatch(line):
            data += stated[1].split(", ")
        else:
            raise ScriptError(f"{name}.js 第 {number} 行：不是约定的写法（见 script_part.py 的说明）：{bare}")
    _refuse_twice(name, (need.part for need in needs), "同一个脚本 import 了两次")
    _refuse_twice(name, (one for need in needs for one in need.local), "同一个名称 import 了两次")
    _refuse_twice(name, gives, "同一个名称 export 了两次")
    return Part(name, head, tuple(data), tuple(needs), tuple(gives), tuple(code))


def _need(names: str | None, whole: str | None, part: str) -> Need:
    pairs = [one.split(" as ") for one in names.split(", ")] if names else []
    return Need(part, tuple((pair[0], pair[-1]) for pair in pairs), whole or "")


def _refuse_twice(name: str, stated: Iterable[str], what: str) -> None:
    if twice := [one for one, times in Counter(stated).items() if times > 1]:
        raise ScriptError(f"{name}.js：{what}：{'、'.join(twice)}")


def published(part: Part) -> str:
    """The script for a browser: its code in a function, a line for each line, without comments and what else only people need.

    Its name stands before it; one that is not ours (``bundled/``) keeps its first line, which says whose it is.
    """
    taken = [f'const {_local(need)} = gk("{need.part}");' for need in part.needs]
    given = [f'Object.assign(gk("{part.name}"), {{ {", ".join(part.gives)} }});'] if part.gives else []
    head = part.head if part.name.startswith("bundled/") else f"// {part.name}"
    return "\n".join([head, *map(tightened, ["(() => {", *taken, *part.code, *given, "})();"])])


def _local(need: Need) -> str:
    names = [name if name == local else f"{name}: {local}" for name, local in need.names]
    return need.whole or f"{{ {', '.join(names)} }}"
