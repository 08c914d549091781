"""YAML files as trees with places: opened, decoded and parsed in one step, every fault a problem."""

from __future__ import annotations

from pathlib import Path

from gongkai.model.problems.problem import Problem, problem
from gongkai.reading.yaml.nodes import Node, Sequence, parse
from gongkai.reading.yaml.source_text import read_text


def read_yaml(path: Path, shown: str) -> tuple[Node | None, list[Problem]]:
    """The tree of the file at ``path``, which messages call ``shown``; None where it is empty or cannot be read."""
    text, problems = read_text(path, shown)
    if text is None:
        return None, problems
    node, faults = parse(text, shown)
    return node, [*problems, *faults]


def read_list(root: Path, shown: str, title: str, remedy: str) -> tuple[tuple[Node, ...], list[Problem]]:
    """The entries of a file that is one list and that a column need not have; ``title`` names it in messages."""
    path = root / shown
    if not path.is_file():
        return (), []
    node, problems = read_yaml(path, shown)
    if node is None or isinstance(node, Sequence):
        return (node.items if node else ()), problems
    return (), [*problems, problem(node.place, "wrong-shape", f"{title}应当是列表。", remedy)]
