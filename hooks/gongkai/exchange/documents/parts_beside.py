"""What a Word document holds besides words, as files beside the item, as tables, or as gaps that ask for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.exchange.documents.embedded_file import embedded_file
from gongkai.exchange.documents.official_source import official_line, official_words, pipe_table
from gongkai.reading.word.word_blocks import Enclosed, Graphic, Missing, Picture
from gongkai.reading.word.word_document import WordDocument
from gongkai.reading.word.word_graphics import chart_data, diagram_words
from gongkai.texts.unfilled import gap

_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
_FEW = 24


@dataclass(slots=True)
class PartsBeside:
    """Takes the parts of one document; ``files``, ``told`` and ``after`` fill as it goes."""

    document: WordDocument
    stem: str
    """Beginning of the names of files beside the item."""
    files: dict[str, bytes] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    after: list[PrintedLine] = field(default_factory=list)
    """Lines that follow the paragraph or table in which a chart or a diagram stands."""
    _names: dict[str, str] = field(default_factory=dict)
    """Part of the package → name of the file beside the item."""
    _pictures: int = 0
    _attachments: int = 0

    def is_picture(self, name: str) -> bool:
        """Whether a file beside the item is a picture of the text, which is of no use without it."""
        return name.startswith(f"{self.stem}-图")

    def missing(self, missing: Missing, beside: str) -> str:
        """A gap for what cannot be written; ``beside`` are the words by which people find the place."""
        self.told.append(f"{_place(beside)}有{missing.what}不能写成文字，正文里留了“待填写”。")
        return gap(f"这里有{missing.what}，请照原件补写，或者截成图片")

    def graphic(self, graphic: Graphic, beside: str) -> str:
        """A chart as the table of its numbers, a diagram as its words; a gap where neither can be told."""
        data = self.document.part(graphic.part) if graphic.part else None
        chart = chart_data(data) if data and graphic.what == "图表" else None
        words = diagram_words(data) if data and not chart else ()
        if chart:
            if chart.title:
                self.after.append(PrintedLine(chart.title, official_line(official_words(chart.title))))
            rows = [[official_words(cell) for cell in row] for row in chart.rows]
            text = " ".join(cell for row in chart.rows for cell in row if cell)
            self.after.append(PrintedLine(text, pipe_table(rows), True))
            self.told.append(f"{_place(beside)}的图表写成了表：请与原件对照，图上没有写的数可以删去。")
            return ""
        if words:
            text = "\u3000".join(words)
            self.after.append(PrintedLine(text, official_line(official_words(text))))
            self.told.append(
                f"{_place(beside)}的{graphic.what}只写了其中的文字：请照原件写明先后和关系，或者截成图片。"
            )
            return ""
        return self.missing(Missing(graphic.what), beside)

    def picture(self, picture: Picture) -> str:
        """A picture with its description, in a file beside the item."""
        self._pictures += 1
        suffix = PurePosixPath(picture.part).suffix.lower()
        data = self.document.part(picture.part) if picture.part else None
        name = f"图{self._pictures}"
        if suffix not in _PICTURES or not data:
            why = "不在文件里" if data is None else f"是 {suffix[1:].upper()} 格式，不能公开"
            self.told.append(f"{name}{why}：请在原件里另存为 PNG，放在旁边并写进“附件:”。")
            return gap(f"{name}，原件里的图片{why}，请另存为 PNG 后放入")
        file = self._names.setdefault(picture.part, f"{self.stem}-{name}{suffix}")
        self.files[file] = data
        if not picture.description:
            self.told.append(f"{name}（{file}）没有说明：请在正文的方括号里写图片的内容。")
        return f"![{_alternative(picture.description) or gap(f'{name}的内容')}]({file})"

    def enclosed(self, enclosed: Enclosed) -> str:
        """A file inside the document, which becomes an attachment."""
        data = self.document.part(enclosed.part) if enclosed.part else None
        found = embedded_file(data) if data else None
        if found is None:
            self.told.append("嵌入的一个文件取不出来：请在 Word 里双击打开它，另存后放在旁边并写进“附件:”。")
            return gap("这里嵌入了一个文件，请另存后放入附件")
        if enclosed.part not in self._names:
            self._attachments += 1
            file = self._names[enclosed.part] = f"{self.stem}-附件{self._attachments}{found.suffix}"
            self.files[file] = found.data
            name = f"“{found.name}”" if found.name else ""
            self.told.append(f"嵌入的文件{name}存为 {file}，写进了“附件”：请核对名称。")
        return ""


def _place(words: str) -> str:
    short = words[:_FEW] + ("……" if len(words) > _FEW else "")
    return f"“{short}”处" if short else "文件开头处"


def _alternative(description: str) -> str:
    """A description that may stand in the brackets of a picture."""
    return description.replace("[", "〔").replace("]", "〕")
