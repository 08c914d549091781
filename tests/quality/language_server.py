"""The YAML language server that runs in VS Code, asked as the editor asks it, with the settings of the repository."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

_PATIENCE = 60
"""Seconds for one answer; the first one reads the schemas of all types."""


class LanguageServer:
    """A conversation with the server about files of one project."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        """``root`` is the project that is open in the editor; its settings are told to the server."""
        self._process, self._root = process, root
        self._answers: Queue[dict[str, Any]] = Queue()
        self._told: Queue[dict[str, Any]] = Queue()
        self._last = 0
        self._settings = json.loads((root / ".vscode" / "settings.json").read_text(encoding="utf-8"))
        threading.Thread(target=self._listen, daemon=True).start()
        folder = {"uri": root.as_uri(), "name": root.name}
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
        }
        self._ask(
            "initialize",
            {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": [folder], "capabilities": capabilities},
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {}})

    def labels(self, path: str, text: str, language: str = "yaml") -> list[str]:
        """What is offered where «¦» stands in the text of the file."""
        before, _, after = text.partition("¦")
        self._open(path, before + after, language)
        line, character = before.count("\n"), len(before) - (before.rfind("\n") + 1)
        asked = {"textDocument": {"uri": self._uri(path)}, "position": {"line": line, "character": character}}
        found = self._ask("textDocument/completion", asked)
        self._tell("textDocument/didClose", {"textDocument": {"uri": self._uri(path)}})
        items = found["items"] if isinstance(found, dict) else found or []
        return [one["label"] for one in items]

    def problems(self, path: str, text: str) -> list[tuple[int, str]]:
        """Line and message of everything that is underlined in the file."""
        self._open(path, text, "yaml")
        while True:
            told = self._told.get(timeout=_PATIENCE)
            if told["uri"] == self._uri(path):
                return [(one["range"]["start"]["line"] + 1, one["message"]) for one in told["diagnostics"]]

    def _open(self, path: str, text: str, language: str) -> None:
        document = {"uri": self._uri(path), "languageId": language, "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def _uri(self, path: str) -> str:
        return (self._root / path).as_uri()

    def _ask(self, method: str, asked: dict[str, Any]) -> Any:
        self._last += 1
        self._send({"id": self._last, "method": method, "params": asked})
        while True:
            answer = self._answers.get(timeout=_PATIENCE)
            if answer["id"] == self._last:
                return answer.get("result")

    def _tell(self, method: str, told: dict[str, Any]) -> None:
        self._send({"method": method, "params": told})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream
        while line := stream.readline():
            length = int(line.split(b":")[1])
            while stream.readline().strip():
                pass
            message = json.loads(stream.read(length))
            if "method" not in message:
                self._answers.put(message)
            elif "id" in message:
                self._send({"id": message["id"], "result": self._asked_back(message)})
            elif message["method"] == "textDocument/publishDiagnostics":
                self._told.put(message["params"])

    def _asked_back(self, message: dict[str, Any]) -> Any:
        """The settings of the project, where the server asks for them as an editor is asked."""
        if message["method"] != "workspace/configuration":
            return None
        return [self._section(one.get("section", "")) for one in message["params"]["items"]]

    def _section(self, name: str) -> dict[str, Any]:
        own = {
            key.removeprefix(f"{name}."): value for key, value in self._settings.items() if key.startswith(f"{name}.")
        }
        # The editor fills in what the settings of the repository leave to it.
        usual = {"completion": True, "hover": True, "validate": True} if name == "yaml" else {}
        return usual | own


@contextmanager
def language_server(checkers: Path, root: Path) -> Iterator[LanguageServer]:
    """The server for the project below ``root``, for the time of the context."""
    program = checkers / "yaml-language-server" / "bin" / "yaml-language-server"
    process = subprocess.Popen(["node", program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        yield LanguageServer(process, root)
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()
