"""Built sites and a browser, one for all tests of a run: whichever worker needs a site first builds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from taizhang.publish.files import files_of
from taizhang.publish.pages import all_pages
from taizhang.publish.site import publish
from tests.publish import built, companies, hostile
from tests.publish.demo import demo_files


@pytest.fixture(scope="session")
def ordinary_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ordinary company's site."""
    return built.once(tmp_path_factory, "ordinary", lambda root: built.build(companies.ordinary(), root))


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a company on its first day."""
    return built.once(tmp_path_factory, "empty", lambda root: built.build(companies.empty(), root))


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo company's site; its past is unknown here, as it comes without its Git."""
    return built.once(tmp_path_factory, "demo", lambda root: built.build(demo_files(), root))


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the company whose every text is a payload."""
    return built.once(tmp_path_factory, "hostile", lambda root: built.build(dict(hostile.company().files), root))


@pytest.fixture(scope="session")
def twin_site(tmp_path_factory: pytest.TempPathFactory, hostile_site: Path) -> Path:
    """The same site with plain letters for texts, stamped into the same shells."""

    def stamped(root: Path) -> Path:
        maker = companies.maker_of(hostile.company().twin)
        publish(hostile_site.parent / "shells", root / "site", all_pages(maker), {}, files_of(maker.view))
        return root / "site"

    return built.once(tmp_path_factory, "twin", stamped)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The machine's own Chromium, without a window."""
    with sync_playwright() as player:
        one = player.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield one
        one.close()
