"""The documents that replaced one that has ended, as distinct from those that only ended it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gongkai.model.item import Item
from gongkai.model.relation import Relation
from gongkai.model.validity import Validity
from gongkai.model.words.matcher import matcher

_ENDS_ONLY = matcher(
    r"(?:废止|宣布失效|失效|宣布无效|(?:停止|终止|不再)(?:执行|施行|实施|适用)|取消)[^，。]*(?:决定|通知|公告|通告|目录|文件|规定|办法)"
    r"|清理(?:结果|情况|目录|结论)|(?:文件|规章|规定)(?:集中|专项|全面)?清理|(?:继续|现行|保留|不再)有效[^，。]*(?:目录|清单|文件)"
)
"""Titles of documents that end others without replacing them: 关于废止……的决定, 关于公布……清理结果的公告."""


def with_successors(
    validity: Mapping[str, Validity], incoming: Mapping[str, Iterable[Relation]]
) -> dict[str, Validity]:
    """``validity`` by index number; each ended document has its chain of successors added, the newest last.

    ``incoming`` are the relations that lead to each document, by its index number.
    """
    completed: dict[str, Validity] = {}
    for number, one in validity.items():
        chain: list[Item] = []
        current, here = one, number
        while successor := _replacement(here, current, incoming):
            if successor in chain or successor.index_no == number:
                break
            chain.append(successor)
            here = successor.index_no
            following = validity.get(here)
            if following is None:
                break
            current = following
        completed[number] = replace(one, successors=tuple(chain)) if chain else one
    return completed


def _replacement(number: str, validity: Validity, incoming: Mapping[str, Iterable[Relation]]) -> Item | None:
    if not validity.state.dead or validity.by is None:
        return None
    for relation in incoming.get(number, ()):
        if relation.source is validity.by and relation.kind.effect == "repeals" and _replaces(relation):
            return relation.source
    return None


def _replaces(relation: Relation) -> bool:
    """Whether the source replaces the target: as stated (替代), or else if it is a rule rather than a decision to repeal."""
    if relation.replaces is not None:
        return relation.replaces
    source = relation.source
    return source.kind.validity and relation.kind.name == "repeals" and not _ENDS_ONLY.search(source.title)
