"""What an upgrade does with each file follows from what the present version brought, what is there, and what the release brings."""

from __future__ import annotations

from pathlib import Path

import pytest
from gongkai.releases.plan import UpgradePlan, plan_of
from gongkai.releases.product_files import Part, files_below, part_of, path_in_release
from gongkai.releases.version import Version, version_of, why_not
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PROJECT
from tests.releases.packages import manifest_of

OLD, NEW, OURS = b"old", b"new", b"ours"


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("hooks/gongkai/model/item.py", Part.PRODUCT),
        ("theme_overrides/main.html", Part.PRODUCT),
        ("tests/demonstration/content/a.md", Part.PRODUCT),
        ("run.py", Part.PRODUCT),
        (".github/ARCHITECTURE.md", Part.PRODUCT),
        (".github/workflows/deploy.yml", Part.SHARED),
        (".github/workflows/product.yml", Part.NEVER),
        ("mkdocs.yml", Part.SHARED),
        (".vscode/settings.json", Part.SHARED),
        (".vscode/schema/catalogue.json", Part.GENERATED),
        ("README.md", Part.BEGINNING),
        ("content/documents/a.md", Part.NEVER),
        ("catalogue/column.yml", Part.NEVER),
        (".github/release.json", Part.NEVER),
        ("说明/我们的.txt", None),
        ("hooks.txt", None),
        ("run.py.bak", None),
    ],
)
def test_each_path_belongs_to_one_part(path: str, part: Part | None) -> None:
    assert part_of(path) == part


def test_the_demonstration_moves_to_the_tests() -> None:
    assert path_in_release("content/a/b.md") == "tests/demonstration/content/a/b.md"
    assert path_in_release("catalogue/column.yml") == "tests/demonstration/catalogue/column.yml"
    assert path_in_release("hooks/a.py") == "hooks/a.py"


def test_every_file_of_the_project_has_a_part() -> None:
    """A file at the top that nobody has thought of would be missing from every release."""
    tracked = {one.name for one in PROJECT.iterdir() if not one.name.startswith(".")}
    made = {"site", "dist", "build", "wheels", "__pycache__", "mutants"}
    assert {one for one in tracked - made if not any(path.split("/")[0] == one for path in files_below(PROJECT))} <= {
        "content",
        "catalogue",
    }


def _plan(
    tmp_path: Path, before: dict[str, bytes] | None, here: dict[str, bytes], release: dict[str, bytes]
) -> UpgradePlan:
    for path, data in here.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    installed = None if before is None else manifest_of(before, Version(0, 2, 0))
    return plan_of(tmp_path, installed, manifest_of(release), tmp_path)


def _said(plan: UpgradePlan) -> dict[str, list[str]]:
    fields = ("added", "replaced", "removed", "kept", "overridden")
    return {name: [*getattr(plan, name)] for name in fields if getattr(plan, name)}


@pytest.mark.parametrize(
    ("before", "here", "release", "said"),
    [
        ({}, {}, {"hooks/a.py": NEW}, {"added": ["hooks/a.py"]}),
        ({"hooks/a.py": OLD}, {"hooks/a.py": OLD}, {"hooks/a.py": NEW}, {"replaced": ["hooks/a.py"]}),
        ({"hooks/a.py": OLD}, {"hooks/a.py": OLD}, {"hooks/a.py": OLD}, {}),
        ({"hooks/a.py": OLD}, {"hooks/a.py": NEW}, {"hooks/a.py": NEW}, {}),
        ({"hooks/a.py": OLD}, {"hooks/a.py": OLD}, {"run.py": NEW}, {"added": ["run.py"], "removed": ["hooks/a.py"]}),
        (
            {"hooks/a.py": OLD},
            {"hooks/a.py": OURS},
            {"hooks/a.py": NEW},
            {"replaced": ["hooks/a.py"], "overridden": ["hooks/a.py"]},
        ),
        ({}, {"hooks/a.py": OURS}, {"run.py": NEW}, {"added": ["run.py"], "removed": ["hooks/a.py"], "overridden": ["hooks/a.py"]}),
        ({"mkdocs.yml": OLD}, {"mkdocs.yml": OLD}, {"mkdocs.yml": NEW}, {"replaced": ["mkdocs.yml"]}),
        ({"mkdocs.yml": OLD}, {"mkdocs.yml": OURS}, {"mkdocs.yml": NEW}, {"kept": ["mkdocs.yml"]}),
        ({".gitlab-ci.yml": OLD}, {}, {".gitlab-ci.yml": NEW}, {"kept": [".gitlab-ci.yml"]}),
        ({".gitlab-ci.yml": OLD}, {".gitlab-ci.yml": OLD}, {"run.py": NEW}, {"added": ["run.py"], "removed": [".gitlab-ci.yml"]}),
        ({".gitlab-ci.yml": OLD}, {".gitlab-ci.yml": OURS}, {"run.py": NEW}, {"added": ["run.py"]}),
        ({}, {"README.md": OURS}, {"README.md": NEW}, {}),
        ({}, {"content/a.md": OURS, "说明.txt": OURS}, {"run.py": NEW}, {"added": ["run.py"]}),
        ({}, {}, {"content/a.md": NEW, "catalogue/column.yml": NEW, "run.py": NEW}, {"added": ["run.py"]}),
        ({}, {".vscode/schema/own.json": OURS}, {"run.py": NEW}, {"added": ["run.py"]}),
    ],
)  # fmt: skip
def test_what_happens_to_a_file(
    tmp_path: Path,
    before: dict[str, bytes],
    here: dict[str, bytes],
    release: dict[str, bytes],
    said: dict[str, list[str]],
) -> None:
    assert _said(_plan(tmp_path, before, here, release)) == said


def test_without_a_manifest_nothing_passes_for_unchanged(tmp_path: Path) -> None:
    plan = _plan(tmp_path, None, {"hooks/a.py": OLD, "mkdocs.yml": OLD}, {"hooks/a.py": NEW, "mkdocs.yml": NEW})
    assert not plan.origin_known
    assert _said(plan) == {"replaced": ["hooks/a.py"], "overridden": ["hooks/a.py"], "kept": ["mkdocs.yml"]}


@given(
    st.dictionaries(
        st.sampled_from(["content/a.md", "catalogue/a.yml", "自己的.txt", "hooks/a.py", "mkdocs.yml", "README.md"]),
        st.sampled_from([OLD, OURS]),
    ),
    st.dictionaries(
        st.sampled_from(["content/a.md", "catalogue/a.yml", "自己的.txt", "hooks/a.py", "hooks/b.py", "mkdocs.yml"]),
        st.sampled_from([OLD, NEW]),
        min_size=1,
    ),
)
def test_no_release_touches_what_is_the_agencys(
    tmp_path_factory: pytest.TempPathFactory, here: dict[str, bytes], release: dict[str, bytes]
) -> None:
    plan = _plan(tmp_path_factory.mktemp("column"), {"hooks/a.py": OLD, "mkdocs.yml": OLD}, here, release)
    touched = {*plan.added, *plan.replaced, *plan.removed}
    assert touched <= {"hooks/a.py", "hooks/b.py", "mkdocs.yml"}


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("0.2.0", Version(0, 2, 0)),
        ("12.0.345", Version(12, 0, 345)),
        ("1.2", None),
        ("1.2.3.4", None),
        ("v1.2.3", None),
        ("01.2.3", None),
        ("１.2.3", None),
        ("1.2.3-rc1", None),
        (" 1.2.3", None),
        ("1.2.9999999", None),
    ],
)
def test_a_version_is_three_numbers(text: str, version: Version | None) -> None:
    assert version_of(text) == version


def test_which_version_can_follow() -> None:
    assert why_not(Version(0, 2, 0), Version(0, 2, 0)) == ""
    assert why_not(Version(0, 9, 3), Version(0, 10, 0)) == ""
    assert why_not(Version(0, 9, 3), Version(1, 0, 0)) == (
        "本专栏现在是 0.9.3 版，这个发布包是 1.0.0 版。第一个数字不同的版本不能直接升级：先升级到 0.x 的最后一版，"
        "再照新版本 CHANGELOG.md 开头“从 0.x 升级”的说明办理。"
    )
    assert why_not(Version(0, 10, 0), Version(0, 9, 3)) == (
        "本专栏现在是 0.10.0 版，这个发布包是更早的 0.9.3 版。要退回上一次升级之前，请运行 python run.py upgrade --undo，"
        "或者在 Git 里退回那次提交。"
    )
