"""The web server of the preview: on this machine only, for this machine only, and without a word of English."""

from __future__ import annotations

import os
import socketserver
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from gongkai.previewing.overlay import PREFIX, Overlay
from gongkai.previewing.preview_state import Board, Rest, Standing
from gongkai.previewing.trouble import of_program

HOST = "127.0.0.1"
"""The loopback address: no other machine can reach it."""

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The policy that the handbook recommends for the public site (decision 4)."""

_WAIT = 20.0
"""Seconds after which a page that waits for a change is answered all the same."""
_TYPES = {
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
    "xml": "application/xml",
    "yml": "text/plain; charset=utf-8",
}


class PreviewServer(ThreadingHTTPServer):
    """Answers with the pages of the last good edition, and with what the preview shows besides."""

    daemon_threads = True
    # Two servers at one port would share its visitors on Windows, where the option means just that.
    allow_reuse_address = os.name == "posix"

    def __init__(self, port: int, root: Path, board: Board, overlay: Overlay, site: Path) -> None:
        """``site`` is the folder with search and data. Raises OSError where the port is taken or not allowed."""
        super().__init__((HOST, port), _Handler)
        self.root, self.board, self.overlay, self.site = root, board, overlay, site
        self.shared: Callable[[], dict[str, bytes]] = dict
        """Gives the files that all pages share, by their addresses."""

    def server_bind(self) -> None:
        """Bind without asking the network for the name of this machine."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no fault, and is not told."""


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    server_version, sys_version = "gongkai", ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if not self._is_from_here():
            words = f"预览只能在本机打开，网址是 http://{HOST}:{self.server.server_port}/。"
            self._send(self.server.overlay.refused("只能在本机打开", words), status=HTTPStatus.FORBIDDEN)
            return
        parts = urlsplit(self.path)
        try:
            self._answer(unquote(parts.path, errors="replace").lstrip("/"), parse_qs(parts.query))
        except OSError:
            raise
        except Exception as error:
            trouble = of_program(error)
            page = self.server.overlay.refused("程序出错了，这一页没有做成", trouble.words, trouble.details)
            self._send(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _is_from_here(self) -> bool:
        """Whether the browser was given an address of this machine; a name that only leads here could be anyone's."""
        port = self.server.server_port
        return self.headers.get("Host", "") in (f"{HOST}:{port}", f"localhost:{port}")

    def _answer(self, url: str, query: dict[str, list[str]]) -> None:
        overlay, standing = self.server.overlay, self.server.board.now
        if url == f"{PREFIX}bar":
            seen = query.get("seen", [""])[0]
            newer = self.server.board.after(int(seen), _WAIT) if seen.isdecimal() and len(seen) < 18 else standing
            self._send(overlay.bar(newer))
        elif url in overlay.files:
            self._send(overlay.files[url], url)
        elif url.startswith(PREFIX):
            page = overlay.staff(url.removeprefix(PREFIX).removesuffix(".html"), standing)
            if page is None:
                page = overlay.refused("没有这个网页", "预览里没有这个网页。")
                self._send(page, status=HTTPStatus.NOT_FOUND)
            else:
                self._send(page)
        else:
            self._send_of_site(url, standing)

    def _send_of_site(self, url: str, standing: Standing) -> None:
        edition = standing.edition
        shared = self.server.shared()
        if url in shared:
            self._send(shared[url], url)
            return
        if edition is None:
            self._send(self.server.overlay.alone(standing), status=HTTPStatus.SERVICE_UNAVAILABLE)
            return
        # The page for unknown addresses names the site by its public path.
        domain = edition.publication.reading.settings.site_domain
        mount = urlsplit(domain).path.strip("/") + "/"
        url = url.removeprefix(mount) if mount != "/" and f"{url}/".startswith(mount) else url
        url = f"{url}index.html" if not url or url.endswith("/") else url
        page = edition.pages.html(url)
        if page is not None:
            self.server.board.asked = url
            self._send(self.server.overlay.on(page, standing))
            return
        source = edition.pages.attachment(url)
        data = _read(self.server.root, source) if source else self._of_rest(url, standing)
        if data is not None:
            self._send(data, url)
        else:
            page = edition.pages.html("404.html") or b""
            self._send(self.server.overlay.on(page, standing), status=HTTPStatus.NOT_FOUND)

    def _of_rest(self, url: str, standing: Standing) -> bytes | None:
        """A file of search or data; a page there may be one that no longer exists."""
        return None if url.endswith(".html") and standing.rest is not Rest.FRESH else _read(self.server.site, url)

    def _send(self, data: bytes, url: str = "a.html", *, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        suffix = url.rpartition(".")[2].lower()
        self.send_header("Content-Type", _TYPES.get(suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request of a browser, in Chinese."""
        self.close_connection = True
        self._send(self.server.overlay.refused("看不懂这个请求", "请用浏览器打开。"), status=HTTPStatus(code))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged: whoever edits looks at the browser."""


def _read(folder: Path, url: str) -> bytes | None:
    """A file in ``folder``; None for what is none or lies outside."""
    try:
        path = (folder / url).resolve()
        return path.read_bytes() if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (OSError, ValueError):
        return None
