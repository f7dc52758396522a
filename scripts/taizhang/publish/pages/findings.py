"""Findings: the list, and a page each with what is wrong, why, what it cost and where it is written (A4.5, A4.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from taizhang.facts.fact import Source
from taizhang.ledger.rectification import Rectification, rectifications
from taizhang.publish.links import home
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.rules.charge import POINTS
from taizhang.rules.outcome import Decision, Entry, Finding, Outcome


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding came of: the place of a record, or an outcome by its key."""

    source: Source | None = None
    outcome: Outcome | None = None


def pages(maker: Maker) -> Iterator[Page]:
    """The list, newest first, and every finding's page."""
    view = maker.view
    charged = charges(view)
    found = sorted(view.ledger.findings, key=lambda one: (one.at, one.key), reverse=True)
    mended = rectified(view)
    rows = [(one, points(charged.get(one.key, ())), mended.get(one.key)) for one in found]
    rules = {(rule.rulebook, rule.id): rule for rule in view.rules}

    def of_rule(one: Finding) -> str:
        """What its rule is called, by which rules' pages ask for it; a finding may have a title of its own."""
        rule = rules.get((one.rulebook, one.rule))
        return rule.title if rule else one.title

    yield maker.page("findings.html", "findings/", "findings/", "问题", rows=rows, of_rule=of_rule)
    for one in found:
        rule = rules.get((one.rulebook, one.rule))
        yield maker.page(
            "finding.html",
            "findings/shell/",
            home(one),
            one.title,
            words(view, one),
            one=one,
            clause=view.clause(rule) if rule else None,
            entries=charged.get(one.key, ()),
            total=points(charged.get(one.key, ())),
            evidence=tuple(evidence(view, one)),
            rectified=mended.get(one.key),
        )


def rectified(view: View) -> Mapping[str, Rectification]:
    """What became of the findings that ask for rectification and came of an inspection, by the finding's key (A4.5)."""
    every = rectifications(view.ledger)
    found = (
        (one.key, every[name]) for one in view.ledger.findings if one.rectify_by for name in one.because & every.keys()
    )
    return dict(found)


def charges(view: View) -> Mapping[str, tuple[Entry, ...]]:
    """The entries that came of a duty or finding, by its key."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in view.ledger.entries:
        found[entry.key.split("#", 1)[0]].append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def points(entries: tuple[Entry, ...]) -> Decimal:
    """The points of entries added up, as each rule charges them; a card charges one cause once."""
    return sum((entry.amount for entry in entries if entry.account == POINTS), Decimal())


def evidence(view: View, one: Finding | Decision) -> Iterator[Evidence]:
    """What a finding or decision came of, records first, by path; what the audience may not see is left out."""
    for name in sorted(one.because):
        path, written, pointer = name.partition("#")
        if written and view.title(path) and not view.personal(path):
            yield Evidence(source=Source(path, _pointer(pointer)))
    for name in sorted(one.because):
        if (outcome := view.ledger.find(name)) is not None:
            yield Evidence(outcome=outcome)


def words(view: View, one: Finding) -> str:
    """A finding is found by its clause, its period, its unit, who and what customer it is about."""
    named = [view.name("customer", one.customer)] if one.customer else []
    if one.person:
        named.append(view.person(one.person))
    parts = [*reversed(named), one.period, view.unit(one.unit), one.clause, one.rule, one.person, one.customer]
    return " ".join(part for part in parts if part)


def _pointer(written: str) -> tuple[str | int, ...]:
    """A pointer as ``because`` writes it: ``trips/0/filled_at``."""
    return tuple(int(step) if step.isdigit() else step for step in written.split("/") if step)
