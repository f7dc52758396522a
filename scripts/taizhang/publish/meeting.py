"""Meetings as held and as owed: each kind with the duty it answers, gaps included (A1.1, A1.4, A1.6, A2.1)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from taizhang.facts.fact import Fact, Source
from taizhang.publish.neighbours import beside
from taizhang.publish.plans import rows_of
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.rulebook import Rule
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.outcome import Obligation, Outcome, State
from taizhang.when.period import PeriodKind, period_of

HELD = "meeting.held"
THERE = ("present", "late")
KEPT = (State.MET, State.LATE)
GAPS = (State.MISSED, State.OVERDUE)


@dataclass(frozen=True, slots=True)
class Session:
    """One kind of meeting: as held, or a gap where ``path`` is "" and ``at`` is when it was due.

    ``kind`` is the type's name in the record; ``duty`` what it answers or fails to, None where nothing asks for it;
    ``together`` where one record holds several kinds (A2.1).
    """

    at: datetime
    unit: str
    kind: str
    path: str
    chair: str
    present: int
    expected: int
    duty: Obligation | None
    together: bool


class Meetings:
    """Every meeting of the view; made once, asked by week, by date and by record."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._records = {record.path: record for record in view.records("meeting")}
        self._duties = [(rule, one) for rule in view.rules if _asks(rule) for one in view.of_rule(rule)]
        self._looked_at: dict[Source, list[Obligation]] = defaultdict(list)
        for _, one in self._duties:
            for source in self._sources(one):
                self._looked_at[source].append(one)
        facts = [fact for fact in view.facts.named(HELD) if fact.source.path in self._records]
        self._kinds = Counter(fact.source.path for fact in facts)
        found = [*map(self._held, facts), *self._gaps()]
        self.sessions = tuple(sorted(found, key=lambda one: (one.at, one.unit, one.kind), reverse=True))
        """All, newest first."""
        self._of_record: dict[str, list[Session]] = defaultdict(list)
        self._of_week: dict[tuple[str, str], list[Session]] = defaultdict(list)
        self._of_kind: dict[tuple[str, str], list[str]] = defaultdict(list)
        for session in reversed(self.sessions):
            week = period_of(PeriodKind.WEEK, session.at.date()).key
            self._of_week[session.unit, week].append(session)
            if session.path:
                self._of_record[session.path].append(session)
                self._of_kind[session.unit, session.kind].append(session.path)
        self._resting = self._outcomes()

    @property
    def paths(self) -> tuple[str, ...]:
        """The records of the meetings held by as-of, sorted."""
        return tuple(sorted(self._kinds))

    def record(self, path: str) -> Record:
        """The record of one of ``paths``."""
        return self._records[path]

    def of_week(self, unit: str, week: str) -> tuple[Session, ...]:
        """A unit's meetings and gaps of a week such as ``2026-W42``, oldest first."""
        return tuple(self._of_week.get((unit, week), ()))

    def of_record(self, path: str) -> tuple[Session, ...]:
        """The kinds of meeting that one record holds, in the order of their names."""
        return tuple(self._of_record.get(path, ()))

    def resting_on(self, path: str) -> tuple[Outcome, ...]:
        """The obligations and findings that rest on a meeting's record, in total order."""
        return tuple(self._resting.get(path, ()))

    def beside(self, session: Session) -> tuple[str, str]:
        """The records of the unit's meetings of this kind before and after, "" where there is none."""
        return beside(self._of_kind[session.unit, session.kind], session.path)

    def _held(self, fact: Fact) -> Session:
        listed = rows_of(self._records[fact.source.path], "attendance")
        return Session(
            at=fact.time,
            unit=fact.unit,
            kind=fact.get("type"),
            path=fact.source.path,
            chair=fact.person,
            present=sum(row.get("state") in THERE for row in listed),
            expected=len(listed),
            duty=self._duty(fact),
            together=self._kinds[fact.source.path] > 1,
        )

    def _duty(self, fact: Fact) -> Obligation | None:
        """The duty a meeting answers; one that another meeting has answered is not this one's."""
        named = name_of_fact(fact)
        answered = (
            one for one in self._looked_at.get(fact.source, ()) if one.state not in KEPT or named in one.because
        )
        return next(answered, None)

    def _gaps(self) -> Iterator[Session]:
        """The duties that are missed or overdue and for which nobody met at all."""
        for rule, one in self._duties:
            if one.state in GAPS and one.due is not None and not self._sources(one):
                kind = str(rule.parameters["met_by"].get("where", {}).get("type", ""))
                yield Session(one.due, one.unit, kind, "", one.person, 0, 0, one, together=False)

    def _sources(self, one: Obligation) -> frozenset[Source]:
        """Where the meetings stand that a duty looked at, those that do not count among them."""
        found = (step.source for step in one.cause.children if step.sentence in {"fact.stated", "fact.rejected"})
        return frozenset(source for source in found if isinstance(source, Source) and source.path in self._records)

    def _outcomes(self) -> dict[str, list[Outcome]]:
        found: dict[str, list[Outcome]] = defaultdict(list)
        for _, duty in self._duties:
            for path in sorted({source.path for source in self._sources(duty)}):
                found[path].append(duty)
        for finding in self._view.ledger.findings:
            for path in sorted({name.partition("#")[0] for name in finding.because} & self._records.keys()):
                found[path].append(finding)
        return found


def _asks(rule: Rule) -> bool:
    """Whether a rule asks for a meeting to be held."""
    wanted = rule.parameters.get("met_by")
    return isinstance(wanted, Mapping) and wanted.get("fact") == HELD
