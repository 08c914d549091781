"""The archive package as an archivist takes it: a bag that verifies, opens offline, and is the same every time."""

from __future__ import annotations

import ast
import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

import bagit
import pytest
from gongkai.archiving.archive_names import name_faults
from gongkai.archiving.package import make_package
from gongkai.commands.command_line import main
from gongkai.model.publication import Publication

from tests.archives import archived_again, unpacked
from tests.columns import document, write_column
from tests.conftest import AS_OF, copy_project

NAME = f"990000017-{AS_OF.isoformat()}"
MADE = date(2026, 12, 1)


@pytest.fixture(scope="module")
def package(demonstration: Publication, demonstration_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    return make_package(demonstration_root / "site", demonstration_root, demonstration, out, MADE).path


@pytest.fixture(scope="module")
def bag(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(package, tmp_path_factory.mktemp("bag"))


@dataclass(frozen=True, slots=True)
class Ordered:
    """What the command made of a column of two items, and how it was called; the folder may lie anywhere."""

    column: Path
    out: Path
    key: Path
    call: tuple[str, ...]
    said: tuple[str, ...]


@pytest.fixture(scope="module")
def ordered(tmp_path_factory: pytest.TempPathFactory) -> Ordered:
    root = copy_project(tmp_path_factory.mktemp("small"), with_sources=False)
    write_column(root, {f"content/{number}.md": document(str(number)) for number in (1, 2)})
    key, out = tmp_path_factory.mktemp("keys") / "key", tmp_path_factory.mktemp("out") / "存档"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    call = ("--root", str(root), "archive", "--out", str(out), "--as-of", AS_OF.isoformat(), "--sign")
    with redirect_stdout(StringIO()) as said:
        assert main([*call, str(key)]) == 0
    return Ordered(root, out, key, call, tuple(said.getvalue().splitlines()))


@pytest.fixture(scope="module")
def small(ordered: Ordered, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of two items, so that many harms can be done to it."""
    return unpacked(ordered.out / f"{NAME}.zip", tmp_path_factory.mktemp("bag"))


def _verify(bag: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "verify.py", *arguments], cwd=bag, capture_output=True, encoding="utf-8", check=False
    )


def _root(bag: Path) -> str:
    return hashlib.sha256((bag / "tagmanifest-sha256.txt").read_bytes()).hexdigest()


def test_it_verifies_with_common_tools(bag: Path) -> None:
    assert bagit.Bag(str(bag)).validate()
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--quiet", "--strict", "-c", manifest], cwd=bag, check=True)
    own = _verify(bag, _root(bag))
    assert own.returncode == 0, own.stdout
    counted, root = own.stdout.splitlines()
    assert counted.endswith("全部无误。")
    assert root == f"根校验值：{_root(bag)}，与登记的一致。"


def _rewrite(bag: Path, name: str, old: str, new: str) -> None:
    path = bag / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def _line_of(bag: Path, name: str) -> str:
    lines = (bag / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    return next(line for line in lines if line.endswith(f"  {name}\n"))


def _repack(bag: Path) -> None:
    """Change a page and make everything in the package agree with it again."""
    page = bag / PAGE
    page.write_bytes(page.read_bytes() + b"<!-- -->")
    made = bagit.Bag(str(bag))
    lines = {line[66:-1]: line[:64] for line in (bag / "manifest-sha256.txt").open(encoding="utf-8")}
    lines[PAGE] = hashlib.sha256(page.read_bytes()).hexdigest()
    text = "".join(f"{digest}  {path}\n" for path, digest in sorted(lines.items()))
    (bag / "manifest-sha256.txt").write_text(text, encoding="utf-8", newline="\n")
    size, _, count = made.info["Payload-Oxum"].partition(".")
    _rewrite(bag, "bag-info.txt", f"{size}.{count}", f"{int(size) + 8}.{count}")
    tags = sorted(path.name for path in bag.iterdir() if path.is_file() and path.name != "tagmanifest-sha256.txt")
    listed = "".join(f"{hashlib.sha256((bag / name).read_bytes()).hexdigest()}  {name}\n" for name in tags)
    (bag / "tagmanifest-sha256.txt").write_text(listed, encoding="utf-8", newline="\n")
    assert bagit.Bag(str(bag)).validate()
    assert _verify(bag).returncode == 0


def _replace_by_link(bag: Path) -> None:
    (bag.parent / "copy.html").write_bytes((bag / PAGE).read_bytes())
    (bag / PAGE).unlink()
    (bag / PAGE).symlink_to(bag.parent / "copy.html")


def _link_to_sibling(bag: Path) -> None:
    sibling = bag.with_name(bag.name + "-2")
    sibling.mkdir()
    (sibling / "x.html").write_text("x", encoding="utf-8")
    (bag / "data" / "x.html").symlink_to(sibling / "x.html")


def _drop_with_its_line(bag: Path) -> None:
    _rewrite(bag, "manifest-sha256.txt", _line_of(bag, PAGE), "")
    (bag / PAGE).unlink()


def _drop_the_proofs_too(bag: Path) -> None:
    _drop_with_its_line(bag)
    (bag / "tagmanifest-sha256.txt").unlink()
    text = (bag / "bag-info.txt").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith("Payload-Oxum")]
    (bag / "bag-info.txt").write_text("".join(kept), encoding="utf-8")


def _flip(bag: Path) -> None:
    data = bytearray((bag / PAGE).read_bytes())
    data[len(data) // 2] ^= 1
    (bag / PAGE).write_bytes(data)


def _cut(bag: Path) -> None:
    (bag / PAGE).write_bytes((bag / PAGE).read_bytes()[:-1])


def _append(bag: Path, name: str, text: str) -> None:
    with (bag / name).open("a", encoding="utf-8") as file:
        file.write(text)


PAGE = "data/site/index.html"
HARMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "byte changed": (_flip, f"改动 {PAGE}"),
    "file cut": (_cut, f"改动 {PAGE}"),
    "file removed": (lambda bag: (bag / PAGE).unlink(), f"缺少 {PAGE}"),
    "file renamed": (lambda bag: (bag / PAGE).rename(bag / "data/site/Index.html"), "多出 data/site/Index.html"),
    "file added": (lambda bag: (bag / "data/site/x.html").write_text("x"), "多出 data/site/x.html"),
    "file and its line removed": (_drop_with_its_line, "改动 manifest-sha256.txt"),
    "file, its line and the proofs removed": (_drop_the_proofs_too, "tagmanifest-sha256.txt 没有列出 bagit.txt"),
    "tag file added": (lambda bag: (bag / "notes.txt").write_text("x"), "多出 notes.txt"),
    "tag file changed": (lambda bag: _append(bag, "README.txt", "x"), "改动 README.txt"),
    "tag file removed": (lambda bag: (bag / "bagit.txt").unlink(), "缺少 bagit.txt"),
    "empty folder added": (lambda bag: (bag / "data/empty").mkdir(), "多出空文件夹 data/empty"),
    "link out of the bag": (lambda bag: (bag / "data/x").symlink_to("/etc/hostname"), "是链接，不是文件：data/x"),
    "file replaced by a link": (_replace_by_link, f"是链接，不是文件：{PAGE}"),
    "link to a sibling": (_link_to_sibling, "是链接，不是文件：data/x.html"),
    "line that leads outside": (
        lambda bag: _append(bag, "manifest-sha256.txt", f"{'0' * 64}  ../x\n"),
        "manifest-sha256.txt 里有一行指向存档包之外：'../x'",
    ),
    "line twice": (
        lambda bag: _append(bag, "manifest-sha256.txt", _line_of(bag, PAGE)),
        f"manifest-sha256.txt 里重复列出 {PAGE}",
    ),
    "digest too short": (
        lambda bag: _append(bag, "manifest-sha256.txt", "0" * 63 + "  data/x\n"),
        f"manifest-sha256.txt 里有一行不合格式：{'0' * 63 + '  data/x'!r}",
    ),
    "twin in another case": (
        lambda bag: (bag / "data/site/INDEX.html").write_text("x"),
        "只差大小写或者写法的两个文件：data/site/INDEX.html 和 data/site/index.html",
    ),
}


@pytest.mark.parametrize("harm", HARMS)
def test_every_harm_is_named(small: Path, tmp_path: Path, harm: str) -> None:
    copy = tmp_path / small.name
    shutil.copytree(small, copy)
    do, said = HARMS[harm]
    do(copy)
    own = _verify(copy)
    assert own.returncode == 1
    assert said in own.stdout.splitlines()


def test_a_package_made_anew_is_not_the_registered_one(small: Path, tmp_path: Path) -> None:
    copy = tmp_path / small.name
    shutil.copytree(small, copy)
    registered = _root(small)
    _repack(copy)
    own = _verify(copy, registered)
    assert own.returncode == 1
    assert own.stdout.splitlines()[0] == f"根校验值不是登记的 {registered}：这是另外一个包，或者被整个重新打包"


def test_two_holders_prove_to_each_other_what_they_hold(small: Path, tmp_path: Path) -> None:
    copy = tmp_path / small.name
    shutil.copytree(small, copy)
    first, second = _verify(small, "--nonce", "甲馆2026"), _verify(copy, "--nonce", "甲馆2026")
    assert first.stdout == second.stdout
    assert first.stdout.splitlines()[-1].startswith("带“甲馆2026”的校验值：")
    _flip(copy)
    assert _verify(copy, "--nonce", "甲馆2026").stdout.splitlines()[-1] != first.stdout.splitlines()[-1]


def test_the_verifier_speaks_the_python_of_old_machines(bag: Path) -> None:
    ast.parse((bag / "verify.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_metadata_points_to_page_and_source(bag: Path, demonstration: Publication) -> None:
    with (bag / "data" / "metadata" / "metadata.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["索引号"] for row in rows] == [item.index_no for item in demonstration.reading.items]
    for row in rows:
        page = (bag / "data" / row["网页文件"]).read_bytes()
        assert (hashlib.sha256(page).hexdigest(), str(len(page))) == (row["网页SHA-256"], row["网页大小"])
        assert hashlib.sha256((bag / "data" / row["源文件"]).read_bytes()).hexdigest() == row["源文件SHA-256"]
    ended = next(row for row in rows if row["文件编号"] == "示商规〔2020〕2号")
    assert ended["效力状态"] == "废止"
    assert " 废止（" in ended["效力依据"]


def test_attachments_are_there_byte_for_byte(bag: Path) -> None:
    with (bag / "data" / "metadata" / "attachments.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        for column in ("网站文件", "源文件"):
            assert hashlib.sha256((bag / "data" / row[column]).read_bytes()).hexdigest() == row["SHA-256"]


@pytest.mark.parametrize(
    "path",
    ["长/" * 95 + "a", "a%b", "a:b", "a\\b", "-a", "a.", "a ", "con.txt", "a\nb", "长" * 70, "x/a?b"],
)
def test_names_that_some_systems_cannot_hold_are_refused(path: str) -> None:
    assert len(list(name_faults([path, "好的名字（1）.html"]))) == 1


def test_twins_by_case_or_form_are_refused() -> None:
    assert len(list(name_faults(["a/B.html", "a/b.html"]))) == 1
    assert len(list(name_faults(["\u00e9.txt", "e\u0301.txt"]))) == 1


def test_same_contents_same_bytes(
    package: Path, demonstration: Publication, demonstration_root: Path, tmp_path: Path
) -> None:
    again = make_package(demonstration_root / "site", demonstration_root, demonstration, tmp_path, MADE)
    assert again.path.read_bytes() == package.read_bytes()


def test_the_command_says_what_it_left(ordered: Ordered) -> None:
    out = ordered.out
    assert sorted(path.name for path in out.iterdir()) == [
        f"{NAME}{end}" for end in (".root", ".sha256", ".sha256.sig", ".wacz", ".warc", ".zip")
    ]
    told = [re.sub(r"（[0-9.]+ MB）", "", line.replace(f"{out}/", "")) for line in ordered.said[-7:]]
    assert told == [
        f"存档包：{NAME}.zip",
        f"网页存档（WARC）：{NAME}.warc",
        f"可回放的网页存档（WACZ）：{NAME}.wacz",
        "存档包含有网站以外的目录、正文原件和已经不再公开的内容，不要放到网上；对外提供请加 --public 另外生成。",
        f"根校验值：{(out / f'{NAME}.root').read_text(encoding='utf-8')[:64]}（请登记；也写在 {NAME}.root）",
        f"校验：在  里运行 sha256sum -c {NAME}.sha256",
        f"签名：{NAME}.sha256.sig，用 ssh-keygen -Y verify -n gongkai 验证",
    ]


@pytest.fixture
def received(ordered: Ordered, tmp_path: Path) -> Path:
    """The package as its readers have it: unpacked beside what else was made, with the key that the agency told."""
    shutil.copytree(ordered.out, tmp_path / "received")
    key = ordered.key.with_suffix(".pub").read_text(encoding="utf-8")
    (tmp_path / "received" / "signers").write_text(f"agency {key}", encoding="utf-8")
    return unpacked(tmp_path / "received" / f"{NAME}.zip", tmp_path / "received")


def _commands(bag: Path) -> dict[str, subprocess.CompletedProcess[bytes]]:
    """The commands of the README, carried out as they stand there."""
    readme = (bag / "README.txt").read_text(encoding="utf-8")
    commands = re.findall(r"^    (\S.+)$", readme, re.MULTILINE)
    return {
        command: subprocess.run(command, shell=True, cwd=bag, capture_output=True, check=False) for command in commands
    }


def test_the_commands_of_the_readme_work_as_printed(ordered: Ordered, received: Path) -> None:
    (printed,) = (line for line in ordered.said if line.startswith("根校验值："))
    root = _root(received)
    assert printed[5:69] == root
    ran = _commands(received)
    assert [command.split()[0] for command in ran] == ["python3", *["sha256sum"] * 3, "openssl", "ssh-keygen", "cd"]
    assert {command: run.stderr for command, run in ran.items() if run.returncode} == {}
    (openssl,) = (run.stdout for command, run in ran.items() if command.startswith("openssl"))
    assert openssl.decode().split()[0] == root


def test_a_forged_list_is_not_signed(received: Path) -> None:
    _append(received.parent, f"{NAME}.sha256", " ")
    assert [command.split()[0] for command, run in _commands(received).items() if run.returncode] == [
        "ssh-keygen",
        "cd",
    ]


def test_a_lying_verifier_convinces_only_itself(received: Path, small: Path, tmp_path: Path) -> None:
    (received / PAGE).unlink()
    (received / "verify.py").write_text("print('全部无误。')\n", encoding="utf-8")
    assert _verify(received, _root(small)).returncode == 0
    shutil.copy(small / "verify.py", tmp_path / "verify.py")
    own = _verify(tmp_path, _root(small), str(received))
    assert own.returncode == 1
    assert own.stdout.splitlines()[:2] == [f"缺少 {PAGE}", "改动 verify.py"]
    assert _verify(tmp_path, _root(small), str(small)).returncode == 0


@pytest.mark.parametrize("wrong", [["0" * 63], ["g" * 64], ["--nonce"], ["-h"], ["0" * 64, "a", "b"]])
def test_a_root_digest_that_is_none_is_refused(small: Path, wrong: list[str]) -> None:
    own = _verify(small, *wrong)
    assert own.returncode == 2
    assert own.stdout.splitlines()[-1] == "根校验值是 64 个数字和字母（a 到 f）。"


@pytest.mark.uncounted
def test_no_signature_of_another_list_stays(
    ordered: Ordered, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ordered.out
    assert main([*ordered.call, str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "存档包已经生成，没有签名。"
    assert not (out / f"{NAME}.sha256.sig").exists()
    assert main([*ordered.call, str(ordered.key)]) == 0
    assert (out / f"{NAME}.sha256.sig").exists()
    assert main(ordered.call[:-1]) == 0
    assert not (out / f"{NAME}.sha256.sig").exists()


def test_the_day_of_making_is_told_apart_from_that_of_the_contents(
    ordered: Ordered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798732800")
    made = [archived_again(ordered.column, tmp_path / place) for place in "ab"]
    told = bagit.Bag(str(made[0].bag)).info
    assert (told["Bagging-Date"], told["Content-As-Of"]) == ("2027-01-01", AS_OF.isoformat())
    assert json.loads((made[0].bag / "data/provenance/provenance.json").read_text(encoding="utf-8"))["制作日期"] == (
        "2027-01-01"
    )
    first, second = ({path.name: path.read_bytes() for path in one.out.iterdir() if path.is_file()} for one in made)
    assert first == second
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "heute")
    assert main(["--root", str(ordered.column), "archive", "--as-of", AS_OF.isoformat()]) == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err
