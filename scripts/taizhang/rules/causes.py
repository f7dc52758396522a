"""Causes that rule kinds share: a fact as stated, how a due date was counted, where a figure comes from."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from taizhang.facts.fact import Fact, Source
from taizhang.facts.registers import Span
from taizhang.history.trust import Counted
from taizhang.rulebook import Rule, Version
from taizhang.rules.outcome import Cause, Value
from taizhang.when.resolution import Resolution


def stated(fact: Fact, children: tuple[Cause, ...] = ()) -> Cause:
    """A fact with its own time, at its line."""
    values: dict[str, Value] = {"fact": f"fact.{fact.name}", "moment": fact.time}
    return Cause("fact.stated", values, fact.source, children)


def timed(fact: Fact, at: datetime, counted: Counted) -> Cause:
    """A fact with the time that counts, and on what that rests."""
    basis = Cause(f"time.{counted.basis}", {"claimed": fact.time, "moment": at})
    return stated(fact, (basis,))


def in_post(name: str, post: Span) -> Cause:
    """Somebody's post, at its line."""
    values: dict[str, Value] = {"name": name, "from": post.first, "unit": str(post.values.get("unit", ""))}
    return Cause("owner.post", values, post.source)


def due(resolution: Resolution) -> Cause:
    """How a due date was counted: every day looked at, and why it was taken or passed over."""
    steps = tuple(
        Cause(
            f"day.{step.verdict}",
            {
                "day": step.day,
                "found": f"found.{step.found}",
                "kind": f"kind.{step.kind.why}" if step.kind else "kind.unknown",
                "label": step.kind.name if step.kind else "",
            },
        )
        for step in resolution.steps
    )
    values: dict[str, Value] = {"due": resolution.due} if resolution.due else {}
    name = f"due.{resolution.state}" if resolution.reason is None else f"due.{resolution.reason}"
    return Cause(name, values, None, steps)


def charged(rule: Rule, version: Version, effect: str, points: Decimal) -> Cause:
    """Where the points of ``effect`` come from: the rule as it began, or the change that set it."""
    change = version.set_by.get(effect)
    if change is None:
        return Cause("points.rule", {"points": points}, Source(rule.source.path, (*rule.source.pointer, effect)))
    values: dict[str, Value] = {"points": points, "from": change.start, "why": change.why}
    return Cause("points.change", values, Source(change.source.path, (*change.source.pointer, effect)))
