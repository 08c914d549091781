"""Word files as drafts: everything on the page is in the text, what is proposed says so, what is unsafe is refused."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from gongkai.commands import command_line as cli
from gongkai.exchange.documents import old_word
from gongkai.exchange.documents.drafts import ImportRefusedError
from gongkai.exchange.documents.import_document import Imported, ImportWish, import_document
from gongkai.exchange.documents.word_draft import word_draft
from gongkai.reading.word.word_blocks import WordTable
from gongkai.reading.word.word_document import read_word
from gongkai.texts.blocks import blocks_of
from gongkai.texts.html import render, visible
from gongkai.texts.marked_text import Text
from hypothesis import given
from hypothesis import strategies as st

from tests.attachment_files import make_file, ole_file, sound_pdf
from tests.columns import document, write_column
from tests.measuring import at_most
from tests.word_files import docx, lists, numbered, paragraph, run, table

DAY = date(2026, 11, 24)
CENTER, RIGHT, BOLD = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>', "<w:b/>"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000 3a7e9b55 0000000a49444154789c63600000000200 01 48afa471 0000000049454e44ae426082"
    .replace(" ", "")
)  # fmt: skip


def size(half_points: int) -> str:
    """The property of runs of this size."""
    return f'<w:sz w:val="{half_points}"/>'


def box(inside: str) -> str:
    """A text box, which Word writes twice: for new programs and for old ones."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(relation: str, description: str = "") -> str:
    """A paragraph with a picture."""
    return paragraph(
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{description}"/><a:graphic><a:graphicData>'
        f'<a:blip r:embed="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def imported(root: Path, data: bytes, name: str = "通知.docx", **wish: object) -> Imported:
    """What the import of a file makes of the column at ``root``."""
    write_column(root, {} if (root / "catalogue").exists() else {"catalogue/x.txt": ""})
    (root / "catalogue" / "x.txt").unlink(missing_ok=True)
    source = root / "inbox" / name
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(data)
    return import_document(root, source, ImportWish(DAY, **wish))  # type: ignore[arg-type]


def text_of(root: Path, made: Imported) -> str:
    """The file of the draft."""
    return (root / made.written[0]).read_text(encoding="utf-8")


def body_of(root: Path, *paragraphs: str, parts: dict[str, str | bytes] | None = None) -> str:
    """The text that comes of a document with these paragraphs."""
    made = imported(root, docx("".join(paragraphs), parts), force=True)
    return text_of(root, made).split("\n---\n\n", 1)[1]


def refusal(root: Path, data: bytes, name: str = "通知.docx") -> str:
    """Why a file is refused, without the folder of the test; nothing may have been written."""
    with pytest.raises(ImportRefusedError) as refused:
        imported(root, data, name)
    assert not (root / "content").exists()
    return str(refused.value).replace(str(root / "inbox") + "/", "")


def official() -> bytes:
    """A notice as an office writes it: 红头 in a text box, automatic numbers, a table, a note, 落款 and 版记."""
    head = paragraph(box(paragraph(run("示例市商务局文件", size(72)), CENTER)))
    body = (
        paragraph(run("示商发〔2026〕12号　　签发人：张三", size(32)), CENTER),
        paragraph(run("示例市商务局关于印发家政服务", size(44)), CENTER),
        paragraph(run("管理办法的通知", size(44)), CENTER),
        paragraph(run("各县（市、区）商务主管部门：", size(32))),
        numbered("总体要求", 1),
        numbered("规范发展", 1, 1),
        numbered("保障措施", 1),
        paragraph(run("自2026年4月1日起施行。", size(32)) + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        table([["项目", "金额"], ["甲", "1|2"]]),
        table([["合计", "丙"], ["一", "二", "三"]], {(0, 0): '<w:gridSpan w:val="2"/>'}),
        picture("rId9"),
        paragraph(
            '<w:r><w:object><v:shape><v:imagedata r:id="rId8"/></v:shape><o:OLEObject r:id="rId10"/></w:object></w:r>'
        ),
        paragraph(run("示例市商务局", size(32)), RIGHT),
        paragraph(run("2026年3月2日", size(32)), RIGHT),
        paragraph(run("（此件公开发布）", size(32))),
        paragraph(run("抄送：市政府办公室，市财政局。", size(32))),
        paragraph(run("示例市商务局办公室　　2026年3月3日印发", size(32))),
    )
    parts: dict[str, str | bytes] = {
        "numbering.xml": lists({"0": "chineseCountingThousand|%1、\nchineseCountingThousand|（%2）"}, {"1": "0"}),
        "footnotes.xml": f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run("含本数。")}</w:p></w:footnote>',
        "header1.xml": paragraph("征求意见稿"),
        "media/image1.png": PNG,
        "media/image2.emf": b"icon",
        "embeddings/sheet.docx": docx(paragraph("申请表")),
    }
    related = {"rId9": "media/image1.png", "rId8": "media/image2.emf", "rId10": "embeddings/sheet.docx"}
    return docx(head + "".join(body), parts, related)


OFFICIAL = dedent(
    """\
    ---
    类型: 政策文件
    标题: 示例市商务局关于印发家政服务管理办法的通知  # 从正文推测，请核对
    发布机构: 示例市商务局  # 从正文推测，请核对
    发文字号: 示商发〔2026〕12号  # 从正文推测，请核对
    成文日期: '2026-03-02'  # 从正文推测，请核对
    落款: 示例市商务局  # 从正文推测，请核对
    # 下面的“抄送”：从正文推测，请核对
    抄送:
      - 市政府办公室
      - 市财政局
    印发机关: 示例市商务局办公室  # 从正文推测，请核对
    印发日期: '2026-03-03'  # 从正文推测，请核对
    公开属性: 主动公开  # 从正文推测，请核对
    索引号: '990000017/2026-00001'  # 本专栏的下一个号，原件有的请改成原件的
    # 发布日期: 请填写，例如 2018-03-05，并去掉前面的“# ”
    附件:
      - '通知-图1.png'
      - '通知-附件1.docx'
    # 原件写有“签发人”，这种类型没有这一项：张三
    ---

    各县（市、区）商务主管部门：

    一、总体要求

    （一）规范发展

    二、保障措施

    自2026年4月1日起施行。[^1]

    | 项目 | 金额 |
    |---|---|
    | 甲 | 1\\|2 |

    <table>
    <tr><td colspan="2">合计</td><td>丙</td></tr>
    <tr><td>一</td><td>二</td><td>三</td></tr>
    </table>

    ![【待填写：图1的内容】](通知-图1.png)

    示例市商务局

    2026年3月2日

    （此件公开发布）

    抄送：市政府办公室，市财政局。

    示例市商务局办公室　　2026年3月3日印发

    [^1]: 含本数。
    """
)


def test_an_official_document_becomes_a_draft(tmp_path: Path) -> None:
    made = imported(tmp_path, official())
    assert made.written == tuple(f"content/policy/通知{end}" for end in (".md", "-图1.png", "-附件1.docx"))
    assert text_of(tmp_path, made) == OFFICIAL
    assert made.told == (
        "图1（通知-图1.png）没有说明：请在正文的方括号里写图片的内容。",
        "嵌入的文件存为 通知-附件1.docx，写进了“附件”：请核对名称。",
        "有 2 张表：请逐格与原件对照。",
        "有 1 条脚注、尾注，写在正文最后。",
        "页眉里的“征求意见稿”没有写进正文。",
    )
    # Nothing is wrong with the draft but what only people know, and the gap that asks for the description.
    assert [(one.line, one.rule) for one in made.problems] == [
        (2, "missing-value"),
        (2, "category-missing"),
        (31, "effective-stated"),
        (42, "not-filled-in"),
    ]
    assert (made.kind, made.kind_is_proposed) == ("政策文件", True)


def test_a_document_taken_in_again_keeps_its_number_and_another_gets_the_next(tmp_path: Path) -> None:
    data = docx(paragraph("关于停电的公告", CENTER) + paragraph("明天停电。"))
    numbers = []
    for out, force in (("a.md", False), ("b.md", False), ("a.md", True)):
        made = imported(tmp_path, data, out=Path("content") / out, force=force)
        numbers += [(one.values[0], one.basis.name) for one in made.proposals if one.label == "索引号"]
    assert numbers == [
        ("990000017/2026-00001", "NEXT"),
        ("990000017/2026-00002", "NEXT"),
        ("990000017/2026-00001", "REPLACED"),
    ]


def test_a_red_head_in_a_page_header_and_in_lettering_is_read(tmp_path: Path) -> None:
    lettering = '<w:r><w:pict><v:shape id="艺术字"><v:textpath string="示例市商务局文件"/></v:shape></w:pict></w:r>'
    watermark = (
        '<w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="样稿"/></v:shape></w:pict></w:r>'
    )
    text = (
        paragraph("示商发〔2026〕3号", CENTER)
        + paragraph(run("关于某事的通知", size(44)), CENTER)
        + paragraph("各科室：")
    )
    for header in (paragraph(lettering), paragraph("示例市商务局文件") + paragraph(watermark)):
        made = imported(tmp_path, docx(text, {"header2.xml": header}), force=True)
        assert {one.label: one.values for one in made.proposals} == {
            "标题": ("关于某事的通知",), "发布机构": ("示例市商务局",), "发文字号": ("示商发〔2026〕3号",),
            "索引号": ("990000017/2026-00001",),
        }  # fmt: skip
        assert text_of(tmp_path, made).endswith("---\n\n各科室：\n")
        assert made.told == ()


HEADS = {
    "a title of two lines, and a remark below it": (
        [
            ("某市商务工作", 44),
            ("管理办法", 44),
            ("（2026年3月2日局长办公会议通过）", 32),
            ("第一条　为了规范工作。", 32),
        ],
        "某市商务工作管理办法",
        "（2026年3月2日局长办公会议通过）",
    ),
    "an announcement with its number": (
        [("示例市商务局公告", 72), ("2026年第3号", 32), ("关于某事的公告", 44), ("现公告如下。", 32)],
        "关于某事的公告",
        "示例市商务局公告",
    ),
    "nothing but words": ([("关于某事的函", 32), ("市财政局：", 32)], "关于某事的函", "市财政局："),
    "no title at all": ([("市财政局：", 32), ("请支持。", 32)], "", "市财政局："),
    "a sentence at the beginning is no title": ([("这是关于某事的通知。", 32)], "", "这是关于某事的通知。"),
}


@pytest.mark.parametrize("name", HEADS)
def test_titles_are_found_and_nothing_else_is_taken_for_one(tmp_path: Path, name: str) -> None:
    lines, title, first = HEADS[name]
    made = imported(tmp_path, docx("".join(paragraph(run(text, size(points)), CENTER) for text, points in lines)))
    assert next((one.values[0] for one in made.proposals if one.label == "标题"), "") == title
    assert text_of(tmp_path, made).split("---\n\n", 1)[1].split("\n")[0].removeprefix("## ") == first


def test_pictures_of_headers_do_not_come_along(tmp_path: Path) -> None:
    data = docx(paragraph("各科室：") + paragraph("照办。"), {"header1.xml": picture("rId9"), "media/logo.png": PNG})
    made = imported(tmp_path, data)
    assert (made.written, made.told) == (("content/policy/通知.md",), ("页眉里的图片没有写进正文。",))


def test_headings_that_only_look_like_ones_are_headings(tmp_path: Path) -> None:
    made = body_of(
        tmp_path,
        paragraph(run("某办法", size(44)), CENTER),
        paragraph(run("各科室：", size(32))),
        paragraph(run("组织实施", size(36))),
        paragraph(run("时间安排", BOLD + size(32))),
        paragraph(run("抓紧办理，", BOLD) + run("不得拖延。", size(32))),
        paragraph(run("一、已有序号", BOLD + size(36))),
        paragraph(run("从样式看", size(32)), '<w:pStyle w:val="H3"/>'),
        parts={
            "styles.xml": '<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="heading 3"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        },
    )
    assert made.split("\n\n") == [
        "各科室：", "## 组织实施", "### 时间安排", "**抓紧办理，**不得拖延。", "一、已有序号", "## 从样式看\n"
    ]  # fmt: skip


def test_what_is_on_the_page_only_in_other_ways(tmp_path: Path) -> None:
    made = body_of(
        tmp_path,
        paragraph("各科室："),
        f"<w:sdt><w:sdtContent>{paragraph('控件里的段落。')}</w:sdtContent></w:sdt>",
        paragraph(
            f"<w:smartTag>{run('智能标记')}</w:smartTag><w:sdt><w:sdtContent>{run('和控件。')}</w:sdtContent></w:sdt>"
        ),
        paragraph(
            run("面积10")
            + "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>"
            + run("，")
            + run("作废", "<w:strike/>")
        ),
        paragraph(run("一行") + "<w:r><w:br/></w:r>" + run("两行")),
        paragraph("<w:r><w:tab/><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:t>丙</w:t></w:r>"),
        paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("是")),
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>附件1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        paragraph("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"),
        table([[paragraph("框里的一段。") + paragraph("又一段。")]]),
        table([["外", table([["里", "面"]]) + paragraph()]]),
    )
    assert made.split("\n\n") == [
        "各科室：", "控件里的段落。", "智能标记和控件。", "面积10<sup>2</sup>，<del>作废</del>", "一行", "两行", "甲　乙-丙", "☑是", "附件1",
        "a+b", "框里的一段。", "又一段。",
        "<table><tr><td>外</td><td><table><tr><td>里</td><td>面</td></tr></table></td></tr></table>\n",
    ]  # fmt: skip


def _native(name: bytes, data: bytes) -> str:
    """An embedded package (MS-OLEDS 2.3.6) as an OLE file holds it, in hexadecimal digits."""
    path = b"C:\\t\\" + name + b"\x00"
    told = b"\x02\x00" + name + b"\x00" + path + b"\x00\x00\x03\x00" + struct.pack("<I", len(path)) + path
    content = told + struct.pack("<I", len(data)) + data
    return (struct.pack("<I", len(content)) + content).hex()


def test_files_inside_are_taken_out_of_their_wrappers(tmp_path: Path) -> None:
    pdf, sheet = sound_pdf(), docx(paragraph("申请表"))
    parts: dict[str, str | bytes] = {
        "embeddings/1.bin": ole_file({"\x01Ole10Native": _native("申报表.pdf".encode("gbk"), pdf)}),
        "embeddings/2.bin": ole_file({"CONTENTS": pdf.hex()}),
        "embeddings/3.bin": ole_file({"Package": sheet.hex()}),
        "embeddings/4.bin": ole_file({"WordDocument": "eca5"}),
        "embeddings/5.bin": ole_file({"Equation Native": "00"}),
        "embeddings/6.bin": b"MZ program",
    }
    objects = "".join(paragraph(f'<w:r><w:object><o:OLEObject r:id="r{one}"/></w:object></w:r>') for one in range(1, 8))
    related = {f"r{one}": f"embeddings/{one}.bin" for one in range(1, 7)}
    made = imported(tmp_path, docx(paragraph("各科室：") + objects, parts, related))
    assert made.written[1:] == tuple(f"content/policy/通知-附件{end}" for end in ("1.pdf", "2.pdf", "3.docx", "4.doc"))
    assert (tmp_path / made.written[1]).read_bytes() == pdf
    refused = "嵌入的一个文件取不出来：请在 Word 里双击打开它，另存后放在旁边并写进“附件:”。"
    assert made.told == (
        "嵌入的文件“申报表.pdf”存为 通知-附件1.pdf，写进了“附件”：请核对名称。",
        *(f"嵌入的文件存为 通知-附件{end}，写进了“附件”：请核对名称。" for end in ("2.pdf", "3.docx", "4.doc")),
        *[refused] * 3,
    )
    assert text_of(tmp_path, made).count("【待填写：这里嵌入了一个文件，请另存后放入附件】") == 3


def test_merged_cells_of_every_way_are_kept(tmp_path: Path) -> None:
    merged = table(
        [["指标", "上年", "本年"], ["", "甲", "乙"], ["合计", "1", "2"]],
        {
            (0, 0): '<w:vMerge w:val="restart"/>',
            (1, 0): "<w:vMerge/>",
            (2, 1): '<w:hMerge w:val="restart"/>',
            (2, 2): "<w:hMerge/>",
        },
    ).replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)
    assert body_of(tmp_path, paragraph("各科室："), merged) == dedent(
        """\
        各科室：

        <table>
        <tr><th rowspan="2">指标</th><th>上年</th><th>本年</th></tr>
        <tr><td>甲</td><td>乙</td></tr>
        <tr><td>合计</td><td colspan="2">1<br>2</td></tr>
        </table>
        """
    )


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_signs_a_paragraph_has_the_page_prints_them(texts: Sequence[str]) -> None:
    """Signs that a text could take for marks are escaped; a paragraph stays a paragraph."""
    from gongkai.exchange.documents.official_source import official_line, official_words

    source = "\n\n".join(official_line(official_words(text)) for text in texts)
    assert visible(str(render(Text(source), "", lambda address: address).html)) == "".join(
        "".join(text.split()) for text in texts
    )
    assert len(blocks_of(source)) == len(texts)


def _run(kind: str, text: str) -> str:
    tag = "delText" if kind in ("del", "moveFrom") else "t"
    return f'<w:{kind} w:id="1" w:author="某"><w:r><w:{tag}>{text}</w:{tag}></w:r></w:{kind}>'


def test_changes_comments_and_hidden_words_stop_the_import_with_their_places(tmp_path: Path) -> None:
    body = (
        paragraph(run("奖励标准为") + _run("del", "三万") + _run("ins", "五万") + run("元。"))
        + paragraph(run("名单") + '<w:r><w:commentReference w:id="4"/></w:r>')
        + paragraph(run("底价") + run("一百万", "<w:vanish/>"))
        + paragraph(run("不算", '<w:vanish w:val="0"/>'))
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl>"
        + paragraph("新加的编号", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/><w:ins w:author="某"/></w:numPr>')
        + paragraph("并入上段", '<w:rPr><w:del w:author="某"/></w:rPr>')
        + paragraph("只改了样子", '<w:rPr><w:b/></w:rPr><w:pPrChange w:author="某"><w:pPr/></w:pPrChange>')
        + f'<w:ins w:author="某">{paragraph("整段加入")}</w:ins>'
        + '<w:altChunk r:id="rId3"/>'
    )
    comments = f'<w:comment w:id="4">{paragraph("再核一下")}</w:comment>'
    assert refusal(tmp_path, docx(body, {"comments.xml": comments})).split("\n") == [
        "“通知.docx”有没有接受的修订，共 6 处，没有录入。请在 Word 的“审阅”里逐处接受或者拒绝修订，保存后再录入。",
        "  “奖励标准为五万元。”：删去“三万”",
        "  “奖励标准为五万元。”：加入“五万”",
        "  “不算”：表格的行或者单元格",
        "  “新加的编号”：段落或者编号",
        "  “并入上段”：段落或者编号",
        "  “只改了样子”：整段",
        "“通知.docx”有批注，共 1 处，没有录入。请在 Word 的“审阅”里删除全部批注，保存后再录入。",
        "  “名单”：再核一下",
        "“通知.docx”有隐藏的文字，共 1 处，没有录入。"
        "请在 Word 里显示隐藏文字（“开始”的“¶”），要公开的去掉“隐藏”，不公开的删除，保存后再录入。",
        "  “底价”：一百万",
        "“通知.docx”嵌入了另一份文档的正文，共 1 处，没有录入。请在 Word 里打开，全选复制到新文档，保存后再录入。",
        "  “只改了样子”",
    ]


def test_numbers_nobody_can_print_and_secret_papers_are_refused(tmp_path: Path) -> None:
    strange = docx(numbered("总则", 1), {"numbering.xml": lists({"0": "hebrew1|%1"}, {"1": "0"})})
    assert refusal(tmp_path, strange).split("\n") == [
        "“通知.docx”的自动编号读不懂，共 1 处，没有录入。请在 Word 里把这些段落的编号改成直接打的字，保存后再录入。",
        "  “总则”：hebrew1",
    ]
    secret = docx(paragraph("机密★1年") + paragraph("各科室："))
    assert (
        refusal(tmp_path, secret)
        == "“通知.docx”标有密级“机密★1年”，不能公开，没有录入。解密后公开的，请先在文件里去掉密级。"
    )


def test_what_programs_make_anew_is_left_out_and_told(tmp_path: Path) -> None:
    contents = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("一、总则 1")}</w:p>'
        f'<w:p>{run("二、附则 2")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    live = paragraph('<w:fldSimple w:instr=" DATE \\@ "><w:r><w:t>2026年1月1日</w:t></w:r></w:fldSimple>')
    made = imported(tmp_path, docx(paragraph("各科室：") + contents + live))
    assert made.told == (
        "“2026年1月1日”有自动更新的日期：请与原件对照。",
        "原件的目录（2 行）没有写进正文，网页自己有目录。",
    )
    assert text_of(tmp_path, made).endswith("---\n\n各科室：\n\n2026年1月1日\n")


BOMB = '<!DOCTYPE d [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;">]>'
BAD = {
    "网页.docx": ("<html><body>甲</body></html>".encode(), "“网页.docx”的内容不是 Word 文档，而是网页（HTML）。请用 Word 打开，另存为“Word 文档（*.docx）”；确实是存下来的网页的，把扩展名改成 .html。"),
    "半截.docx": (docx(paragraph("甲"))[:300], "“半截.docx”不完整或已损坏，打不开。请重新下载或重新导出，打开核对后再放入。"),
    "空.docx": (b"", "“空.docx”是空文件。请换上正确的文件。"),
    "宏.docm": (docx(paragraph("甲")), "“宏.docm”是带宏（程序）的文档。请在 Word 里另存为“Word 文档（*.docx）”后再录入。"),
    "改名.docx": (docx(paragraph("甲"), {"vbaProject.bin": b"macro"}), "“改名.docx”带有宏（程序），公众打开有风险。请另存为不带宏的 DOCX、XLSX、PPTX 格式。"),
    "图.docx": (PNG, "“图.docx”是 PNG 图片，不能录入。能录入的有：Word 文档（.docx，也可以是 .doc、.wps、.rtf）、存下来的网页（.html）和文本（.txt）。"),
    "乱.docx": (b"\x01\x02\x03", "“乱.docx”的内容认不出来，可能已经损坏，不能录入。能录入的有：Word 文档（.docx，也可以是 .doc、.wps、.rtf）、存下来的网页（.html）和文本（.txt）。"),
    "锁.docx": (ole_file({"EncryptedPackage": "00"}), "“锁.docx”设了密码，公众打不开。请去掉密码后重新保存。"),
    "实体.docx": (docx("").replace(b"", b"", 0), "“实体.docx”里没有文字，可能是扫描件。请录入有文字的原件，或者把扫描件作为附件公开。"),
    "公文.doc": (b"MIME-Version: 1.0\r\n", "“公文.doc”是单个文件的网页（MHTML）。请用 Word 打开，另存为“Word 文档（*.docx）”后再录入。"),
    "网页.mht": (b"MIME-Version: 1.0\r\n", "“网页.mht”是单个文件的网页（MHTML）。请在浏览器里另存为“网页，仅 HTML”后再录入。"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_files_that_are_not_sound_are_refused(tmp_path: Path, name: str) -> None:
    data, told = BAD[name]
    assert refusal(tmp_path, data, name) == told


def test_bombs_and_other_packages_are_refused(tmp_path: Path) -> None:
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<?xml version='1.0'?>{BOMB}<w:document><w:body/></w:document>",
    }
    broken = "不完整或已损坏，打不开。请重新下载或重新导出，打开核对后再录入。"
    told = {
        "entities": (parts, f"“通知.docx”{broken}"),
        "cut": (parts | {"word/document.xml": "<w:document><w:body><w:p>"}, f"“通知.docx”{broken}"),
        "no body": ({"[Content_Types].xml": "<Types/>", "word/x.xml": "<x/>"}, f"“通知.docx”{broken}"),
        "zeros": (parts | {"word/media/a.xml": {"zeros": 110}}, "“通知.docx”解开后有 110 MB（3 个文件），是压缩炸弹或者已损坏。请用相应软件打开原件，重新另存。"),
        "sheet": ({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}, "“通知.docx”的内容不是 DOCX 文件，而是 Excel 工作簿（XLSX）。请用相应软件打开后重新另存，不要只改扩展名。"),
    }  # fmt: skip
    for name, (said, message) in told.items():
        path = tmp_path / f"{name}.bin"
        make_file(path, {"zip": said})
        assert refusal(tmp_path, path.read_bytes()) == message, name


def test_nothing_is_overwritten_unless_asked(tmp_path: Path) -> None:
    first = text_of(tmp_path, imported(tmp_path, official()))
    other = docx(
        paragraph("各科室：") + picture("r", "图") + paragraph("新的。"), {"media/a.png": PNG}, {"r": "media/a.png"}
    )
    with pytest.raises(ImportRefusedError) as refused:
        imported(tmp_path, other)
    assert str(refused.value) == (
        "已经有 content/policy/通知.md、content/policy/通知-图1.png，没有改动。请用 --out 换个位置或者名称；确实要覆盖的，加 --force。"
    )
    assert (tmp_path / "content/policy/通知.md").read_text(encoding="utf-8") == first
    assert imported(tmp_path, other, out=Path("content/x")).written == ("content/x/通知.md", "content/x/通知-图1.png")
    assert imported(tmp_path, other, out=Path("content/y/甲.md")).written == ("content/y/甲.md", "content/y/甲-图1.png")
    assert "新的。" in text_of(tmp_path, imported(tmp_path, other, force=True))
    with pytest.raises(ImportRefusedError, match=r"“\.\./x”不在 content 文件夹里"):
        imported(tmp_path, other, out=Path("../x"))


def test_a_draft_goes_beside_its_like(tmp_path: Path) -> None:
    write_column(tmp_path, {"content/documents/2024/a.md": document("1")})
    made = imported(tmp_path, official())
    assert made.written[0] == "content/documents/2026/通知.md"
    plan = docx(paragraph("2026年政务公开工作要点", CENTER) + paragraph("各科室："))
    assert imported(tmp_path, plan, "要点 1.docx").written == ("content/plans/要点-1.md",)
    assert imported(tmp_path, plan, "要点.docx", kind="政策解读").written == ("content/interpretation/要点.md",)
    assert "\n正文写法: 公文\n" in (tmp_path / "content/interpretation/要点.md").read_text(encoding="utf-8")
    with pytest.raises(ImportRefusedError) as refused:
        imported(tmp_path, plan, kind="政策文档")
    assert str(refused.value) == "没有“政策文档”这种信息类型。是否指“政策文件”？"


def test_without_libreoffice_an_old_file_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_word, "which", lambda name: None)
    assert refusal(tmp_path, b"{\\rtf1 a}", "旧.rtf") == (
        "“旧.rtf”是旧格式，这台电脑上没有 LibreOffice，不能转换。请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再录入。"
    )


def _program(root: Path, line: str) -> str:
    """A stand-in for LibreOffice: a script that is called as it is."""
    path = root / "soffice"
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_an_old_file_is_converted_and_its_numbers_are_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = "".join(numbered(f"第{place}项工作", 1) for place in range(1, 22))
    parts: dict[str, str | bytes] = {"numbering.xml": lists({"0": "decimalEnclosedCircle|%1"}, {"1": "0"})}
    (tmp_path / "converted.docx").write_bytes(docx(paragraph("各科室：") + numbers, parts))
    # The last two arguments are the folder of the result and the file.
    line = f'echo "$@" > {tmp_path}/called; mkdir "$7"; cp {tmp_path}/converted.docx "$7/source.docx"'
    program = _program(tmp_path, line)
    monkeypatch.setattr(old_word, "which", lambda name: program)
    made = imported(tmp_path, b"{\\rtf1 a}", "-旧.rtf")
    body = text_of(tmp_path, made).split("---\n\n", 1)[1].split("\n\n")
    # Above twenty LibreOffice itself would print ㉑, which Word does not.
    assert (body[0], body[1], body[21]) == ("各科室：", "①第1项工作", "21 第21项工作\n")
    assert made.told == ("“-旧.rtf”是旧格式，先由 LibreOffice 转换：请与原件逐页对照。",)
    called = (tmp_path / "called").read_text(encoding="utf-8").split()
    assert called[3:5] == ["--convert-to", "docx"]
    assert called[-1].endswith("/source.rtf")


def test_a_conversion_that_comes_to_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = _program(tmp_path, "exit 0")
    monkeypatch.setattr(old_word, "which", lambda name: program)
    assert refusal(tmp_path, b"{\\rtf1 a}", "旧.rtf") == (
        "“旧.rtf”没有转换成功：可能设了密码、已损坏，或者 LibreOffice 没有装 Writer。"
        "请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再录入。"
    )


@pytest.mark.whole
def test_two_hundred_pages_take_less_than_five_seconds(tmp_path: Path) -> None:
    """Of the processor, checks included: 4,400 paragraphs with numbers and 200 tables are more than 200 pages."""
    parts = {"numbering.xml": lists({"0": "chineseCountingThousand|%1、\nchineseCountingThousand|（%2）"}, {"1": "0"})}
    section = numbered("总体要求", 1) + "".join(numbered("落实责任，加强督促检查。" * 4, 1, 1) for _ in range(20))
    section += table([["项目", "金额", "备注"], *([f"第{row}项", str(row), "无"] for row in range(8))])
    data = docx(paragraph("各科室：") + section * 200, parts)
    started = time.process_time()
    made = imported(tmp_path, data)
    assert time.process_time() - started < at_most(5)
    assert text_of(tmp_path, made).count("\n（") == 4000


@given(st.integers(0, 3000), st.binary(max_size=4))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(at: int, put: bytes) -> None:
    """Whatever bytes of the body are replaced, the reader gives a document or says that it is damaged."""
    with zipfile.ZipFile(io.BytesIO(official())) as archive:
        names = {name: archive.read(name) for name in archive.namelist()}
    xml = names["word/document.xml"]
    names["word/document.xml"] = xml[: at % len(xml)] + put + xml[at % len(xml) + len(put) :]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    with suppress(ImportRefusedError):
        word_draft(Path("通知.docx"), target.getvalue(), "通知")


def test_head_and_imprint_in_tables_are_lines(tmp_path: Path) -> None:
    """Number and signer side by side, and the imprint between lines: offices lay them out with tables."""
    made = imported(
        tmp_path,
        docx(
            paragraph(run("示例市商务局文件", size(72)), CENTER)
            + table([["示商发〔2026〕12号", "签发人：张三"]])
            + paragraph(run("关于某事的请示", size(44)), CENTER)
            + paragraph("市政府：")
            + paragraph("请批复。")
            + table(
                [["抄送：市财政局。"], ["示例市商务局办公室", "2026年3月3日印发"]], {(0, 0): '<w:gridSpan w:val="2"/>'}
            ),
            {"footer1.xml": paragraph("— 1 —") + paragraph("内部网站同步公开")},
        ),
    )
    assert text_of(tmp_path, made).split("\n---\n\n")[1].split("\n\n") == [
        "市政府：",
        "请批复。",
        "抄送：市财政局。",
        "示例市商务局办公室　　2026年3月3日印发\n",
    ]
    assert {one.label: one.values for one in made.proposals} == {
        "标题": ("关于某事的请示",),
        "发布机构": ("示例市商务局",),
        "签发人": ("张三",),
        "发文字号": ("示商发〔2026〕12号",),
        "抄送": ("市财政局",),
        "印发机关": ("示例市商务局办公室",),
        "印发日期": ("2026-03-03",),
        "索引号": ("990000017/2026-00001",),
    }
    assert made.told == ("页脚里的“内部网站同步公开”没有写进正文。",)


@given(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=4), min_size=1, max_size=4), st.data())
def test_every_place_of_a_table_is_covered_once(rows: list[list[int]], data: st.DataObject) -> None:
    """Cells joined across and down: the cells that are left cover the grid without gap and overlap, as far as rows reach."""
    width = min(map(sum, rows))
    grid: list[list[int]] = []
    for row in rows:
        spans, left = [], width
        for span in [*row, *[1] * width]:
            if left:
                spans.append(min(span, left))
                left -= spans[-1]
        grid.append(spans)
    looks: dict[tuple[int, int], str] = {}
    for number, spans in enumerate(grid):
        for place, span in enumerate(spans):
            begins = sum(spans[:place])
            above = number > 0 and any(
                sum(grid[number - 1][:at]) == begins and grid[number - 1][at] == span
                for at in range(len(grid[number - 1]))
            )
            joined = data.draw(st.sampled_from(["", "restart", "continue" if above else ""]))
            merge = f'<w:vMerge w:val="{joined}"/>' if joined else ""
            looks[number, place] = f'<w:gridSpan w:val="{span}"/>{merge}'
    (made,) = read_word(docx(table([["某"] * len(spans) for spans in grid], looks))).blocks
    assert isinstance(made, WordTable)
    covered: set[tuple[int, int]] = set()
    for number, cells in enumerate(made.rows):
        column = 0
        for cell in cells:
            while (number, column) in covered:
                column += 1
            own = {(number + down, column + across) for down in range(cell.rows) for across in range(cell.columns)}
            assert covered.isdisjoint(own)
            covered |= own
    assert covered == {(number, column) for number in range(len(grid)) for column in range(width)}


def test_the_command_tells_all_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_column(tmp_path, {})
    text = paragraph("关于停电的公告", CENTER) + paragraph("明天停电。") + paragraph("2026年3月2日", RIGHT)
    (tmp_path / "停电.docx").write_bytes(docx(text, {"header1.xml": paragraph("样稿")}))
    call = ["--root", str(tmp_path), "import", "--as-of", "2026-11-24"]
    assert cli.main([*call, str(tmp_path / "停电.docx"), "--type", "政策文件"]) == 0
    assert capsys.readouterr().out == dedent(
        """\
        草稿已经写好：content/policy/停电.md
        类型：政策文件
        要素：每一项后面写着来处，请逐项核对
          标题: 关于停电的公告　（从正文推测，请核对）
          成文日期: 2026-03-02　（从正文推测，请核对）
          索引号: 990000017/2026-00001　（本专栏的下一个号，原件有的请改成原件的）
        请对照原件：
          页眉里的“样稿”没有写进正文。
        检查这份草稿：
        content/policy/停电.md:2:1: 错误[missing-value] “政策文件”缺少“公开属性”。
            请加一行“公开属性: ……”。
        content/policy/停电.md:2:1: 错误[missing-value] “政策文件”缺少“发布日期”。
            请加一行，例如“发布日期: 2018-03-05”。
        content/policy/停电.md:2:1: 警告[category-missing] 没有写文件类别，不知道是不是规范性文件。
            请写“文件类别: 规范性文件”或“文件类别: 其他文件”等。
        content/policy/停电.md:2:1: 提示[document-number-missing] “关于停电的公告”没有发文字号。
            原件有文号的请补写“发文字号: ……”；原件没有的不必填写。
        """
    )
    assert cli.main([*call, str(tmp_path / "停电.docx")]) == 1
    assert capsys.readouterr().err == (
        "已经有 content/policy/停电.md，没有改动。请用 --out 换个位置或者名称；确实要覆盖的，加 --force。\n没有写任何文件。\n"
    )
    assert cli.main([*call, str(tmp_path / "没有.docx")]) == 1
    assert capsys.readouterr().err == f"没有文件“{tmp_path / '没有.docx'}”。\n"
