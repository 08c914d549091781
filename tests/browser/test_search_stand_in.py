"""Pagefind in a real browser, where a file of our own index cannot be read: when it stands in, and when nothing of it is loaded."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.search_page import count_of, searched, status_of

pytestmark = pytest.mark.browser


class _Asked:
    """A page with what it asked of Pagefind and what the console says, with the answer to a query.

    Unless ``whole``, no file with terms of our own index arrives.
    """

    def __init__(
        self,
        browser: Browser,
        start: str,
        *,
        whole: bool = False,
        phone: bool = False,
        missing: bool = False,
        before: str = "",
        engine: str = "",
    ) -> None:
        self.context = browser.new_context(viewport={"width": 390 if phone else 1280, "height": 844}, has_touch=phone)
        self.page = self.context.new_page()
        self.files: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda one: self.files.append(one.url) if "/pagefind/" in one.url else None)
        self.page.on("console", lambda one: None if "ERR_FAILED" in one.text else self.said.append(one.text))
        if before:
            self.page.add_init_script(before)
        if engine:
            chosen = f"window.gkEngine = {json.dumps(engine)};"
            self.page.route(
                "**/search/engine.js", lambda route: route.fulfill(body=chosen, content_type="text/javascript")
            )
        if not whole:
            self.page.route(re.compile(r"/search/pages/t\w+\.js"), lambda route: route.abort())
        if missing:
            self.page.route("**/*.pagefind", lambda route: route.fulfill(status=404))
        self.again(start)

    def again(self, start: str) -> None:
        self.files.clear()
        self.page.goto("about:blank")
        searched(self.page, start, "?q=预付卡")

    @property
    def answered(self) -> bool:
        return count_of(self.page) > 5


@pytest.mark.parametrize("phone", [False, True])
def test_nothing_of_pagefind_is_loaded_where_our_index_is_whole(browser: Browser, address: str, phone: bool) -> None:
    asked = _Asked(browser, address, whole=True, phone=phone)
    assert (asked.answered, asked.files, asked.said) == (True, [], [])
    asked.context.close()


@pytest.mark.parametrize("phone", [False, True])
def test_pagefind_stands_in_where_our_index_is_broken(browser: Browser, address: str, phone: bool) -> None:
    asked = _Asked(browser, address, phone=phone)
    assert asked.answered
    assert any(url.endswith("wasm.unknown.pagefind") for url in asked.files)
    assert not any("worker" in url for url in asked.files)
    assert asked.said == []
    told = asked.page.locator(".gk-search__note--broken")
    expect(told).to_contain_text("本次检索由备用索引完成，次序和相关结果可能不全。检索用的文件 search/pages/t")
    states = asked.page.locator(".gk-hit").evaluate_all("(hits) => hits.map((one) => one.matches('.gk-hit--dead'))")
    assert states == sorted(states)
    asked.context.close()


def test_a_policy_without_wasm_loads_nothing_in_vain(browser: Browser, roots: dict[str, str]) -> None:
    asked = _Asked(browser, roots["http"])
    assert (asked.answered, asked.files, asked.said) == (False, [], [])
    expect(status_of(asked.page)).to_have_text("检索没有成功。")
    asked.context.close()


def test_what_pagefind_could_not_load_is_not_tried_again_in_a_visit(browser: Browser, address: str) -> None:
    asked = _Asked(browser, address, missing=True)
    assert asked.files
    expect(status_of(asked.page)).to_have_text("检索没有成功。")
    asked.again(address)
    assert asked.files == []
    asked.context.close()


# Firefox reports on its console whatever a policy refuses; here the report is a line of the console too.
REPORTING = "WebAssembly.Module = class { constructor() { console.log('refused'); throw new Error('refused'); } };"


def test_a_policy_is_asked_once_in_a_visit(browser: Browser, roots: dict[str, str]) -> None:
    asked = _Asked(browser, roots["http"], before=REPORTING)
    asked.again(roots["http"])
    assert (asked.files, asked.said) == ([], ["refused"])
    asked.context.close()


def test_a_policy_is_not_asked_where_the_column_chose_its_own_index(browser: Browser, roots: dict[str, str]) -> None:
    asked = _Asked(browser, roots["http"], before=REPORTING, engine="shards")
    assert (asked.files, asked.said) == ([], [])
    asked.context.close()


# Chromium before 85 takes modules, but none with a function of two values, which Pagefind's program has.
SINGLE = """
WebAssembly.Module = class {
  constructor(bytes) { if (bytes.length > 8 && bytes[13] > 1) throw new Error("return count of 2 exceeds internal limit"); }
};
"""


def test_pagefind_is_not_loaded_where_its_program_is_too_new(browser: Browser, address: str) -> None:
    asked = _Asked(browser, address, before=SINGLE)
    assert (asked.files, asked.said) == ([], [])
    asked.context.close()
