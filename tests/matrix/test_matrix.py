"""No place of the site says anything else of a document's validity than any other, today and in copies opened later."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.building.build import build_site
from gongkai.data import feeds, news
from gongkai.model.validity import State
from gongkai.reading.column_sources import read_column
from playwright.sync_api import Browser

from tests.conftest import copy_project
from tests.matrix.column import DAYS, Expected, Subject, subjects, write_matrix
from tests.matrix.places import Reader, data_places

SUBJECTS = subjects()
_DEAD = ("废止", "失效", "撤回")
_SAID = (*_DEAD, "已修改", "部分失效", "尚未施行", "不能判定")
_VIEWS = {
    "有效": "in-force",
    "尚未施行": "not-yet",
    "已修改": "amended",
    "部分失效": "amended",
    "废止": "repealed",
    "失效": "repealed",
    "撤回": "repealed",
    "未标注": "unmarked",
    "不能判定": "undecided",
}


@pytest.fixture(scope="module")
def matrix_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built column of the matrix."""
    root = write_matrix(copy_project(tmp_path_factory.mktemp("matrix"), with_sources=False))
    built = build_site(root, root / "site", DAYS["today"].isoformat())
    assert built.report is not None, (built.faults, built.output)
    return root / "site"


@pytest.fixture(scope="module", params=list(DAYS))
def reader(request: pytest.FixtureRequest, browser: Browser, matrix_site: Path) -> Iterator[tuple[str, Reader]]:
    """A reader who opens the folder of the site on one of the days."""
    page = browser.new_page()
    yield request.param, Reader(page, matrix_site, DAYS[request.param])
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda one: one.name)
def test_every_page_says_the_same(
    reader: tuple[str, Reader], subject: Subject, matrix: dict[tuple[str, str, str], str]
) -> None:
    day, opened = reader
    expected = subject.expected[day]
    quiet = expected.state if expected.state in _SAID else ""
    # In a copy that is opened later, the state that it could wrongly have is the one of the day it was made.
    asked = [one.value for one in State] if day == "today" else [subject.expected["today"].state]
    wrong = {}
    cells = {
        "网页顶部": (opened.page_top(subject), expected.state),
        "提示": (opened.heads(subject), expected.heads),
        "提示全文": (expected.banner in opened.banner(subject), True),
        "条文": (opened.marks(subject), expected.marks),
        "正文": (subject.text in opened.text(subject), True),
        "要素": (opened.facts(subject), (expected.state, subject.until)),
        "附件": (opened.attachment(subject), quiet),
        "引文": (opened.citation(subject), expected.state),
        "打印页眉": (opened.print_header(subject), expected.state),
        "列表": (opened.listed(subject), expected.state),
        "文件库": (opened.library(subject), expected.state),
        "文件库分类": (opened.library_views(subject), _VIEWS[expected.state]),
        "文件库说明": (opened.library_note(subject), subject.note.replace(" ", "")),
        "检索结果": (opened.hit(subject), expected.state),
        "检索筛选": (opened.facet(subject, expected.state, asked), True),
        "解读": (opened.interpretation(subject), _of_explained(expected)),
        "正文提及": (opened.mention(subject), quiet),
        "关系": (opened.relation(subject), expected.state),
        "各时点文本": (opened.versions(subject), expected.versions),
        "旁页": (set(opened.beside(subject)) - {_beside(expected)}, set()),
        "合印": (opened.printed(subject), (expected.heads,)),
    }
    if subject.name.startswith("清理"):
        cells["清理目录的一行"] = (opened.record(subject), quiet)
    for place, (found, wanted) in cells.items():
        matrix[subject.name, place, day] = expected.state if found == wanted else f"✗ {found}"
        if found != wanted:
            wrong[place] = (found, wanted)
    assert wrong == {}


def test_data_says_the_same(
    matrix_site: Path, matrix: dict[tuple[str, str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The feed names the newest alone; here all of them are of interest.
    for module in (feeds, news):
        monkeypatch.setattr(module, "NEWEST", 1000)
    feeds.write_feeds(bind(read_column(matrix_site.parent), DAYS["today"]), matrix_site)
    wrong = {}
    for place, said in data_places(matrix_site).items():
        for subject in SUBJECTS:
            state = subject.expected["today"].state
            mark = f"【{state}】" if state in _DEAD else ""
            wanted = {"feed.xml": f"{mark}{subject.title}", "sitemap.xml": "listed"}.get(place, state)
            found = said(subject)
            matrix[subject.name, place, "today"] = state if found == wanted else f"✗ {found}"
            if found != wanted:
                wrong[subject.name, place] = (found, wanted)
    assert wrong == {}


def test_the_status_counts_every_document_once(matrix_site: Path) -> None:
    status = json.loads((matrix_site / "data/status.json").read_text(encoding="utf-8"))
    validity = json.loads((matrix_site / "data/validity.json").read_text(encoding="utf-8"))
    assert status["by_validity"] == dict(Counter(one["state"] for one in validity.values()))


def _of_explained(expected: Expected) -> tuple[str, ...]:
    return tuple(head.replace("本文件", "本解读所对应的文件") for head in expected.heads)


def _beside(expected: Expected) -> tuple[str, ...]:
    """Pages of former texts say themselves what was amended."""
    return tuple(head for head in expected.heads if head != "本文件已修改")
