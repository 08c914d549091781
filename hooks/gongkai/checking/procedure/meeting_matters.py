"""What a meeting decided and the documents that came of it name each other, and its openness is stated once (国办发〔2016〕80号)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.relation import Relation
from gongkai.reading.values.nearest import suggestion

_INVITED, _CLOSED = "邀请公众列席", "不公开"
_MEETING = "meeting_record"


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Matters that the meeting does not have, documents that it does not name, and openness stated in two ways."""
    if item.legacy:
        return
    if item.kind.name == _MEETING:
        yield from _openness(item)
    for relation in publication.outgoing.get(item.index_no, ()):
        meeting = relation.target
        if relation.kind.name == "decided_at" and isinstance(meeting, Item) and meeting.kind.name == _MEETING:
            yield from _matter(item, relation, meeting, publication)


def _matter(item: Item, relation: Relation, meeting: Item, publication: Publication) -> Iterator[Problem]:
    numbers = [row.text("no") for row in meeting.rows("matters")]
    wanted = [row.text("matter") for row in item.rows("decided_at") if row.place == relation.place]
    number = next(iter(wanted), "")
    if number and number not in numbers:
        what = f"“{meeting.title}”的议定事项没有第“{number}”项。"
        remedy = suggestion(number, numbers) or f"会议的事项序号有：{'、'.join(numbers)}。"
        yield problem(relation.place, "meeting-matter", what, remedy, Level.WARNING)
    named = (one.target for one in publication.outgoing.get(meeting.index_no, ()) if one.kind.name == "settles")
    if not meeting.legacy and not any(one is item for one in named):
        at = f"第 {number} 项" if number in numbers else "相应的一项"
        what = f"“{item.title}”写明由本次会议议定，议定事项里没有写它。"
        remedy = f"请在“议定事项”{at}里写“形成的文件: {item.doc_no or item.index_no}”。"
        yield problem(meeting.at("matters"), "matter-unlinked", what, remedy, Level.NOTE)


def _openness(item: Item) -> Iterator[Problem]:
    way, is_open, invited = item.text("invite"), item.values.get("is_open"), item.values.get("invited")
    if is_open is not None and way and is_open is (way == _CLOSED):
        what = f"“是否公开”写“{'是' if is_open else '否'}”，“会议公开方式”却是“{way}”。"
        remedy = "请核对这两项；不公开的，“会议公开方式”写“不公开”，并写“会议不公开理由: ……”。"
        yield problem(item.at("is_open"), "meeting-openness", what, remedy, Level.WARNING)
    if invited is False and (way == _INVITED or item.rows("attendees")):
        said = f"“会议公开方式”却是“{way}”" if way == _INVITED else "却有“列席代表及意见”"
        what = f"“是否邀请列席”写“否”，{said}。"
        yield problem(item.at("invited"), "meeting-openness", what, "请核对这两项，邀请了的写“是”。", Level.WARNING)


RULE = Rule(
    title="会议的议定事项与文件逐项对应，公开方式前后一致",
    sources=("国办发〔2016〕80号",),
    findings=(
        Finding("meeting-matter", Level.WARNING, "会议没有这一项议定事项"),
        Finding("matter-unlinked", Level.NOTE, "议定事项没有写形成的文件"),
        Finding("meeting-openness", Level.WARNING, "会议是否公开、是否邀请列席前后不一"),
    ),
    needs=Needs(
        types=("meeting_record",),
        fields=("matters.no", "invite", "is_open", "invited", "attendees", "decided_at.matter"),
        relations=("decided_at", "settles"),
    ),
    of_item=check_item,
)
