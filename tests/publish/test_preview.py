"""What ``serve`` shows: pages made when they are asked for, and made at once where somebody has just looked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from taizhang.publish.folder import files_below
from taizhang.publish.preview import LATELY, Preview, address_of
from taizhang.publish.search import ENTRIES_FILE, INDEX_FILE
from taizhang.publish.stamp import Page
from tests.publish.test_stamp import shells as stamped_shells

ABOUT = {"as_of": "2026-11-05 09:00", "commit": ""}


class Made:
    """Pages of people that say which state of the records they tell of, and which have been made."""

    def __init__(self) -> None:
        self.state = "一"
        self.made: list[str] = []
        self.looked_through = 0

    def pages(self, *names: str) -> dict[str, Callable[[], Iterator[Page]]]:
        """The family of people, a page a name."""
        return {"people": partial(self.people, names)}

    def people(self, names: tuple[str, ...]) -> Iterator[Page]:
        """A page a name."""
        self.looked_through += 1
        for name in names:
            yield Page("people/shell/", f"people/{name}/", name, partial(self.body, name), f"{name} 词")

    def body(self, name: str) -> Markup:
        """A page's body."""
        self.made.append(name)
        return Markup("<p>{} {}</p>").format(name, self.state)


@pytest.fixture
def shells(tmp_path: Path) -> Path:
    """What MkDocs rendered, a search index and an asset among it."""
    folder = stamped_shells(tmp_path / "shells")
    (folder / INDEX_FILE).parent.mkdir()
    (folder / INDEX_FILE).write_text('{"config": {}, "docs": []}', encoding="utf-8")
    (folder / "page.js").write_text("1", encoding="utf-8")
    return folder


def text(out: Path, name: str) -> str:
    """The page of a name, "" where it is not there."""
    path = out / f"people/{name}/index.html"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_a_page_is_made_when_it_is_asked_for(shells: Path, tmp_path: Path) -> None:
    made, preview, out = Made(), Preview(), tmp_path / "out"
    preview.publish(shells, out, made.pages("a", "b"), ABOUT)
    assert made.made == []
    assert "people/a/index.html" not in files_below(out)
    assert {"page.js", INDEX_FILE, "build.json"} <= set(files_below(out))
    preview.make("rules/a/")
    assert made.looked_through == 0, "another family"
    preview.make("people/a/")
    preview.make("people/a/")
    preview.make("people/nobody/")
    assert (made.made, made.looked_through) == (["a"], 1)
    assert "a 一" in text(out, "a")


def test_search_is_made_when_it_is_asked_for_and_finds_what_waits(shells: Path, tmp_path: Path) -> None:
    made, preview, out = Made(), Preview(), tmp_path / "out"
    preview.publish(shells, out, made.pages("a", "b"), ABOUT)
    preview.make("people/a/")
    for _ in range(2):
        preview.before(lambda *_: [], "/")({"PATH_INFO": f"/{ENTRIES_FILE}"}, None)
        told = (out / ENTRIES_FILE).read_text(encoding="utf-8")
        assert ("a 词" in told, "b 词" in told) == (True, True)
    assert (made.made, made.looked_through) == (["a"], 1)
    preview.publish(shells, out, made.pages("c"), ABOUT)
    preview.make_search()
    told = (out / ENTRIES_FILE).read_text(encoding="utf-8")
    assert ("a 词" in told, "c 词" in told) == (False, True)


def test_what_was_looked_at_lately_is_made_at_once_and_the_rest_is_gone(shells: Path, tmp_path: Path) -> None:
    made, preview, out = Made(), Preview(), tmp_path / "out"
    names = [f"p{number}" for number in range(LATELY + 1)]
    preview.publish(shells, out, made.pages(*names, "gone"), ABOUT)
    for name in ("gone", *names):
        preview.make(f"people/{name}/")
    made.state = "二"
    made.made.clear()
    preview.publish(shells, out, made.pages(*names), ABOUT)
    (shells / "people/shell/index.html").unlink()
    assert made.made == names[1:]
    assert text(out, "p0") == text(out, "gone") == ""
    assert "p1 二" in text(out, "p1")
    preview.make("people/p0/")
    assert "p0 二" in text(out, "p0"), "its shell was read before the next build"


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        ("/people/a/", ["a"]),
        ("/people/a", ["a"]),
        ("/people/a/index.html", ["a"]),
        ("/people/b/../a/", ["a"]),
        ("/people/%", []),
        ("/../people/a/", ["a"]),
        ("/other", []),
    ],
)
def test_the_server_finds_what_it_asks_for(shells: Path, tmp_path: Path, asked: str, made: list[str]) -> None:
    told, preview, seen = Made(), Preview(), []

    def serve(environ: dict[str, Any], start: object) -> Iterable[bytes]:
        del start
        seen.append(environ["PATH_INFO"])
        return [b"served"]

    preview.publish(shells, tmp_path / "out", told.pages("a", "b"), ABOUT)
    assert preview.before(serve, "/")({"PATH_INFO": asked}, None) == [b"served"]
    assert (seen, told.made) == ([asked], made)


def test_a_site_served_below_a_path_is_found_there(shells: Path, tmp_path: Path) -> None:
    told, preview = Made(), Preview()
    preview.publish(shells, tmp_path / "out", told.pages("a"), ABOUT)
    answer = preview.before(lambda *_: [], "/taizhang/")
    answer({"PATH_INFO": "/people/a/"}, None)
    assert told.made == []
    answer({"PATH_INFO": "/taizhang/people/a/"}, None)
    assert told.made == ["a"]


def test_a_further_file_is_made_when_it_is_asked_for_and_again_after_a_build(shells: Path, tmp_path: Path) -> None:
    made: list[str] = []

    def file() -> bytes:
        made.append("x")
        return b"BEGIN"

    preview, out = Preview(), tmp_path / "out"
    answer = preview.before(lambda *_: [], "/")
    for number in (1, 2):
        preview.publish(shells, out, Made().pages("a"), ABOUT, {"feeds/people/a.ics": file})
        assert "feeds/people/a.ics" not in files_below(out), "swept, for it was not put"
        assert len(made) == number - 1
        for path in ("/people/a/", "/feeds/people/b.ics", "/feeds/people/a.ics", "/feeds/people/a.ics"):
            answer({"PATH_INFO": path}, None)
        assert len(made) == number
        assert (out / "feeds/people/a.ics").read_bytes() == b"BEGIN"


@pytest.mark.parametrize(("path", "address"), [("", ""), ("index.html", ""), ("people/", "people/"), ("a/b", "a/b/")])
def test_addresses(path: str, address: str) -> None:
    assert address_of(path) == address
