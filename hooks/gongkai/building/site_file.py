"""What the engine itself needs to know of mkdocs.yml: that MkDocs can read it, its hooks, the setting of the search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.yaml.source_text import read_text
from gongkai.reading.yaml.yaml_faults import explain

NAME = "mkdocs.yml"
_INHERIT = "INHERIT"
"""The key of MkDocs under which a file names another whose settings it takes over."""
_ENGINES = ("auto", "pagefind", "shards")


def search_engine(root: Path) -> Reading[str]:
    """The setting ``extra.gongkai.search``, «auto» where there is none; yields what would stop MkDocs in this file."""
    text = yield from read_text(root / NAME, NAME)
    if text is None:
        return _ENGINES[0]
    try:
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        yield explain(error, text, NAME, 1)
        return _ENGINES[0]
    if not isinstance(node, yaml.MappingNode):
        what = "这个文件里没有“名称: 内容”的各行。"
        yield problem(Place(NAME, 1, 1), "wrong-shape", what, "请从版本库恢复原来的 mkdocs.yml。")
        return _ENGINES[0]
    yield from _hooks_missing(root, node, NAME)
    yield from _inherited(root, node)
    engine: yaml.Node | None = node
    for key in ("extra", "gongkai", "search"):
        engine = next((value for name, value in _pairs(engine) if name == key), None)
    if engine is None:
        return _ENGINES[0]
    if not isinstance(engine, yaml.ScalarNode) or engine.value not in _ENGINES:
        what = "“search”写的不是检索的设置。"
        yield problem(_place(engine, NAME), "unknown-choice", what, f"可以写：{'、'.join(_ENGINES)}。")
        return _ENGINES[0]
    return str(engine.value)


def _inherited(root: Path, node: yaml.MappingNode) -> Iterator[Problem]:
    """What would stop MkDocs in the part of the settings that belongs to the product, which the file names."""
    named = next((value for name, value in _pairs(node) if name == _INHERIT), None)
    if not isinstance(named, yaml.ScalarNode):
        return
    shown = str(named.value)
    if not (root / shown).is_file():
        what = f"“{_INHERIT}”里写的“{shown}”不存在。"
        yield problem(_place(named, NAME), "file-missing", what, f"请改回“{_INHERIT}: hooks/mkdocs.yml”。")
        return
    text, faults = gathered(read_text(root / shown, shown))
    yield from faults
    if text is None:
        return
    try:
        inherited = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        yield explain(error, text, shown, 1)
        return
    if isinstance(inherited, yaml.MappingNode):
        yield from _hooks_missing(root, inherited, shown)


def _hooks_missing(root: Path, node: yaml.MappingNode, shown: str) -> Iterator[Problem]:
    for hook in _under(node, "hooks") or ():
        if isinstance(hook, yaml.ScalarNode) and not (root / hook.value).is_file():
            what = f"“hooks”里写的“{hook.value}”不存在。"
            yield problem(_place(hook, shown), "file-missing", what, f"请核对文件名，或者从版本库恢复原来的 {shown}。")


def _pairs(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    return [(name.value, value) for name, value in node.value] if isinstance(node, yaml.MappingNode) else []


def _under(node: yaml.MappingNode, key: str) -> list[yaml.Node] | None:
    found = next((value for name, value in _pairs(node) if name == key), None)
    return found.value if isinstance(found, yaml.SequenceNode) else None


def _place(node: yaml.Node, shown: str) -> Place:
    return Place(shown, node.start_mark.line + 1, node.start_mark.column + 1)
