"""Decisions: the list, what waits for a ruling first, and a page each with the trail of rules (B1.13, C6.3)."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.facts.fact import Source
from taizhang.publish.links import home
from taizhang.publish.maker import Maker
from taizhang.publish.pages.findings import evidence
from taizhang.publish.stamp import Page
from taizhang.publish.view import RecordText, View
from taizhang.rules.outcome import Cause, Decision, Outcome

READING = "reading"


def pages(maker: Maker) -> Iterator[Page]:
    """The list, and the page of every decision that stands on no board."""
    view = maker.view
    rows = sorted(view.ledger.decisions, key=lambda one: (one.at, one.key), reverse=True)
    rows.sort(key=lambda one: one.decided)
    yield maker.page("decisions.html", "decisions/", "decisions/", "裁定", rows=rows)
    for one in rows:
        if one.board:
            continue
        rulebook = view.ledger.rulebook(one.rulebook)
        yield maker.page(
            "decision.html",
            "decisions/shell/",
            home(one),
            view.about(one),
            words(view, one),
            one=one,
            clause=rulebook.clause(one.clause) if rulebook else None,
            readings=tuple(readings(view, one)),
            evidence=tuple(evidence(view, one)),
            results=tuple(came_of(view, one)),
        )


def readings(view: View, one: Decision) -> Iterator[RecordText]:
    """The readings of clauses that its trail rests on, in the order told."""
    paths = dict.fromkeys(source.path for source in sources(one.cause) if source.path)
    found = (view.record(path) for path in paths if READING in view.kinds_at((path,)))
    yield from (record for record in found if record is not None)


def sources(cause: Cause) -> Iterator[Source]:
    """Every place that a cause tree rests on."""
    if isinstance(cause.source, Source):
        yield cause.source
    for child in cause.children:
        yield from sources(child)


def came_of(view: View, one: Decision) -> Iterator[Outcome]:
    """What later rules made of a decision: entries, findings, duties that name it as their cause."""
    yield from (other for other in view.ledger.outcomes if one.key in other.because)


def words(view: View, one: Decision) -> str:
    """A decision is found by its clause, its case, its unit and everybody it gives something to."""
    named = [view.name("customer", one.customer)] if one.customer else []
    people = dict.fromkeys(person for person in (one.person, *(share.person for share in one.shares)) if person)
    for person in people:
        named += [person, view.person(person)]
    parts = [one.clause, one.rule, one.case, one.what, view.unit(one.unit), one.customer, *named]
    return " ".join(part for part in parts if part)
