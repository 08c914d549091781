"""The index of Pagefind, fed with our own terms, for columns that serve their pages from a web server.

Pagefind cuts Chinese otherwise than a query is cut, so it gets every term as one invented word of Latin letters. It is
driven through its service protocol in one exchange: its files are taken from the answer and written by us, so that a
full disk is an error here, and none of its exit codes is believed.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import os
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from pagefind_bin import get_executable

from gongkai.searching.entries import Entry
from gongkai.searching.tokens import tokens

FOLDER = "pagefind"
_ALPHABET = "0123456789abcdefghijklmnopqrstuv"
_SECONDS = 600
_NOT_NEEDED = ("-ui.", "-highlight.", "-component-")
_STRONG_REPEATS = 6
_MOST_REPEATS = 3


class PagefindError(Exception):
    """Pagefind did not give a whole index."""


def write_pagefind(entries: Sequence[Entry], folder: Path) -> int:
    """Write Pagefind's index of ``entries`` below ``folder`` and give the number of its files. Raises PagefindError."""
    messages: list[dict[str, Any]] = [{"type": "NewIndex", "config": {"force_language": "unknown"}}]
    messages += [_record(number, entry) for number, entry in enumerate(entries)]
    messages.append({"type": "GetFiles", "index_id": 0})
    replies = _exchange(messages)
    indexed = sum(reply.get("type") == "IndexedFile" for reply in replies)
    files = [file for reply in replies if reply.get("type") == "GetFiles" for file in reply["files"]]
    if indexed != len(entries) or not files:
        raise PagefindError(f"Pagefind 只收录了 {indexed} 条，应为 {len(entries)} 条。")
    written = 0
    for file in sorted(files, key=lambda file: str(file["path"])):
        if any(part in file["path"] for part in _NOT_NEEDED):
            continue
        path = folder / FOLDER / file["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        data = base64.b64decode(file["content"])
        if not data:
            raise PagefindError(f"Pagefind 给出的文件“{file['path']}”是空的。")
        path.write_bytes(data)
        written += 1
    return written


def word(term: str) -> str:
    """The invented word for a search term; ``assets/gongkai/search_engine.js`` makes the same."""
    units = term.split("·") if "·" in term else _units(term)
    return "".join(map(_spelled, units))


def _record(number: int, entry: Entry) -> dict[str, Any]:
    strong = {term for text in entry.strong for term in tokens(text)}
    counts = Counter({term: min(count, _MOST_REPEATS) for term, count in Counter(tokens(entry.text)).items()})
    for term in (*tokens(entry.kind), *tokens(entry.agency)):
        counts[term] += 1
    for term in strong:
        counts[term] += _STRONG_REPEATS
    words = " ".join(" ".join([word(term)] * count) for term, count in sorted(counts.items()))
    return {
        "type": "AddRecord",
        "index_id": 0,
        "url": entry.url,
        "content": words,
        "language": "unknown",
        "meta": {"title": "", "entry": str(number)},
    }


def _exchange(messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reply to every message. Pagefind ends with its input, so that stays open until the last reply has come."""
    sent = b"".join(
        base64.b64encode(json.dumps({"message_id": number, "payload": message}).encode()) + b","
        for number, message in enumerate(messages)
    )
    try:
        process = subprocess.Popen(
            [get_executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise PagefindError(f"Pagefind 无法运行：{error}。") from error
    guard = threading.Timer(_SECONDS, process.kill)
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
        return [json.loads(base64.b64decode(reply, validate=True))["payload"] for reply in replies]
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise PagefindError("Pagefind 的应答读不懂。") from None
    finally:
        guard.cancel()
        process.kill()
        process.communicate()
        writer.join()


def _send(pipe: IO[bytes], data: bytes) -> None:
    # A process that ended early shows itself in the missing replies.
    with contextlib.suppress(OSError, ValueError):
        pipe.write(data)
        pipe.flush()


def _units(term: str) -> Iterator[str]:
    latin = ""
    for character in term:
        if character < "\x80":
            latin += character
            continue
        if latin:
            yield latin
            latin = ""
        yield character
    if latin:
        yield latin


def _spelled(unit: str) -> str:
    if unit[0] < "\x80":
        return "y" + unit
    code = ord(unit)
    point = code - 0x3007 if code < 0xA000 else code - 0xF900 + 0x7000
    return "z" + _ALPHABET[point >> 10 & 31] + _ALPHABET[point >> 5 & 31] + _ALPHABET[point & 31]
