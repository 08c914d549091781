"""Sound PDF files read by pypdf, within bounds that a forged one cannot leave."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from pypdf import PdfReader, apply_configuration, get_configuration
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from gongkai.reading.office.pdf_facts import PdfFacts

_Told = TypeVar("_Told")
_MOST_STEPS = 500_000
"""Readings of the file: a page takes some hundred, the table some ten for each object."""
_COPY_STEP = 256
"""Bytes that are copied in the time of one reading."""
_UNPACKED = 1 << 18
"""Bytes that one stream may have when it is unpacked; one of objects has some ten thousand."""
_OBJECTS_UNPACKED = 1 << 19
"""Bytes of all streams of objects that are looked into, each of them object by object."""
_PROGRAMS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")
_NO_ACTIONS = frozenset(
    "/Parent /P /Prev /StructTreeRoot /Resources /Contents /AP /MK /Metadata /OCProperties /Dests /Dest /D /PageLabels"
    " /Thumb /B /BS /Popup /IRT /PieceInfo /Extensions /Perms /DSS /OutputIntents /DR /Group".split()
)
"""Keys below which no action stands: what is drawn, and how the text is structured, are nearly all of a file."""
_TEXT_STEPS = 200_000
"""Signs of one page that are looked at for text."""
_PAGES_WITH_TEXT = 5
"""Pages whose text is looked for."""
_LEAST_TEXT = 10
"""Characters that make a text; a number that a scanner stamped on its pictures is none."""
_BOUNDS = replace(
    get_configuration(),
    zlib_maximum_output_length=_UNPACKED,
    lzw_maximum_output_length=_UNPACKED,
    run_length_maximum_output_length=_UNPACKED,
    array_based_stream_maximum_output_length=_UNPACKED,
    zlib_maximum_recovery_input_length=0,
    stream_decoding_work_maximum_length=2 * _UNPACKED,
    stream_parsing_work_maximum_count=_TEXT_STEPS,
    xform_maximum_invocations_per_extraction=50,
    jbig2dec_binary=None,
)
_END = re.compile(rb"[\r\n]startxref\s{1,9}\d{1,12}\s{0,9}[\r\n]%%EOF")
"""The last lines of a sound file; pypdf would look for them through all of it, sign by sign."""
_DAMAGED = (
    PyPdfError,
    DependencyError,
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    zlib.error,
    struct.error,
)
"""What pypdf raises; the first two are its own, the others are what damaged objects do to it."""


class _TooLongError(OSError):
    """The file keeps its reader busy for longer than any document does."""


class _Counted(io.BytesIO):
    """The bytes of a file, which stop a reader whom the file leads about in circles."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._left = _MOST_STEPS
        self._whole = 1 + len(data) // _COPY_STEP

    def read(self, size: int | None = -1, /) -> bytes:
        self._count(1)
        return super().read(size)

    def getbuffer(self) -> memoryview:
        """The whole file, in which pypdf looks for an object that is not where the table says."""
        self._count(self._whole)
        return super().getbuffer()

    def _count(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise _TooLongError


def read_pdf(data: bytes) -> PdfFacts | None:
    """The facts of a PDF file; None where it is not sound, or so large that its objects are not worth their time."""
    return _read(data, _facts)


def has_text(data: bytes) -> bool | None:
    """Whether one of the first pages holds text, and not a picture of text alone; None where that cannot be told."""
    return _read(data, _has_text)


def _read(data: bytes, told: Callable[[PdfReader], _Told]) -> _Told | None:
    if not _END.search(data, max(0, len(data) - 2048)):
        return None
    with _silent(), apply_configuration(_BOUNDS):
        try:
            return told(PdfReader(_Counted(data), strict=True, root_object_recovery_limit=1))
        except _DAMAGED:
            return None


@contextmanager
def _silent() -> Iterator[None]:
    """Keep from the log what pypdf thinks of a file: what is wrong with it is told as a problem or not at all."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


def _facts(reader: PdfReader) -> PdfFacts:
    if reader.is_encrypted:
        return PdfFacts(is_locked=True)
    root = reader.root_object
    programs: list[str] = []
    holds_files = False
    for one in _dictionaries(reader, root):
        names = [str(one.get("/S")), *dict.keys(one)]
        programs += [name[1:] for name in _PROGRAMS if name in names]
        holds_files = holds_files or "/EmbeddedFiles" in one or "/EF" in one or one.get("/Type") == "/EmbeddedFile"
    tagged = root.get("/MarkInfo")
    return PdfFacts(
        pages=_count_of(root),
        programs=tuple(dict.fromkeys(programs)),
        holds_files=holds_files,
        is_tagged=isinstance(tagged, DictionaryObject) and tagged.get("/Marked") == True,  # noqa: E712
    )


def _count_of(root: DictionaryObject) -> int:
    pages = root["/Pages"]
    count = pages["/Count"] if isinstance(pages, DictionaryObject) else 0
    return max(count, 0) if isinstance(count, int) else 0


def _dictionaries(reader: PdfReader, root: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every dictionary to which the root leads by keys that can hold an action, as far as its objects are worth it."""
    waiting: list[PdfObject] = [root]
    known: set[int] = set()
    opened: set[int] = set()
    left = _OBJECTS_UNPACKED
    while waiting:
        one: PdfObject | None = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in known:
                continue
            known.add(one.idnum)
            stream, _ = reader.xref_objStm.get(one.idnum, (0, 0))
            if stream and stream not in opened:
                opened.add(stream)
                left -= len(IndirectObject(stream, 0, reader).get_object().get_data())  # type: ignore[union-attr]
                if left < 0:
                    raise _TooLongError
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += [value for key, value in dict.items(one) if key not in _NO_ACTIONS]
        elif isinstance(one, ArrayObject):
            waiting += list.__iter__(one)


def _has_text(reader: PdfReader) -> bool:
    pages = reader.pages[:_PAGES_WITH_TEXT]
    return any(len(page.extract_text().strip()) >= _LEAST_TEXT for page in pages)
