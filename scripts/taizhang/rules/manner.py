"""In which manner a duty is done, so that what is late or missing is told in its own words: a meeting is not handed in.

A rule may say it; else it follows from the fact that meets the duty, here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from taizhang.rules.pairing import names

MANNER = "manner"


class Manner(StrEnum):
    """Something is handed in (a report), held (a meeting), done (a task), or done so many times."""

    SUBMIT = "submit"
    HOLD = "hold"
    DO = "do"
    REPEAT = "repeat"


HANDED_IN = frozenset({"submitted", "logged", "set", "confirmed", "received"})
"""What happens to a record that is handed in, the second half of a fact's name."""
HELD = "meeting.held"
TIMES = frozenset({"times", "times_by"})


def manner_of(parameters: Mapping[str, Any]) -> Manner:
    """What the rule says, else what the fact that meets it tells."""
    if said := parameters.get(MANNER):
        return Manner(str(said))
    if parameters.keys() & TIMES:
        return Manner.REPEAT
    fact = next(names({"met_by": parameters.get("met_by")}), "")
    if fact == HELD:
        return Manner.HOLD
    return Manner.SUBMIT if fact.rpartition(".")[2] in HANDED_IN else Manner.DO
