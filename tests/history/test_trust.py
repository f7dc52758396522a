"""Which time counts, at every edge."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from taizhang.history.landing import Landing
from taizhang.history.trust import Basis, Counted, counted

LANDED = datetime(2026, 10, 16, 18, 7)
LANDING = Landing(LANDED, "c1")
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.mark.parametrize("apart", [-DAY, -MINUTE, timedelta(0), MINUTE, DAY])
def test_a_claim_within_the_trust_counts_on_either_side(apart: timedelta) -> None:
    claim = LANDED + apart
    assert counted(claim, LANDING, known=True) == Counted(claim, Basis.CLAIM)


def test_a_claim_a_minute_too_early_is_backdated() -> None:
    assert counted(LANDED - DAY - MINUTE, LANDING, known=True) == Counted(LANDED, Basis.LANDING, backdated=True)


def test_a_claim_a_minute_too_late_is_dated_ahead() -> None:
    assert counted(LANDED + DAY + MINUTE, LANDING, known=True) == Counted(LANDED, Basis.LANDING, ahead=True)


def test_a_later_version_vouches_for_a_later_claim_but_never_for_an_earlier_one() -> None:
    later = LANDED + 3 * DAY
    claim = later + DAY
    assert counted(claim, LANDING, known=True, changed_at=later) == Counted(claim, Basis.CLAIM)
    assert counted(claim + MINUTE, LANDING, known=True, changed_at=later).ahead
    assert counted(LANDED - DAY - MINUTE, LANDING, known=True, changed_at=LANDED - 2 * DAY).backdated


def test_the_trust_is_a_parameter() -> None:
    hour = timedelta(hours=1)
    assert counted(LANDED - hour, LANDING, known=True, trust=hour).basis == Basis.CLAIM
    assert counted(LANDED - hour - MINUTE, LANDING, known=True, trust=hour).backdated
    assert counted(LANDED - MINUTE, LANDING, known=True, trust=timedelta(0)).backdated


@pytest.mark.parametrize(
    ("landing", "known"),
    [(None, False), (None, True), (LANDING, False), (Landing(None, "c1"), True)],
    ids=["nothing known", "not landed", "not known in full", "no readable date"],
)
@pytest.mark.parametrize("claim", [None, LANDED - 30 * DAY, LANDED + 30 * DAY])
def test_without_proof_the_claim_counts_unverified(
    landing: Landing | None, known: bool, claim: datetime | None
) -> None:
    assert counted(claim, landing, known) == Counted(claim, Basis.UNVERIFIED)


def test_nothing_typed_is_the_landing_and_nobodys_fault() -> None:
    assert counted(None, LANDING, known=True) == Counted(LANDED, Basis.LANDING)


def test_what_was_typed_before_there_was_git_cannot_be_verified() -> None:
    since = datetime(2026, 10, 1)
    before = since - MINUTE
    assert counted(before, LANDING, known=True, history_since=since) == Counted(before, Basis.UNVERIFIED)
    assert counted(since, LANDING, known=True, history_since=since).backdated
