"""The statement that no other fact may belong to one: what was done after it was barred (B1.10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause
from taizhang.rules.pairing import pairs


def barred(wanted: Mapping[str, Any], fact: Fact, world: World) -> Iterator[tuple[Fact, datetime, tuple[Cause, ...]]]:
    """The fact, at its own time, where another that ``wanted`` names belongs to it; the oldest is told."""
    for other in pairs(wanted, fact, world):
        told = Cause("require.barred", {"fact": f"fact.{other.name}", "moment": other.time}, other.source)
        yield fact, fact.time, (told,)
        return
