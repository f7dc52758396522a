"""Sites built by MkDocs itself, in a folder of their own, and a server on this machine to look at them."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

from taizhang.publish.folder import files_below
from tests.publish import companies
from tests.publish.payloads import Shape

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


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which ``folder`` is served as long as the block runs, ending in ``/``."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def shapes(site: Path) -> dict[str, Shape]:
    """Every page of a built site by its path."""
    return {
        path: Shape((site / path).read_text(encoding="utf-8")) for path in files_below(site) if path.endswith(".html")
    }


def broken_links(site: Path) -> list[str]:
    """The links of a built site that lead to another host, to no file, or to no place in it: ``page: link``."""
    pages = shapes(site)
    return [
        f"{path}: {link}"
        for path, shape in pages.items()
        for link in shape.links
        if not _leads_somewhere(site, pages, path, link)
    ]


def _leads_somewhere(site: Path, pages: Mapping[str, Shape], path: str, link: str) -> bool:
    if link.startswith("data:"):
        return True
    if "//" in link or ":" in link.split("/", 1)[0]:
        return False
    address, place = urldefrag(link)
    # The page for what is not found may be shown at any address: its links count from the root.
    folder = site if address.startswith("/") else (site / path).parent
    target = (folder / unquote(address).lstrip("/")).resolve() if address else (site / path).resolve()
    if target.is_dir():
        target /= "index.html"
    if not target.is_file() or not target.is_relative_to(site.resolve()):
        return False
    name = target.relative_to(site.resolve()).as_posix()
    return not place or name not in pages or unquote(place) in pages[name].ids
