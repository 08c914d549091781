"""What verify.py says of a package, line by line: the whole of it, with every argument, for every kind of harm."""

from __future__ import annotations

import hashlib
import io
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from gongkai.archiving import verify

LARGE = b"0123456789abcdef" * 70_000
"""More than is read at once."""
FILES: dict[str, bytes] = {
    "data/a.txt": "甲\n".encode(),
    "data/b/c.bin": LARGE,
    "data/空 格": b"",
    "bagit.txt": b"BagIt-Version: 1.0\n",
    "README.txt": b"x\n",
    "verify.py": b"pass\n",
}
SIZE = len(FILES["data/a.txt"]) + len(LARGE)
ADVICE = "整个包重新打包时，包内的校验值会跟着变；请把根校验值与移交、登记时记下的核对。"
USAGE = [*(verify.__doc__ or "").split("\n"), "根校验值是 64 个数字和字母（a 到 f）。"]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _list(bag: Path, name: str, paths: list[str]) -> None:
    lines = "".join(f"{_digest((bag / path).read_bytes())}  {path}\n" for path in sorted(paths))
    (bag / name).write_text(lines, encoding="utf-8", newline="\n")


def _seal(bag: Path) -> None:
    """Make the lists agree with what is there."""
    _list(bag, verify.TAGS, [path.name for path in bag.iterdir() if path.is_file() and path.name != verify.TAGS])


def _root(bag: Path) -> str:
    """The root digest; empty without the list that it is made of."""
    path = bag / verify.TAGS
    return _digest(path.read_bytes()) if path.exists() else ""


def _listed(bag: Path) -> set[str]:
    """The paths that well written lines of the lists name."""
    found: set[str] = set()
    for name in (verify.PAYLOAD, verify.TAGS):
        if (bag / name).exists():
            lines = (bag / name).read_bytes().decode(errors="ignore").split("\n")
            found |= {line[66:] for line in lines if re.fullmatch(r"[0-9a-f]{64}  \w[^\\]*", line)}
    return {path for path in found if not re.search(r"^\w:/|//|/$|/\.\./", path)}


@pytest.fixture
def bag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small package, to which the verifier belongs."""
    folder = tmp_path / "bag"
    for name, data in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "bag-info.txt").write_text(f"Source: 甲\nPayload-Oxum: {SIZE}.3\n", encoding="utf-8")
    _list(folder, verify.PAYLOAD, ["data/a.txt", "data/b/c.bin", "data/空 格"])
    _seal(folder)
    monkeypatch.setattr(verify, "__file__", str(folder / "verify.py"))
    return folder


def _said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    code = verify.main(list(arguments))
    return code, capsys.readouterr().out.removesuffix("\n").split("\n")


def test_a_whole_package(bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _root(bag)
    whole, own = "核对 8 个文件，全部无误。", f"根校验值：{root}"
    assert _said(capsys) == (0, [whole, own, ADVICE])
    assert _said(capsys, root.upper()) == (0, [whole, f"{own}，与登记的一致。"])
    other = "0" * 64
    fault = f"根校验值不是登记的 {other}：这是另外一个包，或者被整个重新打包"
    assert _said(capsys, other) == (1, [fault, "核对 8 个文件，有 1 处不符。", own])


def test_another_folder(bag: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _root(bag)
    moved = bag.rename(tmp_path / "moved")
    assert _said(capsys, root, str(moved)) == (0, ["核对 8 个文件，全部无误。", f"根校验值：{root}，与登记的一致。"])


def test_a_digest_that_only_a_holder_can_work_out(bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proof = hashlib.sha256("甲馆".encode())
    for name in sorted([*FILES, "bag-info.txt", verify.PAYLOAD]):
        proof.update(_digest("甲馆".encode() + (bag / name).read_bytes()).encode())
    said = ["核对 8 个文件，全部无误。", f"根校验值：{_root(bag)}", ADVICE, f"带“甲馆”的校验值：{proof.hexdigest()}"]
    assert _said(capsys, "--nonce", "甲馆") == (0, said)


@pytest.mark.parametrize(
    "wrong",
    [
        ["0" * 63],
        ["0" * 65],
        ["g" * 64],
        ["--nonce"],
        ["--nonce", "a", "b"],
        ["-h"],
        ["0" * 64, "a", "b"],
        ["a", "0" * 64],
        ["a", "b"],
    ],
)
def test_a_wrong_call(bag: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]) -> None:
    assert _said(capsys, *wrong) == (2, USAGE)


def _append(name: str, line: str) -> Callable[[Path], object]:
    def harm(bag: Path) -> None:
        with (bag / name).open("a", encoding="utf-8", newline="\n") as file:
            file.write(line)

    return harm


def _removed(bag: Path, *names: str) -> None:
    for name in names:
        (bag / name).unlink()


def _link(bag: Path) -> None:
    (bag / "data" / "folder").symlink_to(bag / "data" / "b")
    (bag / "data" / "link").symlink_to(bag / "data" / "a.txt")


def _relisted(bag: Path) -> None:
    _list(bag, verify.PAYLOAD, ["data/a.txt", "data/b/c.bin", "data/空 格", "README.txt"])
    _seal(bag)


def _twins(bag: Path) -> None:
    for name in ("A.txt", "e\u0301", "\u00e9"):
        (bag / "data" / name).write_bytes(b"x")
    (bag / "BAGIT.txt").write_bytes(b"x")


def _info(words: bytes) -> Callable[[Path], object]:
    def harm(bag: Path) -> None:
        (bag / "bag-info.txt").write_bytes(words)
        _seal(bag)

    return harm


A, OTHER = "0" * 64, f"改动 {verify.PAYLOAD}"
OXUM = "bag-info.txt 里的内容大小（Payload-Oxum）不符"
HARMS: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "byte changed": (lambda bag: (bag / "data/a.txt").write_text("乙\n", encoding="utf-8"), ["改动 data/a.txt"]),
    "last block cut": (lambda bag: (bag / "data/b/c.bin").write_bytes(LARGE[:-1]), ["改动 data/b/c.bin", OXUM]),
    "removed": (lambda bag: (bag / "data/a.txt").unlink(), ["缺少 data/a.txt", OXUM]),
    "all removed": (
        lambda bag: _removed(bag, "data/a.txt", "data/b/c.bin"),
        ["多出空文件夹 data/b", "缺少 data/a.txt", "缺少 data/b/c.bin", OXUM],
    ),
    "added": (lambda bag: [(bag / name).write_bytes(b"") for name in ("data/z", "y")], ["多出 data/z", "多出 y"]),
    "empty folder": (lambda bag: (bag / "data/b/d").mkdir(), ["多出空文件夹 data/b/d"]),
    "links": (_link, ["是链接，不是文件：data/folder", "是链接，不是文件：data/link"]),
    "pipe": (lambda bag: os.mkfifo(bag / "data/pipe"), ["不是普通文件：data/pipe"]),
    "twins": (
        _twins,
        [
            *(f"多出 {name}" for name in ("BAGIT.txt", "data/A.txt", "data/e\u0301", "data/\u00e9")),
            "只差大小写或者写法的两个文件：BAGIT.txt 和 bagit.txt",
            "只差大小写或者写法的两个文件：data/A.txt 和 data/a.txt",
            "只差大小写或者写法的两个文件：data/e\u0301 和 data/\u00e9",
        ],
    ),
    "list that leads outside": (_relisted, [f"{verify.PAYLOAD} 列出了内容之外的 README.txt", OXUM]),
    "tag list gone": (
        lambda bag: (bag / verify.TAGS).unlink(),
        [
            "读不出 tagmanifest-sha256.txt：…",
            *(f"{verify.TAGS} 没有列出 {name}" for name in verify.NEEDED),
            *(f"多出 {name}" for name in ("README.txt", "bag-info.txt", "bagit.txt", verify.PAYLOAD, "verify.py")),
        ],
    ),
    "list of no text": (
        lambda bag: (bag / verify.PAYLOAD).write_bytes(b"\xff\n"),
        ["读不出 manifest-sha256.txt：…", OTHER, "多出 data/a.txt", "多出 data/b/c.bin", "多出 data/空 格", OXUM],
    ),
    "size wrong": (_info(f"Payload-Oxum: {SIZE}.2\n".encode()), [OXUM]),
    "size not stated": (_info(b""), [OXUM]),
    "statement of no text": (_info(f"Payload-Oxum: {SIZE}.3\n".encode() + b"\xff"), [OXUM]),
}
LINES: dict[str, str] = {
    f"{A} data/x": "里有一行不合格式",
    f"{A}  ": "里有一行不合格式",
    f"{A[1:]}  data/x": "里有一行不合格式",
    f"{A[1:]}G  data/x": "里有一行不合格式",
    f"{A[1:]}": "里有一行不合格式",
    "": "里有一行不合格式",
    f"{A}  /data/x": "里有一行指向存档包之外",
    f"{A}  data\\x": "里有一行指向存档包之外",
    f"{A}  C:/x": "里有一行指向存档包之外",
    f"{A}  data/../x": "里有一行指向存档包之外",
    f"{A}  ./x": "里有一行指向存档包之外",
    f"{A}  data//x": "里有一行指向存档包之外",
    f"{A}  data/x/": "里有一行指向存档包之外",
}


def _faults(bag: Path) -> list[str]:
    faults, count, own, proof = verify.check(str(bag))
    assert (count, own, proof) == (len(_listed(bag)), _root(bag), "")
    # What the system says of a file that it cannot read is its own affair.
    return [re.sub(r"^(读不出 [\w.-]+：).+$", r"\1…", one) for one in faults]


@pytest.mark.parametrize("harm", HARMS)
def test_a_harm(bag: Path, harm: str) -> None:
    do, said = HARMS[harm]
    do(bag)
    assert _faults(bag) == said


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_a_list(bag: Path, line: str) -> None:
    _append(verify.PAYLOAD, f"{line}\n")(bag)
    told = line[66:] if "指向" in LINES[line] else line
    assert _faults(bag) == [f"{verify.PAYLOAD} {LINES[line]}：{told!r}", OTHER]


def test_a_line_that_stands_twice_and_the_last_without_an_end(bag: Path) -> None:
    _append(verify.PAYLOAD, f"{A}  data/a.txt\n{A}  data/C:\n{A}  data/x\r\n{A}  data/y")(bag)
    assert _faults(bag) == [
        f"{verify.PAYLOAD} 里重复列出 data/a.txt",
        "缺少 data/C:",
        "缺少 data/x\r",
        "缺少 data/y",
        OTHER,
        OXUM,
    ]


def test_a_file_that_cannot_be_read(bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.path.getsize

    def getsize(path: str) -> int:
        if path.endswith("a.txt"):
            raise OSError("x")
        return real(path)

    monkeypatch.setattr(os.path, "getsize", getsize)
    (bag / "verify.py").write_bytes(b"")
    assert verify.check(str(bag))[:3] == (["读不出 data/a.txt：x", "改动 verify.py", OXUM], 8, _root(bag))


def test_what_names_no_root(bag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bag / verify.TAGS).unlink()
    code, said = _said(capsys)
    assert (code, said[-2:]) == (1, ["根校验值：", ADVICE])


@pytest.mark.parametrize(("encoding", "shown"), [("ascii", b"\\u7532\n"), ("gbk", "甲\n".encode("gbk"))])
def test_any_screen_shows_something(encoding: str, shown: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
    monkeypatch.setattr(sys, "stdout", screen)
    verify.say("甲")
    screen.flush()
    assert screen.buffer.getvalue() == shown


def test_a_screen_of_no_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stdout", screen)
    verify.say("甲")
    assert screen.getvalue() == "\\u7532\n"
