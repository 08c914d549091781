"""Lighthouse gives at least 98 of 100 on the pages that readers open most, the answer to a query among them, and they are there in 2.5 seconds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.quality, pytest.mark.alone]
ANSWER = "search.html?q=%E9%A2%84%E4%BB%98%E5%8D%A1"
PAGES = ["index.html", "990000017/2020-00001.html", "policy.html", "permits/records.html", "search.html", ANSWER]
LEAST = {"performance": 98, "accessibility": 98, "best-practices": 98, "seo": 98}
LARGEST = 2500.0
"""Milliseconds until the largest part of the first view is painted on the phone: «good» of the Core Web Vitals."""
RUNS = 5
"""What else the machine does can only slow a page down, so that the best of several runs counts; none follows one that reaches all scores."""
SLOWER = 4.0
"""How many times slower than a machine with the index ``QUIET`` the phone is that Lighthouse stands for."""
QUIET = 2500.0
"""``benchmarkIndex`` of a machine that does nothing else; one that is busy has a smaller one and is so much nearer to the phone.

Source: Lighthouse, docs/throttling.md, on calibrating the CPU throttling.
"""


@pytest.mark.parametrize("url", PAGES)
def test_scores(checkers: Path, browser: object, address: str, tmp_path: Path, url: str) -> None:
    best = dict.fromkeys(LEAST, 0.0)
    missed, index, largest = best, QUIET, 2 * LARGEST
    for _ in range(RUNS):
        slower = max(1.0, SLOWER * min(1.0, index / QUIET))
        scores, painted, index = _scores(checkers, address + url, tmp_path, slower)
        best = {name: max(score, scores[name]) for name, score in best.items()}
        largest = min(largest, painted)
        missed = {name: score for name, score in best.items() if score < LEAST[name]}
        if not missed and largest <= LARGEST:
            break
    assert (missed, largest <= LARGEST) == ({}, True), largest


def _scores(checkers: Path, url: str, folder: Path, slower: float) -> tuple[dict[str, float], float, float]:
    """One run for a phone ``slower`` times slower than this machine: scores, largest paint (ms), index of the machine."""
    report = folder / "report.json"
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    flags = f"--headless --no-sandbox --disable-gpu --disable-quic --user-data-dir={folder / 'profile'}"
    command = ["node", str(checkers / "lighthouse" / "cli" / "index.js"), url, "--output", "json", "--quiet"]
    subprocess.run(
        [
            *command,
            f"--only-categories={','.join(LEAST)}",
            f"--output-path={report}",
            f"--chrome-flags={flags}",
            f"--throttling.cpuSlowdownMultiplier={slower}",
        ],
        env={**os.environ, "CHROME_PATH": str(chromium)},
        check=True,
        capture_output=True,
        timeout=90,
    )
    found = json.loads(report.read_text(encoding="utf-8"))
    scores = {name: 100 * found["categories"][name]["score"] for name in LEAST}
    painted = found["audits"]["largest-contentful-paint"]["numericValue"]
    return scores, painted, found["environment"]["benchmarkIndex"]
