"""Documents of old formats (DOC, WPS, RTF) converted to DOCX by LibreOffice, where that is installed.

The converted file keeps automatic numbers as numbers, so that they are printed by our own rules and not by the program's.
"""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from shutil import which

from gongkai.exchange.documents.drafts import ImportRefusedError

_PROGRAMS = ("soffice", "libreoffice")
_LONGEST = 180
"""Seconds after which the program is stopped."""
_SUFFIXES = (".doc", ".wps", ".rtf")


def as_docx(path: Path, data: bytes) -> bytes:
    """The document ``data`` of the file ``path`` as a DOCX file. Raises ImportRefusedError and OSError."""
    program = next(filter(None, map(which, _PROGRAMS)), None)
    if program is None:
        raise ImportRefusedError(
            f"“{path}”是旧格式，这台电脑上没有 LibreOffice，不能转换。"
            "请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再录入。"
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # The name is ours: one from outside could be taken for an option or lead elsewhere.
        suffix = path.suffix.lower() if path.suffix.lower() in _SUFFIXES else ".doc"
        source = folder / f"source{suffix}"
        source.write_bytes(data)
        profile = (folder / "profile").as_uri()
        options = ["--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", "docx"]
        command = [program, *options, "--outdir", str(folder / "out"), str(source)]
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False)
        target = folder / "out" / "source.docx"
        if not target.is_file():
            raise ImportRefusedError(
                f"“{path}”没有转换成功：可能设了密码、已损坏，或者 LibreOffice 没有装 Writer。"
                "请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再录入。"
            )
        return target.read_bytes()
