"""Files that cannot be read or are no files: told at once, never waited for, never passed over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from gongkai.commands.reporting import as_text
from gongkai.reading.attachments import LARGE_PICTURE, LARGEST_PICTURE
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column


def _problems(root: Path) -> str:
    return as_text(read_column(root).problems)


def test_pipes_and_links_are_refused(tmp_path: Path) -> None:
    write_column(tmp_path, {"content/a.md": document("1")})
    os.mkfifo(tmp_path / "content/pipe.md")
    (tmp_path / "content/link.md").symlink_to("a.md")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/b.md").write_text(document("2"), encoding="utf-8")
    (tmp_path / "content/folder").symlink_to("../outside", target_is_directory=True)
    assert _problems(tmp_path) == (
        "content/folder:1:1: 错误[source-link] 这是链接，不是文件。\n    请放入真正的文件。\n"
        "content/link.md:1:1: 错误[source-link] 这是链接，不是文件。\n    请放入真正的文件。\n"
        "content/pipe.md:1:1: 错误[file-unreadable] 这不是普通文件（是管道或设备）。\n    请换成真正的文件，或者删除。"
    )


def test_a_name_in_another_encoding_can_be_printed(tmp_path: Path) -> None:
    write_column(tmp_path, {})
    (tmp_path / "content").mkdir()
    try:
        (tmp_path / "content" / os.fsdecode("公告.md".encode("gbk"))).write_text(document("1"), encoding="utf-8")
    except OSError:
        pytest.skip("这个文件系统只收 UTF-8 文件名")
    said = _problems(tmp_path)
    assert said.encode("utf-8")
    assert "错误[file-name] 文件名里有看不见的字符，或者不是 UTF-8 编码。" in said


def test_a_folder_that_cannot_be_opened_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_column(tmp_path, {"content/a.md": document("1"), "content/closed/b.md": document("2")})
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert _problems(tmp_path) == (
        "content/closed:1:1: 错误[folder-unreadable] 文件夹打不开（没有权限），里面的信息没有读。\n"
        "    请检查文件夹的权限。"
    )


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    write_column(tmp_path, {"content/a.md": document("1", 正文="字" * 3_000_000)})
    assert _problems(tmp_path) == (
        "content/a.md:1:1: 错误[file-too-large] 文件有 8.6 MB，超过 8 MB 的上限。\n"
        "    请拆成几个文件，或者把长内容放进附件。"
    )


@pytest.mark.parametrize(
    ("name", "size", "told"),
    [
        ("图.png", LARGE_PICTURE, ""),
        ("图.png", LARGE_PICTURE + 1, "警告[attachment-large] 图片“图.png”有 5.0 MB"),
        ("图.JPG", LARGEST_PICTURE, "警告[attachment-large] 图片“图.JPG”有 20.0 MB"),
        ("图.png", LARGEST_PICTURE + 1, "错误[attachment-large] 图片“图.png”有 20.0 MB"),
        ("表.txt", LARGEST_PICTURE + 1, ""),
    ],
)
def test_a_picture_that_telephones_cannot_open_is_told(name: str, size: int, told: str, tmp_path: Path) -> None:
    starts = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff\xe0", ".txt": b""}
    start = starts[Path(name).suffix.lower()]
    write_column(
        tmp_path,
        {"content/a.md": document("1", 附件=f"[{name}]"), f"content/{name}": start + b" " * (size - len(start))},
    )
    said = [line for line in _problems(tmp_path).splitlines() if "attachment-large" in line]
    assert [told in line for line in said] == ([True] if told else [])
