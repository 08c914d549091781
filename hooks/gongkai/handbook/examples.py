"""A complete example of every type: from the golden cases where one stands there, else the blank form."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.handbook.cases import Case
from gongkai.model.kind import Kind
from gongkai.pages.column.clerk_templates import FOLDER, ClerkTemplate, templates_of

_KIND = re.compile(r"^类型: *(.+?) *$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """The files of an example, the item first; ``filled`` where they are no blank form."""

    files: Mapping[str, str]
    filled: bool


def examples_of(kinds: Iterable[Kind], cases: Sequence[Case]) -> dict[str, Example]:
    """By the title of the type: the longest item in a case without problems, which shows the most fields."""
    found: dict[str, tuple[int, Example]] = {}
    for case in cases:
        if case.problems or case.change or not case.rule:
            continue
        for path, text in case.files.items():
            match = _KIND.search(text)
            if match and len(text) > found.get(match[1], (0,))[0]:
                found[match[1]] = (len(text), Example({path: text, **_beside(text, case.files)}, filled=True))
    return {
        kind.title: found[kind.title][1] if kind.title in found else Example(form_of(kind), False) for kind in kinds
    }


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


def _beside(text: str, files: Mapping[str, str]) -> dict[str, str]:
    """The files that an item names."""
    return {path: one for path, one in files.items() if path.rpartition("/")[2] in text and one != text}
