"""Clauses: the list by regulation, and a page each with what the clause says and which rules and records follow it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from taizhang.publish.compliance import Gave
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.rulebook import Clause, Rule, Rulebook


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause stands: a part of a rulebook, or another rulebook, may carry it again."""

    rulebook: Rulebook
    clause: Clause


def pages(maker: Maker) -> Iterator[Page]:
    """The list and every clause's page; one that stands in several places has one page, which tells them all."""
    view = maker.view
    given = {rulebook.id: by_clause(view, rulebook) for rulebook in view.rulebooks}
    yield maker.page("clauses.html", "clauses/", "clauses/", "条文", given=given)
    for identity, found in places(view).items():
        books = dict.fromkeys(place.rulebook.id for place in found)
        rows = tuple(row for book in books for row in given[book].get(identity, ()))
        words = " ".join(f"{one.clause.where} {one.clause.says} {one.rulebook.title}" for one in found)
        yield maker.page(
            "clause.html",
            "clauses/shell/",
            f"clauses/{identity}/",
            f"条文 {identity}",
            words,
            places=found,
            identity=identity,
            rows=rows,
            total=Gave(one for _, gave in rows for one in gave.outcomes),
            kinds=view.kinds_of(identity),
        )


def places(view: View) -> Mapping[str, tuple[Place, ...]]:
    """Every clause by its id, in the order of the rulebooks."""
    found: dict[str, list[Place]] = defaultdict(list)
    for rulebook in view.rulebooks:
        for clause in rulebook.clauses:
            found[clause.id].append(Place(rulebook, clause))
    return {identity: tuple(those) for identity, those in found.items()}


def by_clause(view: View, rulebook: Rulebook) -> Mapping[str, tuple[tuple[Rule, Gave], ...]]:
    """The rules that cite each clause of a rulebook, in its order, with what they gave so far."""
    found: dict[str, list[tuple[Rule, Gave]]] = defaultdict(list)
    for rule in rulebook.rules:
        found[rule.clause].append((rule, Gave(view.ledger.outcomes_of(rule))))
    return {clause: tuple(rows) for clause, rows in found.items()}
