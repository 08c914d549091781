"""Scheduled publication (定时公开): the day before, nothing public differs from a column without the item; on its day all of it is there."""

from __future__ import annotations

import base64
import gzip
import io
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from gongkai.binding.bind import bind
from gongkai.binding.scheduled import scheduled_by_day
from gongkai.building.build_caches import BuildCaches
from gongkai.building.output import publish_column
from gongkai.building.output import write_column as write_site
from gongkai.building.sources import checked_column
from gongkai.checking import check
from gongkai.checking.ahead import MOST_DAYS
from gongkai.commands.command_line import main
from gongkai.commands.reporting import as_text
from gongkai.model.problems.problem import Level, has_errors
from gongkai.model.validity import State
from gongkai.reading.column_sources import read_column
from gongkai.searching.answers import read_index
from gongkai.searching.packing import read_file
from gongkai.searching.varint import ByteReader, read_front_coded

from tests.columns import PERMITS, document, interpretation, permits, write_column
from tests.conftest import copy_project
from tests.templates import THEME, templates

BEFORE, DAY = date(2026, 11, 30), date(2026, 12, 1)
_COMMON = f"发布日期: {DAY}\n公开属性: 主动公开\n"
PUBLIC: dict[str, str | bytes] = {
    "content/old/1.md": document("1", 标题="夜市管理办法", 发文字号="示商规〔2024〕1号", 施行日期="2024-04-01"),
    # The words of the reference are all that may be said of what it names.
    "content/old/2.md": document("2", 依据="[示商规〔2024〕1号]", 正文="按照示商规〔2026〕77号执行。\n"),
    **permits("甲公司,,1号,内容,2025-03-10,局\n"),
    "catalogue/directory.yml": "- {编号: '1', 一级事项: 政策文件, 公开内容: 文件, 信息类型: 政策文件}\n",
}
SCHEDULED: dict[str, str | bytes] = {
    "content/new/rule.md": document(
        "77001",
        标题="鼍壑早市管理办法",
        索引号="990000017/2026-77001",
        发文字号="示商规〔2026〕77号",
        成文日期="2026-11-20",
        发布日期=DAY,
        施行日期="2027-01-01",
        废止="[{文件: 示商规〔2024〕1号, 日期: 2027-01-01}]",
        附件="[{文件: 表-qzxform.txt, 名称: 彧蔻登记表}]",
        曾用网址="[old/qzxalias.html]",
        主题词="[鳜翮词]",
        内容概述="概述说的是甪直镇。",
        正文="第一条 为了规范燹邸市场，制定本办法。\n\n第二条 本办法自2027年1月1日起施行。\n",
    ),
    "content/new/表-qzxform.txt": "附件里写着尕噶二字\n".encode(),
    # Nobody names it, but it lies among nothing else than what is not public yet.
    "content/new/draft.txt": "旁边的草稿说到岽崬\n".encode(),
    "content/new/explained.md": interpretation(
        "77002",
        "示商规〔2026〕77号",
        标题="《鼍壑早市管理办法》解读",
        索引号="990000017/2026-77002",
        发布日期=DAY,
        正文="解读写明黟县的情况。\n",
    ),
    "catalogue/new/permits.yml": (
        f"类型: 行政许可\n索引号: 990000017/2026-77003\n标题: 蓼莪许可公示\n期间: 2026年11月\n记录: new.csv\n{_COMMON}"
    ),
    "catalogue/new/new.csv": f"{PERMITS}郯城糁坊公司,,77-qzx号,经营,2026-11-25,局\n",
    "catalogue/new/report.yml": (
        "类型: 重点领域信息\n索引号: 990000017/2026-77004\n标题: 瞿塘简报\n领域: 教育\n"
        f"内容与进展: 进展见于盱眙。\n{_COMMON}"
    ),
}
TOLD = (
    *("鼍壑早市管理办法", "990000017/2026-77001", "彧蔻登记表", "qzxform", "qzxalias", "鳜翮词", "甪直镇", "燹邸市场"),
    *("尕噶二字", "黟县的情况", "蓼莪许可公示", "郯城糁坊公司", "77-qzx号", "瞿塘简报", "进展见于盱眙", "2026-77002"),
)
"""Words of the scheduled items that public files say on their day."""
KEPT = "旁边的草稿说到岽崬"
"""In a draft that no item names: never public, but among the sources of the archive on the day."""


def _site(root: Path, day: date, folder: Path, last: BuildCaches | None = None) -> Path:
    """The site of a day, built here and without MkDocs."""
    publication, problems = checked_column(root, day, last)
    assert not has_errors(problems), as_text([one for one in problems if one.level is Level.ERROR])
    written = write_site(publication, templates(), {}, folder, THEME, last)
    publish_column(publication, (), written, folder, "shards")
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _same(folder: Path, files: Mapping[str, str | bytes], more: Mapping[str, str | bytes], day: date) -> None:
    """Both sites are the same to the byte: with ``more`` files in the column and without."""
    without = _site(write_column(folder / "without", files), day, folder / "site-without")
    whole = _site(write_column(folder / "with", {**files, **more}), day, folder / "site-with")
    assert _files(whole) == _files(without)


def test_the_day_before_the_site_is_that_of_a_column_without_it(tmp_path: Path) -> None:
    _same(tmp_path, PUBLIC, SCHEDULED, BEFORE)


def _later(text: str) -> str:
    """The text of an example with every day of publication moved to the same later day."""
    return re.sub(r"(?m)^((?:- | )*)(发布日期): \d{4}-\d\d-\d\d", rf"\1\2: {DAY}", text)


def test_no_type_of_information_shows_anything_before_its_day(tmp_path: Path) -> None:
    """The complete examples of all types, all of them scheduled: the site is that of a column without an item."""
    shared: dict[str, str | bytes] = {}
    scheduled: dict[str, str | bytes] = {}
    for path in sorted((Path(__file__).parent / "cases" / "examples").glob("*.yml")):
        for name, text in yaml.safe_load(path.read_text(encoding="utf-8"))["files"].items():
            into = shared if name in ("catalogue/column.yml", "catalogue/directory.yml") else scheduled
            into[name] = _later(text) if name.endswith((".yml", ".md")) else text
    reading = read_column(write_column(tmp_path / "all", {**shared, **scheduled}))
    assert {item.kind.name for item in reading.items} == set(reading.kinds)
    publication = bind(reading, BEFORE)
    assert (len(publication.reading.items), len(publication.scheduled)) == (0, len(reading.items))
    sites = []
    for name, files in (("none", shared), ("all", {**shared, **scheduled})):
        column = bind(read_column(write_column(tmp_path / name, files)), BEFORE)
        written = write_site(column, templates(), {}, tmp_path / f"site-{name}", THEME)
        publish_column(column, (), written, tmp_path / f"site-{name}", "shards")
        sites.append(_files(tmp_path / f"site-{name}"))
    assert sites[0] == sites[1]


def _held(path: Path | bytes) -> Iterator[bytes]:
    """The bytes of a file or folder, and of what is packed in them: ZIP, gzip, the shards of the index and Pagefind's files."""
    if isinstance(path, Path):
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.is_file():
                yield str(file).encode()
                yield from _held(file.read_bytes())
        return
    yield path
    if path.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(path)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _held(archive.read(name))
    if path.startswith(b"\x1f\x8b"):
        yield from _held(gzip.decompress(path))
    for packed in re.findall(rb'gkShard\("[^"]*","[0-9a-f]*","([A-Za-z0-9+/=]*)"\)', path):
        yield zlib.decompress(base64.b64decode(packed), -15)


def _missing(place: Path, words: tuple[str, ...]) -> list[str]:
    """The words that nothing below ``place`` says, in UTF-8, as escapes of JSON, or percent-encoded."""
    everything = b"\n".join(_held(place))
    return [one for one in words if not any(form in everything for form in _forms(one))]


def _said(place: Path, words: tuple[str, ...]) -> list[str]:
    return [one for one in words if one not in _missing(place, (one,))]


def _forms(word: str) -> Iterator[bytes]:
    yield word.encode()
    yield word.encode("ascii", "backslashreplace")
    yield quote(word).encode()
    yield word.encode("utf-16-le")


def _terms(site: Path) -> set[str]:
    """Every term of every index of the site."""
    found: set[str] = set()
    for folder in (site / "search").iterdir():
        if folder.is_dir():
            index = read_index(site, folder.name)
            for path in folder.glob("t*.js"):
                found |= set(read_front_coded(ByteReader(read_file(path)).length_prefixed()))
            assert index.count or not found
    return found


def _archived(root: Path, day: date, out: str, *options: str) -> str:
    call = ("--root", str(root), "archive", "--out", out, "--as-of", day.isoformat(), *options)
    with redirect_stdout(io.StringIO()) as said:
        assert main(call) == 0
    return said.getvalue()


@pytest.fixture(scope="module")
def column(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A column with its site and both archives of the day before and of the day, made by the command in this order."""
    root = copy_project(tmp_path_factory.mktemp("scheduled") / "column", with_sources=False)
    write_column(root, {**PUBLIC, **SCHEDULED})
    for day, name in ((BEFORE, "before"), (DAY, "day")):
        said = _archived(root, day, f"{name}-whole")
        _archived(root, day, f"{name}-public", "--public")
        (root / "site").rename(root / f"{name}-site")
        assert ("定时公开 4 件，到各自的发布日期才公开，用 make check 查看。" in said) is (day is BEFORE)
    return root


def test_no_byte_of_the_day_before_holds_a_word_of_it(column: Path) -> None:
    for name in ("before-site", "before-whole", "before-public"):
        assert (name, _said(column / name, (*TOLD, KEPT))) == (name, [])
    rare = {"鼍壑", "燹邸", "彧蔻", "甪直", "鳜翮", "黟县", "蓼莪", "郯城", "盱眙", "瞿塘"}
    assert _terms(column / "before-site") & rare == set()
    assert _terms(column / "day-site") & rare == rare


def test_on_its_day_all_of_it_is_there(column: Path) -> None:
    assert _missing(column / "day-site", TOLD) == []
    assert _missing(column / "day-public", TOLD) == []
    assert _missing(column / "day-whole", (*TOLD, KEPT)) == []
    assert _said(column / "day-site", (KEPT,)) == []


def test_the_archive_is_that_of_a_column_without_it(column: Path, tmp_path: Path) -> None:
    root = write_column(copy_project(tmp_path / "column", with_sources=False), PUBLIC)
    for name, options in (("whole", ()), ("public", ("--public",))):
        _archived(root, BEFORE, name, *options)
        assert _files(root / name) == _files(column / f"before-{name}")


def test_what_it_repeals_is_in_force_until_then(tmp_path: Path) -> None:
    reading = read_column(write_column(tmp_path, {**PUBLIC, **SCHEDULED}))
    number = "990000017/2024-00001"
    for day, changes in ((BEFORE, ()), (DAY, ((date(2027, 1, 1), State.REPEALED),))):
        validity = bind(reading, day).validity[number]
        assert (validity.state, validity.changes) == (State.IN_FORCE, changes)
    assert bind(reading, date(2027, 1, 1)).validity[number].state is State.REPEALED
    assert [one.kind.name for one in bind(reading, BEFORE).incoming[number]] == ["based_on"]


@pytest.mark.parametrize("first", [BEFORE, DAY])
def test_a_build_that_recalls_another_day_shows_the_right_one(first: date, tmp_path: Path) -> None:
    """Over midnight, and back: what was built for one day is not taken for the other."""
    root = write_column(tmp_path / "column", {**PUBLIC, **SCHEDULED})
    for day in (first, BEFORE if first is DAY else DAY, first):
        cold = _files(_site(root, day, tmp_path / f"cold-{day}"))
        folder = _site(root, day, tmp_path / "warm", BuildCaches(root))
        assert _files(folder) == cold
        if (root / "site").exists():
            (root / "site").rename(tmp_path / f"old-{len(list(tmp_path.iterdir()))}")
        folder.rename(root / "site")
        shutil.rmtree(tmp_path / f"cold-{day}")


def _problems(root: Path, files: Mapping[str, str | bytes], day: date = BEFORE) -> str:
    """What is told of the files below ``content/``, without notes."""
    found = check(bind(read_column(write_column(root, files)), day))
    return as_text([one for one in found if one.path.startswith("content/") and one.level is not Level.NOTE])


def _dated(number: str, day: object = DAY, **fields: object) -> str:
    return document(
        number, **{"索引号": f"990000017/2026-{number.zfill(5)}", "成文日期": "2026-11-20", "发布日期": day, **fields}
    )


def test_its_mistakes_are_told_today_and_counted_as_of_its_day(tmp_path: Path) -> None:
    told = _problems(
        tmp_path,
        {
            # Signed after today and before its day: nothing is wrong.
            "content/right.md": _dated("1", 成文日期=DAY, 签发日期=DAY),
            "content/wrong.md": _dated("2", 成文日期="2026-12-02", 发文字号="示商发〔2026〕2号", 正文="（待定）\n"),
            "content/both.md": _dated("3", 依据="[示商发〔2026〕2号]"),
        },
    )
    assert told == (
        "content/wrong.md:6:7: 错误[date-future] 成文日期2026年12月2日在发布日期（2026年12月1日）之后。\n"
        "    请对照原件核对日期。\n"
        "    原件如此的，在“照原件公开”里写明理由，位置: 成文日期\n"
        "content/wrong.md:7:7: 错误[date-order] “发布日期”2026年12月1日早于“成文日期”2026年12月2日。\n"
        "    请对照原件核对这两个日期。\n"
        "    原件如此的，在“照原件公开”里写明理由，位置: 成文日期\n"
        "content/wrong.md:12:1: 警告[placeholder] 这里有没有写完的文字“（待定）”。\n"
        "    请补写完整或者删除。\n"
        "    原件如此的，在“照原件公开”里写明理由，位置: 正文“（待定）”"
    )


def test_what_the_build_of_that_day_would_refuse_elsewhere_is_told_today(tmp_path: Path) -> None:
    files = {
        "content/a.md": _dated("2", "2026-11-20", 发文字号="示商发〔2026〕1号"),
        "content/b.md": _dated("1", 发文字号="示商发〔2026〕1号"),
    }
    assert _problems(tmp_path, files) == (
        "content/a.md:9:7: 错误[document-number-twice] 到2026年12月1日：发文字号“示商发〔2026〕1号”已经用于"
        "“关于做好第1项工作的通知”（content/b.md）。\n    请核对原件，改正其中一个。"
    )


def test_a_defect_of_the_original_can_be_scheduled_as_well(tmp_path: Path) -> None:
    """What is waived in a scheduled item is not told, and its waivers are not called useless before its day."""
    wrong = _dated("1", 成文日期="2026-12-02", 照原件公开="[{位置: 成文日期, 理由: 原件如此}]")
    assert _problems(tmp_path, {"content/a.md": wrong}) == ""


def test_staff_are_told_what_is_scheduled_and_when(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_column(
        tmp_path,
        {
            "content/a.md": _dated("1", "2027-01-04"),
            "content/b.md": _dated("2"),
            "content/c.md": _dated("3", BEFORE),
            "content/d.md": _dated("4"),
        },
    )
    publication = bind(read_column(root), BEFORE)
    days = scheduled_by_day(publication)
    assert [(day, [item.place.path for item in items]) for day, items in days] == [
        (DAY, ["content/b.md", "content/d.md"]),
        (date(2027, 1, 4), ["content/a.md"]),
    ]
    assert main(["--root", str(root), "check", "--as-of", BEFORE.isoformat()]) == 0
    assert capsys.readouterr().out.splitlines()[-5:-2] == [
        "定时公开 3 件，到下面的日期才公开：",
        "    2026年12月1日（2 件）：content/b.md、content/d.md",
        "    2027年1月4日（1 件）：content/a.md",
    ]


def test_every_scheduled_item_is_looked_at_however_many_days_there_are(tmp_path: Path) -> None:
    days = [DAY + timedelta(days=number) for number in range(MOST_DAYS + 9)]
    files = {
        f"content/{number}.md": _dated(str(number), day, 成文日期=day + timedelta(days=1), 印发日期="2026-11-21")
        for number, day in enumerate(days, start=1)
    }
    found = check(bind(read_column(write_column(tmp_path, files)), BEFORE))
    assert {one.path for one in found if one.rule == "date-order"} == files.keys()


def test_what_has_no_day_or_has_come_is_not_held_back(tmp_path: Path) -> None:
    root = write_column(tmp_path, {"content/a.md": _dated("1", None, 历史遗留="是"), "content/b.md": _dated("2", DAY)})
    publication = bind(read_column(root), DAY)
    assert [item.place.path for item in publication.reading.items] == ["content/a.md", "content/b.md"]
    assert (publication.scheduled, publication.scheduled_days) == ((), {})


def test_a_file_that_a_public_item_names_as_well_is_public(tmp_path: Path) -> None:
    files = {
        "content/a.md": _dated("1", BEFORE, 附件="[表.txt]"),
        "content/b.md": _dated("2", DAY, 附件="[表.txt, 二.txt]"),
        "content/表.txt": "表\n",
        "content/二.txt": "二\n",
    }
    publication = bind(read_column(write_column(tmp_path, files)), BEFORE)
    assert publication.scheduled_days == {"content/b.md": DAY, "content/二.txt": DAY}
    assert publication.reading.files == ("content/a.md",)
