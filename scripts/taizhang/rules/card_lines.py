"""The lines of a card: a score in its bounds, with the sum that made it told step by step (A7.1, A7.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from taizhang.rules.amounts import half_up, plain
from taizhang.rules.card_scale import Scale
from taizhang.rules.charges import Charge
from taizhang.rules.outcome import CardLine, Cause, Known, Value

ADJUSTMENTS = "adjustments"


def line_of(scale: Scale, section: str, maximum: Decimal, charged: Sequence[Charge], *, charging: bool) -> CardLine:
    """One line: where it starts, less what is charged, in [0, ``maximum``], half-up to two digits.

    ``charging`` tells whether any rule can charge on it; a line that none charges says so.
    """
    values: dict[str, Value] = {"title": scale.title, "maximum": plain(maximum)}
    entries = tuple(one.told for one in charged)
    if scale.known is Known.NOT_APPLICABLE:
        children = (scale.cause,) if scale.cause else ()
        told = Cause(
            "card.line-not-applicable", values | {"maximum": plain(scale.maximum)}, None, (*children, *entries)
        )
        return CardLine(scale.id, scale.title, section, Decimal(0), Known.NOT_APPLICABLE, None, told)
    steps = [] if maximum == scale.maximum else [_grown(scale.maximum, maximum)]
    base, first = _start(scale, maximum, charging=charging)
    steps += [first, *entries]
    if base is None:
        told = Cause("card.line-missing", values, None, tuple(steps))
        return CardLine(scale.id, scale.title, section, maximum, Known.MISSING, None, told)
    raw = base + sum((one.counted for one in charged), Decimal(0))
    score = half_up(min(max(raw, Decimal(0)), maximum))
    if half_up(raw) != score:
        steps.append(Cause("card.bounded", {"raw": f"{half_up(raw):f}", "score": f"{score:f}"}))
    told = Cause("card.line", values | {"score": f"{score:f}"}, None, tuple(steps))
    return CardLine(scale.id, scale.title, section, maximum, Known.NUMBER, score, told)


def _start(scale: Scale, maximum: Decimal, *, charging: bool) -> tuple[Decimal | None, Cause]:
    """What the line starts from, and the step that tells it."""
    if scale.full_at is None:
        name = "card.from-maximum" if charging else "card.nobody-charges"
        return maximum, Cause(name, {"maximum": plain(maximum)})
    below = (scale.cause,) if scale.cause else ()
    if scale.value is None:
        return None, Cause("card.measure-missing", {}, None, below)
    base = maximum * scale.value / scale.full_at
    values: dict[str, Value] = {
        "value": plain(scale.value),
        "full": plain(scale.full_at),
        "maximum": plain(maximum),
        "score": f"{half_up(base):f}",
    }
    return base, Cause("card.linear", values, None, below)


def _grown(own: Decimal, maximum: Decimal) -> Cause:
    return Cause("card.weight-moved", {"own": plain(own), "maximum": plain(maximum)})


def adjustment_lines(bounds: Mapping[str, Any], charged: Sequence[Charge]) -> tuple[CardLine, CardLine]:
    """The raw sum of the adjustments, which does not count, and what its bounds leave of it, which does (A7.1)."""
    low, high = Decimal(str(bounds["at_least"])), Decimal(str(bounds["at_most"]))
    identity, title = str(bounds["id"]), str(bounds["title"])
    raw = half_up(sum((one.counted for one in charged), Decimal(0)))
    bounded = min(max(raw, low), high)
    told = Cause("card.raw", {"points": raw}, None, tuple(one.told for one in charged))
    values: dict[str, Value] = {"points": bounded, "low": low, "high": high}
    limit = Cause("card.within" if raw == bounded else "card.limited", values)
    first = CardLine(identity, title, ADJUSTMENTS, high, Known.NUMBER, raw, told, counts=False)
    return first, CardLine(f"{identity}-bounded", title, ADJUSTMENTS, high, Known.NUMBER, bounded, limit)
