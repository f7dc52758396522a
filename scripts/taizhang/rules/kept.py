"""The measure shape ``kept``: of what was planned, how much was done, one by one (A5.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from taizhang.rules.outcome import Cause, Known, Value
from taizhang.rules.reckon import HUNDRED, Asked, Reckoned, chosen, of_number


def kept(wanted: Mapping[str, Any], asked: Asked) -> Reckoned:
    """In per cent, the planned facts that a done one answers by the fields of ``by``; each done one answers one.

    Without a plan it is not applicable; while ``reported`` has not come it is missing, not zero (G12).
    """
    planned = chosen(wanted["planned"], asked)
    if not planned:
        return Reckoned(Known.NOT_APPLICABLE, None, (Cause("measure.no-plan"),))
    if not chosen(wanted["reported"], asked):
        return Reckoned(Known.MISSING, None, (Cause("measure.not-reported"),))
    left = Counter(tuple(fact.get(name) for name in wanted["by"]) for fact in chosen(wanted["done"], asked))
    causes: list[Cause] = []
    done = 0
    for fact in planned:
        keys = tuple(fact.get(name) for name in wanted["by"])
        answered = left[keys] > 0
        left[keys] -= answered
        done += answered
        values: dict[str, Value] = {"day": fact.time.date(), "customer": fact.customer}
        causes.append(Cause("measure.kept" if answered else "measure.not-kept", values, fact.source))
    return of_number(HUNDRED * Decimal(done) / len(planned), tuple(causes))
