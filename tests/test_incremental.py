"""A build that recalls the last one is the same as one that remembers nothing, whatever was changed in between."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import gongkai.pages.site
import gongkai.reading.column_sources
import gongkai.rendering.writing
import jinja2
import pytest
from gongkai.building.build_caches import BuildCaches
from gongkai.building.output import publish_column
from gongkai.building.output import write_column as write_site
from gongkai.building.report import BuildReport
from gongkai.building.sources import checked_column
from gongkai.building.verify_site import faults_of
from gongkai.incremental import file_state
from gongkai.incremental.cache import Cache
from gongkai.incremental.cache_key import code_version, common_sources
from gongkai.incremental.tracked_publication import TrackedPublication
from gongkai.model.badge import Badge
from gongkai.model.link import Link
from gongkai.model.problems.problem import Problem, has_errors
from gongkai.model.publication import Publication
from gongkai.pages.lists.line import Line
from gongkai.pages.page import Page
from gongkai.pages.site import column_pages
from gongkai.pages.site_view import SiteView, site_view
from gongkai.rendering.environment import standalone

from tests.columns import PERMITS, document, interpretation, write_column
from tests.conftest import PROJECT
from tests.incremental_column import FILES
from tests.templates import templates

_SHARED = (
    "content/rules/2.md",
    "content/rules/5.md",
    "content/rules/申请表.txt",
    "catalogue/permits.yml",
    "catalogue/permits.csv",
)
_FILES: dict[str, str | bytes] = {
    **{name: FILES[name] for name in _SHARED},
    "content/rules/1.md": document(
        "1",
        发文字号="示商规〔2024〕1号",
        施行日期="2024-04-01",
        有效期至="2026-11-26",
        正文="第一条 为了规范工作，制定本办法。\n\n第二条 本办法自2024年4月1日起施行。\n",
    ),
    "content/rules/3.md": document(
        "3",
        发文字号="示商发〔2024〕3号",
        依据="[示商规〔2024〕1号, 国办发〔2018〕23号]",
        正文="见[原文](2.md)。（待定）\n",
    ),
    "content/rules/4.md": document("4", 发文字号="示商发〔2024〕4号", 正文="一、甲\n\n三、丙\n"),
    "content/explained.md": interpretation("6", "示商规〔2024〕1号"),
    "catalogue/directory.yml": "- 编号: '1'\n  一级事项: 政策文件\n  公开内容: 文件\n  信息类型: 政策文件\n",
}


class _Column:
    """A column that is built again and again, from what the last build left, and that can be changed."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.day = date(2026, 11, 20)
        self.chance = random.Random(seed)
        self.environment: jinja2.Environment | None = templates()
        write_column(root, _FILES)
        shutil.copytree(PROJECT / "theme_overrides", root / "theme_overrides")

    def build(self, folder: Path, *, recalling: bool, whole: bool = False) -> tuple[tuple[Problem, ...], bool]:
        """The problems, and whether there is a site in ``folder`` now; a ``whole`` one has search, data and manifest too."""
        last = BuildCaches(self.root) if recalling else None
        publication, problems = checked_column(self.root, self.day, last)
        if has_errors(problems):
            return problems, False
        theme = self.root / "theme_overrides"
        self.environment = self.environment or standalone(theme)
        written = write_site(publication, self.environment, {}, folder, theme, last)
        if whole:
            publish_column(publication, problems, written, folder, "shards", last)
            assert list(faults_of(folder, self.root / ".cache")) == []
        return problems, True

    def publish(self, built: Path) -> None:
        """Put what was built in the place of the published site."""
        shutil.rmtree(self.root / "site", ignore_errors=True)
        built.rename(self.root / "site")

    def copied(self) -> dict[str, bytes]:
        """All sources, to come back to."""
        return {name: data for name, data in _files(self.root).items() if name.startswith(("content/", "catalogue/"))}

    def restored(self, files: Mapping[str, bytes]) -> None:
        """Come back to what the sources were."""
        for name in self.copied().keys() - files.keys():
            (self.root / name).unlink()
        write_column(self.root, files)

    def sources(self) -> list[Path]:
        """The files of items, in order."""
        return sorted(path for name in ("content", "catalogue") for path in (self.root / name).rglob("*.md"))

    def replaced(self, before: str, after: str) -> None:
        """Write one source with ``after`` in the place of the first ``before``, if any source has it."""
        for path in self.chance.sample(self.sources(), len(self.sources())):
            text = path.read_text(encoding="utf-8")
            if before in text:
                path.write_text(text.replace(before, after, 1), encoding="utf-8")
                return

    def written(self, name: str, content: str) -> None:
        """Write a file of the project."""
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(content, encoding="utf-8")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _spoiled(column: _Column, spoil: Callable[[bytes], bytes]) -> None:
    paths = sorted((column.root / ".cache").glob("*.json"))
    if paths:
        path = column.chance.choice(paths)
        path.write_bytes(spoil(path.read_bytes()))


def _tampered(column: _Column, kind: str, data: bytes) -> None:
    files = sorted(path for path in (column.root / "site").rglob(kind) if path.is_file())
    if files:
        column.chance.choice(files).write_bytes(data)


def _without_room(column: _Column) -> None:
    """No cache can be written, as on a disk that is full; what stands there already stays."""
    for path in (column.root / ".cache").glob("*.json"):
        path.with_suffix(".new").mkdir(exist_ok=True)


def _clock(column: _Column, days: int) -> None:
    """Everything is of another time, as after a new checkout or where the clock of the machine was wrong."""
    moment = time.time() + days * 86_400
    for path in column.root.rglob("*"):
        if not path.is_symlink():
            os.utime(path, (moment, moment))


def _copied_site(column: _Column) -> None:
    """The site is a copy of what was built, as a forge restores it: no file is the one that was written."""
    if (column.root / "site").is_dir():
        shutil.move(column.root / "site", column.root / "site.old")
        shutil.copytree(column.root / "site.old", column.root / "site", copy_function=shutil.copyfile)
        shutil.rmtree(column.root / "site.old")


def _older(column: _Column, name: str) -> None:
    """The cache or the site is that of an earlier build, as after a switch to another branch and back."""
    now, kept = column.root / name, column.root.with_name(f"older-{name}")
    if kept.is_dir():
        shutil.rmtree(now, ignore_errors=True)
        shutil.copytree(kept, now)
    elif now.is_dir():
        shutil.copytree(now, kept)


def _template(column: _Column) -> None:
    path = column.root / "theme_overrides" / "gongkai" / "item.html"
    path.write_text(path.read_text(encoding="utf-8").replace("gk-", "gk-x-", 1), encoding="utf-8")
    column.environment = None


def _taken_down(column: _Column, number: str, title: str) -> None:
    (column.root / "content/rules/2.md").unlink(missing_ok=True)
    column.written(
        "catalogue/taken-down.yml",
        "类型: 变更撤销说明\n索引号: 990000017/2026-00001\n标题: 说明\n说明种类: 撤下\n决定日期: 2026-11-10\n"
        "发布日期: 2026-11-11\n公开属性: 主动公开\n理由: 甲\n"
        f"撤下的信息: [{{索引号: {number}, 文号: 示商发〔2024〕2号, 名称: {title}}}]\n",
    )


_EDITS: dict[str, Callable[[_Column], object]] = {
    "nothing": lambda column: None,
    "body": lambda column: column.replaced("。\n", "，又及。\n"),
    "title": lambda column: column.replaced("关于做好第", "关于切实做好第"),
    "number that texts name": lambda column: column.replaced(
        "发文字号: 示商规〔2024〕1号", "发文字号: 示商规〔2024〕8号"
    ),
    "number back": lambda column: column.replaced("发文字号: 示商规〔2024〕8号", "发文字号: 示商规〔2024〕1号"),
    "repeal": lambda column: column.replaced(
        "公开属性: 主动公开", "公开属性: 主动公开\n废止: [{文件: 示商发〔2024〕2号, 日期: 2026-11-22}]"
    ),
    "repeal taken back": lambda column: column.replaced("废止: [{文件: 示商发〔2024〕2号, 日期: 2026-11-22}]\n", ""),
    "relation": lambda column: column.replaced("依据: [示商规〔2024〕1号, ", "依据: ["),
    "new number that a text names": lambda column: column.written(
        "content/rules/9.md", document("9", 发文字号="示商发〔2024〕9号")
    ),
    "target gone": lambda column: (column.root / "content/rules/2.md").unlink(missing_ok=True),
    "target there again": lambda column: write_column(
        column.root, {"content/rules/2.md": _FILES["content/rules/2.md"]}
    ),
    "taken down": lambda column: _taken_down(column, "990000017/2024-00002", "通知"),
    "said otherwise of what was taken down": lambda column: _taken_down(column, "990000017/2024-00012", "另一份通知"),
    "rename": lambda column: column.sources()[0].rename(column.root / "content" / f"{column.chance.random()}.md"),
    "twice the same number": lambda column: shutil.copy(column.sources()[0], column.root / "content" / "again.md"),
    "attachment": lambda column: column.written("content/rules/申请表.txt", f"姓名：{column.chance.random()}\n"),
    "attachment gone": lambda column: (column.root / "content/rules/申请表.txt").unlink(missing_ok=True),
    "attachment there again": lambda column: column.written("content/rules/申请表.txt", "姓名：\n"),
    "records": lambda column: column.written("catalogue/permits.csv", f"{PERMITS}丙公司,,3号,内容,2025-03-10,局\n"),
    "defect of a paper": lambda column: column.replaced(
        "4号\n---\n\n一、甲", "4号\n照原件公开: [{位置: 正文“三、丙”, 理由: 原件如此}]\n---\n\n一、甲"
    ),
    "defect of a paper gone": lambda column: column.replaced(
        "照原件公开: [{位置: 正文“三、丙”, 理由: 原件如此}]\n", ""
    ),
    "comment": lambda column: column.replaced("---\n类型", "---\n# 联系 11010519491231002X\n类型"),
    "fault": lambda column: column.replaced("发布日期: 2024-03-06", "发布日期: 近日"),
    "next day": lambda column: setattr(column, "day", column.day + timedelta(days=3)),
    "settings": lambda column: column.written(
        "catalogue/column.yml",
        (column.root / "catalogue/column.yml").read_text(encoding="utf-8").replace("000-1234", "000-9876"),
    ),
    "directory": lambda column: column.written(
        "catalogue/directory.yml", f"{_FILES['catalogue/directory.yml']!s}  公开时限: 20个工作日\n"
    ),
    "type": lambda column: column.written(
        "catalogue/types/policy.yml", "扩展: policy_document\n字段:\n  - 名称: 密级说明\n    英文名: secrecy_note\n"
    ),
    "type gone": lambda column: shutil.rmtree(column.root / "catalogue/types", ignore_errors=True),
    "template": _template,
    "records fewer": lambda column: column.written("catalogue/permits.csv", "".join(PERMITS.splitlines(True)[:-1])),
    "synonyms": lambda column: column.written("catalogue/synonyms.yml", "- [办法, 规定]\n"),
    "page changed by hand": lambda column: _tampered(column, "*.html", b"<p>not ours</p></html>"),
    "data changed by hand": lambda column: _tampered(column, "*.json", b"{}\n"),
    "rows of items cut off": lambda column: _tampered(column, "items.json", b"[\n{}\n]\n"),
    "search changed by hand": lambda column: _tampered(column, "*.js", b"gkShard()\n"),
    "no room for caches": _without_room,
    "clock back": lambda column: _clock(column, -400),
    "clock ahead": lambda column: _clock(column, 400),
    "site is a copy": _copied_site,
    "cache of an earlier build": lambda column: _older(column, ".cache"),
    "site of an earlier build": lambda column: _older(column, "site"),
    "cache gone": lambda column: shutil.rmtree(column.root / ".cache", ignore_errors=True),
    "site gone": lambda column: shutil.rmtree(column.root / "site", ignore_errors=True),
    "cache cut off": lambda column: _spoiled(column, lambda data: data[: len(data) // 2]),
    "cache damaged": lambda column: _spoiled(column, lambda data: data.replace("通知".encode(), "通告".encode(), 1)),
    "cache of another version": lambda column: _spoiled(column, lambda data: b"0" + data[1:]),
    "cache empty": lambda column: _spoiled(column, lambda data: b""),
    "cache of binary": lambda column: _spoiled(column, lambda data: b"\xff\x00\x80"),
}


# More seeds try more orders of the edits: GONGKAI_SEEDS="1 2 3".
@pytest.mark.uncounted
@pytest.mark.whole
@pytest.mark.parametrize("seed", [int(number) for number in os.environ.get("GONGKAI_SEEDS", "1").split()])
def test_any_edit_gives_the_same_site_and_the_same_problems(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The edits follow each other too soon for any file to be settled, and the clock goes ahead and back.
    monkeypatch.setattr(file_state, "_SETTLED", -(10**18))
    column = _Column(tmp_path / "column", seed)
    edits = column.chance.sample(sorted(_EDITS), len(_EDITS))
    published = 0
    for names in [("nothing",), *zip(edits[::2], edits[1::2], strict=False), ("nothing",)]:
        before = column.copied()
        for name in names:
            _EDITS[name](column)
        problems, built = column.build(tmp_path / "cold", recalling=False, whole=True)
        assert (names, column.build(tmp_path / "warm", recalling=True, whole=True)) == (names, (problems, built))
        for path in (column.root / ".cache").glob("*.new"):
            path.rmdir()
        if not built:
            column.restored(before)
            continue
        assert (names, _files(tmp_path / "warm")) == (names, _files(tmp_path / "cold"))
        column.publish(tmp_path / "warm")
        shutil.rmtree(tmp_path / "cold")
        published += 1
    assert published > len(edits) // 4


@pytest.fixture
def published(tmp_path: Path) -> _Column:
    """A column that has been built and published once."""
    column = _Column(tmp_path / "column", 1)
    assert column.build(tmp_path / "first", recalling=True)[1]
    column.publish(tmp_path / "first")
    return column


def _noted(monkeypatch: pytest.MonkeyPatch, worked: list[str], module: ModuleType, function: str) -> None:
    """Have every call of a function of a module written down."""
    real = getattr(module, function)

    def noting(*given: object) -> object:
        worked.append(function)
        return real(*given)

    monkeypatch.setattr(module, function, noting)


def test_what_has_not_changed_is_neither_read_nor_checked_nor_rendered_again(
    published: _Column, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[str] = []
    _noted(monkeypatch, worked, gongkai.reading.column_sources, "read_source")
    _noted(monkeypatch, worked, gongkai.rendering.writing, "pages_of_item")
    assert published.build(tmp_path / "second", recalling=True)[1]
    # Only the mapping that names a file of records is read again.
    assert worked == ["read_source"]
    published.publish(tmp_path / "second")
    published.written("content/rules/2.md", str(_FILES["content/rules/2.md"]).replace("第2项", "第二项"))
    worked.clear()
    assert published.build(tmp_path / "third", recalling=True)[1]
    # The document itself, and the one whose text links to its file.
    assert worked == ["read_source", "read_source", "pages_of_item"]


def test_a_new_item_leaves_the_pages_of_others_where_they_are(
    published: _Column, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page of an item counts the items of the column, so that one more costs no more than an edit (decision 168)."""
    published.written("content/new.md", document("30"))
    made: list[str] = []
    _noted(monkeypatch, made, gongkai.rendering.writing, "pages_of_item")
    assert published.build(tmp_path / "second", recalling=True)[1]
    assert made == ["pages_of_item"]
    page = "990000017/2024-00004.html"
    assert (published.root / "site" / page).samefile(tmp_path / "second" / page)
    list_before = (published.root / "site/policy.html").read_bytes()
    assert list_before != (tmp_path / "second/policy.html").read_bytes()


def test_a_list_that_goes_changes_only_the_frame_of_others(
    published: _Column, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (published.root / "content/explained.md").unlink()
    made: list[str] = []
    _noted(monkeypatch, made, gongkai.rendering.writing, "pages_of_item")
    assert published.build(tmp_path / "second", recalling=True)[1]
    # The document that was explained.
    assert made == ["pages_of_item"]
    before = (published.root / "site/990000017/2024-00004.html").read_bytes()
    after = (tmp_path / "second/990000017/2024-00004.html").read_bytes()
    assert before.count(b"gk-tree__link") > after.count(b"gk-tree__link")
    main = b'<div class="gk-page">'
    assert before.partition(main)[2].partition(b"<footer")[0] == after.partition(main)[2].partition(b"<footer")[0]


def test_lists_are_made_again_for_records_and_for_texts_only_if_they_look_into_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    column = _Column(tmp_path / "column", 1)
    made: list[str] = []
    _noted(monkeypatch, made, gongkai.rendering.writing, "column_pages")

    def build(name: str, text: str) -> tuple[int, bytes]:
        """How often the lists were made for a text of a document, and the home of the column."""
        column.written("content/rules/2.md", text)
        made.clear()
        assert column.build(tmp_path / name, recalling=True)[1]
        column.publish(tmp_path / name)
        return len(made), (column.root / "site" / "index.html").read_bytes()

    text = str(_FILES["content/rules/2.md"])
    home = build("1", text)[1]
    assert build("2", text.replace("执行。", "办理。")) == (0, home)
    count, changed = build("3", text.replace("第2项", "第二项"))
    assert (count, "第二项".encode() in changed) == (1, True)
    real: Callable[..., Page] = getattr(gongkai.pages.site, "home_page")  # noqa: B009

    def telling(publication: Publication, site: SiteView) -> Page:
        return replace(real(publication, site), description=publication.reading.items[1].body.strip())

    monkeypatch.setattr(gongkai.pages.site, "home_page", telling)
    shutil.rmtree(column.root / ".cache")
    assert "根据".encode() in build("4", text)[1]
    # The home that is taken again unrendered still counts as one that looked into the text.
    assert build("5", text.replace("主动公开", "主动公开\n责任科室: 办公室"))[0] == 1
    count, changed = build("6", text.replace("执行。", "办理。"))
    assert (count, "办理。".encode() in changed) == (1, True)


def test_every_question_to_a_publication_is_noted(demonstration: Publication) -> None:
    tracked = TrackedPublication(demonstration)
    publication = tracked.publication
    number = demonstration.reading.items[0].index_no
    for table in ("by_index", "outgoing", "incoming", "validity", "records", "outside", "outside_incoming"):
        tracked.begin()
        assert getattr(publication, table).get("nobody") is None
        assert "nobody" not in getattr(publication, table)
        assert len(tracked.asked()) == 1
        assert dict(getattr(publication, table)) == dict(getattr(demonstration, table))
        assert "*" in tracked.asked()
    tracked.begin()
    assert publication.by_index[number].index_no == number
    assert publication.reading.settings == demonstration.reading.settings
    assert tracked.asked() == [f"i{number}"]
    for part in (publication.reading.items, publication.reading.files, publication.problems):
        tracked.begin()
        assert len(list(part)) == len(part)
        assert tracked.asked() == ["*"]


def test_a_notebook_recalls_only_what_was_written_on_the_same_basis(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "notes.json"
    cache = Cache(path, "first")
    cache.put("甲\n\u2028", "fingerprint", ["一", 1])
    cache.put("乙", "other", None)
    cache.save()
    again = Cache(path, "first")
    assert again.get("甲\n\u2028") == ("fingerprint", ["一", 1])
    assert again.get("丙") == ("", None)
    again.keep("乙")
    again.save()
    assert Cache(path, "first").get("甲\n\u2028") == ("", None)
    assert Cache(path, "first").get("乙") == ("other", None)
    assert Cache(path, "second").get("乙") == ("", None)


def test_every_byte_of_code_and_common_sources_counts(tmp_path: Path) -> None:
    seen = set()
    steps = {"a.py": "1", "b/c.yml": "2", "b/c.yml ": "2", "a.py\n": "2"}
    for name, text in steps.items():
        (tmp_path / name.strip()).parent.mkdir(exist_ok=True)
        (tmp_path / name.strip()).write_text(text + name, encoding="utf-8")
        seen.add(code_version(tmp_path))
    assert len(seen) == len(steps)
    version = code_version(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert code_version(tmp_path) == version
    seen = {common_sources(tmp_path)}
    for name in ("column.yml", "directory.yml", "synonyms.yml", "types/a.yml", "calendar/2026.yml"):
        path = tmp_path / "catalogue" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("甲: 乙\n", encoding="utf-8")
        seen.add(common_sources(tmp_path))
    assert len(seen) == 6


def test_every_value_of_a_line_tells_it_from_others() -> None:
    line = Line(title="甲", url="a.html", badge=Badge("有效", "live"), notes=(Link("乙", "b.html"),))
    assert repr(line) == repr(replace(line))
    told = {repr(line)}
    for field in fields(Line):
        other: dict[str, Any] = {field.name: "别的"}
        told.add(repr(replace(line, **other)))
    told |= {repr(replace(line, badge=Badge("有效", "live", "2026-12-31:失效"))), repr(replace(line, notes=()))}
    assert len(told) == 1 + len(fields(Line)) + 2


@pytest.mark.parametrize("text", ["", "第一条 别的文本。\n\n抄送：某某局。\n"])
def test_the_pages_that_lead_to_items_say_nothing_of_their_texts(demonstration: Publication, text: str) -> None:
    # They are taken from the last build while the records stay the same, so nothing of a text may show in them.
    bodies = [item.written for item in demonstration.reading.items]
    before = list(map(repr, column_pages(demonstration, site_view(demonstration))))
    try:
        for item in demonstration.reading.items:
            object.__setattr__(item, "written", text and item.body and text)
        assert list(map(repr, column_pages(demonstration, site_view(demonstration)))) == before
    finally:
        for item, body in zip(demonstration.reading.items, bodies):
            object.__setattr__(item, "written", body)


def _carried(column: _Column, root: Path, *names: str) -> _Column:
    """The column in a fresh clone on another machine, with some folders of the last build restored as a forge does it."""
    other = _Column(root, 1)
    other.environment = column.environment
    for name in ("content", "catalogue", *names):
        shutil.rmtree(root / name, ignore_errors=True)
        shutil.copytree(column.root / name, root / name, copy_function=shutil.copyfile)
    _clock(other, 30)
    return other


@pytest.mark.parametrize("names", [(".cache", "site"), (".cache",), ("site",)])
def test_a_build_on_another_machine_goes_on_where_the_last_one_ended(names: tuple[str, ...], tmp_path: Path) -> None:
    column = _Column(tmp_path / "column", 1)
    assert column.build(tmp_path / "first", recalling=True, whole=True)[1]
    column.publish(tmp_path / "first")
    other = _carried(column, tmp_path / "other", *names)
    assert other.build(tmp_path / "second", recalling=True, whole=True)[1]
    assert _files(tmp_path / "second") == _files(column.root / "site")
    report = BuildReport.load(other.root / ".cache" / "build.json")
    assert report.reused == (len(report.pages) if len(names) == 2 else 0)
    if len(names) == 2:
        page = "990000017/2024-00004.html"
        assert (other.root / "site" / page).samefile(tmp_path / "second" / page)
