"""Clauses: the list by regulation, and a page each with what the clause says and which rules and records follow it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from taizhang.publish.compliance import Gave
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.rulebook import Rule, Rulebook


def pages(maker: Maker) -> Iterator[Page]:
    """The list and every clause's page."""
    view = maker.view
    given = {rulebook.id: by_clause(view, rulebook) for rulebook in view.rulebooks}
    yield maker.page("clauses.html", "clauses/", "clauses/", "条文", given=given)
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
                rows=(rows := given[rulebook.id].get(clause.id, ())),
                total=Gave(one for _, gave in rows for one in gave.outcomes),
                kinds=view.kinds_of(clause.id),
            )


def by_clause(view: View, rulebook: Rulebook) -> Mapping[str, tuple[tuple[Rule, Gave], ...]]:
    """The rules that cite each clause of a rulebook, in its order, with what they gave so far."""
    found: dict[str, list[tuple[Rule, Gave]]] = defaultdict(list)
    for rule in rulebook.rules:
        found[rule.clause].append((rule, Gave(view.ledger.outcomes_of(rule))))
    return {clause: tuple(rows) for clause, rows in found.items()}
