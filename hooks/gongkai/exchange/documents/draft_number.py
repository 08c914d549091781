"""The index number of a draft whose source states none: that of the file it replaces, else the next one of the column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gongkai.drafting.next_numbers import Numbering
from gongkai.exchange.documents.drafts import Basis, Draft, Proposal
from gongkai.model.kind import Kind
from gongkai.model.problems.yielded import gathered
from gongkai.reading.yaml import front_matter
from gongkai.reading.yaml.nodes import Mapping, Scalar, parse

_NUMBERS = ("index_no", "local_no")


def numbered(draft: Draft, kind: Kind, numbering: Numbering, target: Path) -> Draft:
    """The draft with a number, where it has to get one; ``target`` is the file that it will be.

    A document that is taken in again keeps its address. A page that was published before has a number of its own, so
    that none is invented for it. Raises OSError.
    """
    known = {field.name for one in draft.proposals if (field := kind.by_label.get(one.label))}
    if known & set(_NUMBERS):
        return draft
    kept = _number_in(target, kind)
    number = kept or ("" if draft.is_page else numbering.index_no())
    if not number:
        return draft
    label = kind.by_name["index_no"].title
    proposed = Proposal(label, (number,), Basis.REPLACED if kept else Basis.NEXT)
    return replace(draft, proposals=(*draft.proposals, proposed))


def _number_in(path: Path, kind: Kind) -> str:
    """The index number in the file at ``path``; empty where there is no such file, or none in it."""
    if not path.is_file():
        return ""
    parts, _ = gathered(front_matter.split(path.read_text(encoding="utf-8", errors="replace"), path.name))
    node = gathered(parse(parts.record, path.name, 2))[0] if parts else None
    for key, value in node.pairs if isinstance(node, Mapping) else ():
        field = kind.by_label.get(key.text)
        if field and field.name == "index_no" and isinstance(value, Scalar):
            return value.text.strip()
    return ""
