"""The page of a withdrawn document tells once that it is withdrawn, in one sentence without stray blanks."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.building.output import write_column as write_site
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column
from tests.templates import THEME, templates

NOTICE = """类型: 变更撤销说明
索引号: 990000017/2026-00900
标题: 关于撤回一份通知的说明
发布日期: 2026-11-19
公开属性: 主动公开
说明种类: {kind}
{kind}的信息: [990000017/2024-00007]
理由: 标准有误
决定日期: 2026-11-18
"""


def _banners(root: Path, kind: str) -> list[list[str]]:
    files = {"content/7.md": document("7"), "catalogue/n.yml": NOTICE.format(kind=kind)}
    publication = bind(read_column(write_column(root, files)), date(2026, 11, 20))
    write_site(publication, templates(), {}, root / "site", THEME)
    page = (root / "site/990000017/2024-00007.html").read_text(encoding="utf-8")
    found = re.findall(r'<div class="gk-banner.*?</div>', page, re.DOTALL)
    return [[re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<p .*?</p>", banner, re.DOTALL)] for banner in found]


def test_a_withdrawal_is_told_once(tmp_path: Path) -> None:
    assert _banners(tmp_path, "撤回") == [
        ["本文件已撤回", "自2026年11月18日起，由关于撤回一份通知的说明撤回。", "以下为原文，仅供查阅。"]
    ]


def test_another_notice_is_told_beside(tmp_path: Path) -> None:
    assert _banners(tmp_path, "勘误") == [["本信息另有说明", "对本信息作了勘误：关于撤回一份通知的说明"]]
