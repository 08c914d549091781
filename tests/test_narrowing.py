"""What an agency narrows may ask for more than the type, never for less: every limit that would be widened is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from gongkai.model.kind import Constraints, Field, FieldType, Kind
from gongkai.model.problems.yielded import gathered
from gongkai.reading.types.kinds import load_kinds
from gongkai.reading.types.narrowing import narrowed

BEFORE = Field(
    name="figure",
    title="数",
    type=FieldType.NUMBER,
    constraints=Constraints(minimum=Decimal(1), maximum=Decimal(9), max_length=4, pattern=r"\d+"),
    public=False,
    unit="元",
    description="说明",
)
OWN = Field(name="figure", title="数", type=FieldType.NUMBER, public=False)


def _limits(**limits: Any) -> Field:
    return replace(OWN, constraints=Constraints(**limits))


@pytest.fixture(scope="module")
def kind() -> Kind:
    """A type with the field."""
    known = gathered(load_kinds(None))[0]["policy_document"]
    return replace(known, by_name={**known.by_name, "figure": BEFORE})


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (OWN, None),
        (_limits(minimum=Decimal(1), maximum=Decimal(9), max_length=4, pattern=r"\d+"), None),
        (_limits(required=True, minimum=Decimal(2), maximum=Decimal(8), max_length=3), None),
        (replace(OWN, title="总数", aliases=("数",)), None),
        (
            replace(OWN, type=FieldType.STRING),
            ("“数”原来是 number，收紧时改成了 string。", "收紧不能改变 type。"),
        ),
        (_limits(minimum=Decimal(0)), ("“数”的最小值从 1 放宽到 0。", "最小值只能提高。")),
        (_limits(maximum=Decimal(10)), ("“数”的最大值从 9 放宽到 10。", "最大值只能降低。")),
        (_limits(max_length=5), ("“数”的最大字数从 4 放宽到 5。", "最大字数只能减少。")),
        (
            _limits(pattern=r"\d"),
            ("“数”的格式（pattern）换成了另一种，是否更严无法判定。", "请保留原来的 pattern。"),
        ),
        (replace(OWN, title="总数"), ("“数”改名为“总数”，已有的信息会读不出来。", "请写 aliases: [数]。")),
        (replace(OWN, public=True), ("“数”原来不公开，收紧后会公开。", "请写 public: false。")),
    ],
)
def test_a_limit_that_is_widened(kind: Kind, own: Field, told: tuple[str, str] | None) -> None:
    field, problems = gathered(narrowed(kind, own))
    assert [(one.rule, one.what, one.remedy) for one in problems] == ([("narrowing-widens", *told)] if told else [])
    assert (field.unit, field.description) == ("元", "说明")


def test_what_is_left_out_stays_as_it_was(kind: Kind) -> None:
    assert gathered(narrowed(kind, OWN))[0].constraints == BEFORE.constraints


def test_a_field_that_the_type_does_not_have_may_be_anything(kind: Kind) -> None:
    own = replace(OWN, name="another", public=True)
    assert gathered(narrowed(kind, own)) == (own, ())
