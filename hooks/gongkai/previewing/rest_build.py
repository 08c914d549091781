"""The process that makes the rest of the site (search, data, feeds) beside the preview; it ends when its parent does.

Run as ``python -m gongkai.previewing.rest_build``. The parent writes one line of JSON to its standard input and then keeps
that open: when it closes, because the parent has ended in whatever way, this process ends too.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.building.build_caches import BuildCaches
from gongkai.building.exchange import replace_published
from gongkai.building.output import publish_column, write_column
from gongkai.building.progress_lines import PipedProgress
from gongkai.building.sources import checked_column
from gongkai.building.verify_site import faults_of
from gongkai.model.problems.problem import has_errors
from gongkai.model.problems.refused import reason
from gongkai.previewing.theme_files import ThemeFiles
from gongkai.rendering.placing import PageAddressError

SITE, _NEW = "site", "new"
_NICE = 10


def run(asked: dict[str, str]) -> dict[str, Any]:
    """Make the site that was ``asked`` for (root, folder, as_of, engine), and tell what became of it.

    The result has «warning», «fault» (a Chinese sentence) or nothing. Raises what a fault of the program raises.
    """
    root, folder = Path(asked["root"]), Path(asked["folder"])
    theme = root / "theme_overrides"
    new, last = folder / _NEW, BuildCaches(root, folder, PipedProgress(sys.stdout))
    shutil.rmtree(new, ignore_errors=True)
    publication, problems = checked_column(root, date.fromisoformat(asked["as_of"]), last)
    if has_errors(problems):
        return {"fault": "源文件又有改动。"}
    files = ThemeFiles.of(theme)
    try:
        written = write_column(publication, files.environment, {}, new, theme, last)
        publish_column(publication, problems, written, new, asked["engine"], last)
    except PageAddressError as error:
        return {"fault": str(error)}
    faults = tuple(faults_of(new, folder, folder / SITE))
    if faults:
        return {"fault": "".join(faults[:5])}
    replace_published(new, folder / SITE)
    shutil.rmtree(new, ignore_errors=True)
    return {}


def _end_with_parent() -> None:
    # The descriptor itself: a thread that holds the stream would break the end of this process.
    with suppress(OSError):
        while os.read(0, 1024):
            pass
    os._exit(1)


def main() -> None:
    """Read what is asked, end with the parent, and write the result as the last line."""
    asked = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        # Whoever edits must not wait for it.
        os.nice(_NICE)
    try:
        result = run(asked)
    except OSError as error:
        result = {"fault": f"{reason(error)}{f'（{error.filename}）' if error.filename else ''}。"}
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
