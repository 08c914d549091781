"""Reading valid PDF files with pypdf, within limits that protect against forged files."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from pypdf import PdfReader, apply_configuration, get_configuration
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from gongkai.model.words.matcher import matcher
from gongkai.reading.office.pdf_facts import PdfFacts

_Result = TypeVar("_Result")
_MOST_STEPS = 500_000
"""The most read operations on one file: a page takes a few hundred, the cross-reference table about ten per object."""
_COPY_STEP = 256
"""The number of bytes whose copying takes as long as one read operation."""
_UNPACKED = 1 << 18
"""The most bytes of one unpacked stream; an object stream has some ten thousand."""
_OBJECTS_UNPACKED = 1 << 19
"""The most bytes of all unpacked object streams together; they are read object by object."""
_PROGRAMS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")
_NO_ACTIONS = frozenset(
    "/Parent /P /Prev /StructTreeRoot /Resources /Contents /AP /MK /Metadata /OCProperties /Dests /Dest /D /PageLabels"
    " /Thumb /B /BS /Popup /IRT /PieceInfo /Extensions /Perms /DSS /OutputIntents /DR /Group".split()
)
"""Keys below which there are no actions, such as page contents and structure, which make up nearly all of a file."""
_TEXT_STEPS = 200_000
"""The most operations on one page while its text is extracted."""
_PAGES_WITH_TEXT = 20
"""The number of first pages whose text is extracted."""
_MOST_TEXT = 20_000
"""The characters after which no further page is read."""
_LEAST_TEXT = 10
"""The fewest characters on a page that count as text, unlike a page number stamped by a scanner."""
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
_END = matcher(rb"[\r\n]startxref\s{1,9}\d{1,12}\s{0,9}[\r\n]%%EOF")
"""The last lines of a valid file; without them pypdf would search the whole file byte by byte."""
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
"""What pypdf raises: the first two by design, the others because of damaged objects."""


class _LimitExceededError(OSError):
    """Reading the file exceeds a limit that no normal document reaches."""


class _LimitedFile(io.BytesIO):
    """The bytes of a file with a limit on read operations, against files whose references form cycles."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._left = _MOST_STEPS
        self._cost_of_whole = 1 + len(data) // _COPY_STEP

    def read(self, size: int | None = -1, /) -> bytes:
        self._spend(1)
        return super().read(size)

    def getbuffer(self) -> memoryview:
        """The whole file, which pypdf searches for an object that is not where the cross-reference table says."""
        self._spend(self._cost_of_whole)
        return super().getbuffer()

    def _spend(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise _LimitExceededError


def read_pdf(data: bytes) -> PdfFacts | None:
    """The facts about the PDF file ``data``; None where it is invalid or exceeds the limits."""
    return _read(data, _facts)


def pdf_text(data: bytes) -> str | None:
    """The text layer of the first pages, one after the other; empty where they have none, as scanned ones.

    None where the file is invalid, has no pages or exceeds the limits.
    """
    return _read(data, _text)


def _read(data: bytes, extract: Callable[[PdfReader], _Result]) -> _Result | None:
    if not _END.search(data, max(0, len(data) - 2048)):
        return None
    with _without_log(), apply_configuration(_BOUNDS):
        try:
            return extract(PdfReader(_LimitedFile(data), strict=True, root_object_recovery_limit=1))
        except _DAMAGED:
            return None


@contextmanager
def _without_log() -> Iterator[None]:
    """Silence the log of pypdf, since the engine reports problems as values."""
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
        pages=_page_count(root),
        programs=tuple(dict.fromkeys(programs)),
        holds_files=holds_files,
        is_tagged=isinstance(tagged, DictionaryObject) and tagged.get("/Marked") == True,  # noqa: E712
    )


def _page_count(root: DictionaryObject) -> int:
    """The /Count of the page tree; 0 where it is missing or wrong."""
    pages = root["/Pages"]
    count = pages["/Count"] if isinstance(pages, DictionaryObject) else 0
    return max(count, 0) if isinstance(count, int) else 0


def _dictionaries(reader: PdfReader, root: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every dictionary that the root references through keys that can lead to an action.

    Raises _LimitExceededError where the object streams are too large.
    """
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
                    raise _LimitExceededError
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += [value for key, value in dict.items(one) if key not in _NO_ACTIONS]
        elif isinstance(one, ArrayObject):
            waiting += list.__iter__(one)


def _text(reader: PdfReader) -> str | None:
    texts: list[str] = []
    if not len(reader.pages):
        return None
    for page in reader.pages[:_PAGES_WITH_TEXT]:
        text = page.extract_text().strip()
        if len(text) >= _LEAST_TEXT:
            texts.append(text)
        if sum(map(len, texts)) > _MOST_TEXT:
            break
    return "\n".join(texts)
