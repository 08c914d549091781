"""Old Office files are read by olefile; what a forged file claims costs neither time nor memory."""

from __future__ import annotations

import struct
import time

import pytest
from gongkai.reading.office import ole_streams
from gongkai.reading.office.ole_document import OleDocument, read_ole
from hypothesis import given
from hypothesis import strategies as st

from tests.attachment_files import ole_file

LOCKED = {"WordDocument": "eca5c1000000000000000001", "ObjectPool": "", "_VBA_PROJECT": ""}
WORD = OleDocument(frozenset({"Word"}), is_locked_package=False, is_locked=True, has_macros=True)


def test_what_a_document_is() -> None:
    assert read_ole(ole_file(LOCKED)) == WORD
    both = read_ole(ole_file({"Book": "0908", "PowerPoint Document": "00"}))
    assert both == OleDocument(frozenset({"Excel", "PowerPoint"}), False, False, False)
    assert read_ole(ole_file({})) == OleDocument(frozenset(), False, False, False)


@pytest.mark.parametrize("length", [8, 600, 1535])
def test_a_file_that_was_cut_cannot_be_opened(length: int) -> None:
    assert read_ole(ole_file(LOCKED)[:length]) is None


@pytest.mark.parametrize(
    ("at", "value"),
    [(30, 0xFFFF), (32, 31), (44, 0xFFFFFFFF), (64, 0xFFFFFFFF), (72, 0xFFFFFFFF)],
    ids=["sector", "small sector", "tables", "small tables", "tables of tables"],
)
def test_tables_that_no_file_could_hold_are_not_followed(at: int, value: int) -> None:
    data = bytearray(ole_file(LOCKED))
    struct.pack_into("<H" if value <= 0xFFFF else "<I", data, at, value)
    start = time.process_time()
    read_ole(bytes(data))
    assert time.process_time() - start < 0.5


def test_a_circle_of_tables_is_not_followed() -> None:
    """The header claims two thousand million sectors of tables, and one table of tables leads to itself."""
    data = bytearray(ole_file(LOCKED))
    own = len(data) // 512 - 1
    tables = 0x7FFFFFFF
    struct.pack_into("<I", data, 44, tables)
    struct.pack_into("<II", data, 68, own, (tables - 109 + 126) // 127)
    data += struct.pack("<128I", *[0xFFFFFFFF] * 127, own)
    start = time.process_time()
    assert read_ole(bytes(data)) is None
    assert time.process_time() - start < 0.5


def test_a_stream_longer_than_its_file_is_not_read() -> None:
    """The sectors lead in a circle, so the four gigabytes that the directory claims could be read."""
    data = bytearray(ole_file(LOCKED))
    struct.pack_into("<I", data, 1024 + 128 + 120, 0xFFFFFF00)
    struct.pack_into("<I", data, 512 + 4 * 2, 2)
    assert read_ole(bytes(data)) == OleDocument(frozenset({"Word"}), False, False, True)


def test_a_directory_larger_than_any_document_has_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ole_streams, "_MOST_ENTRIES", 3)
    assert read_ole(ole_file(LOCKED)) is None
    assert read_ole(ole_file({"WordDocument": "eca5c1000000000000000001", "_VBA_PROJECT": ""})) == WORD


@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 255)), min_size=1, max_size=30))
def test_no_forged_byte_breaks_the_reader(changes: list[tuple[int, int]]) -> None:
    data = bytearray(ole_file(LOCKED))
    for at, value in changes:
        data[at] = value
    assert isinstance(read_ole(bytes(data)), OleDocument | None)
