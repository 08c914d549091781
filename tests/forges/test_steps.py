"""A mistake of a change is shown at its line on every forge, the changed pages can be seen, nothing published is lost."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.columns import document
from tests.forges.steps import (
    GITEA,
    GITHUB,
    Step,
    commit,
    git,
    gitlab_step,
    repository,
    run_step,
    steps_of,
)

pytestmark = pytest.mark.whole

CHECK, PREVIEW, PUBLISH = (f".ci/column {name}" for name in ("check", "preview", "publish"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a change that has a mistake in one file, besides an older one in a file that it does not touch."""
    made = repository(tmp_path / "repository")
    (made / "content/b.md").write_text(document("2", 发布日期="2024-03-0六"), encoding="utf-8")
    commit(made, "旧错误")
    git(made, "checkout", "--quiet", "-b", "change")
    (made / "content/a.md").write_text(document("1", 公开属性="主动"), encoding="utf-8")
    (made / "content/c.md").write_text(
        document("3", 标题="关于新的工作的通知", 成文日期="2026-11-24", 发布日期="2026-11-24"), encoding="utf-8"
    )
    return commit(made, "改动")


def _annotated(output: str) -> list[str]:
    return [line.partition(",title=")[0] for line in output.splitlines() if line.startswith("::error")]


def test_github_annotates_the_lines_of_the_change_first(root: Path, tmp_path: Path) -> None:
    base = git(root, "rev-parse", "main")
    expressions = {
        "github.event.pull_request.base.sha || github.event.before": base,
        "vars.GONGKAI_PUBLISHED": "",
    }
    check, preview = steps_of(GITHUB[0], "check", expressions)
    run = run_step(root, check, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    assert run.returncode == 1, run.stderr
    assert _annotated(run.stdout) == [
        "::error file=content/a.md,line=8,col=7",
        "::error file=content/b.md,line=7,col=7",
    ]
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("## 合并之后网站会有这些变化\n")
    assert "## 改动的文件里的问题\n\n- **错误** `content/a.md:8` " in summary
    assert "没有改动的文件里另有 1 处错误" in summary
    assert run_step(root, preview).returncode == 1


def test_gitlab_gets_a_report_for_the_lines(root: Path) -> None:
    run = run_step(root, gitlab_step("check", {"$CI_MERGE_REQUEST_DIFF_BASE_SHA": git(root, "rev-parse", "main")}))
    assert run.returncode == 1, run.stderr
    report = json.loads((root / "dist/ci/gl-code-quality-report.json").read_text(encoding="utf-8"))
    first = next(one for one in report if one["severity"] == "critical")
    assert first["description"].startswith("错误：")
    assert (first["severity"], first["location"]) == ("critical", {"path": "content/a.md", "lines": {"begin": 8}})
    assert len({one["fingerprint"] for one in report}) == len(report)
    assert "## 改动的文件里的问题" in (root / "dist/ci/summary.md").read_text(encoding="utf-8")


@dataclass
class Forge:
    """A server that answers as Gitea does, and what it was asked."""

    address: str = ""
    status: int = 200
    files: list[str] = field(default_factory=list)
    reviews: list[dict[str, Any]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)


@pytest.fixture
def forge() -> Iterator[Forge]:
    seen = Forge()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number = int(self.path.rpartition("page=")[2])
            self._answer([{"filename": name} for name in seen.files] if number == 1 else [])

        def do_POST(self) -> None:
            seen.reviews.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._answer({"path": self.path})

        def _answer(self, body: object) -> None:
            seen.tokens.add(self.headers["Authorization"])
            data = json.dumps(body).encode()
            self.send_response(seen.status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    seen.address = f"http://127.0.0.1:{server.server_port}"
    yield seen
    server.shutdown()
    server.server_close()


def _gitea_steps(root: Path, forge: Forge) -> list[Step]:
    expressions = {
        "github.event.pull_request.base.sha": git(root, "rev-parse", "main"),
        "github.token": "secret",
        "github.server_url": forge.address,
        "github.repository": "bureau/column",
        "github.event.pull_request.number": "7",
        "github.event.pull_request.head.sha": git(root, "rev-parse", "HEAD"),
    }
    steps = list(steps_of(GITEA[0], "check", expressions))
    assert [one.always for one in steps] == [False, True, False]
    return [Step(one.name, one.script.replace("python3 ", '"$GONGKAI_PYTHON" '), one.environment) for one in steps]


def test_gitea_gets_a_review_at_the_lines(root: Path, forge: Forge) -> None:
    forge.files = ["content/a.md", "content/c.md"]
    check, review, _ = _gitea_steps(root, forge)
    assert run_step(root, check).returncode == 1
    run = run_step(root, review)
    (posted,) = forge.reviews
    assert (run.returncode, run.stdout) == (0, f"已写评审意见：{len(posted['comments'])} 处。\n"), run.stderr
    assert posted["event"] == "REQUEST_CHANGES"
    assert posted["commit_id"] == git(root, "rev-parse", "HEAD")
    assert posted["body"].startswith("## 合并之后网站会有这些变化\n")
    remark = posted["comments"][0]
    assert {one["path"] for one in posted["comments"]} == {"content/a.md", "content/c.md"}
    assert (remark["path"], remark["new_position"]) == ("content/a.md", 8)
    assert remark["body"].startswith("**错误** ")
    assert forge.tokens == {"token secret"}


def test_gitea_without_permission_says_so_and_goes_on(root: Path, forge: Forge) -> None:
    forge.status = 403
    check, review, _ = _gitea_steps(root, forge)
    run_step(root, check)
    run = run_step(root, review)
    assert (run.returncode, run.stdout) == (0, "没有写评审意见（服务器答复 403）；问题见检查一步的输出。\n")


def test_a_change_without_mistakes_can_be_seen(root: Path) -> None:
    (root / "content/a.md").write_text(document("1", 正文="各单位：\n\n改了的正文。\n"), encoding="utf-8")
    (root / "content/b.md").write_text(document("2"), encoding="utf-8")
    base = git(root, "rev-parse", "main~1")
    commit(root, "改好")
    run = run_step(root, gitlab_step("preview", {"$CI_MERGE_REQUEST_DIFF_BASE_SHA": base}))
    assert run.returncode == 0, run.stderr
    listed = (root / "dist/preview/changed.html").read_text(encoding="utf-8")
    new, reworded = (listed.index(f"{title}的信息（1）") for title in ("新增", "文字不同"))
    assert new < listed.index('<a href="990000017/2024-00003.html">关于新的工作的通知</a>') < reworded
    assert reworded < listed.index('<a href="990000017/2024-00001.html">关于做好第1项工作的通知</a>')
    assert "990000017/2024-00002.html" not in listed
    assert "不再有" not in listed
    assert listed.index("跟着变的列表、目录等") < listed.index('<a href="index.html">')
    assert "改了的正文" in (root / "dist/preview/990000017/2024-00001.html").read_text(encoding="utf-8")
    assert not (root / "site/changed.html").exists()


@pytest.mark.parametrize("base", ["", "0" * 40, "不存在"])
def test_a_first_commit_has_nothing_to_compare_with(root: Path, base: str) -> None:
    run = run_step(root, Step("check", CHECK, {"GONGKAI_BASE": base}))
    assert run.returncode == 1
    assert not (root / "dist/ci/summary.md").exists()
    assert len(json.loads((root / "dist/ci/problems.json").read_text(encoding="utf-8"))["problems"]) >= 2


def test_what_is_published_is_not_lost(tmp_path: Path) -> None:
    root = repository(tmp_path / "repository")
    expressions = {
        "vars.GONGKAI_PUBLISHED": str(tmp_path / "published"),
        "github.event.before": "",
        "vars.GONGKAI_ALLOW_LOST": "",
    }
    (publish,) = steps_of(GITHUB[1], "build", expressions)
    first = run_step(root, publish)
    assert first.returncode == 0, first.stderr
    assert sorted(path.suffix for path in (root / "dist").iterdir()) == [".root", ".sha256", ".wacz", ".warc", ".zip"]
    shutil.copytree(root / "site", tmp_path / "published")
    (root / "content/b.md").unlink()
    before = (root / "site/SHA256SUMS").read_bytes()
    lost = run_step(root, publish)
    assert lost.returncode == 1
    assert lost.stderr == (
        "已经公开的网页不见了：990000017/2024-00002.html。撤下信息请写“撤下”，不要删除文件；改了索引号的，请写“曾用网址”。"
        "确认不再公开的，加 --allow-lost。\n没有发布：site/ 没有改动。\n"
    )
    assert (root / "site/SHA256SUMS").read_bytes() == before
    (meant,) = steps_of(GITHUB[1], "build", {**expressions, "vars.GONGKAI_ALLOW_LOST": "1"})
    assert run_step(root, meant).returncode == 0


def test_what_was_changed_without_a_word_is_not_published(tmp_path: Path) -> None:
    root = repository(tmp_path / "repository")
    before = git(root, "rev-parse", "HEAD")
    (root / "content/a.md").write_text(document("1", 正文="各单位：\n\n悄悄改了。\n"), encoding="utf-8")
    commit(root, "悄悄改了")
    (publish,) = steps_of(
        GITHUB[1], "build", {"vars.GONGKAI_PUBLISHED": "", "github.event.before": before, "vars.GONGKAI_ALLOW_LOST": ""}
    )
    run = run_step(root, publish)
    assert run.returncode == 1
    assert "没有变更说明" in run.stdout
    assert not (root / "site").exists()


def test_a_step_that_is_none_shows_how_to_call(tmp_path: Path) -> None:
    root = repository(tmp_path / "repository")
    run = run_step(root, Step("", ".ci/column deploy"))
    assert run.returncode == 2
    assert "  .ci/column publish   与已经公开的网站" in run.stderr
