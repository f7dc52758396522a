"""Another builder renders the shells as MkDocs does: three pages under the site's own theme, records stamped into them.

Material for MkDocs is kept up until May 2027; CONTRIBUTING.md says how to change over.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from taizhang.publish.folder import Folder
from taizhang.publish.maker import Maker
from taizhang.publish.pages import people, start
from taizhang.publish.site import publish
from taizhang.publish.stamp import MARK, Page, Shells
from taizhang.publish.view import View
from tests.books import ROOT
from tests.publish import built, companies

TITLES = {"": "试验公司", "people/": "人员", "people/zhang-wei/": "张伟"}
SHELLS = ("", "people/", "people/shell/")
ASSET = re.compile(r"(?:\.\./|\./)*assets/[^?#]*")


@pytest.fixture(scope="module")
def shells(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shells of the start page and of the people, rendered by Zensical from the site's own theme and settings."""
    root = tmp_path_factory.mktemp("zensical")
    shutil.copytree(ROOT / "site" / "theme", root / "site" / "theme")
    for path in ("index.md", "people/index.md", "people/shell.md"):
        (root / "site" / "pages" / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "site" / "pages" / path, root / "site" / "pages" / path)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = re.sub(r"(?ms)^nav:.*?(?=^\S)", "nav: [{首页: index.md}, {人员: people/index.md}]\n", settings)
    settings = settings.replace("  name: material\n", "  name: material\n  variant: classic\n")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=root,
        env=built.environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return root / "build" / "site"


@pytest.fixture(scope="module")
def view() -> View:
    """The ordinary company."""
    return companies.view_of(companies.ordinary())


@pytest.fixture(scope="module")
def pages(view: View) -> dict[str, Page]:
    """Its start page, the list of its people, and one of them."""
    maker = Maker(companies.PAGES / "templates", view)
    found = companies.by_address([*start.pages(maker), *people.pages(maker)])
    return {address: found[address] for address in TITLES}


@pytest.fixture(scope="module")
def site(shells: Path, pages: dict[str, Page], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages stamped into Zensical's shells, beside what else it rendered."""
    out = tmp_path_factory.mktemp("stamped")
    publish(shells, out, pages.values(), {"as_of": "2026-11-05 09:00"})
    return out


@pytest.mark.parametrize("address", SHELLS)
def test_a_shell_of_the_other_builder_has_the_marks(shells: Path, address: str) -> None:
    marks = set(MARK.findall((shells / address / "index.html").read_text(encoding="utf-8")))
    assert "body" in marks
    assert ("title" in marks) == (address != "people/")


@pytest.mark.parametrize("address", TITLES)
def test_a_page_stamped_into_it_is_whole(site: Path, pages: dict[str, Page], address: str) -> None:
    html = (site / address / "index.html").read_text(encoding="utf-8")
    assert str(pages[address].body) in html
    assert re.search(r"<h1[^>]*>\s*" + TITLES[address], html)
    assert html.count("<h1") == html.count("<body") == 1
    assert html.rstrip().endswith("</html>")
    assert "@@" not in html
    assert '<html lang="zh' in html
    assert f"<title>{TITLES[address]}" in html or not address, "the start page is called as the whole site"


@pytest.mark.parametrize("address", TITLES)
def test_its_policy_styles_scripts_and_links_are_those_of_the_site(site: Path, address: str) -> None:
    html = (site / address / "index.html").read_text(encoding="utf-8")
    assert 'http-equiv="Content-Security-Policy"' in html
    assets = {one for one in built.ends_of(html).links if ASSET.fullmatch(one)}
    missing = [one for one in assets if not (site / posixpath.normpath(posixpath.join(address, one))).is_file()]
    assert missing == []
    assert {"site.css", "site.js"} <= {posixpath.basename(one) for one in assets}
    styles = (site / "assets/site.css").read_bytes()
    assert all(path.read_bytes() in styles for path in (ROOT / "site" / "theme" / "assets").glob("*.css"))
    assert "assets/search.js" in html
    leads = [one for one in built.ends_of(html).links if "//" in one and not one.startswith("data:")]
    assert leads == [], "no other host"
    assert any("people/" in one or one == "../" for one in built.ends_of(html).links)


def test_a_page_of_the_other_builder_s_shells_is_the_same_again(
    shells: Path, pages: dict[str, Page], tmp_path: Path
) -> None:
    known = Shells(shells)
    for out in ("one", "two"):
        known.stamp(pages["people/zhang-wei/"], Folder(tmp_path / out))
    one, two = ((tmp_path / out / "people/zhang-wei/index.html").read_bytes() for out in ("one", "two"))
    assert one == two
