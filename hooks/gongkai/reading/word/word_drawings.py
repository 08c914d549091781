"""What is drawn in a paragraph of a Word file: pictures, embedded files, lettering, text boxes, charts and diagrams."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.reading.word.word_blocks import Enclosed, Graphic, Missing, Picture, Piece
from gongkai.reading.word.word_elements import Element

_WATERMARK = "WaterMark"
_BOX = "txbxContent"
_GROUPS = ("wgp", "wpc", "group")
_FORMULAS = "equation"
"""Beginning of the names of programs whose objects are formulas: Equation.3, Equation.DSMT4."""


@dataclass(slots=True)
class Drawn:
    """What one drawing holds."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """The contents of its text boxes."""
    lettering: str = ""
    """Words that are drawn (艺术字)."""
    is_composed: bool = False
    """Whether lines and shapes between its text boxes say something that the boxes do not."""


def drawn(drawing: Element, targets: Mapping[str, str]) -> Drawn:
    """The contents of ``drawing`` (``w:drawing``, ``w:pict``, ``w:object``); ``targets``: relationship → part."""

    def own(name: str) -> list[Element]:
        # What stands in a text box is read with its paragraphs.
        return [*drawing.below(name, outside=_BOX)]

    found = Drawn(boxes=own(_BOX))
    found.is_composed = len(found.boxes) > 1 and any(map(own, _GROUPS))
    pictures = [one.get("embed") for one in own("blip")] + [one.get("id") for one in own("imagedata")]
    lettering = [one.get("string") for one in own("textpath")]
    if enclosed := own("OLEObject"):
        # The picture beside it only shows the file as it was when it was put in.
        found.pieces += (_enclosed(one, targets) for one in enclosed)
    elif pictures:
        description = _description(drawing)
        found.pieces += (Picture(targets.get(relation, ""), description) for relation in pictures)
    elif any(lettering) and not any(_WATERMARK in one.get("id") for one in own("shape")):
        found.lettering = "".join(lettering)
    elif charts := own("chart"):
        found.pieces += (Graphic("图表", targets.get(one.get("id"), "")) for one in charts)
    elif diagrams := own("relIds"):
        found.pieces += (Graphic("SmartArt 图形", targets.get(one.get("dm"), "")) for one in diagrams)
    return found


def _enclosed(element: Element, targets: Mapping[str, str]) -> Piece:
    if element.get("ProgID").lower().startswith(_FORMULAS):
        return Missing("公式")
    return Enclosed(targets.get(element.get("id"), ""))


def _description(drawing: Element) -> str:
    """The description of a picture for readers who do not see it; the names that programs give are none."""
    for name in ("docPr", "shape"):
        for one in drawing.below(name):
            said = one.get("descr") or one.get("alt")
            if said.strip():
                return " ".join(said.split())
    return ""
