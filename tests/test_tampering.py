"""Every kind of file of a package, harmed in every way: the registered root digest and the common tools notice it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest
from gongkai.archiving import verify

from tests.archives import Archived, archived
from tests.columns import document
from tests.golden import golden

CASES = golden(Path(__file__).parent / "cases" / "archiving" / "tampering.yml")
FILES: dict[str, str] = {kind: path for group in CASES["files"].values() for kind, path in group.items()}
PAYLOAD, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    attached = document("1", 附件="\n  - {文件: form.txt, 名称: 申请表}")
    files = {"content/1.md": attached, "content/2.md": document("2"), "content/form.txt": "姓名：\n"}
    return archived(tmp_path_factory.mktemp("harmed"), files)


@pytest.fixture(scope="module")
def few(made: Archived, tmp_path_factory: pytest.TempPathFactory) -> Archived:
    """The same package with nothing in it but one file of every kind, since each harm is done to a copy of it."""
    out = tmp_path_factory.mktemp("few")
    bag = out / made.bag.name
    shutil.copytree(made.bag, bag)
    for path in sorted(bag.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path.relative_to(bag).as_posix() not in FILES.values():
            path.unlink()
    _repack(bag)
    root = hashlib.sha256((bag / TAGS).read_bytes()).hexdigest()
    told = (made.out / f"{bag.name}.root").read_text(encoding="utf-8")
    (out / f"{bag.name}.root").write_text(told.replace(made.root, root), encoding="utf-8", newline="\n")
    said = tuple(line.replace(made.root, root) for line in made.said)
    return Archived(made.column, out, bag, said)


def _put(path: Path, data: bytes) -> None:
    """The copy shares its files with the original, so a changed one is a new one."""
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / path.name).write_bytes(b"x")


def _linked(path: Path) -> None:
    """The same bytes, kept outside the package where they can change later."""
    bag = next(folder for folder in path.parents if (folder.with_name(f"{folder.name}.root")).exists())
    outside = path.rename(bag.with_name("outside"))
    path.symlink_to(outside)


def _twin(path: Path) -> Path:
    return path.with_name(path.name.swapcase())


def _repack(bag: Path) -> None:
    """Make the package agree with what is in it, as somebody who harms it on purpose would."""
    contents = {path.relative_to(bag).as_posix(): path for path in (bag / "data").rglob("*") if path.is_file()}
    _put(bag / PAYLOAD, _listed(contents))
    if (bag / "bag-info.txt").exists():
        oxum = f"Payload-Oxum: {sum(path.stat().st_size for path in contents.values())}.{len(contents)}"
        told = (bag / "bag-info.txt").read_text(encoding="utf-8")
        _put(bag / "bag-info.txt", re.sub(r"Payload-Oxum: .*", oxum, told).encode())
    tags = {path.name: path for path in bag.iterdir() if path.is_file() and path.name != TAGS}
    _put(bag / TAGS, _listed(tags))


def _listed(files: dict[str, Path]) -> bytes:
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


HARMS: dict[str, Callable[[Path], object]] = {
    "byte changed": lambda path: _put(path, path.read_bytes()[:-2] + b"~" + path.read_bytes()[-1:]),
    "last byte cut": lambda path: _put(path, path.read_bytes()[:-1]),
    "line added": lambda path: _put(path, path.read_bytes() + b"0\n"),
    "emptied": lambda path: _put(path, b""),
    "removed": lambda path: path.unlink(),
    "renamed": lambda path: path.rename(path.with_name(f"{path.name}.txt")),
    "renamed in case": lambda path: path.rename(_twin(path)),
    "folder in its place": _folder,
    "link to its copy": lambda path: _linked(path),
    "twin in another case": lambda path: _put(_twin(path), path.read_bytes()),
    "copy beside it": lambda path: _put(path.with_name(f"{path.name}.txt"), path.read_bytes()),
    "changed and repacked": lambda path: _put(path, path.read_bytes() + b"X-Note: x\n"),
    "removed and repacked": lambda path: path.unlink(),
}


def _noticed(bag: Path, made: Archived) -> set[str]:
    """Who notices that something is wrong."""
    readme = (made.bag / "README.txt").read_text(encoding="utf-8")
    commands = re.findall(r"^    (sha256sum .+)$", readme, re.MULTILINE)
    assert len(commands) == 3
    said = [subprocess.run(command, shell=True, cwd=bag, capture_output=True, check=False) for command in commands]
    faults, _, _, _ = verify.check(str(bag), made.root)
    try:
        valid = bagit.Bag(str(bag)).is_valid()
    except (bagit.BagError, OSError):
        valid = False
    told = {"verify.py": bool(faults), "sha256sum": any(run.returncode for run in said), "bagit": not valid}
    return {name for name, noticed in told.items() if noticed}


@pytest.mark.parametrize(
    ("harm", "group", "kind"),
    [
        (harm, group, kind)
        for harm, told in CASES["harms"].items()
        for group in told["verify.py"]
        for kind in CASES["files"][group]
    ],
)
def test_every_harm_to_every_kind_of_file_is_noticed(
    few: Archived, tmp_path: Path, harm: str, group: str, kind: str
) -> None:
    bag = tmp_path / few.bag.name
    shutil.copytree(few.bag, bag, copy_function=os.link)
    shutil.copy(few.out / f"{bag.name}.root", tmp_path)
    HARMS[harm](bag / FILES[kind])
    if harm.endswith("repacked"):
        _repack(bag)
    noticed = {name for name, groups in CASES["harms"][harm].items() if group in groups}
    # Without a declaration there is no bag for bagit to speak of.
    if (harm, kind) == ("removed and repacked", "bag declaration"):
        noticed.add("bagit")
    assert _noticed(bag, few) == noticed


def test_nobody_complains_of_an_unharmed_package(made: Archived, few: Archived) -> None:
    assert _noticed(made.bag, made) == set()
    assert _noticed(few.bag, few) == set()


def test_every_kind_of_file_is_among_the_cases(made: Archived) -> None:
    """A new kind of file in the package must be harmed here too."""
    held = {path.relative_to(made.bag).as_posix() for path in made.bag.rglob("*") if path.is_file()}
    assert set(FILES.values()) <= held
    kinds = {"/".join(name.split("/")[:2]) for name in held}
    assert kinds == {"/".join(name.split("/")[:2]) for name in FILES.values()}
