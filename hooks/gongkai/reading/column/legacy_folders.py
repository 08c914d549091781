"""Folders whose items all count as old ones taken over from elsewhere (历史遗留文件夹 in column.yml)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.named_files import leads_outside
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.yaml.nodes import Node, Scalar, Sequence
from gongkai.reading.yaml.shape import Shape

LABEL = "历史遗留文件夹"
_TOPS = ("content", "catalogue")


def read_legacy_folders(shape: Shape, root: Path) -> Reading[tuple[str, ...]]:
    """The folders named in the settings, relative to the project and without a final slash; only those that can be meant."""
    node = shape.node(LABEL)
    folders: list[str] = []
    for one in _listed(node):
        if not isinstance(one, Scalar):
            what = f"专栏设置的“{LABEL}”应当是文件夹，或者几个文件夹。"
            yield problem(one.place, "wrong-shape", what, f"例如“{LABEL}: [content/documents/2019]”。")
            continue
        folder = unicodedata.normalize("NFC", one.text.strip()).rstrip("/").removeprefix("./")
        faults = tuple(_faults(folder, one.place, root))
        yield from faults
        if not faults:
            folders.append(folder)
    return tuple(dict.fromkeys(folders))


def is_within(path: str, folders: Iterable[str]) -> bool:
    """Whether the file at ``path`` is in one of ``folders`` or in a folder below them."""
    known = unicodedata.normalize("NFC", path)
    return any(known.startswith(f"{folder}/") for folder in folders)


def _listed(node: Node | None) -> tuple[Node, ...]:
    if node is None or (isinstance(node, Scalar) and not node.text.strip()):
        return ()
    return node.items if isinstance(node, Sequence) else (node,)


def _faults(folder: str, place: Place, root: Path) -> Iterator[Problem]:
    if folder in _TOPS:
        what = f"不能把整个 {folder} 都写成历史遗留：以后新公开的信息也会少检查。"
        yield problem(place, "legacy-folder", what, f"请写其中放旧信息的文件夹，例如“{folder}/2019”。")
    elif leads_outside(folder) or folder.partition("/")[0] not in _TOPS:
        what = f"“{folder}”不是 content 或 catalogue 里的文件夹。"
        yield problem(
            place, "legacy-folder", what, "请从 content 或 catalogue 写起，用“/”隔开，例如“content/documents/2019”。"
        )
    elif (root / folder).is_file():
        what = f"“{folder}”是一个文件，这里要写文件夹。"
        yield problem(
            place, "legacy-folder", what, "请写它所在的文件夹；只有这一件是旧信息的，在它里面写“历史遗留: 是”。"
        )
    elif not (root / folder).is_dir():
        remedy = suggestion(folder, _folders(root)) or "请核对文件夹的名称，从 content 或 catalogue 写起。"
        yield problem(place, "legacy-folder", f"没有文件夹“{folder}”。", remedy)


def _folders(root: Path) -> tuple[str, ...]:
    """Every folder below the sources, relative to the project."""
    found = (path for top in _TOPS for path in (root / top).rglob("*") if path.is_dir())
    return tuple(sorted(unicodedata.normalize("NFC", path.relative_to(root).as_posix()) for path in found))
