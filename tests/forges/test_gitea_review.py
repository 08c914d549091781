"""A review that cannot be written is told in one line and fails no check: the step before has told the problems."""

from __future__ import annotations

import importlib.util
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import PROJECT

PROBLEMS = {"problems": [{"path": "a.md", "line": 3, "level": "error", "what": "错。", "remedy": "请改。"}]}
NOT_UNDERSTOOD = "没有写评审意见（检查结果或者服务器的答复看不懂）；问题见检查一步的输出。\n"


@contextmanager
def _forge(files: bytes, status: int = 200) -> Iterator[tuple[str, list[bytes]]]:
    posted: list[bytes] = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(files)

        def do_POST(self) -> None:
            posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self._answer(b"{}")

        def _answer(self, data: bytes) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", posted
    finally:
        server.shutdown()
        server.server_close()


def _reviewed(tmp_path: Path, url: str, results: str, monkeypatch: pytest.MonkeyPatch) -> int:
    spec = importlib.util.spec_from_file_location("gitea_review", PROJECT / ".ci" / "gitea_review.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, value in {"URL": url, "REPOSITORY": "a/b", "PULL": "1", "TOKEN": "t"}.items():
        monkeypatch.setenv(f"GITEA_{name}", value)
    monkeypatch.setenv("no_proxy", "*")
    (tmp_path / "problems.json").write_text(results, encoding="utf-8")
    code: int = module.main(str(tmp_path / "problems.json"), str(tmp_path / "none.md"))
    return code


@pytest.mark.parametrize("results", ["", "{", "[]", "{}", '{"problems": 5}', '{"problems": [{}]}'])
def test_half_a_file_of_results(
    results: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with _forge(b"[]") as (url, posted):
        assert _reviewed(tmp_path, url, results, monkeypatch) == 0
    assert capsys.readouterr().out == NOT_UNDERSTOOD
    assert posted == []


@pytest.mark.parametrize("answer", [b"<html>", b'[{"name": 1}]', b"[1]"])
def test_an_answer_that_is_no_list_of_files(
    answer: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with _forge(answer) as (url, posted):
        assert _reviewed(tmp_path, url, json.dumps(PROBLEMS), monkeypatch) == 0
    assert capsys.readouterr().out == NOT_UNDERSTOOD
    assert posted == []


def test_a_server_without_pages_is_not_asked_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with _forge(b'[{"filename": "a.md"}]') as (url, posted):
        assert _reviewed(tmp_path, url, json.dumps(PROBLEMS), monkeypatch) == 0
    assert capsys.readouterr().out == "已写评审意见：1 处。\n"
    assert json.loads(posted[0])["comments"] == [{"path": "a.md", "new_position": 3, "body": "**错误** 错。\n\n请改。"}]


@pytest.mark.parametrize("url", ["gitea.moushi.gov.cn", "http://a b/", "http://[", "http://127.0.0.1:99999"])
def test_an_address_that_is_none(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _reviewed(tmp_path, url, json.dumps(PROBLEMS), monkeypatch) == 0
    assert capsys.readouterr().out.startswith("没有写评审意见（")


def test_a_refusal_is_told_with_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with _forge(b"[]", 403) as (url, _):
        assert _reviewed(tmp_path, url, json.dumps(PROBLEMS), monkeypatch) == 0
    assert capsys.readouterr().out == "没有写评审意见（服务器答复 403）；问题见检查一步的输出。\n"
