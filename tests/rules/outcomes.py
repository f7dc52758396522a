"""Outcomes by hand, for the tests of what is made from them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from taizhang.facts.fact import Source
from taizhang.rules.outcome import (
    Cause,
    ClauseSource,
    Decision,
    Entry,
    Finding,
    Known,
    Measure,
    Obligation,
    Scorecard,
    Share,
    State,
)

RECORD = Source("records/x.yaml", ("at",))
DUE = datetime(2026, 10, 30, 17, 30)


def frame(rule: str = "r", period: str = "2026-W44", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any field's value
    """What every outcome has."""
    cause = Cause("obligation.late", {}, ClauseSource("telecom", "A9.9"), (Cause("due.due"), Cause("x", {}, RECORD)))
    key = f"{rule}/{period}/zhang"
    parts = {"key": key, "rulebook": "telecom", "rule": rule, "clause": "A9.9", "title": "标题", "period": period}
    return {**parts, "cause": cause, "person": "zhang", "unit": "east", **more}


def obligation(state: State = State.LATE, due: datetime | None = DUE, points: int = -1, **more: Any) -> Obligation:  # noqa: ANN401
    """A duty of zhang's, late by default."""
    line, amount = "work-planning", Decimal(points)
    return Obligation(**frame(**more), due=due, state=state, done_at=None, points=amount, line=line)


def finding(points: int = 0, **more: Any) -> Finding:  # noqa: ANN401 - any field's value
    """Something wrong on 10-30."""
    return Finding(**frame(**more), at=DUE, points=Decimal(points), line="base-service", severity="serious")


def entry(**more: Any) -> Entry:  # noqa: ANN401 - any field's value
    """A point off."""
    return Entry(**frame(**more), at=DUE, account="points", line="work-planning", amount=Decimal(-1))


def measure(**more: Any) -> Measure:  # noqa: ANN401 - any field's value
    """A count."""
    return Measure(**frame(**more), at=DUE, known=Known.NUMBER, value=Decimal(3))


def scorecard(**more: Any) -> Scorecard:  # noqa: ANN401 - any field's value
    """An empty card."""
    return Scorecard(**frame(**more), lines=(), total=Decimal(0))


def decision(*shares: tuple[str, str], **more: Any) -> Decision:  # noqa: ANN401 - any field's value
    """A deal shared out among people, each with an amount in CNY; what lacks shares waits for a ruling."""
    told = tuple(Share(person, "deal", Decimal(amount)) for person, amount in shares)
    own = {"case": "d-1", "result": "shared" if shares else "undecided", "decided": bool(shares), "shares": told}
    return Decision(**frame(**{**own, **more}), at=DUE)
