"""A part of the site is taken over only while its origin and its published files are what they were."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from gongkai.incremental.cache import Cache
from gongkai.incremental.site_parts import Part, SiteParts


def _build(root: Path, words: str, fingerprint: str) -> tuple[bool, dict[str, str], Part]:
    """Build beside the published site, which the new one then replaces; whether the part was made, digests, the part."""
    new = root / "new"
    new.mkdir()
    parts = SiteParts(new, root / "site", Cache(root / "parts.json", "key"))
    made = []

    def make(folder: Path) -> Part:
        made.append(folder)
        (folder / "data").mkdir()
        (folder / "data/a.json").write_text(words, encoding="utf-8")
        return Part(("data/a.json",), {"words": words})

    part = parts.part("data", fingerprint, make)
    parts.save()
    if (root / "site").exists():
        (root / "site/data/a.json").unlink(missing_ok=True)
        (root / "site/data").rmdir()
        (root / "site").rmdir()
    new.rename(root / "site")
    return bool(made), parts.digests, part


def test_a_part_is_taken_over_while_its_fingerprint_is_the_same(tmp_path: Path) -> None:
    digest = {"data/a.json": sha256("一".encode()).hexdigest()}
    assert _build(tmp_path, "一", "f1") == (True, digest, Part(("data/a.json",), {"words": "一"}))
    assert _build(tmp_path, "不该写的", "f1") == (False, digest, Part(("data/a.json",), {"words": "一"}))
    assert (tmp_path / "site/data/a.json").read_text(encoding="utf-8") == "一"
    made, digests, _ = _build(tmp_path, "二", "f2")
    assert (made, digests) == (True, {"data/a.json": sha256("二".encode()).hexdigest()})


def test_a_published_file_that_others_changed_is_made_again(tmp_path: Path) -> None:
    _build(tmp_path, "一", "f1")
    (tmp_path / "site/data/a.json").write_text("被改", encoding="utf-8")
    assert _build(tmp_path, "一", "f1")[0]
    assert (tmp_path / "site/data/a.json").read_text(encoding="utf-8") == "一"
    (tmp_path / "site/data/a.json").unlink()
    assert _build(tmp_path, "一", "f1")[0]


def test_a_part_without_a_fingerprint_is_always_made(tmp_path: Path) -> None:
    assert _build(tmp_path, "一", "")[0]
    assert _build(tmp_path, "二", "")[0]


def test_the_new_file_is_the_published_one_not_a_copy(tmp_path: Path) -> None:
    _build(tmp_path, "一", "f1")
    before = (tmp_path / "site/data/a.json").stat().st_ino
    _build(tmp_path, "一", "f1")
    assert (tmp_path / "site/data/a.json").stat().st_ino == before
