"""Sites built by MkDocs itself, in a folder of their own, and a server on this machine to look at them."""

from __future__ import annotations

import functools
import os
import posixpath
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urldefrag

import pytest

from taizhang.publish.folder import files_below
from tests.publish import companies
from tests.publish.tables import Table, Tables, chosen_by

ATTRIBUTE = re.compile(r'\s(id|name|href|src|action|srcset)="([^"]*)"')
FORMS, HELD = "forms/", "data-record>"
PATIENCE, PAUSE = 300, 0.05  # seconds
SETTINGS = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


def environment(**more: str) -> dict[str, str]:
    """The environment of a build: nothing of the user's own for Taizhang."""
    return {k: v for k, v in os.environ.items() if not k.startswith("TAIZHANG_")} | SETTINGS | more


def mkdocs(root: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One run of MkDocs in a company's folder."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=root,
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def build(files: Mapping[str, str | bytes], root: Path) -> Path:
    """The public folder of a company's site, built strictly."""
    companies.write(files, root)
    run = mkdocs(root, "build", "--strict")
    assert run.returncode == 0, run.stderr
    return root / "build/site"


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """What ``make`` made in a folder of its own, made by one worker of a test run for all of them."""
    base = factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    done = root.with_name(f"{name}.done")
    try:
        root.mkdir()
    except FileExistsError:
        for _ in range(int(PATIENCE / PAUSE)):
            if done.exists():
                break
            time.sleep(PAUSE)
        told = done.read_text(encoding="utf-8")
        assert told, f"another worker could not make {name}"
        return root / told
    made = ""
    try:
        made = make(root).relative_to(root).as_posix()
    finally:
        part = done.with_suffix(".part")
        part.write_text(made, encoding="utf-8")
        part.replace(done)
    return root / made


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, lets the browser keep those that all pages share, and says nothing."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, without: tuple[str, ...] = (), **named: Any) -> None:  # noqa: ANN401
        """``without``: what the paths of files end in that are given as if nothing stood in them."""
        self._without = without
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        """Give a file; one that is left out is there, and empty."""
        if self._without and self.path.endswith(self._without):
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", self.guess_type(self.path))
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Say what may be kept."""
        if "/assets/" in self.path or "/search/" in self.path:
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that takes it calmly when a browser has gone on to the next page."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Tell of faults, but not of a browser that went away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(folder: Path, without: tuple[str, ...] = ()) -> Iterator[str]:
    """The address at which ``folder`` is served as long as the block runs, ending in ``/``.

    Files whose paths end in one of ``without`` are there, and empty.
    """
    server = Server(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder), without=without))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def pages_of(site: Path) -> list[str]:
    """The paths of all pages of a built site."""
    return [path for path in files_below(site) if path.endswith(".html")]


def tables_of(page: Path) -> list[Table]:
    """The tables of one page."""
    return Tables(page.read_text(encoding="utf-8")).all


@dataclass(frozen=True)
class Ends:
    """Where links of a page lead and where others may lead to in it."""

    links: tuple[str, ...]
    places: frozenset[str]


def ends_of(html: str) -> Ends:
    """The links and places of a page; its attributes stand in double quotes, its texts hold none."""
    found = [(name, unescape(value)) for name, value in ATTRIBUTE.findall(html)]
    links = dict.fromkeys(value for name, value in found if name not in {"id", "name"})
    return Ends(tuple(links), frozenset(value for name, value in found if name in {"id", "name"}))


def broken_links(site: Path) -> list[str]:
    """The links of a built site that lead to another host, to no file, to no place in it, or to no row: ``page: link``.

    A link to rows is ``?table.column=text#table``: the table and its columns must be there, with a row that shows. A
    link to a form may say a record: there must be a page that holds it for a form.
    """
    known = _Known(site)
    verdicts: dict[tuple[str, str], bool] = {}
    broken = []
    for path, ends in known.pages.items():
        for link in ends.links:
            key = (posixpath.dirname(path), link) if link[:1] not in {"", "#", "?"} else (path, link)
            if key not in verdicts:
                verdicts[key] = known.leads_somewhere(path, link)
            if not verdicts[key]:
                broken.append(f"{path}: {link}")
    return broken


class _Known:
    """What is there on a site: its files, the ends of its pages, their tables when they are asked for."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.files = frozenset(files_below(site))
        self.pages = {path: ends_of((site / path).read_text(encoding="utf-8")) for path in pages_of(site)}
        self.target = functools.cache(self._target)
        self.tables = functools.cache(lambda name: Tables((site / name).read_text(encoding="utf-8")).by_id)

    def leads_somewhere(self, path: str, link: str) -> bool:
        """Whether there is what a link on a page leads to."""
        if link.startswith("data:image/"):
            return True
        if "//" in link or ":" in link.split("/", 1)[0].split("?", 1)[0]:
            return False
        rest, place = urldefrag(link)
        address, _, query = rest.partition("?")
        # The page for what is not found may be shown at any address: its links count from the root.
        folder = "" if address.startswith("/") else posixpath.dirname(path)
        name = self.target(folder, address) if address else path
        if not name or (place and name in self.pages and unquote(place) not in self.pages[name].places):
            return False
        if name.startswith(FORMS) and place == "":
            pages = (f"records/{one}/index.html" for one in parse_qs(query).get("record", ()))
            return all(page in self.files and HELD in (self.site / page).read_text(encoding="utf-8") for page in pages)
        tables: dict[str, Table] = self.tables(name) if query else {}
        return all(table in tables and tables[table].shows(asked) for table, asked in chosen_by(query).items())

    def _target(self, folder: str, address: str) -> str:
        """The file that an address leads to from a folder: a folder's index; nothing where there is none."""
        name = posixpath.normpath(posixpath.join(folder, unquote(address).lstrip("/")))
        return next((one for one in (name, posixpath.normpath(f"{name}/index.html")) if one in self.files), "")
