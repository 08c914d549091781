"""Templates as Jinja has compiled them, so that this is done once and not in every process."""

from __future__ import annotations

from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from gongkai.incremental.compiled_file import CompiledFile


class CompiledTemplates(BytecodeCache):
    """The compiled templates of a folder; Jinja itself compares the source of each and the version of Python."""

    def __init__(self, theme: Path) -> None:
        """``theme`` is the folder of the templates."""
        self._theme = theme

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of the file for the template ``name``."""
        return f"{name.replace('/', '.')}.compiled"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what is kept."""
        if kept := CompiledFile(self._theme, bucket.key).read():
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja has compiled."""
        CompiledFile(self._theme, bucket.key).write(bucket.bytecode_to_string())
