"""The demo company's pages for tests: read and reckoned once a process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from taizhang.closing import audited
from taizhang.facts.company import company_of
from taizhang.history.history import History, Unknown
from taizhang.history.versions import versions_of
from taizhang.publish.audience import STAFF, Audience
from taizhang.publish.maker import Maker
from taizhang.publish.pages import Family
from taizhang.publish.stamp import Page
from taizhang.publish.view import View, view
from taizhang.records.book import Book
from taizhang.records.load import load
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import DEFAULT_ROOT, WorkTree
from tests.books import ROOT, book_of
from tests.publish.companies import by_address


@cache
def demo_book() -> Book:
    """The demo company's records."""
    return load(WorkTree(ROOT, (DEFAULT_ROOT,)), load_schemas(ROOT / "schemas"))


@cache
def demo_view() -> View:
    """The view of the demo company at its pinned moment; its past unknown, so that it is the same on every machine."""
    return _view(demo_book(), STAFF)


@cache
def demo_pages(family: Family) -> dict[str, Page]:
    """The demo company's pages of one family, by address."""
    return by_address(list(family(demo_maker())))


def demo_maker() -> Maker:
    """A maker of the site's own pages for the demo company, which has cited nothing yet."""
    return Maker(ROOT / "site" / "templates", demo_view())


def demo_files() -> dict[str, str | bytes]:
    """The demo company's records, by their path below the root."""
    records = ROOT / DEFAULT_ROOT
    return {path.relative_to(records).as_posix(): path.read_bytes() for path in sorted(records.rglob("*.yaml"))}


def maker_with(changed: Mapping[str, str | bytes], audience: Audience = STAFF) -> Maker:
    """A maker for the demo company with these records in place of its own, by their path below the root."""
    return Maker(ROOT / "site" / "templates", _view(book_of({**demo_files(), **changed}), audience))


def _view(book: Book, audience: Audience) -> View:
    company = company_of(book)
    assert company.pinned is not None
    history = History(company.utc_offset, why_unknown=Unknown.NO_REPOSITORY)
    versions = versions_of(ROOT, history, book.schemas, None)
    return view(audited(book, history, company.pinned), book, audience, "", versions)
