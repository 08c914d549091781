"""The steps of the workflow files, and a repository of an agency in which they are run as a forge would run them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.columns import document, write_column
from tests.conftest import PROJECT

GITHUB = (".github/workflows/check.yml", ".github/workflows/deploy.yml")
GITEA = (".gitea/workflows/check.yml", ".gitea/workflows/deploy.yml")
GITLAB = ".gitlab-ci.yml"
SIGNATURE = ("-c", "user.name=甲", "-c", "user.email=jia@example.gov.cn")


@dataclass(frozen=True)
class Step:
    """A command of a workflow with the environment that its file sets for it."""

    name: str
    script: str
    environment: dict[str, str] = field(default_factory=dict)
    always: bool = False


def workflow(path: str) -> dict[str, Any]:
    """A workflow file as it is read."""
    read: dict[Any, Any] = yaml.safe_load((PROJECT / path).read_text(encoding="utf-8"))
    # YAML 1.1 takes the key «on» for a truth value.
    return {("on" if key is True else key): value for key, value in read.items()}


def steps_of(path: str, job: str, expressions: Mapping[str, str]) -> Iterator[Step]:
    """The commands of a job on GitHub, Gitea or Forgejo; ``expressions`` are the values of ``${{ … }}`` in environments."""
    of_job = workflow(path)["jobs"][job]
    shared = of_job.get("env", {})
    for one in of_job["steps"]:
        if "run" in one:
            environment = {
                name: _evaluated(value, expressions) for name, value in {**shared, **one.get("env", {})}.items()
            }
            yield Step(one.get("name", ""), one["run"], environment, "always()" in str(one.get("if", "")))


def gitlab_step(job: str, expressions: Mapping[str, str]) -> Step:
    """The commands of a job on GitLab as one script, with its variables."""
    read = workflow(GITLAB)
    of_job = read[job]
    variables = {**read["variables"], **of_job.get("variables", {})}
    environment = {name: expressions.get(value, value) for name, value in variables.items()}
    return Step(job, "\n".join(of_job["script"]), environment)


def _evaluated(value: str, expressions: Mapping[str, str]) -> str:
    for expression, given in expressions.items():
        value = value.replace(f"${{{{ {expression} }}}}", given)
    assert "${{" not in value, value
    return value


def run_step(root: Path, step: Step, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the commands of a step as the runners do: bash that stops at the first failure."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "GITHUB_"))}
    environment = {**kept, "GONGKAI_PYTHON": sys.executable, "GONGKAI_AS_OF": "2026-11-24", **given, **step.environment}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.script]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False)


def git(root: Path, *arguments: str) -> str:
    """Run Git in the repository and give what it says."""
    command = ["git", "-C", str(root), *SIGNATURE, *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.strip()


def repository(root: Path) -> Path:
    """A repository of an agency with two documents, committed; the program is the project's."""
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    for name in ("hooks", "theme_overrides", ".venv"):
        (root / name).symlink_to(PROJECT / name, target_is_directory=True)
    for name in ("mkdocs.yml", "run.py", "requirements.txt", ".gitignore"):
        shutil.copy(PROJECT / name, root / name)
    shutil.copytree(PROJECT / ".ci", root / ".ci")
    # What is only linked is no part of the repository.
    (root / ".git/info/exclude").write_text("hooks\ntheme_overrides\n.venv\n", encoding="utf-8")
    write_column(root, {"content/a.md": document("1"), "content/b.md": document("2")})
    return commit(root, "开始")


def commit(root: Path, words: str) -> Path:
    """Commit everything that there is."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", words)
    return root
