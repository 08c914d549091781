"""Narrowing (收紧): an agency may make a field of a built-in type stricter, but never more permissive."""

from __future__ import annotations

from dataclasses import replace

from gongkai.model.kind import Field, Kind
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.vocabulary import terms

RULE = "narrowing-widens"


def narrowed(kind: Kind, own: Field) -> Reading[Field]:
    """The field ``own`` of the agency, completed with the definition in ``kind``.

    Yields a problem for each way in which it would accept more than ``kind`` does. A field that ``kind`` does not have is
    new and returned as it is.
    """
    before = kind.by_name.get(own.name)
    if before is None:
        return own
    own = _completed(before, own)
    for what, remedy in _wider(before, own):
        yield problem(own.place, RULE, what, remedy)
    return own


def _completed(before: Field, own: Field) -> Field:
    """``own`` with the properties of ``before`` where it states none."""
    old, new = before.constraints, own.constraints
    limits = replace(
        new,
        enum=new.enum or old.enum,
        pattern=new.pattern or old.pattern,
        minimum=old.minimum if new.minimum is None else new.minimum,
        maximum=old.maximum if new.maximum is None else new.maximum,
        max_length=new.max_length or old.max_length,
        unique=new.unique or old.unique,
    )
    return replace(
        own,
        constraints=limits,
        aliases=own.aliases or before.aliases,
        columns=own.columns or before.columns,
        shorthand=own.shorthand or before.shorthand,
        relation=own.relation or before.relation,
        cites=own.cites or before.cites,
        row_key=own.row_key or before.row_key,
        vocabulary=own.vocabulary or ("" if new.enum else before.vocabulary),
        required_when=own.required_when or before.required_when,
        unit=own.unit or before.unit,
        description=own.description or before.description,
        source=own.source or before.source,
        example=own.example or before.example,
    )


def _wider(before: Field, own: Field) -> list[tuple[str, str]]:
    """Message and remedy for each way in which ``own`` accepts more than ``before``."""
    old, new = before.constraints, own.constraints
    name = f"“{before.title}”"
    found: list[tuple[str, str]] = []
    if own.type is not before.type:
        found.append((f"{name}原来是 {before.type.value}，收紧时改成了 {own.type.value}。", "收紧不能改变 type。"))
    if old.required and not new.required:
        found.append((f"{name}原来必填，收紧后不再必填。", "请写 constraints: {required: true}。"))
    allowed = old.enum or (terms(before.vocabulary) if before.vocabulary else ())
    strange = [term for term in new.enum if allowed and term not in allowed]
    if strange and not before.open:
        found.append((f"{name}收紧后允许了原来没有的“{strange[0]}”。", f"只能从这些里选：{'、'.join(allowed)}。"))
    if own.open and not before.open:
        found.append((f"{name}原来只能写规定的词，收紧后可以写别的。", "请删除 open。"))
    if old.minimum is not None and new.minimum is not None and new.minimum < old.minimum:
        found.append((f"{name}的最小值从 {old.minimum} 放宽到 {new.minimum}。", "最小值只能提高。"))
    if old.maximum is not None and new.maximum is not None and new.maximum > old.maximum:
        found.append((f"{name}的最大值从 {old.maximum} 放宽到 {new.maximum}。", "最大值只能降低。"))
    if old.max_length and new.max_length > old.max_length:
        found.append((f"{name}的最大字数从 {old.max_length} 放宽到 {new.max_length}。", "最大字数只能减少。"))
    if old.pattern and new.pattern != old.pattern:
        found.append((f"{name}的格式（pattern）换成了另一种，是否更严无法判定。", "请保留原来的 pattern。"))
    if before.title != own.title and before.title not in own.aliases:
        found.append((f"{name}改名为“{own.title}”，已有的信息会读不出来。", f"请写 aliases: [{before.title}]。"))
    if own.public and not before.public:
        found.append((f"{name}原来不公开，收紧后会公开。", "请写 public: false。"))
    return found
