"""What becomes a link leads where a reader takes it to lead; everything else is shown as text and said by a check."""

from __future__ import annotations

import html
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from gongkai.binding.bind import bind
from gongkai.checking.catalogue import RULES
from gongkai.model.web_address import is_safe
from gongkai.reading.column_sources import read_column
from gongkai.texts.html import render
from gongkai.texts.marked_text import Text
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import document, write_column
from tests.golden import golden

CASES: list[dict[str, Any]] = golden(Path(__file__).parent / "cases" / "links" / "addresses.yml")
RULES_OF_LINKS = [rule for rule in RULES if rule.name in ("links_in_texts", "hidden_text", "marks_in_texts")]
PARTS = st.sampled_from(
    ["https://", "http:", "www.gov.cn", "evil.example", *"@:/\\?#%.。／⁄оｗ-_[] \u200b\u202e", "xn--", "80", "政务"]
)


def _html(source: str) -> str:
    return render(Text(source), "../", lambda _: None).html


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["address"]))
def test_addresses_in_texts(case: dict[str, Any], tmp_path: Path) -> None:
    address = case["address"]
    body = f"见[网站]({address})。\n"
    shown = html.escape(address)
    outside = ' rel="noopener noreferrer"'
    link = f'<p>见<a href="{shown}"{outside}>网站</a>。</p>'
    assert _html(body) == (link if case["link"] else f"<p>见[网站]({shown})。</p>")
    picture = f'<p><a href="{shown}"{outside}>章</a></p>' if case["link"] else f"<p>![章]({shown})</p>"
    if "(" not in address:
        assert _html(f"![章]({address})") == picture
    if address.startswith("http") and ":" in address[4:6] and "//" in address and address != "https://":
        automatic = f'<p><a href="{shown}"{outside}>{shown}</a></p>' if case["link"] else f"<p>&lt;{shown}&gt;</p>"
        assert _html(f"<{address}>") == automatic
    reading = read_column(write_column(tmp_path, {"content/a.md": document("1", 正文=body)}))
    publication = bind(reading, date(2026, 11, 20))
    problems = [*reading.problems, *(one for rule in RULES_OF_LINKS for one in rule.check(publication))]
    assert [f"{one.level.value} {one.rule}" for one in problems] == case["found"]


@given(st.lists(PARTS, max_size=12).map("".join))
def test_the_host_of_a_safe_address_is_what_stands_after_its_slashes(address: str) -> None:
    if is_safe(address):
        parts = urlsplit(address)
        host = address.split("//", 1)[1].split("/")[0].split("?")[0].split("#")[0].rsplit(":", 1)[0]
        assert (parts.username, parts.password) == (None, None)
        assert parts.hostname == host.strip("[]").lower()
        assert not set(host) & set("@%\\。／⁄оｗ\u200b\u202e")
