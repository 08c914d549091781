"""A complete example of every type, and of the settings: from the golden cases where one stands there, else the blank form."""

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
    """The files of an example, the item first; ``filled`` where they are no blank form."""

    files: Mapping[str, str]
    filled: bool


def examples_of(kinds: Iterable[Kind], cases: Iterable[Case]) -> dict[str, Example]:
    """By title: the cases of the room «examples», and the blank form of every type that has none there."""
    forms = {kind.title: Example(form_of(kind), filled=False) for kind in kinds}
    return forms | {case.title: Example(case.files, filled=True) for case in cases if case.room == "examples"}


def form_of(kind: Kind) -> dict[str, str]:
    """The blank form of a type by the paths at which it would stand."""
    folder = "content" if kind.text == "required" else "catalogue"
    return {f"{folder}/{form.url.removeprefix(FOLDER)}": _text(form) for form in templates_of(kind)}


def _text(form: ClerkTemplate) -> str:
    if not form.rows:
        return form.text
    output = io.StringIO()
    csv.writer(output, lineterminator="\n").writerows(form.rows)
    return output.getvalue()
