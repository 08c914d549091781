"""The same corpus laid out for each generator: ours, stock mkdocs-material in its best settings, and Hugo as those who know it write it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.bench.corpus import Document, documents

PROJECT = Path(__file__).parents[2]

_COLUMN = """机关:
  名称: 示例市商务局
  简称: [市商务局]
  级别: 部门
  机构代码: '990000017'
  机关代字: [示商发]
网站名称: 示例市商务局政府信息公开
网站域名: https://swj.example.gov.cn/zfxxgk/
演示: 测速用的虚构内容
"""

_MATERIAL = """site_name: 政府信息公开
use_directory_urls: false
theme:
  name: material
  font: false
  language: zh
  features: [navigation.prune]
plugins: []
extra: {generator: false}
validation: {omitted_files: ignore, not_found: ignore, absolute_links: ignore, unrecognized_links: ignore, anchors: ignore}
nav:
  - index.md
"""
"""No plugin (that is, no search), no check of links, and of the tree only what the page needs: the quickest of what was tried."""

_HUGO = """baseURL = "https://example.gov.cn/"
languageCode = "zh-CN"
title = "政府信息公开"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
buildFuture = true
[outputs]
home = ["html"]
section = ["html"]
page = ["html"]
[markup.goldmark.renderer]
unsafe = false
[markup.goldmark.extensions]
typographer = false
linkify = false
footnote = false
definitionList = false
taskList = false
"""
"""One format a page and only the syntax that the texts use; a later day than that of the machine leaves no text out."""

_HUGO_BASE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} - {{ site.Title }}</title>
<link rel="stylesheet" href="/style.css"></head>
<body>{{ partialCached "top.html" . }}
<main>{{ block "main" . }}{{ end }}</main><footer>示例市商务局主办</footer></body></html>
"""

_HUGO_TOP = """<header><a href="/">{{ site.Title }}</a></header>
<nav>{{ range site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>"""
"""What is the same on all pages, made once."""

_HUGO_SINGLE = """{{ define "main" }}<h1>{{ .Title }}</h1>
<dl>{{ with .Params.number }}<dt>发文字号</dt><dd>{{ . }}</dd>{{ end }}<dt>索引号</dt><dd>{{ .Params.index_no }}</dd>
<dt>发布日期</dt><dd>{{ .Date.Format "2006-01-02" }}</dd></dl>
{{ .Content }}{{ end }}
"""

_HUGO_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"""


def lay_out_ours(folder: Path, size: int, corpus: str = "short") -> None:
    """Our sources, with the product's own hooks and templates; search and data are left out as they are for the others."""
    for name in ("hooks", "theme_overrides"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "catalogue").mkdir(exist_ok=True)
    (folder / "catalogue" / "column.yml").write_text(_COLUMN, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: 政府信息公开\ndocs_dir: content\nuse_directory_urls: false\n"
        "theme: {name: material, custom_dir: theme_overrides, font: false}\nplugins: []\n"
        "hooks: [hooks/read_catalogue.py, hooks/show_pages.py]\n",
        encoding="utf-8",
    )
    for document in documents(size, corpus):
        path = folder / "content" / str(document.day.year) / f"{document.serial:06d}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        front = (
            f"---\n类型: 政策文件\n索引号: {document.index_no}\n标题: {document.title}\n发文字号: {document.number}\n"
            f"文件类别: 其他文件\n成文日期: {document.day}\n发布日期: {document.day}\n公开属性: 主动公开\n---\n"
        )
        path.write_text(front + _text(document), encoding="utf-8")


def lay_out_material(folder: Path, size: int, corpus: str = "short") -> None:
    """Stock mkdocs-material: only the year pages in the navigation, pruned, no search plugin."""
    docs = folder / "docs"
    by_year: dict[int, list[Document]] = {}
    for document in documents(size, corpus):
        by_year.setdefault(document.day.year, []).append(document)
        path = docs / str(document.day.year) / f"{document.serial:06d}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {document.title}\n---\n" + _facts(document) + _text(document), encoding="utf-8")
    nav = _MATERIAL
    (docs / "index.md").write_text("# 政府信息公开\n", encoding="utf-8")
    for year, members in sorted(by_year.items()):
        lines = [f"- [{member.title}]({member.serial:06d}.md)" for member in members]
        (docs / str(year) / "index.md").write_text(f"# {year}年\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
        nav += f"  - {year}年: {year}/index.md\n"
    (folder / "mkdocs.yml").write_text(nav, encoding="utf-8")


def lay_out_hugo(folder: Path, size: int, corpus: str = "short") -> None:
    """A Hugo site with lean templates that do nothing twice."""
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (layouts.parent / "partials").mkdir()
    (layouts.parent / "partials" / "top.html").write_text(_HUGO_TOP, encoding="utf-8")
    (layouts / "baseof.html").write_text(_HUGO_BASE, encoding="utf-8")
    (layouts / "single.html").write_text(_HUGO_SINGLE, encoding="utf-8")
    (layouts / "list.html").write_text(_HUGO_LIST, encoding="utf-8")
    (folder / "hugo.toml").write_text(_HUGO, encoding="utf-8")
    for document in documents(size, corpus):
        section = folder / "content" / str(document.day.year)
        if not section.exists():
            section.mkdir(parents=True)
            (section / "_index.md").write_text(f"---\ntitle: {document.day.year}年\n---\n", encoding="utf-8")
        front = {
            "title": document.title,
            "date": document.day.isoformat(),
            "number": document.number,
            "index_no": document.index_no,
        }
        text = json.dumps(front, ensure_ascii=False) + "\n\n" + _text(document)
        (section / f"{document.serial:06d}.md").write_text(text, encoding="utf-8")


def _text(document: Document) -> str:
    return "\n\n".join(document.paragraphs) + "\n"


def _facts(document: Document) -> str:
    return f"索引号：{document.index_no}\n\n发文字号：{document.number}\n\n发布日期：{document.day}\n\n"
