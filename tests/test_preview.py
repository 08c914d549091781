"""The preview: the pages of the site, every mistake over the last good ones, nothing lost and nothing left behind."""

from __future__ import annotations

import errno
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from gongkai.building import sources
from gongkai.building.site_file import search_engine
from gongkai.building.sources import checked_column
from gongkai.checking import checked
from gongkai.checking.one_day import Checked
from gongkai.commands import command_line as cli
from gongkai.incremental.progress import silent
from gongkai.model.addresses import item_url
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import gathered
from gongkai.model.publication import Publication
from gongkai.pages.page import Page
from gongkai.pages.site import column_pages
from gongkai.pages.site_view import SiteView
from gongkai.previewing import preview as whole
from gongkai.previewing import rounds
from gongkai.previewing.asked_pages import AskedPages
from gongkai.previewing.overlay import Overlay
from gongkai.previewing.preview_server import HOST, POLICY
from gongkai.previewing.preview_state import Board, Standing
from gongkai.previewing.rest_process import RestProcess
from gongkai.previewing.staff_pages import STAFF_PAGES
from gongkai.previewing.theme_files import ThemeFiles
from gongkai.previewing.trouble import Trouble, of_details, of_program, of_system
from gongkai.previewing.warm_caches import WarmCaches
from gongkai.previewing.watching import Watch
from gongkai.rendering.environment import standalone
from gongkai.texts.day_words import day_words

from tests import conftest
from tests.columns import document, write_column
from tests.conftest import AS_OF, PROJECT, copy_project
from tests.previewed import PATIENCE, Previewed, previewed, project

PAGE = "/990000017/2024-00001.html"
FILES: dict[str, str | bytes] = {
    "content/申请表.csv": "甲,乙\n1,2\n",
    "content/a.md": document("1", 附件="申请表.csv"),
    "content/b.md": document("2"),
}
ENGLISH = re.compile(r"\b(?:Error|Exception|Traceback|WARNING|INFO|Serving|Building|refused|not found|No such)\b")

pytestmark = pytest.mark.whole


def _overlay(root: Path = PROJECT) -> Overlay:
    return Overlay(root, "run")


# What is shown is what will be published.


def test_its_pages_are_those_of_the_site_byte_for_byte(site: Path, demonstration: Publication) -> None:
    pages = AskedPages(demonstration, standalone(PROJECT / "theme_overrides"))
    published = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    urls = list(pages.urls())
    assert len(urls) == len(set(urls)) > 280
    assert published - set(urls) == {one for one in published if one.startswith(("templates/", "search/"))}
    assert [url for url in urls if pages.html(url) != (site / url).read_bytes()] == []


def test_what_it_adds_to_a_page_changes_nothing_in_it(site: Path) -> None:
    overlay = _overlay()
    for path in (site / "index.html", site / "404.html", site / "search.html"):
        page, standing = path.read_bytes(), Standing(trouble=Trouble(title="有 1 个错误"))
        shown = overlay.on(page, standing)
        assert shown != page
        assert shown.replace(overlay.head(), b"", 1).replace(overlay.bar(standing), b"", 1) == page
    assert overlay.on(b"no page", Standing()) == b"no page"


def test_the_public_site_has_nothing_of_it(site: Path) -> None:
    files = [path for path in site.rglob("*") if path.is_file()]
    assert len(files) > 600
    of_preview = re.compile(rb"__preview|gk-preview")
    assert [str(path) for path in files if "preview" in path.name or of_preview.search(path.read_bytes())] == []


def test_its_policy_is_that_of_the_public_site() -> None:
    assert POLICY == conftest.POLICY


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Previewed]]:
    """A preview whose program, templates and sources each test leaves as they were."""
    root = project(tmp_path_factory.mktemp("running"), FILES)
    with previewed(root) as one:
        one.until(PAGE, "已更新")
        yield root, one


def test_search_data_and_attachments_follow(running: tuple[Path, Previewed]) -> None:
    _, one = running
    one.until(PAGE, "检索和数据", gone=True)
    assert one.get("/search/engine.js") == (200, 'window.gkEngine = "shards";\n')
    assert '"items": 2' in one.get("/data/status.json")[1]
    assert one.get("/990000017/2024-00001/%E7%94%B3%E8%AF%B7%E8%A1%A8.csv") == (200, FILES["content/申请表.csv"])


# Every kind of mistake.


def _replace(name: str, before: str, after: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert before in text
        (root / name).write_text(text.replace(before, after), encoding="utf-8")

    return change


def _no_file(root: Path) -> None:
    (root / "content" / "b.md").unlink()
    os.mkfifo(root / "content" / "b.md")


MISTAKES = {
    "yaml": (_replace("content/a.md", "标题: ", "标题："), ["content/a.md", "第 4 行", "全角冒号", "写成“标题: 内容”"]),
    "settings": (_replace("catalogue/column.yml", "机关:", "机关: ["), ["catalogue/column.yml", "个错误"]),
    "mkdocs.yml": (_replace("mkdocs.yml", "search: auto", "search: ["), ["mkdocs.yml", "第 "]),
    "search": (_replace("mkdocs.yml", "search: auto", "search: fast"), ["“search”写的不是检索的设置", "可以写：auto"]),
    "product part": (_replace("hooks/mkdocs.yml", "plugins: []", "plugins: ["), ["hooks/mkdocs.yml", "第 "]),
    "inherit": (_replace("mkdocs.yml", "hooks/mkdocs", "hooks/none"), ["“hooks/none.yml”不存在", "请改回"]),
    "hook": (_replace("hooks/mkdocs.yml", "hooks/publish.py", "hooks/none.py"), ["“hooks/none.py”不存在"]),
    "unreadable": (_no_file, ["content/b.md", "这不是普通文件"]),
    "program": (
        _replace("theme_overrides/main.html", "{{ gk.main }}", "{{ gk.main"),
        ["程序出错了", "给维护人员的详细内容", "TemplateSyntaxError"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_stands_over_the_last_good_page_until_it_is_mended(
    running: tuple[Path, Previewed], name: str
) -> None:
    root, one = running
    make, words = MISTAKES[name]
    kept = {path: path.read_bytes() for folder in ("content", "catalogue") for path in (root / folder).rglob("*.*")}
    kept |= {
        root / path: (root / path).read_bytes()
        for path in ("mkdocs.yml", "hooks/mkdocs.yml", "theme_overrides/main.html")
    }
    one.until(PAGE, "已更新")
    make(root)
    try:
        page = one.until(PAGE, 'role="alert"')
        assert "关于做好第1项工作的通知" in page
        assert [word for word in words if word not in page.replace("&#34;", '"')] == []
        assert "已更新" not in page
        assert "个错误" in page or name == "program"
    finally:
        if name == "unreadable":
            (root / "content" / "b.md").unlink()
        for path, data in kept.items():
            if not path.is_file() or path.read_bytes() != data:
                path.write_bytes(data)
    assert 'role="alert"' not in one.until(PAGE, "已更新")


def test_a_missing_or_empty_settings_file_of_mkdocs_is_told(tmp_path: Path) -> None:
    engine, (told,) = gathered(search_engine(tmp_path))
    assert (engine, told.rule) == ("auto", "file-unreadable")
    (tmp_path / "mkdocs.yml").write_text("- a\n", encoding="utf-8")
    engine, (told,) = gathered(search_engine(tmp_path))
    assert (engine, told.line, told.what) == ("auto", 1, "这个文件里没有“名称: 内容”的各行。")
    (tmp_path / "mkdocs.yml").write_text("theme: !ENV x\nextra: {gongkai: {search: shards}}\n", encoding="utf-8")
    assert gathered(search_engine(tmp_path)) == ("shards", ())


def test_troubles_of_the_system_and_of_the_program() -> None:
    full = of_system(OSError(errno.ENOSPC, "No space left on device", "/site"))
    assert full.words == "磁盘空间不足（/site）。排除以后再保存一次任何一个文件，就会重新读取。"
    assert "ValueError: 甲" in of_program(ValueError("甲")).details
    assert of_details("乙").title == "程序出错了，最近的改动还没有显示"


def test_before_the_first_good_build_there_are_just_the_problems(tmp_path: Path) -> None:
    root = project(tmp_path, {"content/a.md": document("1", 发布日期="近日")})
    with previewed(root) as one:
        page = one.until(PAGE, 'role="alert"')
        assert one.get(PAGE)[0] == 503
        assert "还没有可以显示的网页" in page
        assert "content/a.md" in page
        assert "改好以后才能比较" in one.get("/__preview/changes")[1]
        write_column(root, {"content/a.md": document("1")})
        assert 'role="alert"' not in one.until(PAGE, "关于做好第1项工作的通知")


# Nothing is lost, nothing is left.


def _rounds(root: Path, day: Callable[[], date] = lambda: AS_OF) -> tuple[Board, rounds.Rounds]:
    board, rest = Board(), RestProcess(root)
    rest.start = lambda *_: None  # type: ignore[method-assign]
    return board, rounds.Rounds(root, day, board, rest)


class _EnoughError(BaseException):
    """Ends the rounds of a test."""


def test_an_edit_during_a_build_starts_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_column(copy_project(tmp_path, with_sources=False), {"content/a.md": document("1")})
    board, one = _rounds(root)

    def edited_meanwhile(*arguments: object) -> tuple[Publication, tuple[Problem, ...]]:
        found = checked_column(*arguments)  # type: ignore[arg-type]
        if board.now.edition is None:
            write_column(root, {"content/a.md": document("1", 标题="读过之后改的标题")})
        return found

    def said(*_: object) -> None:
        assert board.now.edition
        if board.now.edition.publication.reading.items[0].title == "读过之后改的标题":
            raise _EnoughError

    monkeypatch.setattr(rounds, "checked_column", edited_meanwhile)
    watch = Watch(root)
    try:
        with pytest.raises(_EnoughError):
            one.run(watch, silent, said)
    finally:
        watch.close()
    assert board.now.edition
    assert board.now.edition.number == 2


@pytest.mark.parametrize("mistaken", [False, True])
def test_what_is_looked_at_is_shown_before_the_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mistaken: bool
) -> None:
    root = write_column(copy_project(tmp_path, with_sources=False), {"content/a.md": document("1", 标题="原来的标题")})
    board, one = _rounds(root)
    board.asked = PAGE[1:]
    seen: list[tuple[int, str, bool]] = []

    def standing() -> tuple[int, str, bool]:
        edition = board.now.edition
        page = (edition and edition.pages.html(PAGE[1:])) or b""
        return edition.number if edition else 0, board.now.work, "改过的标题".encode() in page

    def looked(publication: Publication, **how: object) -> Checked:
        seen.append(standing())
        found = checked(publication, **how)  # type: ignore[arg-type]
        wrong = problem(Place("content/a.md", 4), "missing-title", "甲", "乙")
        return replace(found, problems=(*found.problems, wrong)) if mistaken and len(seen) == 3 else found

    def said(*_: object) -> None:
        seen.append(standing())
        if len(seen) == 4:
            raise _EnoughError
        write_column(root, {"content/a.md": document("1", 标题="改过的标题")})

    monkeypatch.setattr(sources, "checked", looked)
    watch = Watch(root)
    try:
        with pytest.raises(_EnoughError):
            one.run(watch, silent, said)
    finally:
        watch.close()
    # The same number afterwards: nobody's page is loaded again; with a mistake the last good one comes back.
    last = (3, "", False) if mistaken else (2, "", True)
    assert seen == [(0, "", False), (1, "", False), (2, "检查", True), last]
    assert (board.now.trouble is not None) == mistaken


def test_at_midnight_the_next_day_is_shown(tmp_path: Path) -> None:
    """Without an edit: what was scheduled for this day is there, and nothing else changes hands."""
    files: dict[str, str | bytes] = {
        "content/a.md": document("1"),
        "content/b.md": document("2", 发布日期=AS_OF + timedelta(days=1)),
    }
    root = write_column(copy_project(tmp_path, with_sources=False), files)
    days = [AS_OF]
    shown: list[tuple[date, int]] = []
    board, one = _rounds(root, lambda: days[-1])

    def said(*_: object) -> None:
        assert board.now.edition
        publication = board.now.edition.publication
        shown.append((publication.as_of, len(publication.reading.items)))
        if len(days) == 2:
            raise _EnoughError
        days.append(AS_OF + timedelta(days=1))

    watch = Watch(root)
    try:
        with pytest.raises(_EnoughError):
            one.run(watch, silent, said)
    finally:
        watch.close()
    assert shown == [(AS_OF, 1), (AS_OF + timedelta(days=1), 2)]


def test_a_refusal_of_the_disk_is_no_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_column(copy_project(tmp_path, with_sources=False), {"content/a.md": document("1")})
    board, one = _rounds(root)
    refusals = iter([OSError(errno.ENOSPC, "No space left on device", "/tmp/x"), RuntimeError("甲")])
    found: list[Trouble | None] = []

    class Refusing(ThemeFiles):
        @classmethod
        def of(cls, theme: Path) -> ThemeFiles:
            for error in refusals:
                raise error
            return super().of(theme)

    def said(trouble: Trouble | None, _: object) -> None:
        found.append(trouble)
        if trouble is None:
            raise _EnoughError
        (root / "content" / "a.md").write_text(document(str(len(found) + 1)), encoding="utf-8")

    monkeypatch.setattr(rounds, "ThemeFiles", Refusing)
    watch = Watch(root)
    try:
        with pytest.raises(_EnoughError):
            one.run(watch, silent, said)
    finally:
        watch.close()
    assert [one and one.title[:6] for one in found] == ["文件操作没有", "程序出错了，", None]
    assert board.now.trouble is None


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are found in /proc")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_no_signal_leaves_a_child(tmp_path: Path, name: str) -> None:
    root = project(tmp_path, FILES)
    with previewed(root) as one:
        end, children = time.monotonic() + PATIENCE, set[int]()
        while not children and time.monotonic() < end:
            children = one.children()
        assert children
        code = one.end(getattr(signal, name))
        assert code == {"SIGINT": 130, "SIGKILL": -signal.SIGKILL}.get(name, 0)
    while time.monotonic() < end and any(_runs(pid) for pid in children):
        time.sleep(0.05)
    assert [pid for pid in children if _runs(pid)] == []
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind((HOST, one.port))


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_first_command_hands_its_process_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process stands between whoever sends a signal and the preview."""
    if os.name != "posix":
        pytest.skip("Windows has no exec that keeps the console")
    text = (PROJECT / "run.py").read_text(encoding="utf-8")
    assert "os.execve(python, [python] + command + arguments[1:], environment)" in text
    shell = 'exec "$0" run.py check --help'
    run = subprocess.run(["sh", "-c", shell, sys.executable], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 0 or "软件包" in run.stderr


# On this machine only.


def test_only_a_browser_of_this_machine_is_answered(running: tuple[Path, Previewed]) -> None:
    _, one = running
    assert one.get("/", host=f"localhost:{one.port}")[0] == 200
    for host in ("swj.example.gov.cn", f"evil.example:{one.port}", "127.0.0.1", "", "127.0.0.1:1"):
        status, text = one.get("/", host=host or "x")
        assert (status, "预览只能在本机打开" in text, "政府信息公开" in text) == (403, True, False)


@pytest.mark.parametrize(
    "path",
    [
        "/../catalogue/column.yml",
        "/%2e%2e/catalogue/column.yml",
        "/..%2f..%2fcatalogue%2fcolumn.yml",
        "//etc/passwd",
        "/%00",
        "/catalogue/column.yml",
        "/a%ff.html",
        "/__preview/none",
        "/__preview/../x",
    ],
)
def test_there_is_no_way_out_of_the_site(running: tuple[Path, Previewed], path: str) -> None:
    status, text = running[1].get(path)
    assert status == 404
    assert "机构代码" not in text


def test_other_requests_are_refused_in_chinese(running: tuple[Path, Previewed]) -> None:
    status, text = running[1].get("/", method="POST")
    assert status == 501
    assert "看不懂这个请求" in text
    assert not ENGLISH.search(text)
    assert running[1].get("/", method="HEAD") == (200, "")


def test_it_listens_on_the_loopback_alone(running: tuple[Path, Previewed]) -> None:
    _, one = running
    with socket.socket() as other:
        other.settimeout(2)
        assert other.connect_ex(("127.0.0.2", one.port)) != 0


def test_a_port_in_use_is_told_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_column(copy_project(tmp_path, with_sources=False), FILES)
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.main(["--root", str(root), "serve", "--port", str(port)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"端口 {port} 已经有程序在用，多半是另一个预览还开着。")
    assert f"python run.py serve --port {port + 1}" in told
    denied = whole._refusal(PermissionError(errno.EACCES, "Permission denied"), 80)
    assert denied.startswith("系统不允许使用端口 80。请选 1024 以上的端口")
    with pytest.raises(OSError, match="x"):
        whole._refusal(FileNotFoundError(errno.ENOENT, "No such file", "x"), 80)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "八千", "1e4"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["serve", f"--port={port}"])
    assert f"“{port}”不是端口" in capsys.readouterr().err


def test_no_other_program_speaks_to_whoever_edits(running: tuple[Path, Previewed]) -> None:
    _, one = running
    told = one.output.read_text(encoding="utf-8").splitlines()
    assert told[0] == f"预览：{one.url}（只有本机能打开；按 Ctrl+C 结束）"
    first = [line for line in told[1:] if not line.startswith((" ", "Traceback", "jinja2")) and "{{" not in line]
    assert any("已更新。" in line for line in first)
    assert not [line for line in first if ENGLISH.search(line) and "TemplateSyntaxError" not in line]


# The pages of the staff.


def test_all_problems_by_file_and_by_rule(running: tuple[Path, Previewed]) -> None:
    root, one = running
    text = (root / "content" / "a.md").read_text(encoding="utf-8")
    (root / "content" / "a.md").write_text(text.replace("标题: ", "标题："), encoding="utf-8")
    one.until(PAGE, 'role="alert"')
    page = one.get("/__preview/problems")[1]
    (root / "content" / "a.md").write_text(text, encoding="utf-8")
    one.until(PAGE, "已更新")
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == ["按规则", "按文件"]
    assert '<h3 id="content/a.md">content/a.md</h3>' in page
    assert "<td>错误</td><td><code>yaml-full-width-colon</code></td><td>1</td>" in page


def test_what_the_change_does_to_the_public_site(tmp_path: Path) -> None:
    root = project(tmp_path, FILES)
    with previewed(root) as one:
        one.until(PAGE, "已更新")
        assert "这里没有 Git 版本库" in one.get("/__preview/changes")[1]
        _git(root, "init", "-q", "-b", "main")
        assert "还没有提交过任何版本" in one.get("/__preview/changes")[1]
        _git(root, "add", "content", "catalogue")
        _git(root, "commit", "-q", "-m", "one")
        assert "网页内容没有变化" in one.get("/__preview/changes")[1]
        write_column(root, {"content/c.md": document("3")})
        one.until("/990000017/2024-00003.html", "关于做好第3项工作的通知")
        page = one.get("/__preview/changes")[1]
        assert "与版本库里的“main”比较" in page
        assert "<b>新公开 1 件信息</b>" in page
        assert '<a href="/990000017/2024-00003.html">' in page


def test_what_is_unfinished_and_what_is_to_come(running: tuple[Path, Previewed]) -> None:
    root, one = running
    later = AS_OF + timedelta(days=3)
    write_column(root, {"content/later.md": document("9", 成文日期=AS_OF, 发布日期=later)})
    one.until("/__preview/scheduled", "关于做好第9项工作的通知")
    page = one.get("/__preview/scheduled")[1]
    assert f"<h2>{day_words(later)}（1）</h2>" in page
    assert "<li>关于做好第9项工作的通知（content/later.md）</li>" in page
    assert one.get("/990000017/2024-00009.html")[0] == 404
    (root / "content/later.md").unlink()
    one.until("/__preview/scheduled", "没有定时公开的信息。")
    gaps = one.get("/__preview/gaps")[1]
    assert re.findall(r"<h2>(.*?)（\d+）</h2>", gaps) == ["没有填写的", "还没有公布的"]
    assert re.findall(r"（([^）]*)待完善", one.get("/__preview/problems")[1]) == []


def test_what_comes_due_by_unit(running: tuple[Path, Previewed]) -> None:
    root, one = running
    limit = {"施行日期": AS_OF, "有效期至": AS_OF + timedelta(days=6), "责任科室": "市场运行科"}
    write_column(root, {"content/ends.md": document("8", 标题="快到期的办法", **limit)})
    one.until("/__preview/due", "快到期的办法")
    page = " ".join(re.sub(r"<[^>]+>", "", one.get("/__preview/due")[1]).split())
    day = (AS_OF + timedelta(days=7)).isoformat()
    reason = "（期满前评估，决定延长、修改或者不再执行）"
    assert f"市场运行科（1） {day} 效力：“快到期的办法”失效{reason}，content/ends.md" in page
    assert "检查指标 应更新未更新的栏目：现在 0 个，10 个起单项否决。半年之内看不出会到。" in page
    (root / "content/ends.md").unlink()
    one.until("/__preview/due", "没有到期的。")


def _git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=甲", "-c", "user.email=a@example.gov.cn"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def test_every_staff_page_is_linked_from_the_bar() -> None:
    bar = _overlay().bar(Standing()).decode()
    assert re.findall(r'href="/__preview/(\w+)"', bar) == [one.name for one in STAFF_PAGES]
    assert len({one.name for one in STAFF_PAGES}) == len(STAFF_PAGES)


def test_before_the_first_round_nobody_says_that_there_are_no_problems() -> None:
    overlay = _overlay()
    assert "没有" not in overlay.bar(Standing(work="检查 1/2")).decode().replace("没有发", "")
    page = (overlay.staff("problems", Standing()) or b"").decode()
    assert "正在第一次读取和检查" in page
    assert "没有发现问题" not in page
    assert "正在准备预览" in overlay.alone(Standing()).decode()
    assert overlay.staff("none", Standing()) is None


# What is held in memory.


def test_what_is_held_says_the_same_as_the_files(tmp_path: Path) -> None:
    root = write_column(copy_project(tmp_path, with_sources=False), FILES)
    long_ago = time.time() - 100
    for path in (root / "content").iterdir():
        os.utime(path, (long_ago, long_ago))
    caches = WarmCaches(root, silent)
    steps: list[dict[str, str | bytes]] = [
        {},
        {"content/a.md": document("1", 附件="申请表.csv", 标题="另一个标题")},
        {"content/申请表.csv": "甲,乙\n3,4\n"},
        {"content/b.md": document("2", 附件="没有.csv")},
        {"content/没有.csv": "甲\n1\n"},
        {"catalogue/synonyms.yml": "- [甲, 乙]\n"},
        {"content/b.md": document("2")},
    ]
    for step in steps:
        write_column(root, step)
        caches.renew()
        warm, cold = checked_column(root, AS_OF, caches), checked_column(root, AS_OF)
        assert warm[1] == cold[1]
        assert [repr(one) for one in warm[0].reading.items] == [repr(one) for one in cold[0].reading.items]
    (root / "content" / "b.md").unlink()
    assert [one.index_no for one in checked_column(root, AS_OF, caches)[0].reading.items] == ["990000017/2024-00001"]


def test_a_settled_file_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_column(copy_project(tmp_path, with_sources=False), FILES)
    caches = WarmCaches(root, silent)
    checked_column(root, AS_OF, caches)
    assert caches.held
    assert caches.held.of(root, "content/b.md") is None
    monkeypatch.setattr("gongkai.incremental.file_state._SETTLED", -PATIENCE * 1e9)
    first = checked_column(root, AS_OF, caches)[0].reading.items
    second = checked_column(root, AS_OF, caches)[0].reading.items
    assert [one is other for one, other in zip(first, second)] == [True, True]
    (root / "content" / "申请表.csv").write_text("甲,乙\n5,6\n", encoding="utf-8")
    third = checked_column(root, AS_OF, caches)[0].reading.items
    assert [one is other for one, other in zip(first, third)] == [False, True]
    assert third[0].attachments[0].sha256 != first[0].attachments[0].sha256


def test_what_is_not_looked_at_is_not_made(demonstration: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at the first page or at an item does not wait for all lists; a fault of one is told each time."""
    made: list[str] = []

    def counted(publication: Publication, site: SiteView) -> Iterator[Page]:
        for page in column_pages(publication, site):
            made.append(page.url)
            yield page
            if page.url == broken:
                raise RuntimeError("a fault of the program")

    monkeypatch.setattr("gongkai.previewing.asked_pages.column_pages", counted)
    broken = ""
    pages = AskedPages(demonstration, standalone(PROJECT / "theme_overrides"))
    assert pages.html(item_url(demonstration.reading.items[0])) is not None
    assert made == []
    assert pages.html("index.html") is not None
    assert made == ["index.html"]
    assert pages.html("none.html") is None
    assert len(made) == len(set(made)) > 50
    broken = "index.html"
    pages = AskedPages(demonstration, standalone(PROJECT / "theme_overrides"))
    assert pages.html("index.html") is not None
    for _ in range(2):
        with pytest.raises(RuntimeError, match="a fault of the program"):
            pages.html("none.html")
