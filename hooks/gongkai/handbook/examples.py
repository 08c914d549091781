"""A complete example of every type and of the settings: from the golden cases, else the blank form."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.handbook.cases import Case
from gongkai.model.kind import Kind
from gongkai.pages.column.clerk_templates import FOLDER, ClerkTemplate, templates_of


@dataclass(frozen=True, slots=True)
class Example:
    """The files of an example by path, the item first; ``filled`` is False for a blank form."""

    files: Mapping[str, str]
    filled: bool


def examples_of(kinds: Iterable[Kind], cases: Iterable[Case]) -> dict[str, Example]:
    """The examples by title: the cases in the folder ``examples``, and blank forms of the other types."""
    forms = {kind.title: Example(form_of(kind), filled=False) for kind in kinds}
    return forms | {case.title: Example(case.files, filled=True) for case in cases if case.room == "examples"}


def form_of(kind: Kind) -> dict[str, str]:
    """The files of the blank form of a type, by the paths where clerks would save them."""
    folder = "content" if kind.text == "required" else "catalogue"
    return {f"{folder}/{form.url.removeprefix(FOLDER)}": _text(form) for form in templates_of(kind)}


def _text(form: ClerkTemplate) -> str:
    if not form.rows:
        return form.text
    output = io.StringIO()
    csv.writer(output, lineterminator="\n").writerows(form.rows)
    return output.getvalue()
