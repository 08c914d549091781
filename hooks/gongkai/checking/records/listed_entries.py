"""What a guide demands stands in the list of such things: intermediary services, certificates, fees, the matter itself."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.cited_texts import CitedText, cited_texts
from gongkai.binding.list_entries import ListEntries
from gongkai.checking.rule import Needs, Rule
from gongkai.model.kind import Kind
from gongkai.model.naming.citing import Citing
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.reading.values.nearest import nearest
from gongkai.texts.cited import names_in

_NOTHING = matcher(r"(?:暂?无|没有|不|未|免|[—–/\\-])")
"""The beginning of a text that says that nothing is needed, such as 不收费 or 无."""


def check(publication: Publication) -> Iterator[Problem]:
    """Names that no entry of the lists has, and names of entries that have ended; nothing where there is no such list."""
    lists = ListEntries(publication.reading.items)
    complete: dict[str, frozenset[str]] = {}
    for item in publication.reading.items:
        if item.kind.name not in complete:
            complete[item.kind.name] = _complete_fields(item.kind)
        if item.legacy or complete[item.kind.name].isdisjoint(item.values):
            continue
        for text in cited_texts(item, None):
            citing = text.column.cites
            if citing and citing.complete and lists.names(citing):
                yield from _of_text(text, citing, lists)


def _complete_fields(kind: Kind) -> frozenset[str]:
    """The names of the fields in which everything that is named must stand in a list."""
    return frozenset(
        field.name for field in kind.fields if any(one.cites and one.cites.complete for one in (field, *field.columns))
    )


def _of_text(text: CitedText, citing: Citing, lists: ListEntries) -> Iterator[Problem]:
    whole, *parts = names_in(text.text) or (None,)
    if whole is None or _NOTHING.match(whole.names[0]):
        return
    chosen = [whole.names[0]] if lists.find(citing, whole.names[0]) or not parts else [one.names[0] for one in parts]
    for name in chosen:
        found = lists.find(citing, name)
        if found is None:
            near = nearest(name, lists.names(citing))
            kinds = citing.when.rpartition("=")[2].replace("|", "、") or "名录"
            what = f"“{text.column.title}”写的“{name}”不在{kinds}里。"
            guess = f"是否指“{near}”？请改成清单里的名称；" if near else "请核对名称；"
            yield problem(text.place, "entry-unlisted", what, f"{guess}确实需要的，先列入清单。", Level.WARNING)
        elif found.entry.state:
            what = f"“{text.column.title}”写的“{name}”{found.entry.state}（《{found.item.title}》）。"
            yield problem(text.place, "entry-ended", what, "请删除这一项，或者核对清单的调整记录。", Level.WARNING)


RULE = Rule(
    title="办事指南要的中介服务、证明、收费都在清单里",
    sources=("国办发〔2017〕42号", "国办发〔2018〕47号"),
    findings=(
        Finding("entry-unlisted", Level.WARNING, "指南里写的，清单里没有"),
        Finding("entry-ended", Level.WARNING, "指南里写的，清单已经取消"),
    ),
    needs=Needs(types=("duty_list", "service_guide", "contact_channel"), fields=("entries.name", "channels.name")),
    of_column=check,
)
