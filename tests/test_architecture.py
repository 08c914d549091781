"""The house: the engine knows no MkDocs, adapters hold only events, templates hold no script and no style."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.every import of_every

PROJECT = Path(__file__).parents[1]
FOLDER = PROJECT / "hooks" / "gongkai"
ENGINE = sorted(FOLDER.rglob("*.py"))
ROOMS = """
    model texts calendar incremental reading binding checking comparing ledgers pages rendering searching data archiving building
    setup previewing releases drafting exchange commands handbook
""".split()
"""Every room, each below those after it: .github/ARCHITECTURE.md says what each holds."""
DATA = {"types", "vocabulary"}
"""Folders that hold the data of the field, not code of the engine."""
MOST_IN_A_FOLDER = 25
LOOKING = ("texts", "reading", "binding", "checking", "comparing")
REPORTING = [path for path in ENGINE if path.relative_to(FOLDER).parts[0] in LOOKING]
"""Modules of the rooms in which problems are found (decision 108)."""
BORDERS = {("run", "check")}
"""Functions that give a room's problems away, all at once."""
MOST_PARAMETERS = 6
FAULTS = r"\b(?:Problem|Fault|ContentFault|WrongDay)\b"
ADAPTERS = sorted((PROJECT / "hooks").glob("*.py"))
TEMPLATES = sorted((PROJECT / "theme_overrides").rglob("*.html"))
STYLE_SHEETS = sorted((PROJECT / "theme_overrides").rglob("*.css"))
SCRIPTS = sorted((PROJECT / "theme_overrides" / "assets" / "gongkai").glob("*.js"))
MOST = 120
"""Columns of a line, as the formatter of the engine counts them: a Chinese sign takes two."""


TAG = re.compile(r"(?<![\w?])<(?:/?[a-z][\w:-]*(?=[\s>/]|\Z)|[?!]|/?[%{])|/>")
"""The beginning of an element, a declaration or a comment; what looks like it in patterns is a group or a look-behind."""
OPENED = re.compile(r"(?<!\?P)</?\Z")
TAGS_ALLOWED = {
    "tokenizer.py": {"<"},  # The order of bytes, for struct.
    "elements.py": {"<", "</"},  # The one place that writes elements.
    "shell.py": {"<!--gk:head:5f1c0e-->", "<!--gk:main:5f1c0e-->"},  # Where the frame of a page is cut.
    "blocks.py": {"<table", "</table>"},  # How a table written in HTML is recognised.
    "pasted_tables.py": {"<table", "</table>"},
    "structures.py": {"</table>"},
    "markdown_lines.py": {"<table", "</table>"},
    "sheet_stream.py": {"/>", "<c", "<row", "</row>", "<sheetData", "</sheetData>"},  # How rows are found in bytes.
    "web_archive.py": {"<urn:uuid:"},  # The number of a record (ISO 28500).
}


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything that the module says."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in _nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@of_every(ENGINE)
def test_the_engine_knows_no_mkdocs_and_logs_nothing(path: Path) -> None:
    roots = {name.split(".")[0] for name in _imports(path)}
    assert not roots & {"mkdocs", "material"}
    # The reader of PDF files keeps from the log what its library would write there.
    assert "logging" not in roots or path.name == "pdf_reader.py"
    if "commands" not in path.relative_to(FOLDER).parts and path.name != "__main__.py":
        calls = [node.func for node in _nodes(path) if isinstance(node, ast.Call)]
        assert "print" not in {call.id for call in calls if isinstance(call, ast.Name)}


def test_a_room_looks_only_into_the_rooms_before_it() -> None:
    rooms = {path.relative_to(FOLDER).parts[0] for path in ENGINE if path.parent != FOLDER}
    assert rooms - DATA == set(ROOMS)
    for path in ENGINE:
        room = path.relative_to(FOLDER).parts[0]
        for name in _imports(path):
            parts = name.split(".")
            if room in ROOMS and parts[0] == "gongkai" and len(parts) > 1:
                assert parts[1] in ROOMS[: ROOMS.index(room) + 1], f"{path.relative_to(FOLDER)} imports {name}"


def test_no_two_modules_have_one_name_and_no_room_is_crowded() -> None:
    names = Counter(path.stem for path in ENGINE if path.stem != "__init__")
    assert [name for name, times in names.items() if times > 1] == []
    modules = Counter(path.parent.relative_to(FOLDER).as_posix() for path in ENGINE if path.stem != "__init__")
    assert {folder: number for folder, number in modules.items() if number > MOST_IN_A_FOLDER} == {}


def _functions(path: Path) -> Iterator[tuple[ast.FunctionDef, list[ast.arg]]]:
    """Every function with its parameters, without the object or class that it belongs to."""
    for node in _nodes(path):
        if isinstance(node, ast.FunctionDef):
            given = node.args
            all_given = [*given.posonlyargs, *given.args, *given.kwonlyargs]
            yield node, [one for one in all_given if one.arg not in ("self", "cls")]


def _said(annotation: ast.expr | None) -> str:
    return ast.unparse(annotation) if annotation else ""


@of_every(REPORTING)
def test_problems_are_yielded_and_nothing_else(path: Path) -> None:
    for function, parameters in _functions(path):
        filled = [
            one.arg for one in parameters if re.search(rf"\b(?:list|set|dict)\[.*{FAULTS}", _said(one.annotation))
        ]
        assert filled == [], f"{function.name} may fill {filled}: yield the problems"
        returned = _said(function.returns)
        among = re.search(rf"\btuple\[(?!{FAULTS}, \.\.\.\]).*{FAULTS}", returned)
        assert not among, f"{function.name} returns {returned}: yield the problems and return the value (Reading)"
        listed = re.match(r"(?:list|set|tuple)\[Problem\b", returned) and (path.stem, function.name) not in BORDERS
        assert not listed, f"{function.name} returns {returned}: yield the problems (Iterator)"


@of_every(REPORTING)
def test_no_object_collects_problems(path: Path) -> None:
    """Lists of problems live within one function; what is known once and for all is a tuple."""
    of_classes = {one for node in _nodes(path) if isinstance(node, ast.ClassDef) for one in node.body}
    for node in _nodes(path):
        if isinstance(node, ast.AnnAssign) and (node in of_classes or isinstance(node.target, ast.Attribute)):
            assert not re.search(rf"\b(?:list|set)\[{FAULTS}", _said(node.annotation)), ast.unparse(node)


@of_every(REPORTING)
def test_parameters_that_belong_together_are_one(path: Path) -> None:
    long = {
        function.name: len(parameters) for function, parameters in _functions(path) if len(parameters) > MOST_PARAMETERS
    }
    assert long == {}


def _yielding(path: Path) -> set[str]:
    functions = (function for function, _ in _functions(path))
    return {one.name for one in functions if re.match(r"(?:Reading|Iterator|Iterable)\[", _said(one.returns))}


def test_nothing_that_yields_is_called_for_nothing() -> None:
    """A generator that nobody goes through does nothing: neither are its problems told, nor is its value made."""
    public = {name for path in REPORTING for name in _yielding(path) if not name.startswith("_")}
    for path in REPORTING:
        for node in _nodes(path):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                name = ast.unparse(node.value.func).rpartition(".")[2]
                place = f"{path.relative_to(FOLDER)}:{node.lineno}"
                assert name not in public | _yielding(path), f"{place} drops what {name} yields"


@of_every(ENGINE)
def test_patterns_of_modules_are_compiled_when_they_are_used(path: Path) -> None:
    """Some hundred of them would make half of the start of every command."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
            assert ast.unparse(node.value.func) != "re.compile", f"{node.lineno}: write matcher(…)"


def _tags_in(nodes: Iterable[ast.AST]) -> set[str]:
    """Strings that hold markup, or the beginning of a tag whose name is put in; not docstrings and patterns."""
    found, passed = set(), set()
    for node in nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(node.value)
        elif isinstance(node, ast.Call) and re.match(r"(?:re\.\w+|matcher)\Z", ast.unparse(node.func)):
            passed |= {one for one in ast.walk(node) if isinstance(one, ast.Constant)}
        elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)):
            parts = node.values if isinstance(node, ast.JoinedStr) else [node.left, node.right]
            before = [one.value for one in parts[:-1] if isinstance(one, ast.Constant)]
            found |= {words for words in before if isinstance(words, str) and OPENED.search(words)}
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in passed
            and TAG.search(node.value)
        ):
            found.add(node.value)
    return found


@of_every([*ENGINE, *ADAPTERS])
def test_html_and_xml_are_made_in_templates_or_in_one_place(path: Path) -> None:
    assert _tags_in(_nodes(path)) == TAGS_ALLOWED.get(path.name, set())


@pytest.mark.parametrize(
    "line",
    [
        'f"<p>{words}</p>"',
        'f"<{name}>{words}"',
        '"<" + name + ">"',
        '"<p>" + words',
        '"<p class=%s>" % name',
        '"<%s>" % name',
        '"<{}>".format(name)',
        '"\\n".join(["</li>", words])',
        'print("<br/>")',
        "f'<?xml version=\"{one}\"?>'",
        'f"<gk:content-sha256>{digest}"',
        'f"<rect width={width}"',
    ],
)
def test_markup_made_of_strings_is_seen(line: str) -> None:
    assert _tags_in(ast.walk(ast.parse(line))) != set()


@pytest.mark.parametrize(
    "line",
    [
        're.compile(r"<p>")',
        'matcher(r"<p>")',
        '"""Holds <p>."""',
        "one < two",
        'f"(?P<{name}>{one})"',
        '"甲<10"',
        'html.rfind("</")',
    ],
)
def test_what_is_no_markup_is_not_seen(line: str) -> None:
    assert _tags_in(ast.walk(ast.parse(line))) == set()


@of_every(ADAPTERS)
def test_adapters_hold_only_events(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    assert functions
    assert all(name.startswith("on_") for name in functions)
    assert len(text.splitlines()) < 80


@of_every([*ENGINE, *ADAPTERS])
def test_modules_are_short_and_say_what_they_hold(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert text.startswith('"""')


@of_every(TEMPLATES)
def test_templates_hold_no_script_and_no_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert 'src="{{ ' in script or 'type="application/ld+json"' in script


def test_colours_stand_in_the_tokens_alone() -> None:
    for path in (PROJECT / "theme_overrides" / "assets" / "gongkai").glob("*.css"):
        if path.name not in ("tokens.css", "print.css"):
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(", path.read_text(encoding="utf-8")), path.name


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


@of_every([*TEMPLATES, *STYLE_SHEETS, *SCRIPTS])
def test_lines_of_templates_styles_and_scripts_fit_a_screen(path: Path) -> None:
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    assert [f"{path.name}:{number}" for number, line in lines if _width(line) > MOST] == []


def test_no_lock_names_a_registry() -> None:
    for path in PROJECT.glob("requirements*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "http" not in text
        assert "--index" not in text
        assert "--hash=sha256:" in text
