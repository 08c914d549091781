"""A page shows how far its affair has come, and never makes a course of what is none."""

from __future__ import annotations

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.items.stages import Stage, stages_of
from gongkai.reading.courses import courses
from gongkai.reading.vocabulary import relation_kinds


def test_a_decision_leads_from_draft_to_interpretation(demonstration: Publication) -> None:
    drafts = [item for item in demonstration.reading.items if item.kind.name == "decision_draft"]
    shown = {draft.index_no: stages_of(draft, demonstration) for draft in drafts}
    whole = [one for one in shown.values() if one and all(step.url for step in one.steps)]
    assert whole
    assert [step.title for step in whole[0].steps] == ["征求意见", "公布采纳情况", "印发决策文件", "政策解读"]
    days = [step.day for step in whole[0].steps]
    assert days == sorted(days)


def test_every_item_of_a_decision_knows_all_its_stages(demonstration: Publication) -> None:
    drafts = [item for item in demonstration.reading.items if item.kind.name == "decision_draft"]
    for draft in drafts:
        stages = stages_of(draft, demonstration)
        assert stages is not None
        for step in stages.steps[1:]:
            if not step.url:
                continue
            later = next(item for item in demonstration.reading.items if item_url(item) == step.url)
            seen = stages_of(later, demonstration)
            assert seen is not None
            assert [bool(one.url) for one in seen.steps] == [bool(one.url) for one in stages.steps]
            assert seen.steps[0].url == item_url(draft)


def test_a_result_names_its_own_plan(demonstration: Publication) -> None:
    for item in demonstration.reading.items:
        if item.kind.name == "inspection_result":
            plans = [
                relation.target
                for relation in demonstration.outgoing[item.index_no]
                if relation.kind.name == "result_of"
            ]
            stages = stages_of(item, demonstration)
            assert stages is not None
            assert stages.steps[1].url in {item_url(plan) for plan in plans if isinstance(plan, Item)}


def test_every_stage_shows_the_same_course(demonstration: Publication) -> None:
    for item in demonstration.reading.items:
        stages = stages_of(item, demonstration)
        if stages is None:
            continue
        assert [step.here for step in stages.steps].count(True) == 1
        first = next(step for step in stages.steps if step.url)
        assert first is stages.steps[0]


def test_what_is_not_public_yet_is_said(demonstration: Publication) -> None:
    draft = next(
        item for item in demonstration.reading.items if item.title.startswith("关于《示例市再生资源回收网点布局规划")
    )
    stages = stages_of(draft, demonstration)
    assert stages is not None
    assert stages.steps == (
        Stage("征求意见", item_url(draft), draft.title, "2026-11-16", here=True),
        Stage("公布采纳情况"),
        Stage("印发决策文件"),
        Stage("政策解读"),
    )


def test_a_document_without_a_draft_is_no_decision_course(demonstration: Publication) -> None:
    assert stages_of(demonstration.by_index["990000017/2020-00001"], demonstration) is None


def test_courses_name_kinds_and_relations_that_exist(demonstration: Publication) -> None:
    for course in {course for several in courses().values() for course in several}:
        assert set(course.kinds) <= set(demonstration.reading.kinds)
        assert course.relations <= set(relation_kinds())
        assert all(title for _, title in course.stages)


def test_execution_and_evaluation_follow_a_decision_where_they_are_public(demonstration: Publication) -> None:
    fund = demonstration.by_index["990000017/2023-00001"]
    stages = stages_of(fund, demonstration)
    assert stages is not None
    assert [(step.title, step.url) for step in stages.steps[4:]] == [
        ("执行情况", "990000017/2026-00255.html"),
        ("执行评估", "990000017/2026-00256.html"),
    ]
    report = demonstration.by_index["990000017/2026-00255"]
    seen = stages_of(report, demonstration)
    assert seen is not None
    assert [step.here for step in seen.steps] == [False, False, False, False, True, False]


def test_progress_on_a_plan_is_still_that_of_the_plan(demonstration: Publication) -> None:
    report = demonstration.by_index["990000017/2023-00012"]
    stages = stages_of(report, demonstration)
    assert stages is not None
    assert (stages.title, [step.title for step in stages.steps]) == ("工作要点", ["工作要点", "执行进展"])
