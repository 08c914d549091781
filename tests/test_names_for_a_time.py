"""Lists of names leave every public place when their term is over, or never come there, as their scope (公开范围) says."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from gongkai.archiving.package import make_package
from gongkai.binding.bind import bind
from gongkai.binding.persons_named import last_public_day
from gongkai.building.output import publish_column
from gongkai.building.output import write_column as write_site
from gongkai.building.sources import checked_column
from gongkai.checking import check
from gongkai.commands.reporting import as_text
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column
from tests.templates import THEME, templates

DAY, AFTER = date(2026, 11, 20), date(2026, 11, 21)
NAMES = "| 姓名 | 金额 |\n| --- | --- |\n| 李建国 | 100 |\n| 王秀英 | 100 |\n| 张伟强 | 100 |\n"
OTHER = {"content/1.md": document("1")}
PERSON = "李建国"


def _listed(**more: str) -> dict[str, str | bytes]:
    return {
        "content/list/2.md": document("2", 标题="临时救助公示", 附件="册.csv", 正文=NAMES, **more),
        "content/list/册.csv": f"姓名,金额\n{PERSON},100\n".encode(),
    }


def _public(folder: Path, files: dict[str, str | bytes], day: date) -> dict[str, bytes]:
    """All that the public gets on a day: the site with search, data and feeds, and the public archive."""
    root = write_column(folder / "column", {**OTHER, **files})
    publication, _ = checked_column(root, day)
    site = folder / "site"
    publish_column(publication, (), write_site(publication, templates(), {}, site, THEME), site, "shards")
    found = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    package = make_package(site, root, publication, folder / "dist", day)
    with zipfile.ZipFile(package.path) as archive:
        found |= {f"zip/{name}": archive.read(name) for name in archive.namelist()}
    return found


def _names(found: dict[str, bytes]) -> list[str]:
    return [path for path, data in found.items() if PERSON.encode() in data]


_DECIDED = "[{日期: 2026-11-01, 决定人: 综合处负责人, 依据: 救助办法第九条, 至: 2026-11-20}]"
_TERMS = [
    {"公示期至": "2026-11-20", "公开范围": "社会公众"},
    {"公示期至": "2027-11-20", "公开决定": _DECIDED},
    {"公开决定": _DECIDED},
    {"公示期至": "2026-11-20", "个人信息公开理由": "惩戒公示", "个人信息公开依据": "规定"},
]


@pytest.mark.parametrize("term", _TERMS, ids=lambda term: "-".join(term))
def test_a_list_leaves_on_the_day_after_its_last(term: dict[str, str], tmp_path: Path) -> None:
    before = _public(tmp_path / "before", _listed(**term), DAY)
    assert len(_names(before)) > 2
    assert any("救助办法第九条".encode() in data for data in before.values()) is ("公开决定" in term)
    after = _public(tmp_path / "after", _listed(**term), AFTER)
    assert [path for path in _names(after) if "/data/sources/" not in path] == []


@pytest.mark.parametrize("scope", ["机关内", "村（社区）内"])
def test_what_is_not_for_everybody_is_nowhere(scope: str, tmp_path: Path) -> None:
    found = _public(tmp_path, _listed(公开范围=scope), DAY)
    assert _names(found) == []
    assert not any("2024-00002" in path or b"2024-00002" in data for path, data in found.items())


def test_who_decided_is_in_no_public_place(tmp_path: Path) -> None:
    found = _public(tmp_path, _listed(公开决定=_DECIDED), DAY)
    told = [path for path, data in found.items() if "综合处负责人".encode() in data]
    assert [path for path in told if "/data/sources/" not in path] == []


def test_a_link_to_what_is_not_for_everybody_is_told(tmp_path: Path) -> None:
    files = {
        **_listed(公开范围="机关内"),
        "content/3.md": document("3", 正文="见[名册](list/册.csv)和[公示](list/2.md)。\n"),
    }
    write_column(tmp_path, files)
    found = check(bind(read_column(tmp_path), DAY))
    told = [str(one) for one in found if one.rule in ("link-broken", "scope-withheld", "attachment-unused")]
    assert as_text([one for one in found if one.rule == "link-broken"]).splitlines()[:2] == [
        "content/3.md:11:7: 错误[link-broken] 链接“list/册.csv”指向的文件不向社会公开，公众打不开。",
        "    请去掉链接；要向社会公开的，请核对那一件的“公开范围”。",
    ], told
    assert sorted({one.rule for one in found} & {"scope-withheld", "attachment-unused"}) == ["scope-withheld"]


def test_an_item_that_names_nobody_does_not_leave(tmp_path: Path) -> None:
    write_column(tmp_path, {"content/1.md": document("1", 公示期至="2026-11-20")})
    (item,) = read_column(tmp_path).items
    assert last_public_day(item) is None
