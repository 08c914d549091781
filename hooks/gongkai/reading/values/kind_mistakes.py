"""A type that is none, or that is another one than the labels below it say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.model.kind import Kind
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.values.unknown_labels import COMPUTED, MOST_UNKNOWN
from gongkai.reading.vocabulary import terms
from gongkai.reading.yaml.nodes import Mapping as MappingNode
from gongkai.reading.yaml.nodes import Node

_LEAST_FOREIGN = 3
"""From this many labels of another type on, the type is reported as the mistake, not each label."""
_LEAST_UNFIT = 3
"""The same, where another type fits exactly: from this many labels on that are foreign or missing."""


def unknown_kind(title: str, place: Place, kinds: Mapping[str, Kind]) -> Problem:
    """The problem of a type that there is none of, with what was probably meant."""
    what = f"没有“{title}”这种类型。"
    owners = _with_value(title, kinds.values())
    if owners:
        label, titles = max(owners.items(), key=lambda one: len(one[1]))
        remedy = f"“{title}”是“{label}”，不是类型：请写“{label}: {title}”，“类型”写{_one_of(titles)}。"
        return problem(place, "unknown-type", what, remedy)
    # «政府信息公开年度报告» is the full name of what the list calls 年度报告, whatever else is similar.
    within = [one for one in kinds if title.endswith(one)]
    near = f"是否指“{max(within, key=len)}”？" if within else suggestion(title, kinds)
    return problem(place, "unknown-type", what, near or f"可以写：{'、'.join(kinds)}。")


def _with_value(value: str, kinds: Iterable[Kind]) -> dict[str, list[str]]:
    """The titles of the types that have ``value`` among the values of a field, by the label of the field."""
    found: dict[str, list[str]] = {}
    for kind in kinds:
        for field in kind.fields:
            if value in (field.constraints.enum or (terms(field.vocabulary) if field.vocabulary else ())):
                found.setdefault(field.title, []).append(kind.title)
    return found


def wrong_kind(own: MappingNode, kind: Kind, kinds: Iterable[Kind], written: Node) -> Problem | None:
    """The problem of a wrong type, where the labels fit another one; None where they do not."""
    labels = [key.text for key, _ in own.pairs]
    unknown = [label for label in labels if label not in kind.by_label and label not in COMPUTED]
    if not unknown or len(unknown) > MOST_UNKNOWN:
        return None
    others = [one for one in kinds if one is not kind]
    missing = _missing(kind, labels)
    fitting = [one for one in others if not _missing(one, labels) and all(label in one.by_label for label in labels)]
    if missing and fitting and len(unknown) + len(missing) >= _LEAST_UNFIT:
        titles = [one.title for one in fitting]
        what = f"“{kind.title}”没有{_listed(unknown)} {len(unknown)} 项，必填的{_listed(missing)} {len(missing)} 项又没有写；"
        what += f"写了的正好是{_names(titles)}的各项。"
        remedy = f"请把“类型”改成{_one_of(titles)}；类型没有错的，请删除、补写这几项。"
        return problem(written.place, "type-other", what, remedy)
    known = [(one, [label for label in unknown if label in one.by_label]) for one in others]
    most = max((len(labels) for _, labels in known), default=0)
    if most < _LEAST_FOREIGN or 4 * most < 3 * len(unknown):
        return None
    likely = [one.title for one, labels in known if len(labels) == most]
    unknown = next(labels for _, labels in known if len(labels) == most)
    what = f"“{kind.title}”没有{_listed(unknown)} {len(unknown)} 项，它们是{_names(likely)}的。"
    return problem(written.place, "type-other", what, "请核对“类型”是否选错；类型没有错的，请删除这几项。")


def _missing(kind: Kind, labels: Iterable[str]) -> list[str]:
    """The labels that the type always requires and that are not written."""
    written = {kind.by_label[label].name for label in labels if label in kind.by_label}
    return [field.title for field in kind.fields if field.constraints.required and field.name not in written]


def _listed(labels: list[str]) -> str:
    return f"“{'”“'.join(labels[:3])}”{'等' if len(labels) > 3 else ''}"


def _names(titles: list[str]) -> str:
    return f"“{'”“'.join(titles[:3])}”"


def _one_of(titles: list[str]) -> str:
    return _names(titles) if len(titles) == 1 else f"{_names(titles)}中合适的一个"
