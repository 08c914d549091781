"""What was made of sources of the product, kept where Python keeps its compiled modules: in ``__pycache__`` beside them."""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from gongkai.incremental.cache_key import engine_version

_DIGEST = sha256().digest_size


class CompiledFile:
    """A file that is run when it is read, like a compiled module: whoever can write it can change the engine itself too.

    So it is no part of ``.cache``, which travels between machines and is only ever read as data. It is as safe to delete:
    what is damaged or was written by another engine, library or Python counts as absent.
    """

    def __init__(self, folder: Path, name: str) -> None:
        """``folder`` holds the sources."""
        self._path = folder / "__pycache__" / name

    def read(self) -> bytes | None:
        """What was written, or None where there is nothing that can be used."""
        try:
            data = self._path.read_bytes()
        except OSError:
            return None
        return data[_DIGEST:] if data[:_DIGEST] == _seal(data[_DIGEST:]) else None

    def write(self, content: bytes) -> None:
        """Keep ``content``, unless Python is told to keep nothing or the folder cannot be written."""
        if not sys.dont_write_bytecode:
            # A file that another process reads while it is written has the wrong seal, and counts as absent.
            with suppress(OSError):
                self._path.parent.mkdir(exist_ok=True)
                self._path.write_bytes(_seal(content) + content)


def _seal(content: bytes) -> bytes:
    """The digest of the content and of the code that made it."""
    return sha256(engine_version().encode() + content).digest()
