"""Attachments in which something stands that must not be public, or nothing that can be read: one fault a document."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from tests.columns import write_column
from tests.eyes.grammar import Grammar
from tests.eyes.looking import Planted, Seen, problems_of, seen
from tests.eyes.papers import paper
from tests.word_files import docx, paragraph, table
from tests.workbooks import workbook

_PERSONAL = "personal-.*|citizen-.*|mobile-number|card-number|home-.*|person-.*|name-list"


def _word(words: str) -> bytes:
    return docx(paragraph("名单") + paragraph(words))


def _word_table(words: str) -> bytes:
    return docx(table([["序号", "情况"], ["1", words]]))


def _sheet(words: str) -> bytes:
    return workbook({"sheets": {"名单": [["序号", "情况"], ["1", words]]}})


def _names(words: str) -> list[list[str]]:
    rows = [[str(number), name, str(300 + number)] for number, name in enumerate(words.split("、"), 1)]
    return [["发放花名册"], ["序号", "姓名", "金额"], *rows]


def _list_word(words: str) -> bytes:
    return docx(paragraph("附件") + table(_names(words)))


def _list_sheet(words: str) -> bytes:
    return workbook({"sheets": {"花名册": _names(words)}})


def _list_text(words: str) -> bytes:
    return "\n".join(",".join(row) for row in _names(words)).encode()


def _pdf(words: str) -> bytes:
    """A PDF of one page whose text layer has the digits of the words."""
    digits = " ".join(re.findall(r"[0-9Xx]{11,}", words)) or "An annex of two pages"
    return _page(
        f"BT /F1 12 Tf 72 720 Td ({digits}) Tj ET",
        "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
    )


def _scan(_words: str) -> bytes:
    """A PDF of one page that is one picture."""
    return _page("q 500 0 0 700 50 50 cm /I1 Do Q", "/XObject << /I1 5 0 R >>")


def _page(content: str, resources: str) -> bytes:
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        "\nstream\n0\nendstream",
    ]
    body, starts = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        starts.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n".encode()
    rows = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    last = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + last.encode()


def _wrapped(words: str) -> bytes:
    """An OFD file, a ZIP of XML (GB/T 33190), with the words on its page."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("OFD.xml", '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody/></ofd:OFD>')
        archive.writestr("Doc_0/Pages/Page_0/Content.xml", f"<ofd:TextCode>{words}</ofd:TextCode>")
    return target.getvalue()


_FORMS: Mapping[str, tuple[str, str, Callable[[str], bytes], str]] = {
    "attached-word": ("Word 附件里的个人信息", "docx", _word, _PERSONAL),
    "attached-word-table": ("Word 附件的表格里的个人信息", "docx", _word_table, _PERSONAL),
    "attached-sheet": ("Excel 附件里的个人信息", "xlsx", _sheet, _PERSONAL),
    "attached-pdf": ("PDF 附件文字层里的个人信息", "pdf", _pdf, _PERSONAL),
    "attached-ofd": ("OFD 附件里的个人信息", "ofd", _wrapped, _PERSONAL),
    "attached-list-word": ("Word 附件里的名单没有期限", "docx", _list_word, "name-list"),
    "attached-list-sheet": ("Excel 附件里的名单没有期限", "xlsx", _list_sheet, "name-list"),
    "attached-list-text": ("CSV 附件里的名单没有期限", "csv", _list_text, "name-list"),
    "attached-scan": ("没有文字层的扫描件", "pdf", _scan, "attachment-.*|scan.*|pdf-.*"),
}
_ANNEXES = ("", "附件1：{what}", "{report}", "关于{what}的说明（盖章）及附表")
TITLES = {name: form[0] for name, form in _FORMS.items()}
_LISTS = ("{person}、{person}、{person}", "{person}、{person}、{person}、{person}、{person}")
_WORDS = (
    "{person}，身份证号{citizen}",
    "{person}，手机{mobile}",
    "{person}，{citizen}，补贴{n}元",
    "汇入{person}账户{card}",
)


def look(folder: Path, each: int, seed: int) -> list[Seen]:
    """Plant ``each`` faults in attachments of every form, each beside a document of its own."""
    clean: dict[str, str | bytes] = {}
    wrong: dict[str, str | bytes] = {}
    planted = []
    number = 0
    for name, (_, suffix, made, causes) in _FORMS.items():
        chance = random.Random(f"{seed} {name}")
        grammar = Grammar(chance)
        for turn in range(each):
            number += 1
            written = paper(number, chance, grammar.sentence)
            # The name of a scan says that it is an annex, or nothing.
            title = grammar.fill(_ANNEXES[turn % len(_ANNEXES)]) if made is _scan else ""
            written.fields["附件"] = f"[{title}{number:05}.{suffix}]"
            # A text layer of digits alone has no word beside an account that would say what it is.
            templates = _LISTS if causes == "name-list" else _WORDS[:-1] if made is _pdf else _WORDS
            words = grammar.fill(templates[turn % len(templates)])
            path = written.path.replace(f"{number:05}.md", f"{title}{number:05}.{suffix}")
            clean |= {written.path: written.text(), path: (_pdf if made is _scan else made)("附表")}
            wrong |= {written.path: written.text(), path: made(words)}
            secret = tuple(re.findall(r"[0-9]{11,}[0-9Xx]?", words))
            planted.append(Planted(name, path, (), causes, words, secret, written.path))
    before = problems_of(write_column(folder / "clean", clean))
    return seen(planted, before, problems_of(write_column(folder / "wrong", wrong)))
