"""Clauses: the list by regulation, and a page each with what the clause says and which rules and records follow it."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page


def pages(maker: Maker) -> Iterator[Page]:
    """The list and every clause's page."""
    view = maker.view
    yield maker.page("clauses.html", "clauses/", "clauses/", "条文")
    for rulebook in view.rulebooks:
        for clause in rulebook.clauses:
            yield maker.page(
                "clause.html",
                "clauses/shell/",
                f"clauses/{clause.id}/",
                f"条文 {clause.id}",
                f"{clause.where} {clause.says} {rulebook.title}",
                rulebook=rulebook,
                clause=clause,
                rules=tuple(rule for rule in rulebook.rules if rule.clause == clause.id),
                kinds=view.kinds_of(clause.id),
            )
