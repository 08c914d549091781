"""Workflow files ask for no more rights than they need, pin what they use, and put nothing of others into a shell."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.conftest import PROJECT
from tests.forges.steps import GITEA, GITHUB, GITLAB, workflow

WORKFLOWS = sorted(
    path.relative_to(PROJECT).as_posix()
    for folder in (".github/workflows", ".gitea/workflows")
    for path in (PROJECT / folder).glob("*.yml")
)
RIGHTS = {
    ".github/workflows/deploy.yml": {"deploy": {"pages": "write", "id-token": "write"}},
}
"""Rights beyond reading, by workflow and job."""


def _jobs(path: str) -> dict[str, Any]:
    jobs: dict[str, Any] = workflow(path)["jobs"]
    return jobs


def test_all_forges_are_there() -> None:
    assert {*GITHUB, *GITEA} <= set(WORKFLOWS)
    assert (PROJECT / GITLAB).is_file()


@pytest.mark.parametrize("path", WORKFLOWS)
def test_rights_are_those_that_are_needed(path: str) -> None:
    read = workflow(path)
    review = path == ".gitea/workflows/check.yml"
    assert read["permissions"] == ({"contents": "read", "pull-requests": "write"} if review else {"contents": "read"})
    assert {name: job["permissions"] for name, job in read["jobs"].items() if "permissions" in job} == RIGHTS.get(
        path, {}
    )
    assert "pull_request_target" not in read["on"]


@pytest.mark.parametrize("path", WORKFLOWS)
def test_actions_are_pinned_and_get_no_credentials(path: str) -> None:
    text = (PROJECT / path).read_text(encoding="utf-8")
    for job in _jobs(path).values():
        assert job["timeout-minutes"] <= 30
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"actions/[a-z-]+(?:/restore)?@[0-9a-f]{40}", step["uses"])
                assert re.search(rf"{re.escape(step['uses'])} # v\d+\.\d+\.\d+", text)
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_every_forge_takes_the_last_build_along() -> None:
    """Only what publishes keeps the folders; a change that is proposed takes them, and cannot alter what is published."""
    kept = {
        path: [step for job in _jobs(path).values() for step in job["steps"] if "cache" in step.get("uses", "")]
        for path in (*GITHUB, *GITEA)
    }
    for path, steps in kept.items():
        (step,) = steps
        assert step["with"]["path"].split() == [".cache", "site"]
        assert step["with"]["key"].startswith(step["with"]["restore-keys"])
        action = step["uses"].partition("@")[0]
        assert action == ("actions/cache" if path.endswith("deploy.yml") else "actions/cache/restore")
        assert ("if" in step) == path.endswith("deploy.yml")
    read = workflow(GITLAB)
    assert {job: read[job].get("cache") for job in ("check", "preview", "publish", "pages")} == {
        "check": {"key": "gongkai", "paths": [".cache/", "site/"], "policy": "pull"},
        "preview": {"key": "gongkai", "paths": [".cache/", "site/"]},
        "publish": {"key": "gongkai", "paths": [".cache/", "site/"]},
        "pages": None,
    }


@pytest.mark.parametrize("path", WORKFLOWS)
def test_no_words_of_others_are_put_into_a_shell(path: str) -> None:
    for job in _jobs(path).values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


def test_gitlab_names_a_version_of_its_image_and_ends_in_time() -> None:
    read = workflow(GITLAB)
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-[a-z]+", read["default"]["image"])
    assert read["default"]["timeout"] == "30 minutes"
    assert read["pages"]["resource_group"] == read["publish"]["resource_group"] == "publish"


def test_every_forge_runs_the_one_script() -> None:
    """What is done stands in the script; the files only say when, and where the versions come from."""
    scripts = [
        step["run"]
        for path in (*GITHUB, *GITEA)
        for job in _jobs(path).values()
        for step in job["steps"]
        if "run" in step
    ]
    scripts += [line for job in ("check", "preview", "publish") for line in workflow(GITLAB)[job]["script"]]
    assert sorted({found for script in scripts for found in re.findall(r"\.ci/\w+(?:\.py)?(?: [a-z]+)?", script)}) == [
        ".ci/column check",
        ".ci/column preview",
        ".ci/column publish",
        ".ci/deliver",
        ".ci/gitea_review.py dist",
    ]
    assert not [script for script in scripts if "run.py" in script]
