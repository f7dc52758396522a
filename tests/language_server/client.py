"""An editor of a few lines: it starts yaml-language-server and asks what a person would see while typing a record."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

LONGEST = 300
"""After so many seconds the server is ended, and the test that waits for it fails."""


class Editor:
    """An editor in Chinese whose folder is ``root``, with the settings of its ``.vscode/settings.json``."""

    def __init__(self, command: tuple[str, ...], root: Path, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._root = root
        self._server = subprocess.Popen((*command, "--stdio"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)
        self._watch = threading.Timer(LONGEST, self._server.kill)
        self._watch.daemon = True
        self._watch.start()
        self._number = 0
        self._found: dict[str, list[dict[str, Any]]] = {}
        self._judged: set[str] = set()
        folder = {"uri": root.as_uri(), "name": root.name}
        workspace = {"configuration": True, "workspaceFolders": True, "didChangeConfiguration": {}}
        text = {
            "publishDiagnostics": {},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "completion": {"completionItem": {"documentationFormat": ["markdown", "plaintext"]}},
        }
        asked = {"processId": None, "rootUri": folder["uri"], "workspaceFolders": [folder], "locale": "zh-cn"}
        self.ask("initialize", asked | {"capabilities": {"workspace": workspace, "textDocument": text}})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self._nested("")})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self.ask("shutdown", None)
            self.tell("exit", None)
        finally:
            self._server.communicate(timeout=LONGEST)
            self._watch.cancel()

    def open(self, path: str, text: str) -> str:
        """Open a file that holds ``text``, saved or not; how it is called."""
        uri = (self._root / path).as_uri()
        self.tell(
            "textDocument/didOpen",
            {"textDocument": _document(uri) | {"languageId": "yaml", "version": 1, "text": text}},
        )
        return uri

    def diagnostics(self, uri: str) -> list[tuple[int, str]]:
        """The 1-based line and the sentence of everything underlined."""
        while uri not in self._found:
            self._read()
        return [(one["range"]["start"]["line"] + 1, one["message"]) for one in self._found.pop(uri)]

    def hover(self, uri: str, line: int, column: int) -> str:
        """What stands beside the pointer; line and column from 1."""
        self._wait(uri)
        found = self.ask("textDocument/hover", _document_at(uri, line, column))
        return str(found["contents"]["value"]) if found else ""

    def completions(self, uri: str, line: int, column: int) -> dict[str, str]:
        """What is offered there, with what is told of it."""
        self._wait(uri)
        found = self.ask("textDocument/completion", _document_at(uri, line, column))
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: _told(item.get("documentation", "")) for item in items}

    def ask(self, method: str, values: object) -> Any:  # noqa: ANN401 - JSON's own types
        """The server's answer; what it asks meanwhile is answered."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": values})
        wanted = self._number
        while True:
            message = self._read()
            if message.get("id") == wanted and "method" not in message:
                assert "error" not in message, message["error"]
                return message.get("result")

    def tell(self, method: str, values: object) -> None:
        """A notice to the server."""
        self._send({"method": method, "params": values})

    def _wait(self, uri: str) -> None:
        """Until the file has been judged: the server tells nothing of a file whose schema it is still reading."""
        while uri not in self._judged:
            self._read()

    def _send(self, message: dict[str, Any]) -> None:
        assert self._server.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._server.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """The next message; a question of the server is answered, diagnostics are kept."""
        assert self._server.stdout
        length = 0
        while line := self._server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(self._server.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._found[message["params"]["uri"]] = message["params"]["diagnostics"]
            self._judged.add(message["params"]["uri"])
        elif "method" in message and "id" in message:
            asked = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
            self._send({"id": message["id"], "result": [self._nested(one.get("section", "")) for one in asked]})
        return message

    def _nested(self, section: str) -> Any:  # noqa: ANN401 - JSON's own types
        """The settings of a section as an editor gives them: dots make objects."""
        found: dict[str, Any] = {}
        for name, value in self._settings.items():
            *steps, last = name.split(".")
            at = found
            for step in steps:
                at = at.setdefault(step, {})
            at[last] = value
        return found if not section else found.get(section, self._settings.get(section, {}))


def _document(uri: str) -> dict[str, Any]:
    return {"uri": uri}


def _document_at(uri: str, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": _document(uri), "position": {"line": line - 1, "character": column - 1}}


def _told(documentation: object) -> str:
    return str(documentation["value"] if isinstance(documentation, dict) else documentation)
