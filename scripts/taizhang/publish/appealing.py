"""Until when somebody may appeal against what was charged on him, by the rule of his rulebook (A8.8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from taizhang.facts.fact import Fact, Source
from taizhang.history.trust import Basis, Counted
from taizhang.publish.view import View
from taizhang.rules.kind import World
from taizhang.rules.outcome import Entry
from taizhang.rules.require import limit_of
from taizhang.when.period import parse_period

FILED = "appeal.filed"


@dataclass(frozen=True, slots=True)
class Window:
    """The last minute to appeal; ``at_least`` where the month is not handed in yet, which may move it back."""

    until: datetime
    at_least: bool
    over: bool


class Windows:
    """The time to appeal, asked by entry; the rules and what was appealed against are looked up once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._world = World(view.facts, view.registers, lambda fact: Counted(fact.time, Basis.UNVERIFIED))
        found = (rule for rule in view.rules if rule.parameters.get("of", {}).get("fact") == FILED)
        self._rules = {rule.rulebook: rule for rule in found if "timely" in rule.parameters}
        self._filed = {record.text("outcome"): record.path for record in view.records("appeal")}
        self._found: dict[tuple[str, str, str, str], Window | None] = {}

    def of(self, entry: Entry) -> Window | None:
        """The window of an entry; None where no rule of its rulebook gives one, or no year's calendar is known yet."""
        return self.of_month(entry.rulebook, entry.unit, entry.period, entry.person)

    def of_month(self, rulebook: str, unit: str, month: str, person: str) -> Window | None:
        """The window for what belongs to a month, such as ``2026-11``."""
        key = (rulebook, unit, month, person)
        if key not in self._found:
            self._found[key] = self._window(*key)
        return self._found[key]

    def filed(self, *keys: str) -> str:
        """The path of the appeal against an outcome by any of its keys; "" where there is none."""
        return next((self._filed[key] for key in keys if key in self._filed), "")

    def _window(self, rulebook: str, unit: str, month: str, person: str) -> Window | None:
        rule, period, now = self._rules.get(rulebook), parse_period(month), self._view.as_of
        if rule is None or period is None:
            return None
        timely = rule.on(period.start).parameters["timely"]
        asked = Fact(FILED, now, Source(""), person=person, unit=unit, attributes={"month": month})
        found = limit_of(timely, asked, self._world)
        if found is None or found[0].due is None:
            return None
        return Window(found[0].due, at_least=found[1] is None, over=found[0].due < now)
