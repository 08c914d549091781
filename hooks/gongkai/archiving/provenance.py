"""From what a package was made: version of the sources, the day, the software with its versions."""

from __future__ import annotations

import json
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from gongkai.model.publication import Publication

_SOFTWARE = ("mkdocs", "mkdocs-material", "jinja2", "pyyaml", "nh3", "pagefind-bin")


def commit_of(root: Path) -> str:
    """The commit of the sources; empty where they are in no repository or differ from what was committed."""
    try:
        changed = subprocess.run(
            ["git", "-C", str(root), "status", "--porcelain", "--", "catalogue", "content"],
            capture_output=True,
            check=False,
        )
        head = subprocess.run(["git", "-C", str(root), "rev-parse", "HEAD"], capture_output=True, check=False)
    except FileNotFoundError:
        return ""
    if changed.returncode or changed.stdout.strip() or head.returncode:
        return ""
    return head.stdout.decode().strip()


def provenance(publication: Publication, commit: str) -> str:
    """The facts as JSON."""
    reading = publication.reading
    facts = {
        "来源版本": commit or "未提交",
        "状态截至": publication.as_of.isoformat(),
        "信息件数": len(reading.items),
        "记录条数": sum(len(table) for table in publication.records.values()),
        "来源文件数": len(reading.files),
        "使用条款": reading.settings.terms.sentence,
        "软件": {name: found for name in _SOFTWARE if (found := _version(name))},
    }
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
