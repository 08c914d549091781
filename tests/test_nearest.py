"""No suggestion turns the sense of what was written, and every slip of one character is met with the nearest label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from gongkai.model.kind import Field
from gongkai.model.problems.yielded import gathered
from gongkai.reading.types.kinds import load_kinds
from gongkai.reading.values.nearest import likeliest, nearest, one_off, suggestion
from gongkai.reading.values.senses import folded
from gongkai.reading.vocabulary import FOLDER, terms
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.measuring import examples

NEGATIONS = (
    "不",
    "未",
    "非",
    "无",
    "没有",
    "不予",
    "未予",
    "停止",
    "撤销",
    "取消",
    "暂停",
    "终止",
    "拒绝",
    "禁止",
    "部分",
    "拟",
)
DENYING = "不未非无没"
ENDING = ("停止", "撤销", "取消", "暂停", "终止", "拒绝", "禁止", "废止", "部分", "拟")
VOCABULARIES = ("genres", "inspection_results", "subjects", "statutory", "courses", "economic_subjects")
STATES = ("有效", "尚未施行", "已修改", "部分失效", "失效", "废止", "未标注")


@cache
def _lists() -> tuple[tuple[str, ...], ...]:
    """Every list of allowed values: of vocabularies, of all fields of all types, of their labels, and of the states."""
    kinds = gathered(load_kinds(None))[0].values()
    found = {terms(name) for name in VOCABULARIES if (FOLDER / f"{name}.yml").is_file()}
    for kind in kinds:
        found.update(field.constraints.enum for field in _fields(kind.fields) if field.constraints.enum)
        found.update(field.constraints.enum for field in _fields(kind.records) if field.constraints.enum)
        found.add(tuple(kind.by_label))
        found.add(tuple(table.title for table in kind.tables))
    found.add(tuple(kind.title for kind in kinds))
    found.add(STATES)
    return tuple(sorted(found - {()}))


def _fields(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from _fields(field.columns)


def _crosses(written: str, suggested: str) -> bool:
    """Whether one of two texts denies or ends something and the other does not, told apart from the engine's own way."""
    if any(sign in written for sign in DENYING) != any(sign in suggested for sign in DENYING):
        return True
    return any((word in written) != (word in suggested) for word in ENDING)


def _shares_half(written: str, suggested: str) -> bool:
    written, suggested = folded(written), folded(suggested)
    return 2 * sum((Counter(written) & Counter(suggested)).values()) >= len(written)


@st.composite
def _writings(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """A term with a negation before it, within it or taken out of it, and the list that it belongs to."""
    known = draw(st.sampled_from(_lists()))
    term = draw(st.sampled_from(known))
    where = draw(st.integers(0, len(term)))
    written = draw(st.sampled_from([term[:where] + negation + term[where:] for negation in NEGATIONS]))
    if draw(st.booleans()):
        for negation in sorted(NEGATIONS, key=len, reverse=True):
            if negation in term:
                written = term.replace(negation, "", 1)
                break
    return written, known


@settings(max_examples=examples(300), deadline=None)
@given(_writings())
def test_no_suggestion_crosses_a_negation(case: tuple[str, tuple[str, ...]]) -> None:
    written, known = case
    suggested = nearest(written, known)
    if suggested and written not in known:
        assert not _crosses(written, suggested), (written, suggested)
        assert _shares_half(written, suggested), (written, suggested)


@settings(max_examples=examples(200), deadline=None)
@given(
    st.sampled_from(_lists()),
    st.text(st.sampled_from("不未准予许可采纳公开主动依申请有效无合格检查部分12元万一二"), max_size=8),
)
def test_no_suggestion_for_any_text_shares_too_little(known: tuple[str, ...], written: str) -> None:
    suggested = nearest(written, known)
    if suggested and written not in known:
        assert not _crosses(written, suggested), (written, suggested)
        assert _shares_half(written, suggested), (written, suggested)


@pytest.mark.parametrize("known", _lists(), ids=lambda known: known[0])
def test_every_negation_of_every_term(known: tuple[str, ...]) -> None:
    """The same without chance, where a negation stands first, as people write it."""
    for term in known:
        for negation in NEGATIONS:
            written = negation + term
            suggested = nearest(written, known) if written not in known else ""
            assert not suggested or not _crosses(written, suggested), (written, suggested)


ADOPTED = ("采纳", "部分采纳", "未采纳", "已有规定")
DISCLOSED = ("主动公开", "依申请公开", "不予公开")
PERMITTED = ("准予", "变更", "延续", "注销", "撤销", "不予许可")


@pytest.mark.parametrize(
    ("written", "known", "right"),
    [
        ("不采纳", ADOPTED, "未采纳"),
        ("不予采纳", ADOPTED, "未采纳"),
        ("没有采纳", ADOPTED, "未采纳"),
        ("末采纳", ADOPTED, "未采纳"),
        ("部份采纳", ADOPTED, "部分采纳"),
        ("基本采纳", ADOPTED, ""),
        ("拒绝采纳", ADOPTED, ""),
        ("不主动公开", DISCLOSED, ""),
        ("不公开", DISCLOSED, "不予公开"),
        ("公开", DISCLOSED, ""),
        ("主动", DISCLOSED, "主动公开"),
        ("不准予", PERMITTED, "不予许可"),
        ("未许可", PERMITTED, "不予许可"),
        ("许可", PERMITTED, ""),
        ("11510100MB1234567X", ("有效", "无效", "1", "2"), ""),
        ("失效", ("有效", "无效", "1", "2"), ""),
        ("百万元", ("元", "万元", "亿元"), ""),
        ("千元", ("元", "万元"), ""),
        ("万", ("元", "万元"), "万元"),
        ("Ⅴ级", ("Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级"), ""),
        ("2023年工作要点", ("2024年工作要点",), ""),
        ("没发现问题", ("未发现问题", "合格", "发现问题已责令改正"), "未发现问题"),
        ("发现问题", ("未发现问题", "合格"), ""),
        ("部门支出总表", ("部门收入总体情况表", "部门支出总体情况表"), "部门支出总体情况表"),
        ("部门收人总体情况表", ("部门收入总体情况表", "部门支出总体情况表"), "部门收入总体情况表"),
        ("", ADOPTED, ""),
    ],
)
def test_known_writings(written: str, known: tuple[str, ...], right: str) -> None:
    assert nearest(written, known) == right


def test_a_name_with_quotation_marks_gets_no_second_ones() -> None:
    assert suggestion("三公经费", ["“三公”经费"]) == "是否指“三公”经费？"


def test_one_wrong_character_is_met_with_the_label() -> None:
    """The promise of the README: a label with a slip in one character is met with the nearest one."""
    missed = []
    tried: set[str] = set()
    for kind in gathered(load_kinds(None))[0].values():
        # The labels that all types have are tried with the first.
        for label, field in kind.by_label.items():
            if label in tried:
                continue
            tried.add(label)
            for place in range(len(label)):
                written = label[:place] + "鑫" + label[place + 1 :]
                found = (*likeliest(written, kind.by_label), *one_off(written, kind.by_label))
                if field.name not in {kind.by_label[one].name for one in found}:
                    missed.append((kind.title, label, written))
    assert missed == []
