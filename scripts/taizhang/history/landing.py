"""When a record landed: its time, who submitted and who approved, read off one commit of the company's line.

The company's line is the first-parent line of its branch. A record lands with the first commit there that holds it:
with the merge of its request, a squash, or a commit made on the line itself. Its time is the merge's ``Submitted-At``
trailer, which CI writes (the request's last push: what is handed in on Friday and approved on Monday counts on
Friday), else the committer date. Author dates are free text and never count.

So are committer dates of commits that a fast-forward takes over as they are: a company that wants these times to prove
something lets only its forge merge, and never by fast-forward. Dates that run backwards on the line are noted.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from taizhang.when.moment import local_from_epoch, parse_moment

SKEW = timedelta(minutes=10)
"""How far two machines' clocks may differ before a time counts as impossible."""
SECONDS_OF_YEAR_2200 = 7_258_118_400

_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)? ?(Z|[+-][0-9]{2}:?[0-9]{2})",
)
_USUAL = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(?::[0-5][0-9])?([+-][0-9]{2}:[0-9]{2})")
"""As machines write it; where the offset is the company's, the first part is the local minute."""
_EARLIEST, _LATEST = "1970-01-02", "2199-12-30"
_PERSON = re.compile(r"(?P<name>[^<>]*[^<>\s])\s*<(?P<mail>[^<>\s]+)>")


class Note(StrEnum):
    """What is odd about a landing; the room's catalogue has a sentence for each."""

    SUBMITTED_AT_MALFORMED = "submitted-at-malformed"
    SUBMITTED_AT_REPEATED = "submitted-at-repeated"
    SUBMITTED_AT_LATER = "submitted-at-later"
    APPROVED_BY_MALFORMED = "approved-by-malformed"
    APPROVED_AT_MALFORMED = "approved-at-malformed"
    TRAILERS_OUTSIDE_MERGE = "trailers-outside-merge"
    DATE_BACKWARDS = "date-backwards"
    DATE_UNREADABLE = "date-unreadable"


class Commit(NamedTuple):
    """One commit of the line as Git tells it.

    ``seconds`` is the committer date since 1970 (None: none can be read), ``backwards`` says that it lies before that
    of the commit before it on the line, ``trailers`` are the lines ``Key: value`` of its message.
    """

    id: str
    seconds: int | None
    merge: bool = False
    backwards: bool = False
    trailers: str = ""


class Approval(NamedTuple):
    """Somebody's approval of a request; ``at`` where the trailers tell it."""

    name: str
    mail: str
    at: datetime | None = None


class Landing(NamedTuple):
    """One commit of the line as what it is for records: ``moment`` is the local time that counts.

    ``moment`` is None only where neither trailer nor commit has a readable date; ``submitted_at`` is the trailer that
    counted, None where the committer date did. ``submitted_by`` is the trailer as written.
    """

    moment: datetime | None
    commit: str
    submitted_at: datetime | None = None
    submitted_by: str = ""
    approved: tuple[Approval, ...] = ()
    notes: tuple[Note, ...] = ()


def landing_of(commit: Commit, utc_offset: str, *, squashes: bool = False) -> Landing:
    """What ``commit`` is as a landing, in the local time of ``utc_offset`` (``+08:00``, else ValueError).

    Trailers count on merges only: the message of any other commit is its author's, and a squash takes over what the
    request's author wrote. ``squashes`` says that the company's forge squashes and its CI writes the trailers there.
    """
    committed = _committed(commit, utc_offset)
    notes = [Note.DATE_BACKWARDS] if commit.backwards else []
    if committed is None:
        notes.append(Note.DATE_UNREADABLE)
    pairs = _pairs(commit.trailers) if commit.trailers else []
    if pairs and not (commit.merge or squashes):
        notes.append(Note.TRAILERS_OUTSIDE_MERGE)
        pairs = []
    if not pairs:
        return Landing(committed, commit.id, notes=tuple(notes))
    submitted_at = _submitted_at(pairs, committed, utc_offset, notes)
    submitted_by = [value for key, value in pairs if key == "submitted-by"]
    return Landing(
        moment=submitted_at or committed,
        commit=commit.id,
        submitted_at=submitted_at,
        submitted_by=submitted_by[-1] if submitted_by else "",
        approved=tuple(_approvals(pairs, utc_offset, notes)),
        notes=tuple(dict.fromkeys(notes)),
    )


def instant(text: str, utc_offset: str) -> datetime | None:
    """The local minute of ``text``: ISO 8601 with its own offset, or ``2026-10-13 09:40`` in local time; else None."""
    usual = _USUAL.fullmatch(text)
    try:
        if usual and usual[2] == utc_offset and _EARLIEST <= text < _LATEST:
            return datetime.fromisoformat(usual[1])
        if not _INSTANT.fullmatch(text):
            return parse_moment(text)
        seconds = datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-").replace(" Z", "Z")).timestamp()
    except (ValueError, OverflowError):
        return None
    return local_from_epoch(int(seconds), utc_offset) if 0 < seconds < SECONDS_OF_YEAR_2200 else None


def _committed(commit: Commit, utc_offset: str) -> datetime | None:
    """The committer date in local time; Git tells a date it cannot read as nothing, or as the epoch."""
    if commit.seconds is None or not 0 < commit.seconds < SECONDS_OF_YEAR_2200:
        return None
    return local_from_epoch(commit.seconds, utc_offset)


def _pairs(trailers: str) -> list[tuple[str, str]]:
    """Key in lower case and value of each trailer line, in their order."""
    parts = [line.partition(":") for line in trailers.split("\n")]
    return [(key.strip().lower(), value.strip()) for key, colon, value in parts if colon]


@lru_cache(maxsize=1024)
def _person(text: str) -> tuple[str, str] | None:
    """Name and mail of ``name <mail>``; the same few people approve over and over."""
    found = _PERSON.fullmatch(text)
    return (found["name"].strip(), found["mail"]) if found else None


def _submitted_at(
    pairs: list[tuple[str, str]], committed: datetime | None, utc_offset: str, notes: list[Note]
) -> datetime | None:
    """The one time of submission that counts: of several the latest, and none after the commit itself."""
    times: list[datetime] = []
    values = [value for key, value in pairs if key == "submitted-at"]
    for value in values:
        moment = instant(value, utc_offset)
        if moment is None:
            notes.append(Note.SUBMITTED_AT_MALFORMED)
        elif committed is not None and moment > committed and moment > committed + SKEW:
            notes.append(Note.SUBMITTED_AT_LATER)
        else:
            times.append(moment)
    if len(values) > 1:
        notes.append(Note.SUBMITTED_AT_REPEATED)
    return max(times, default=None)


def _approvals(pairs: list[tuple[str, str]], utc_offset: str, notes: list[Note]) -> list[Approval]:
    """Each Approved-By with the Approved-At that follows it; one not of the form ``name <mail>`` is left out."""
    found: list[Approval] = []
    person: tuple[str, str] | None = None
    for key, value in pairs:
        if key == "approved-by":
            if person:
                found.append(Approval(*person))
            person = _person(value)
            if person is None:
                notes.append(Note.APPROVED_BY_MALFORMED)
        elif key == "approved-at":
            moment = instant(value, utc_offset)
            if moment is None or person is None:
                notes.append(Note.APPROVED_AT_MALFORMED)
            if person:
                found.append(Approval(*person, moment))
            person = None
    return [*found, Approval(*person)] if person else found
