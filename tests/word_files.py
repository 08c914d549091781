"""Word files made from small pieces of XML, so that tests say in a few words what a file holds."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_ROOTS = {
    "styles.xml": "styles",
    "numbering.xml": "numbering",
    "footnotes.xml": "footnotes",
    "comments.xml": "comments",
}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_MAIN}.numbering+xml"/>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, parts: Mapping[str, str | bytes] | None = None, related: Mapping[str, str] | None = None) -> bytes:
    """A DOCX file with the XML ``body``; ``parts`` below word/ without their roots; ``related``: Id → part or address."""
    relations = "".join(
        f'<Relationship Id="{number}" Type="{_RELATION}/{target.partition(".")[0] if ":" not in target else "hyperlink"}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target else ''}/>"
        for number, target in (related or {}).items()
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{_TYPES}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_RELATION}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
    }
    for name, content in (parts or {}).items():
        root = "hdr" if name.startswith("header") else "ftr" if name.startswith("footer") else _ROOTS.get(name, "")
        files[f"word/{name}"] = (
            content if isinstance(content, bytes) or not root else f"<w:{root} {_SPACES}>{content}</w:{root}>"
        )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def run(text: str, looks: str = "") -> str:
    """A run of text; ``looks`` are its properties as XML."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str = "", looks: str = "") -> str:
    """A paragraph of runs, or of plain text; ``looks`` are its properties as XML."""
    inside = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{looks}</w:pPr>{inside}</w:p>"


def numbered(text: str, number: int | str, level: int | None = 0, style: str = "") -> str:
    """A paragraph of a list."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return paragraph(text, f'{said}<w:numPr>{at}<w:numId w:val="{number}"/></w:numPr>')


def table(rows: Sequence[Sequence[str]], looks: Mapping[tuple[int, int], str] | None = None) -> str:
    """A table of cells; a cell that begins with a tag is XML; ``looks``: (row, cell) → its properties."""
    made = ""
    for number, row in enumerate(rows):
        made += "<w:tr>"
        for place, cell in enumerate(row):
            inside = cell if cell.startswith("<w:") else paragraph(cell)
            made += f"<w:tc><w:tcPr>{(looks or {}).get((number, place), '')}</w:tcPr>{inside}</w:tc>"
        made += "</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def levels(said: str) -> str:
    """The levels of a list, a line each: «numFmt | label | other elements», the start being 1 unless another says it."""
    made = ""
    for place, line in enumerate(filter(str.strip, said.splitlines())):
        numbering, label, more = (part.strip() for part in (line + "||").split("|")[:3])
        start = "" if "<w:start" in more else '<w:start w:val="1"/>'
        kind = (
            "" if not numbering else f'<w:numFmt w:val="{numbering}"/>' if not numbering.startswith("<") else numbering
        )
        made += f'<w:lvl w:ilvl="{place}">{start}{kind}<w:lvlText w:val="{label}"/>{more}</w:lvl>'
    return made


def lists(definitions: Mapping[str, str], uses: Mapping[str, str]) -> str:
    """The inside of numbering.xml: number → levels of a definition; number of a list → its definition and overrides.

    A use is «definition» or «definition overrides as XML».
    """
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{said if said.startswith("<") else levels(said)}</w:abstractNum>'
        for number, said in definitions.items()
    )
    for number, said in uses.items():
        definition, _, overrides = str(said).partition(" ")
        made += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'
    return made


def without_space(xml: str) -> str:
    """XML written over several lines as one."""
    return re.sub(r">\s+<", "><", xml.strip())
