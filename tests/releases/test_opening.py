"""A release is taken only where its files are exactly those of its manifest; nothing is left of one that is refused."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from gongkai.releases import opening
from gongkai.releases.opening import open_release
from gongkai.releases.release_manifest import MANIFEST, ReleaseError, is_plain, manifest_from
from gongkai.releases.version import Version
from hypothesis import given
from hypothesis import strategies as st

from tests.releases.packages import FILES, LINK, manifest_of, write_release, write_zip

AGAIN = "请重新取得发布包，并核对旁边的 .sha256 文件。"
STATED = manifest_of(FILES).as_json().encode()


def _contents(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_zip_and_its_unpacked_folder_give_the_same(tmp_path: Path) -> None:
    made = write_release(tmp_path / "a.zip")
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "unpacked")
    for source in (made, tmp_path / "unpacked", tmp_path / "unpacked" / "gongkai"):
        manifest = open_release(source, tmp_path / "into")
        assert manifest.version == Version(0, 3, 0)
        assert _contents(tmp_path / "into") == {MANIFEST: STATED, **FILES}


def test_a_program_stays_a_program(tmp_path: Path) -> None:
    attributes = {"run.py": 0o100755 << 16}
    open_release(write_zip(tmp_path / "a.zip", {MANIFEST: STATED, **FILES}, attributes), tmp_path / "into")
    assert (tmp_path / "into" / "run.py").stat().st_mode & 0o111
    assert not (tmp_path / "into" / "mkdocs.yml").stat().st_mode & 0o111


SPOILT: dict[str, tuple[dict[str, bytes], dict[str, int], str]] = {
    "a file is missing": (
        {MANIFEST: STATED, **{path: data for path, data in FILES.items() if path != "run.py"}},
        {},
        f"发布包与它的清单不符：缺少 run.py。没有改动任何文件。{AGAIN}",
    ),
    "a file too many": (
        {MANIFEST: STATED, **FILES, "hooks/evil.py": b""},
        {},
        f"发布包与它的清单不符：多出 hooks/evil.py。没有改动任何文件。{AGAIN}",
    ),
    "another content": (
        {MANIFEST: STATED, **FILES, "run.py": b"print('evil')\n"},
        {},
        f"发布包与它的清单不符：run.py 与清单不符。没有改动任何文件。{AGAIN}",
    ),
    "many faults are counted": (
        {MANIFEST: STATED, **{f"hooks/{number}.py": b"" for number in range(9)}},
        {},
        "发布包与它的清单不符：缺少 hooks/gongkai/__init__.py；缺少 mkdocs.yml；缺少 run.py；缺少 theme_overrides/a.css；"
        f"多出 hooks/0.py等 13 处。没有改动任何文件。{AGAIN}",
    ),
    "no manifest": (dict(FILES), {}, f"里面没有 {MANIFEST}，不是本产品的发布包。请用产品发布的 ZIP。"),
    "out of the folder": (
        {MANIFEST: STATED, **FILES, "../evil.py": b""},
        {},
        f"发布包里有不合规定的路径“../evil.py”，可能被人改过。{AGAIN}",
    ),
    "an absolute path": (
        {MANIFEST: STATED, **FILES, "/etc/evil": b""},
        {},
        f"发布包里有不合规定的路径“/etc/evil”，可能被人改过。{AGAIN}",
    ),
    "a drive": (
        {MANIFEST: STATED, **FILES, "C:/evil": b""},
        {},
        f"发布包里有不合规定的路径“C:/evil”，可能被人改过。{AGAIN}",
    ),
    "backslashes": (
        {MANIFEST: STATED, **FILES, "hooks\\..\\..\\evil": b""},
        {},
        f"发布包里有不合规定的路径“hooks\\..\\..\\evil”，可能被人改过。{AGAIN}",
    ),
    "a link": (
        {MANIFEST: STATED, **FILES, "hooks/link": b"/etc/passwd"},
        {"hooks/link": LINK},
        f"发布包里的“hooks/link”是链接或者加了密，可能被人改过。{AGAIN}",
    ),
    "two names that are one on Windows": (
        {MANIFEST: STATED, **FILES, "RUN.py": b""},
        {},
        f"发布包里有两个“RUN.py”。{AGAIN}",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_zip_is_refused_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    entries, attributes, message = SPOILT[name]
    with pytest.raises(ReleaseError) as refused:
        open_release(write_zip(tmp_path / "a.zip", entries, attributes), tmp_path / "into")
    assert str(refused.value) == message
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.zip"]


@pytest.mark.parametrize(
    "spoil", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"<html>404</html>"]
)
def test_what_is_no_whole_zip_is_refused(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    made = write_release(tmp_path / "a.zip")
    made.write_bytes(spoil(made.read_bytes()))
    with pytest.raises(ReleaseError) as refused:
        open_release(made, tmp_path / "into")
    assert str(refused.value) == f"“a.zip”不是完整的 ZIP 文件，可能没有下载完。{AGAIN}"


def test_one_changed_byte_is_found_wherever_it_is(tmp_path: Path) -> None:
    made = write_release(tmp_path / "a.zip")
    data = made.read_bytes()
    within = data.index(FILES["theme_overrides/a.css"])
    made.write_bytes(data[:within] + b"q" + data[within + 1 :])
    with pytest.raises(ReleaseError) as refused:
        open_release(made, tmp_path / "into")
    assert str(refused.value) == f"“a.zip”不是完整的 ZIP 文件，可能没有下载完。{AGAIN}"


def test_a_folder_that_is_no_release_says_how_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "clone" / "hooks").mkdir(parents=True)
    with pytest.raises(ReleaseError) as refused:
        open_release(tmp_path / "clone", tmp_path / "into")
    assert str(refused.value) == (
        f"“{tmp_path / 'clone'}”里没有 {MANIFEST}，不是发布包。请用产品发布的 ZIP，或者它解开后的文件夹；"
        "从 Git 取得的，先在那里运行 python run.py release。"
    )


def test_a_place_with_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError) as refused:
        open_release(tmp_path / "无", tmp_path / "into")
    assert str(refused.value) == (
        f"没有“{tmp_path / '无'}”这个文件或者文件夹。请写发布包（ZIP）的位置，或者解开后的文件夹。"
    )


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST", 1000)
    made = write_zip(tmp_path / "a.zip", {MANIFEST: STATED, **FILES, "hooks/big": b"0" * 2000})
    with pytest.raises(ReleaseError) as refused:
        open_release(made, tmp_path / "into")
    assert str(refused.value) == f"发布包太大（6 个文件），不像本产品的发布包。{AGAIN}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", f"{MANIFEST} 不是完整的清单。请重新取得发布包。"),
        (b"\xff", f"{MANIFEST} 不是完整的清单。请重新取得发布包。"),
        (b"[" * 100_000, f"{MANIFEST} 不是完整的清单。请重新取得发布包。"),
        (b"[]", f"{MANIFEST} 不是本产品的清单。请核对取得的是不是本产品的发布包。"),
        (b'{"product": "other"}', f"{MANIFEST} 不是本产品的清单。请核对取得的是不是本产品的发布包。"),
        (b'{"product": "gongkai", "version": "3"}', f"{MANIFEST} 里没有版本或者文件。请重新取得发布包。"),
        (b'{"product": "gongkai", "version": 3}', f"{MANIFEST} 里没有版本或者文件。请重新取得发布包。"),
        (
            b'{"product": "gongkai", "version": "0.3.0", "files": []}',
            f"{MANIFEST} 里没有版本或者文件。请重新取得发布包。",
        ),
    ],
)
def test_a_manifest_that_says_too_little_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ReleaseError) as refused:
        manifest_from(data)
    assert str(refused.value) == message


@pytest.mark.parametrize("path", ["../a", "/a", "a/../b", "a//b", "./a", "a\\b", "C:a", "", "a\nb", MANIFEST])
def test_a_manifest_names_plain_paths_only(path: str) -> None:
    listed = {"product": "gongkai", "version": "0.3.0", "files": {path: "0" * 64}}
    with pytest.raises(ReleaseError) as refused:
        manifest_from(json.dumps(listed).encode())
    assert str(refused.value) == f"{MANIFEST} 里“{path}”一行不合规定，发布包可能被人改过。请重新取得发布包。"


@given(st.text(max_size=30))
def test_a_plain_path_stays_below_its_folder(path: str) -> None:
    if is_plain(path):
        base = Path("/base/folder")
        assert (base / path).resolve().is_relative_to(base)


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,8}(/[a-z]{1,8}){0,3}", fullmatch=True), st.binary(max_size=20), min_size=1)
)
def test_a_manifest_reads_back_as_it_was_written(files: dict[str, bytes]) -> None:
    manifest = manifest_of(files)
    assert manifest_from(manifest.as_json().encode()) == manifest
