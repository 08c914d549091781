"""Removed items that were published: what a notice (变更撤销说明) must state about each, ready to be copied."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.addresses import item_url
from gongkai.model.departure import Departure, Manner
from gongkai.model.document_number import index_key, number_key, title_key
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.texts.day_words import day_words

_PLAIN = matcher(r"[\w《（“][\w〔〕（）《》“”、。·—/.-]*")
"""Texts that need no quotes in a flow sequence of YAML."""
_FIELDS = {Manner.WITHDRAWN: "撤回的信息", Manner.TAKEN_DOWN: "撤下的信息"}


def unannounced_removal(removed: Item) -> Problem:
    """The problem of an item that was removed without a notice."""
    what = f"已经公开的“{removed.title}”（{removed.index_no}）被删掉了，原来的网址会打不开。"
    remedy = (
        "请恢复；不再有效的，在后发的文件里写“废止”；需要撤下的，发布一份“变更撤销说明”，写明理由，"
        f"并写：撤下的信息: [{departure_entry(removed)}]"
    )
    return problem(Place(removed.place.path), "item-vanished", what, remedy)


def postponed(removed: Item, later: Item) -> Problem:
    """The problem of a published item whose day of publication was moved into the future: it would vanish until then."""
    old, new = (day_words(item.publish_date) or "空" for item in (removed, later))
    what = (
        f"已经公开的“{removed.title}”（{removed.index_no}）的发布日期由{old}改成了{new}：在那之前网站上没有它，"
        "原来的网址会打不开。"
    )
    remedy = (
        "请改回原来的发布日期；需要撤下的，发布一份“变更撤销说明”，写明理由，"
        f"并写：撤下的信息: [{departure_entry(removed)}]"
    )
    return problem(later.at("publish_date"), "item-postponed", what, remedy)


def notice_faults(removed: Item, departure: Departure) -> Iterator[Problem]:
    """The problems of a notice that states too little about a removed item for a page at its old address."""
    if departure.notice is None:
        return
    remedy = f"请在“{_FIELDS[departure.manner]}”里把这一条写成：{departure_entry(removed)}"
    if departure.index_no != removed.index_no:
        written = f"写的索引号是“{departure.index_no}”" if departure.index_no else "没有写它的索引号"
        what = f"“{removed.title}”（{removed.index_no}）被删掉了，说明{written}，原来的网址会打不开。"
        yield problem(departure.place, "departure-unaddressed", what, remedy)
        return
    missing = "、".join(_missing(departure, removed))
    if missing:
        what = f"“{removed.title}”（{removed.index_no}）被删掉了，说明没有写它的{missing}，或者与原来不同。"
        yield problem(departure.place, "departure-untitled", what, remedy, Level.WARNING)


def departure_entry(removed: Item) -> str:
    """What a notice must state about a removed item, as one entry (flow mapping of YAML) of its list."""
    stated = [
        ("索引号", _quoted(removed.index_no)),
        ("名称", _quoted(removed.title)),
        ("发文字号", _quoted(removed.doc_no)),
        ("成文日期", removed.doc_date.isoformat() if removed.doc_date else ""),
        ("发布日期", removed.publish_date.isoformat() if removed.publish_date else ""),
        ("曾用网址", f"[{', '.join(map(_quoted, removed.aliases))}]" if removed.aliases else ""),
    ]
    return "{" + ", ".join(f"{label}: {words}" for label, words in stated if words) + "}"


def departure_of(removed: Item, head: Publication) -> Departure | None:
    """The departure of a removed item: found by its index number, else by document number, title or former address."""
    index = index_key(removed.index_no)
    keys = {number_key(removed.doc_no)} if removed.doc_no else set()
    others = []
    for one in head.departures:
        if one.index_no:
            if index_key(one.index_no) == index:
                return one
        elif (
            (one.doc_no and number_key(one.doc_no) in keys)
            or (not one.doc_no and one.title and title_key(one.title) == title_key(removed.title))
            or any(alias in (item_url(removed), *removed.aliases) for alias in one.aliases)
        ):
            others.append(one)
    return others[0] if others else None


def _missing(departure: Departure, removed: Item) -> Iterator[str]:
    """Labels of the values that the notice lacks or states differently from the item."""
    if title_key(departure.title) != title_key(removed.title):
        yield "名称"
    if removed.doc_no and number_key(departure.doc_no) != number_key(removed.doc_no):
        yield "发文字号"
    for label, stated, was in (
        ("成文日期", departure.doc_date, removed.doc_date),
        ("发布日期", departure.publish_date, removed.publish_date),
    ):
        if was and stated != was:
            yield label
    if set(removed.aliases) - set(departure.aliases):
        yield "曾用网址"


def _quoted(text: str) -> str:
    """The text as a scalar in a flow sequence of YAML, quoted where it must be."""
    words = " ".join(text.split())
    return words if not words or _PLAIN.fullmatch(words) else "'" + words.replace("'", "''") + "'"
