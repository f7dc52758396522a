"""The page families, one module each; this literal is the whole list. Records come last: pages before cite them.

A new family is a module here with ``pages``, a template in site/templates, and a shell in site/pages: ``shell.md`` in
the family's folder for its pages, ``index.md`` for its list, the latter also in the navigation of mkdocs.yml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol

from taizhang.publish.maker import Maker
from taizhang.publish.pages import (
    appeals,
    boards,
    branches,
    bulletins,
    callbacks,
    clauses,
    closings,
    custody,
    customers,
    decisions,
    draws,
    feeds,
    fields,
    findings,
    forms,
    meetings,
    months,
    obligations,
    pay,
    people,
    pipelines,
    quality,
    records,
    rosters,
    rules,
    start,
    weeks,
)
from taizhang.publish.stamp import Page
from taizhang.publish.view import NOTICED
from taizhang.publish.week import WEEKLY


class Family(Protocol):
    """The pages of one family, in any order."""

    def __call__(self, maker: Maker) -> Iterator[Page]:
        """Every page, made by ``maker``."""


START, RECORDS = "start", "records"

FAMILIES: dict[str, Family] = {
    START: start.pages,
    "branches": branches.pages,
    "people": people.pages,
    "months": months.pages,
    "obligations": obligations.pages,
    "customers": customers.pages,
    "findings": findings.pages,
    "decisions": decisions.pages,
    "boards": boards.pages,
    "pipelines": pipelines.pages,
    "callbacks": callbacks.pages,
    "rosters": rosters.pages,
    "weeks": weeks.pages,
    "meetings": meetings.pages,
    "draws": draws.pages,
    "appeals": appeals.pages,
    "closings": closings.pages,
    "bulletins": bulletins.pages,
    "pay": pay.pages,
    "custody": custody.pages,
    "rules": rules.pages,
    "clauses": clauses.pages,
    "fields": fields.pages,
    "feeds": feeds.pages,
    "quality": quality.pages,
    "forms": forms.pages,
    RECORDS: records.pages,
}


ABOUT = {
    "customers": ("客户", ("customer",)),
    "weeks": ("周", WEEKLY),
    "meetings": ("会议", ("meeting",)),
    "boards": ("接待", ("reception-log", "telephone-log")),
    "draws": ("抽签", ("draw",)),
    "appeals": ("申诉", ("appeal", "ruling")),
    "closings": ("封存的月份", ("closing",)),
    "bulletins": ("通报", NOTICED),
    "pipelines": ("进度", ("demand",)),
    "custody": ("涉密文件", ("custody", "leak")),
    "callbacks": ("回访", ("service-order", "callback")),
    "rosters": ("值班", ("duty-roster",)),
}
"""Families that tell of certain kinds, and what their list is called: without the kinds they say that, nothing else."""


COUNTING = frozenset(
    {START, "branches", "people", "months", "obligations", "customers", "findings", "weeks", "meetings", "quality"}
)
"""Families with figures of what is owed and what is wrong: where rules lack kinds, each of their pages says so."""


def pages_of(maker: Maker, name: str) -> Iterator[Page]:
    """Every page of one family; without the kinds that it tells of the list alone, which says so."""
    title, kinds = ABOUT.get(name, ("", ()))
    lacking = tuple(kind.title for kind in maker.view.kinds if kind.name in kinds and maker.view.absent(kind.name))
    if lacking:
        yield maker.page("closed.html", f"{name}/", f"{name}/", title, lacking=lacking)
    else:
        made = once(FAMILIES[name](maker))
        yield from (maker.with_lacking(page) for page in made) if name in COUNTING else made


def once(pages: Iterable[Page]) -> Iterator[Page]:
    """Each page once: two records with one id are a fault that ``check`` tells of, not one that ends publishing."""
    known: set[str] = set()
    for page in pages:
        if page.address not in known:
            known.add(page.address)
            yield page


def all_pages(maker: Maker) -> Iterator[Page]:
    """Every page of every family."""
    for name in FAMILIES:
        yield from pages_of(maker, name)


def families_of(maker: Maker) -> dict[str, Callable[[], Iterator[Page]]]:
    """What gives the pages of each family, by the first part of their addresses: "" for the start page."""
    return {folder_of(name): partial(pages_of, maker, name) for name in FAMILIES}


def folder_of(name: str) -> str:
    """The first part of the addresses of a family's pages."""
    return "" if name == START else name
