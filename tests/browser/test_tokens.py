"""One tokenizer in two languages: the browser cuts every query exactly as Python does."""

from __future__ import annotations

import json

import pytest
from gongkai.model.script import traditional_pairs
from gongkai.searching.pagefind import word
from gongkai.searching.tokens import query_terms, tokens
from playwright.sync_api import Browser

from tests.conftest import PROJECT

pytestmark = pytest.mark.browser
QUERIES = [
    "商业预付卡", "示商规〔2023〕4号", "示商规[2023]4号", "内府办函（2018）82號", "政務公開", "ABC-123 电商", "2026", "甲", "",
    "“三公”经费", "双随机、一公开", "A股 b股", "ＡＢＣ１２３", "〇一二", "第1条 第2条", "、、、", "\u200b示\u200b例", "e-mail",
    "豈更",
]  # fmt: skip


def test_the_browser_cuts_as_python_does(browser: Browser) -> None:
    page = browser.new_page()
    assets = PROJECT / "theme_overrides" / "assets" / "gongkai"
    page.set_content("<!doctype html>")
    page.add_script_tag(content=(assets / "tokens.js").read_text(encoding="utf-8"))
    page.add_script_tag(content=(assets / "search_engine.js").read_text(encoding="utf-8"))
    pairs = "".join(chr(code) + standard for code, standard in traditional_pairs().items())
    cut = page.evaluate(
        "([queries, pairs]) => queries.map((q) => gkTokens.tokens(q, gkTokens.standardForms(pairs)))",
        [QUERIES, pairs],
    )
    assert [sorted(one) for one in cut] == [sorted(tokens(query)) for query in QUERIES]
    terms = sorted({term for query in QUERIES for term in query_terms(query)})
    assert page.evaluate("(terms) => terms.map(gkSearch.word)", terms) == [word(term) for term in terms]
    assert json.dumps(cut)
    page.close()
