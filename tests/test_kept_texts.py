"""Long texts are kept in a file without a name: the same words come back, in every process, or the text stays in memory."""

from __future__ import annotations

import errno
import os
import pickle
import tempfile

import pytest
from gongkai.incremental import kept_texts
from gongkai.incremental.kept_texts import KeptText, kept_text
from gongkai.model.item import Item

from tests.items import made

LONG = "各县（市、区）商务主管部门：\n" * 300


def _kept(text: str) -> KeptText:
    found = kept_text(text.encode(), len(text))
    assert isinstance(found, KeptText)
    return found


def test_the_words_come_back_in_any_order_and_a_short_text_stays_a_string() -> None:
    first, second = _kept(LONG + "一"), _kept(LONG + "二")
    assert [first.words(), second.words(), first.words()] == [LONG + "一", LONG + "二", LONG + "一"]
    assert kept_text("一\r\n二\r三".encode(), 3) == "二\n三"
    assert kept_text(b"\xef\xbb\xbf" + "一".encode(), 1) == "一"
    assert kept_text("一".encode(), 0) == ""


def test_it_is_the_end_of_a_file_whose_lines_end_in_any_way() -> None:
    data = b"\xef\xbb\xbf---\r\n" + LONG.replace("\n", "\r\n").encode() + "尾\r".encode()
    found = kept_text(data, len(LONG) + 2)
    assert isinstance(found, KeptText)
    assert found.words() == LONG + "尾\n"


def test_an_item_has_its_text_and_equals_one_that_holds_it() -> None:
    held, kept = _item(LONG), _item(_kept(LONG))
    assert kept.body == LONG
    assert kept == held
    assert held == kept
    assert repr(kept) == repr(held)
    assert _item(_kept(LONG + "一")) != held
    assert hash(_kept(LONG)) == hash(LONG)


def test_another_process_is_sent_a_string() -> None:
    assert pickle.loads(pickle.dumps(_kept(LONG))) == LONG


@pytest.mark.skipif(not hasattr(os, "fork"), reason="copies of the process are made by fork")
def test_a_copy_of_the_process_reads_what_there_was_and_changes_nothing_of_it() -> None:
    before = _kept(LONG + "一")
    child = os.fork()
    if not child:
        own = _kept(LONG + "二")
        os._exit(0 if (before.words(), own.words()) == (LONG + "一", LONG + "二") else 1)
    assert os.waitpid(child, 0)[1] == 0
    after = _kept(LONG + "三")
    assert (before.words(), after.words()) == (LONG + "一", LONG + "三")


def test_a_text_stays_in_memory_where_the_disk_is_full_or_cannot_be_read_at_a_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as changed:
        changed.setattr(os, "pwrite", full)
        assert kept_text(LONG.encode(), len(LONG)) == LONG
        assert isinstance(kept_text(LONG.encode(), len(LONG)), str)
        changed.setattr(os, "pwrite", lambda file, data, begin: len(data) - 1)
        assert isinstance(kept_text(LONG.encode(), len(LONG)), str)
    for name, refused in (("mkstemp", full), ("pread", None)):
        kept_texts._file_of.cache_clear()
        with monkeypatch.context() as changed:
            if refused:
                changed.setattr(tempfile, name, refused)
            else:
                changed.delattr(os, name)
            assert isinstance(kept_text(LONG.encode(), len(LONG)), str)
    kept_texts._file_of.cache_clear()


def _item(written: str | KeptText) -> Item:
    return made("p/1", written=written)
