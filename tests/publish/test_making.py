"""However many processes make an edition, and whatever they are given first, the files are the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from taizhang.publish.files import files_of
from taizhang.publish.folder import files_below
from taizhang.publish.making import make
from taizhang.publish.pages import all_pages
from taizhang.publish.site import publish
from tests.publish import companies

ABOUT = {"as_of": "2026-10-20 09:00"}


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {path: (folder / path).read_bytes() for path in files_below(folder)}


@pytest.mark.parametrize("processes", [1, 2])
def test_the_folder_is_that_of_pages_put_one_after_the_other(
    ordinary_site: Path, tmp_path: Path, processes: int
) -> None:
    shells = ordinary_site.parent / "shells"
    maker = companies.maker_of(companies.ordinary())
    folder = make(maker, shells, tmp_path / "shared", ABOUT, files_of(maker.view), processes)
    alone = companies.maker_of(companies.ordinary())
    publish(shells, tmp_path / "alone", all_pages(alone), ABOUT, files_of(alone.view))
    assert contents(tmp_path / "shared") == contents(tmp_path / "alone")
    assert sorted(folder.written) == files_below(tmp_path / "shared")
    assert maker.cited == alone.cited


def test_only_what_differs_is_written_whoever_writes_it(ordinary_site: Path, tmp_path: Path) -> None:
    shells, out = ordinary_site.parent / "shells", tmp_path / "site"
    shutil.copytree(ordinary_site, out)
    maker = companies.maker_of(companies.ordinary())
    make(maker, shells, out, ABOUT, files_of(maker.view), 2)
    (out / "people/index.html").write_text("old", encoding="utf-8")
    (out / "gone.html").write_text("gone", encoding="utf-8")
    maker = companies.maker_of(companies.ordinary())
    assert make(maker, shells, out, ABOUT, files_of(maker.view), 2).written == ["people/index.html"]
    assert not (out / "gone.html").exists()
