"""The five seed documents and other real texts: their true metadata, nothing invented, their dirt named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.model.publication import Publication
from gongkai.pages.environment import standalone
from gongkai.pages.rendering import PageRenderer
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.reading.column import read_column

from tests.columns import write_column
from tests.conftest import PROJECT
from tests.real.columns import REAL, seed

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="没有 ../shared/real（开发时才有的真实公开件），跳过")
ABOUT_THE_COLUMN = {"duty-uncovered", "part-empty", "directory-missing", "footer-missing"}


def _item(fields: Mapping[str, str], body: list[str]) -> str:
    given = {"类型": "政策文件", **fields, "公开属性": "主动公开", "历史遗留": "是"}
    return "---\n" + "".join(f"{label}: {value}\n" for label, value in given.items()) + "---\n" + "\n".join(body) + "\n"


def _seeds() -> dict[str, str]:
    third = seed(2)
    start = next(number for number, line in enumerate(third) if line.startswith("仓山区数字办"))
    fourth = seed(3)
    begin = next(number for number, line in enumerate(fourth) if line.strip().startswith("各縣"))
    return {
        "content/0.md": _item(
            {
                "索引号": "000014347/2018-00231",
                "标题": "忻州市商务局2018年政务公开工作要点",
                "发文机关": "忻州市商务局",
                "发布日期": "2018-12-08",
            },
            seed(0)[9:-1],
        ),
        "content/1.md": _item(
            {
                "索引号": "015116516-201612-480926",
                "标题": "关于全面推进西山区政务公开工作的实施意见",
                "发布机构": "昆明市西山区政府",
                "发布日期": "2016-12-21",
            },
            seed(1)[17:92],
        ),
        "content/2.md": _item(
            {
                "编号": "seed-002",
                "标题": "上渡街道2019年政务公开实施方案",
                "来源": "仓山区上渡街道",
                "发布日期": "2019-08-19",
            },
            third[start:],
        ),
        "content/3.md": _item(
            {
                "编号": "seed-003",
                "标题": "內江市人民政府辦公室關于印發內江市2018年政務公開工作要點的通知",
                "发文字号": "內府辦函[2018]82號",
                "成文日期": "2018-07-20",
                "发布日期": "2018-07-23",
            },
            fourth[begin:],
        ),
        "content/4.md": _item(
            {"编号": "seed-004", "标题": "2017年全市政务公开工作要点", "成文日期": "2017-06-01"}, seed(4)
        ),
    }


def _column(root: Path, files: Mapping[str, str]) -> Publication:
    settings = "机关: {名称: 示例市人民政府办公室}\n历史遗留宽限至: 2027-12-31\n"
    return bind(read_column(write_column(root, {"catalogue/column.yml": settings, **files})), date(2026, 11, 20))


def _found(publication: Publication) -> list[tuple[str, int, str, str]]:
    problems = (one for one in check(publication) if one.rule not in ABOUT_THE_COLUMN)
    return [(one.path, one.line, one.level.value, one.rule) for one in problems]


def test_the_dirt_of_the_seeds_is_named(tmp_path: Path) -> None:
    assert _found(_column(tmp_path, _seeds())) == []


def test_every_character_of_the_seeds_is_on_its_page(tmp_path: Path) -> None:
    publication = _column(tmp_path, _seeds())
    renderer = PageRenderer(standalone(PROJECT / "theme_overrides"), site_view(publication), {})
    pages = {page.url: page for page in pages_of(publication)}
    shown = {url: renderer.html(page) for url, page in pages.items()}
    third = shown["i/seed-003.html"]
    assert "<p>41.加強協作聯動。建立政務公開工作協調聯動機制" in third
    assert "內府辦函[2018]82號" in third
    assert 'gk-text__signature">內江市人民政府辦公室</p>\n<p class="gk-text__signature">2018年7月20日</p>' in third
    assert '<h2 class="gk-text__first" id="s-1">一、总体要求</h2>' in shown["000014347/2018-00231.html"]
