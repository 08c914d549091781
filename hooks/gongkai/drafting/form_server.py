"""The web server of the form: on this machine only, under a policy of its own, and never a part of the public site."""

from __future__ import annotations

import json
import os
import re
import socketserver
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from gongkai import FOLDER
from gongkai.model.words.matcher import matcher

HOST = "127.0.0.1"
"""The loopback address: no other machine can reach it, and browsers let a page from it open folders."""
_FORM = FOLDER.parent / "form"
_PROGRAM, _LOCALES = "vendor/sveltia-cms/npm/index.js", "vendor/sveltia-cms/locales/"
_FONT = matcher(rb"url\(https://[\w./-]+/fontsource/fonts/([\w-]+)(?::vf)?@[\d.]+/([\w-]+)\.woff2\)", re.ASCII)
"""Where the style sheet of the program names a font of others; the package brings the same fonts along."""
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}


def form_policy(forge: str = "") -> str:
    """What the page may load and reach: this server, and the forge where there is one.

    The program sets styles of its elements itself and shows what is chosen from the disk (``blob:``).
    """
    connect = " ".join(filter(None, ("'self'", "data:", "blob:", forge)))
    images = " ".join(filter(None, ("'self'", "data:", "blob:", forge)))
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src {images}; media-src 'self' blob:; "
        f"font-src 'self'; connect-src {connect}; manifest-src blob:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


class FormServer(ThreadingHTTPServer):
    """Answers with the files of the form, and with its configuration as the column is at that moment."""

    daemon_threads = True
    # Two servers at one port would share its visitors on Windows, where the option means just that.
    allow_reuse_address = os.name == "posix"

    def __init__(self, port: int, configuration: Callable[[], dict[str, Any]], forge: str = "") -> None:
        """``forge`` is the address of the server that the form may reach. Raises OSError where the port is not free."""
        super().__init__((HOST, port), _Handler)
        self.configuration, self.policy = configuration, form_policy(forge)

    def server_bind(self) -> None:
        """Bind without asking the network for the name of this machine."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no fault, and is not told."""

    @property
    def address(self) -> str:
        """What to open in the browser."""
        return f"http://{HOST}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: FormServer
    server_version, sys_version = "gongkai", ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        port = self.server.server_port
        # A name that only leads to this machine could be anyone's, and so could the page that asks.
        if self.headers.get("Host", "") not in (f"{HOST}:{port}", f"localhost:{port}"):
            self._send(b"", "a.txt", HTTPStatus.FORBIDDEN)
            return
        url = unquote(urlsplit(self.path).path, errors="replace").lstrip("/") or "index.html"
        if url == "configuration.json":
            self._send(json.dumps(self.server.configuration(), ensure_ascii=False).encode(), url)
            return
        data = _file(url)
        if data is None:
            self._send(b"", "a.txt", HTTPStatus.NOT_FOUND)
        elif url.startswith(_LOCALES):
            # The program imports its words as a module, which a browser takes only from a script.
            self._send(b"export default " + data, "a.js")
        elif url == _PROGRAM:
            self._send(_FONT.sub(_own_font, data), url)
        else:
            self._send(data, url)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, data: bytes, url: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(Path(url).suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", self.server.policy)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged: whoever edits looks at the browser."""


def _own_font(match: re.Match[bytes]) -> bytes:
    """The address of the font in the package; none where it has it no longer, so that nobody else is asked."""
    name = f"{match[1].decode()}-{match[2].decode()}-*.woff2"
    found = sorted((_FORM / _PROGRAM).parent.glob(f"assets/{name}"))
    return f"url(/{found[0].relative_to(_FORM).as_posix()})".encode() if found else b"url(data:,)"


def _file(url: str) -> bytes | None:
    """A file of the form; None for what is none or lies outside."""
    try:
        path = (_FORM / url).resolve()
        return path.read_bytes() if path.is_relative_to(_FORM.resolve()) and path.is_file() else None
    except (OSError, ValueError):
        return None
