"""Sentences that stand on every page of a type, from ``vocabulary/standing_sentences.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.model.place import Place
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.vocabulary import FOLDER
from gongkai.reading.yaml.nodes import Node, Sequence
from gongkai.reading.yaml.shape import shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_PATH = "vocabulary/standing_sentences.yml"
_WHOM = "{向谁}"


@dataclass(frozen=True, slots=True)
class StandingSentence:
    """What every page of a type says, under a title, and to whom readers report that it is not kept."""

    title: str
    sentence: str
    report: str
    contact: str
    """Name of the field with the contact, where the settings name none."""

    def report_to(self, contact: str) -> str:
        """The sentence that says to whom one can report; empty without a contact."""
        return self.report.replace(_WHOM, contact) if contact else ""


@cache
def standing_sentences() -> dict[str, StandingSentence]:
    """The sentences by the name of the type."""
    node, _ = gathered(read_yaml(FOLDER / "standing_sentences.yml", _PATH))
    return dict(gathered(_sentence(one))[0] for one in (node.items if isinstance(node, Sequence) else ()))


def _sentence(node: Node) -> Reading[tuple[str, StandingSentence]]:
    shape = yield from shape_of(node, "固定的话", Place(_PATH))
    return (yield from shape.text("kind")), StandingSentence(
        (yield from shape.text("title")),
        (yield from shape.text("sentence")),
        (yield from shape.text("report")),
        (yield from shape.text("contact")),
    )
