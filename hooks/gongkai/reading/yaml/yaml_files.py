"""Reading YAML files: opened, decoded and parsed in one step, with every mistake as a problem."""

from __future__ import annotations

from pathlib import Path

from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.yaml.nodes import Node, Sequence, parse
from gongkai.reading.yaml.source_text import read_text


def read_yaml(path: Path, shown: str) -> Reading[Node | None]:
    """The tree of the file at ``path``, which messages call ``shown``; None where it is empty or, after a problem, invalid."""
    text = yield from read_text(path, shown)
    return None if text is None else (yield from parse(text, shown))


def read_list(root: Path, shown: str, title: str, remedy: str) -> Reading[tuple[Node, ...]]:
    """The entries of the list in the optional file ``shown`` below ``root``; empty where it is missing or no list.

    ``title`` names the file in the message, ``remedy`` says how to write its entries.
    """
    path = root / shown
    if not path.is_file():
        return ()
    node = yield from read_yaml(path, shown)
    if isinstance(node, Sequence):
        return node.items
    if node is not None:
        yield problem(node.place, "wrong-shape", f"{title}应当是列表。", remedy)
    return ()
