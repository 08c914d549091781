"""The source of a draft item: front matter with the origin of every value beside it, and the text."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.exchange.documents.drafts import Draft, Proposal, ProposedRows
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.text_style import STYLE_FIELD, TextStyle
from gongkai.setup.new_column import quoted

_KIND = "类型"
_ATTACHMENTS, _TITLE = "attachments", "title"
_FILLED = "草稿"
_NUMBERS = ("index_no", "local_no")
"""The numbers by which an item gets its address; it needs one of them."""
_MOST = 60
"""The longest value in a comment."""


def draft_source(draft: Draft, kind: Kind) -> str:
    """The file of the draft; labels are those of the type, values that it has no field for stand in comments."""
    return "---\n" + "\n".join(_front_matter(draft, kind)) + "\n---\n\n" + draft.body.strip("\n") + "\n"


def _front_matter(draft: Draft, kind: Kind) -> Iterator[str]:
    yield f"{_KIND}: {draft.kind}"
    given: set[str] = set()
    strange: list[Proposal] = []
    for proposal in draft.proposals:
        field = kind.by_label.get(proposal.label)
        if field is None:
            strange.append(proposal)
        elif field.name not in given:
            given.add(field.name)
            yield from _entry(proposal, field)
    for table in draft.rows:
        yield from _rows(table, kind.by_label[table.label])
        given.add(kind.by_label[table.label].name)
    if not given & set(_NUMBERS):
        yield _to_fill_in(kind.by_name[_NUMBERS[0]])
    yield from (_to_fill_in(field) for field in kind.fields if field.constraints.required and field.name not in given)
    if kind.text_style is not TextStyle.OFFICIAL:
        yield f"{kind.by_name[STYLE_FIELD].title}: {TextStyle.OFFICIAL.value}"
    if draft.files:
        yield f"{kind.by_name[_ATTACHMENTS].title}:"
        for name in draft.files:
            yield f"  - {quoted(name)}"
    for proposal in strange:
        words = "、".join(proposal.values)
        yield f"# 原件写有“{proposal.label}”，这种类型没有这一项：{words[:_MOST]}"


def _entry(proposal: Proposal, field: Field) -> Iterator[str]:
    comment = f"  # {origin(proposal)}"
    if field.type is FieldType.LIST and len(proposal.values) > 1:
        yield f"# 下面的“{field.title}”：{origin(proposal)}"
        yield f"{proposal.label}:"
        yield from (f"  - {quoted(value)}" for value in proposal.values)
    else:
        yield f"{proposal.label}: {quoted('、'.join(proposal.values))}{comment}"


def _rows(table: ProposedRows, field: Field) -> Iterator[str]:
    yield f"# 下面的“{table.label}”（{len(table.rows)} 项）：{table.basis.value}"
    yield f"{table.label}:"
    several = {column.title for column in field.columns if column.type is FieldType.LIST}
    for row in table.rows:
        if len(row) == 1 and row[0][0] not in several:
            yield f"  - {quoted(row[0][1][0])}"
            continue
        sign = "- "
        for label, values in row:
            if label in several:
                yield f"  {sign}{label}:"
                yield from (f"      - {quoted(value)}" for value in values)
            else:
                yield f"  {sign}{label}: {quoted('、'.join(values))}"
            sign = "  "


def origin(proposal: Proposal) -> str:
    """The words of the comment that say where a value comes from."""
    return proposal.basis.value.format(label=proposal.printed_label or proposal.label)


def _to_fill_in(field: Field) -> str:
    return f"# {field.title}: 请填写{_for_instance(field)}，并去掉前面的“# ”"


def completed(source: str, kind: Kind) -> str:
    """``source`` with a number and a title where it has none, line for line, so that its text can be checked already."""
    for name, value in ((_NUMBERS[1], _FILLED), (_TITLE, _FILLED)):
        label = kind.by_name[name].title
        asked = _to_fill_in(kind.by_name[_NUMBERS[0] if name == _NUMBERS[1] else name])
        source = source.replace(f"\n{asked}\n", f"\n{label}: {value}\n", 1)
    return source


def _for_instance(field: Field) -> str:
    if field.constraints.enum:
        return f"（{'、'.join(field.constraints.enum[:6])}）"
    return f"，例如 {field.example}" if field.example else ""
