"""The index of Pagefind, built from our own terms, as the fallback of columns that are served from a web server.

Pagefind tokenizes Chinese differently in its index and in a query, so each term is encoded as one word of Latin letters.
Pagefind runs as a service in one exchange: its files are taken from the reply, checked and written by us, so that a full
disk is an error here; neither its exit code nor its counts are relied on. Its fragments are left out, since what results
show comes from our own index.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import os
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any

from pagefind_bin import get_executable

from gongkai.model.problems.refused import reason
from gongkai.model.words.matcher import matcher
from gongkai.searching.entries import Entry
from gongkai.searching.packing import digest_of, write_file
from gongkai.searching.pagefind_files import UnreadableError, read_pagefind
from gongkai.searching.tokenizer import tokens
from gongkai.searching.tokens import query_terms

FOLDER = "pagefind"
SECONDS = 600
"""Longest time that Pagefind may take, in seconds."""
_ALPHABET = "0123456789abcdefghijklmnopqrstuv"
_NOT_NEEDED = matcher(r"-ui\.|-highlight\.|-component-|^fragment/")
_UNITS = matcher("[a-z0-9]+|[^a-z0-9]")
_STRONG_REPEATS = 6
"""How many times more a term of title or number is repeated, since Pagefind weighs words by frequency."""
_MOST_REPEATS = 3
"""Greatest frequency of any other term that is passed on."""


class PagefindError(Exception):
    """Pagefind did not return a whole index; the message is a Chinese sentence."""


def write_pagefind(entries: Sequence[Entry], folder: Path, seconds: float = SECONDS) -> int:
    """Write Pagefind's index of ``entries`` below ``folder`` and return the number of its files.

    Raises PagefindError, after which no index is there, and OSError. Pagefind is stopped after ``seconds``.
    """
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    files, pages = _checked(entries, seconds)
    kept = {path: content for path, content in sorted(files.items()) if not _NOT_NEEDED.search(path)}
    for name, content in kept.items():
        path = folder / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    # Pagefind names its hits by fragment; a file of our own maps these names to entries.
    names = "\n".join(pages).encode()
    write_file(folder / FOLDER / "entries.js", "pagefind/entries", digest_of(names), names)
    return len(kept) + 1


def pagefind_word(term: str) -> str:
    """The encoding of a search term as one word of Latin letters and digits; ``assets/gongkai/search_engine.js`` has the same."""
    if term.startswith("@"):
        return f"d{term[1:]}"
    return "".join(map(_spelled, term.split("·") if "·" in term else _UNITS.findall(term)))


def _checked(entries: Sequence[Entry], seconds: float) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    """The checked files by path, and the fragment name of each entry in the order of the entries."""
    messages: list[dict[str, Any]] = [{"type": "NewIndex", "config": {"force_language": "unknown"}}]
    messages += [_record(entry) for entry in entries]
    messages.append({"type": "GetFiles", "index_id": 0})
    replies = _exchange(messages, seconds)
    try:
        indexed = sum(reply["type"] == "IndexedFile" for reply in replies)
        files = {
            str(file["path"]): base64.b64decode(file["content"], validate=True)
            for reply in replies
            if reply["type"] == "GetFiles"
            for file in reply["files"]
        }
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise PagefindError("Pagefind 的应答读不懂。") from None
    empty = sorted(path for path, content in files.items() if not content)
    if empty:
        raise PagefindError(f"Pagefind 给出的文件“{empty[0]}”是空的。")
    if any(part in ("", "..") for path in files for part in path.split("/")):
        raise PagefindError("Pagefind 给出的文件名不对。")
    if indexed != len(entries):
        raise PagefindError(f"Pagefind 只收录了 {indexed} 条，应为 {len(entries)} 条。")
    try:
        index = read_pagefind(files)
        if len(index.pages) != len(entries):
            raise PagefindError(f"Pagefind 的索引里有 {len(index.pages)} 条，应为 {len(entries)} 条。")
        by_url = {index.url_of(page): page for page in range(len(index.pages))}
        asked = {
            entry.url: (entry, [pagefind_word(term) for term in query_terms(entry.title)])
            for entry in (*entries[:1], *entries[len(entries) // 2 :][:1], *entries[-1:])
        }
        found = index.pages_with_each({word for _, words in asked.values() for word in words})
        for entry, words in asked.values():
            page = by_url.get(entry.url, -1)
            if not all(page in found[word] for word in words):
                raise PagefindError(f"Pagefind 的索引找不到“{entry.title}”。")
        return files, tuple(index.pages[by_url[entry.url]] for entry in entries)
    except (UnreadableError, KeyError):
        raise PagefindError("Pagefind 的索引读不懂。") from None


def _record(entry: Entry) -> dict[str, Any]:
    strong = {term for text in entry.strong for term in tokens(text)}
    if entry.day:
        strong.add(f"@{entry.day:%Y%m%d}")
    found = Counter(tokens("\n".join((entry.text, *entry.cells, entry.kind, entry.agency, *entry.subjects))))
    counts = Counter({term: min(count, _MOST_REPEATS) for term, count in found.items()})
    # A query of one character asks for the unit alone, which the words of its bigrams do not match.
    counts.update(
        {unit for term in (*found, *strong) if term[0] != "@" for unit in _UNITS.findall(term) if unit != "·"}
    )
    for term in strong:
        counts[term] += _STRONG_REPEATS
    return {
        "type": "AddRecord",
        "index_id": 0,
        "url": entry.url,
        "content": " ".join(" ".join([pagefind_word(term)] * count) for term, count in sorted(counts.items())),
        "language": "unknown",
        "meta": {"title": ""},
    }


def _exchange(messages: Sequence[dict[str, Any]], seconds: float) -> list[dict[str, Any]]:
    """The reply to every message. Pagefind stops at the end of its input, which stays open until the last reply has come."""
    sent = b"".join(
        base64.b64encode(json.dumps({"message_id": number, "payload": message}).encode()) + b","
        for number, message in enumerate(messages)
    )
    try:
        process = subprocess.Popen(
            [get_executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise PagefindError(f"Pagefind 无法运行（{reason(error)}）。") from error
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    guard = threading.Timer(seconds, stop)
    guard.start()
    writer = threading.Thread(target=_send, args=(process.stdin, sent), daemon=True)
    writer.start()
    try:
        assert process.stdout is not None
        replies: list[bytes] = []
        rest = b""
        while len(replies) < len(messages) and (chunk := os.read(process.stdout.fileno(), 1 << 20)):
            *whole, rest = (rest + chunk).split(b",")
            replies += [reply for reply in whole if reply]
        if late.is_set():
            raise PagefindError(f"Pagefind 超过 {seconds:g} 秒没有完成。")
        return [json.loads(base64.b64decode(reply, validate=True))["payload"] for reply in replies]
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise PagefindError("Pagefind 的应答读不懂。") from None
    finally:
        guard.cancel()
        process.kill()
        process.communicate()
        writer.join()


def _send(pipe: IO[bytes], data: bytes) -> None:
    # Where the process ended early, replies are missing, which is noticed there.
    with contextlib.suppress(OSError, ValueError):
        pipe.write(data)
        pipe.flush()


@cache
def _spelled(unit: str) -> str:
    if unit[0] < "\x80":
        return "y" + unit
    code = ord(unit)
    return "z" + "".join(_ALPHABET[code >> shift & 31] for shift in (15, 10, 5, 0))
