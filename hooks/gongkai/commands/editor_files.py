"""The files from which editors complete sources: a JSON Schema for each type, and snippets for Markdown."""

from __future__ import annotations

import json
from pathlib import Path

from gongkai.model.problems.problem import Problem, has_errors
from gongkai.model.problems.yielded import gathered
from gongkai.reading.settings import read_settings
from gongkai.reading.types.editor_schema import editor_schemas
from gongkai.reading.types.editor_snippets import SNIPPETS, editor_snippets
from gongkai.reading.types.kinds import load_kinds
from gongkai.reading.types.own_examples import with_own_examples

EDITOR_FOLDER = ".vscode"


def write_editor_files(root: Path) -> tuple[Problem, ...]:
    """Write the files below the project ``root``, with examples of its agency; give the problems of its types.

    With an error among these nothing is written. Raises OSError.
    """
    kinds, problems = gathered(load_kinds(root / "catalogue" / "types"))
    if has_errors(problems):
        return problems
    settings, _ = gathered(read_settings(root))
    kinds = with_own_examples(kinds, settings.agency)
    folder = root / EDITOR_FOLDER
    (folder / "schema").mkdir(parents=True, exist_ok=True)
    files = {f"schema/{name}.json": schema for name, schema in editor_schemas(kinds).items()}
    for name, content in {**files, SNIPPETS: editor_snippets(kinds)}.items():
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
        (folder / name).write_text(text, encoding="utf-8")
    return problems
