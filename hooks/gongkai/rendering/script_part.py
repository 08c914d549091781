"""A source of the browser scripts: its imports and exports, and its published form.

The sources are ECMAScript modules; their first lines declare imports and exports, which editors understand::

    // One sentence that says what this script is.
    /* data: gkSynonyms */
    import { element } from "./elements.js";
    import * as recordsData from "./records_data.js";
    export { answered, leftOut };

``/* data: … */`` names the globals that data files of the build set or call. Browsers load no modules from ``file://``,
so each source is published as an immediately invoked function, which has its own scope and hands over only its exports.
tests/script_statements.py and tests/quality/test_script_language.py prove that a script uses what it declares and
nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from gongkai.model.words.matcher import matcher
from gongkai.rendering.script_spaces import tightened, with_whole_statements

_NAMES = r"[\w$]+(?: as [\w$]+)?(?:, [\w$]+(?: as [\w$]+)?)*"
_NEED = matcher(rf'import (?:\{{ ({_NAMES}) \}}|\* as ([\w$]+)) from "\./([\w/]+)\.js";')
_GIVES = matcher(r"export \{ ([\w$]+(?:, [\w$]+)*) \};")
_DATA = matcher(r"/\* data: (gk\w+(?:, gk\w+)*) \*/")
_OPENED = matcher(r"(?:import|export) \{")
_STATEMENT = matcher(r"\s*(?:import\b\s*[^\s(]|export\b|/\* data:)")


class ScriptError(Exception):
    """The declarations of a script are wrong; the message, in Chinese, names the script and the mistake."""


@dataclass(frozen=True, slots=True)
class Need:
    """An import: some names of another part, each with its local name, or the whole part under the name ``whole``."""

    part: str
    names: tuple[tuple[str, str], ...]
    whole: str

    @property
    def local(self) -> tuple[str, ...]:
        """The local names that the import defines."""
        return (self.whole,) if self.whole else tuple(local for _, local in self.names)


@dataclass(frozen=True, slots=True)
class Part:
    """One source: its file name without extension, first line, declarations, and lines of code without indentation."""

    name: str
    head: str
    data: tuple[str, ...]
    needs: tuple[Need, ...]
    gives: tuple[str, ...]
    code: tuple[str, ...]


def read_part(name: str, text: str) -> Part:
    """Parse the source of the part ``name``. Raises ScriptError if its declarations cannot be parsed."""
    head, *lines = text.split("\n")
    if not head.startswith("// "):
        raise ScriptError(f"{name}.js 的第一行要用注释说明它是什么")
    data: list[str] = []
    needs: list[Need] = []
    gives: list[str] = []
    code: list[str] = []
    for number, line in _with_whole_declarations(lines):
        stripped = line.strip()
        if not stripped or stripped.startswith("//"):
            continue
        if not _STATEMENT.match(line):
            code.append(stripped)
        elif code:
            raise ScriptError(f"{name}.js 第 {number} 行：import、export 和 /* data: */ 只能写在开头，代码之前")
        elif declared := _NEED.fullmatch(line):
            needs.append(_need(*declared.groups()))
        elif declared := _GIVES.fullmatch(line):
            gives += declared[1].split(", ")
        elif declared := _DATA.fullmatch(line):
            data += declared[1].split(", ")
        else:
            raise ScriptError(f"{name}.js 第 {number} 行：不是约定的写法（见 script_part.py 的说明）：{stripped}")
    _check_duplicates(name, (need.part for need in needs), "同一个脚本 import 了两次")
    _check_duplicates(name, (one for need in needs for one in need.local), "同一个名称 import 了两次")
    _check_duplicates(name, gives, "同一个名称 export 了两次")
    return Part(name, head, tuple(data), tuple(needs), tuple(gives), tuple(code))


def _with_whole_declarations(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; a declaration that is too long for one line is joined, under its first number."""
    first, declaration = 0, ""
    for number, line in enumerate(lines, start=2):
        if declaration:
            declaration += f" {line.strip()}"
        elif _OPENED.fullmatch(line):
            first, declaration = number, line
        else:
            yield number, line
        if declaration.endswith(";"):
            yield first, declaration.replace(", }", " }")
            declaration = ""
    if declaration:
        yield first, declaration


def _need(names: str | None, whole: str | None, part: str) -> Need:
    pairs = [one.split(" as ") for one in names.split(", ")] if names else []
    return Need(part, tuple((pair[0], pair[-1]) for pair in pairs), whole or "")


def _check_duplicates(name: str, declared: Iterable[str], what: str) -> None:
    if duplicates := [one for one, times in Counter(declared).items() if times > 1]:
        raise ScriptError(f"{name}.js：{what}：{'、'.join(duplicates)}")


# The version in the addresses of all assets and the published scripts themselves are made from the same texts.
@cache
def published(part: Part) -> str:
    """The part for a browser: its code in a function, statement by statement, without comments and needless white space.

    A comment with its name precedes it; third-party code (``vendor/``) keeps its first line, which names its origin.
    """
    imports = [f'const {_local(need)} = gk("{need.part}");' for need in part.needs]
    exports = [f'Object.assign(gk("{part.name}"), {{ {", ".join(part.gives)} }});'] if part.gives else []
    head = part.head if part.name.startswith("vendor/") else f"// {part.name}"
    lines = map(tightened, ["(() => {", *imports, *part.code, *exports, "})();"])
    return f"{head}\n" + with_whole_statements("\n".join(lines))


def _local(need: Need) -> str:
    names = [name if name == local else f"{name}: {local}" for name, local in need.names]
    return need.whole or f"{{ {', '.join(names)} }}"
