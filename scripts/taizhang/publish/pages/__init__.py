"""The page families, one module each; this literal is the whole list. Records come last: pages before cite them.

A new family is a module here with ``pages``, a template in site/templates, and a shell in site/pages: ``shell.md`` in
the family's folder for its pages, ``index.md`` for its list, the latter also in the navigation of mkdocs.yml.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from taizhang.publish.maker import Maker
from taizhang.publish.pages import (
    branches,
    bulletins,
    clauses,
    customers,
    fields,
    findings,
    meetings,
    months,
    obligations,
    people,
    records,
    rules,
    start,
    weeks,
)
from taizhang.publish.stamp import Page


class Family(Protocol):
    """The pages of one family, in any order."""

    def __call__(self, maker: Maker) -> Iterator[Page]:
        """Every page, made by ``maker``."""


FAMILIES: dict[str, Family] = {
    "start": start.pages,
    "branches": branches.pages,
    "people": people.pages,
    "months": months.pages,
    "obligations": obligations.pages,
    "customers": customers.pages,
    "findings": findings.pages,
    "weeks": weeks.pages,
    "meetings": meetings.pages,
    "bulletins": bulletins.pages,
    "rules": rules.pages,
    "clauses": clauses.pages,
    "fields": fields.pages,
    "records": records.pages,
}


def all_pages(maker: Maker) -> Iterator[Page]:
    """Every page of every family."""
    for family in FAMILIES.values():
        yield from family(maker)
