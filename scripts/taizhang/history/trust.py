"""Which time counts: the one somebody typed, or the one Git can prove.

| what is there | counts | basis |
| --- | --- | --- |
| no history, not landed yet, or no readable date | the claim | unverified |
| a claim from before the company kept its records in Git | the claim | unverified |
| nothing typed | the landing | landing |
| landed within the trust after the claim | the claim | claim |
| landed later than that: back-dated 倒签 | the landing | landing |
| the claim is at most the trust after the landing | the claim | claim |
| the claim is further after it, and the record was changed since | the claim | claim |
| the claim is further after it, and never changed since: dated ahead 预填 | the landing | landing |

A claim after the landing is mostly a revision: the form writes the new time, or the request went on after it was
opened. It speaks against its author wherever there is a deadline, so it is believed as long as Git has a version from
within the trust of it or later. Without one it is of a time at which nobody wrote anything, and the record was
provably there before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from taizhang.history.landing import Landing

TRUST = timedelta(hours=24)


class Basis(StrEnum):
    """What the time that counts rests on; the room's catalogue has a sentence for each."""

    CLAIM = "claim"
    LANDING = "landing"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Counted:
    """The local time that counts and what it rests on; ``moment`` is None only where nothing was typed or proven.

    ``backdated`` (倒签): the claim lies before the landing by more than the trust. ``ahead`` (预填): it lies after
    everything that Git has of the record by more than the trust.
    """

    moment: datetime | None
    basis: Basis
    backdated: bool = False
    ahead: bool = False


def counted(
    claimed: datetime | None,
    landing: Landing | None,
    known: bool,  # noqa: FBT001 - the third of the three things that are asked
    trust: timedelta = TRUST,
    history_since: datetime | None = None,
    changed_at: datetime | None = None,
) -> Counted:
    """The time that counts for a record with the typed time ``claimed`` that landed with ``landing``.

    ``known`` says whether Git's history could be read; ``trust`` is how far claim and landing may lie apart (an equal
    distance is within); claims before ``history_since`` were typed when there was no Git to show them;
    ``changed_at`` is when the record last changed after its landing.
    """
    proven = landing.moment if known and landing else None
    if proven is None:
        return Counted(claimed, Basis.UNVERIFIED)
    if claimed is None:
        return Counted(proven, Basis.LANDING)
    if history_since is not None and claimed < history_since:
        return Counted(claimed, Basis.UNVERIFIED)
    if claimed < proven - trust:
        return Counted(proven, Basis.LANDING, backdated=True)
    if claimed > max(proven, changed_at or proven) + trust:
        return Counted(proven, Basis.LANDING, ahead=True)
    return Counted(claimed, Basis.CLAIM)
