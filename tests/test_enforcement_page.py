"""The page on the enforcement of law: items under their stages, their own stage before that of their type."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.model.publication import Publication
from gongkai.pages.column.enforcement_page import enforcement_page
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column

from tests.columns import document, permits, with_text, write_column

LIST = {"版本": "2026年版", "牵头单位": "办公室", "条目": "[{序号: 1, 名称: 甲}]"}
BASIS = {"主体与职责权限": "甲", "执法依据": "[法律]", "救济途径": "乙"}


def _column(root: Path, files: dict[str, str | bytes]) -> Publication:
    return bind(read_column(write_column(root, files)), date(2026, 1, 1))


def test_items_stand_under_their_stages(tmp_path: Path) -> None:
    files = {
        "content/1.md": with_text("行政执法事前公示", "1", 公示环节="事前", **BASIS),
        "content/2.md": with_text("行政执法事前公示", "2", 公示环节="事中", **BASIS),
        "content/3.md": document("3"),
        "content/4.md": with_text("权责等清单", "4", 清单种类="责任清单", **LIST),
        "content/5.md": with_text("权责等清单", "5", 清单种类="负面清单", **LIST),
        **permits("甲,91110000000000000A,1号,经营,2025-03-01,示例市商务局\n"),
    }
    page = enforcement_page(publication := _column(tmp_path, files), site_view(publication))
    assert page is not None
    shown = [
        (stage.name, [(one.title, one.url, one.count, one.records and one.records.note) for one in stage.lists])
        for stage in page.view.stages
    ]
    assert shown == [
        ("事前", [("权责等清单", "lists.html", 1, None), ("行政执法事前公示", "enforcement.html", 1, None)]),
        ("事中", [("行政执法事前公示", "enforcement.html", 1, None)]),
        ("事后", [("行政许可", "permits.html", 1, "1")]),
    ]
    assert page.view.stages[0].lists[1].lines[0].url == "990000017/2024-00001.html"


def test_a_column_without_enforcement_has_no_page(tmp_path: Path) -> None:
    publication = _column(tmp_path, {"content/1.md": document("1")})
    assert enforcement_page(publication, site_view(publication)) is None
    titles = [leaf.title for part in site_view(publication).parts for group in part.groups for leaf in group.leaves]
    assert "行政执法公示" not in titles


def test_the_menu_of_the_demonstration_leads_to_it(site: Path) -> None:
    assert (site / "enforcement-column.html").is_file()
    assert 'href="enforcement-column.html">行政执法公示</a>' in (site / "permits.html").read_text(encoding="utf-8")
