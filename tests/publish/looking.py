"""What the tests in a browser have in common: what a page may not do, and how it is searched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Dialog, Page, Request

SETTLED = "*, ::before, ::after { animation: none !important; transition: none !important; }"
"""A style that shows a page as it stays: colours and panels fade for an eighth of a second when something changes."""


@dataclass
class Complaints:
    """What a page did that no page may do."""

    base: str
    told: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note errors, dialogs, and requests to other hosts."""
        page.on("console", lambda message: self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def _dialog(self, dialog: Dialog) -> None:
        self.told.append(dialog.message)
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.told.append(request.url)


@contextmanager
def watched(browser: Browser, base: str) -> Iterator[Page]:
    """A tab that has complained of nothing when it is closed."""
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    complaints = Complaints(base)
    complaints.watch(page)
    yield page
    page.close()
    assert complaints.told == []


def search(page: Page, words: str) -> list[str]:
    """The titles that the site's search gives for ``words``."""
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill("")
    page.keyboard.insert_text(words)
    page.keyboard.press("Shift")
    page.locator(".md-search-result__link").first.wait_for()
    return [text.strip() for text in page.locator(".md-search-result__link h1").all_inner_texts()]
