"""What Git's past says against the records: typed times it disproves, changes by others, approvals by oneself.

Nothing is judged here: a finding is what somebody should look at. What could not be looked at is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from taizhang.facts.company import company_of
from taizhang.facts.extract import facts_of
from taizhang.facts.fact import Fact
from taizhang.facts.registers import Registers
from taizhang.history.authors import Authored
from taizhang.history.history import Status
from taizhang.history.landing import Landing
from taizhang.history.messages import SENTENCES
from taizhang.history.trust import counted
from taizhang.progress import Phase, Tell, nobody, telling
from taizhang.records.change import lost_entries
from taizhang.records.paths import Pointer, Spot, select
from taizhang.records.schema_set import Kind, titles
from taizhang.review.past import Data, Happened, Past
from taizhang.review.people_in_git import PERSON, Organisation, People
from taizhang.review.sentences import say
from taizhang.when.moment import format_moment, parse_moment

RULES = (
    *("backdated", "ahead", "earlier", "landing", "foreign", "own-approval", "typed-approval", "merge-approval"),
    *("lost", "removed"),
)
APPROVING = frozenset({"approved_by", "confirmed_by", "reviewed_by", "rechecked_by", "witnessed_by"})
ASKING = frozenset(
    {
        *("person", "submitted_by", "recorded_by", "entered_by", "taken_by", "claimant", "by", "given_by", "set_by"),
        *("stands_in_for",),
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to look at: its rule, the record ("" for a whole commit), when and with which commit, the sentence."""

    rule: str
    path: str
    at: str
    commit: str
    text: str


@dataclass(slots=True)
class Audit:
    """What was found, in the order of ``RULES``, and what was not looked at, by why."""

    commits: int = 0
    records: int = 0
    findings: tuple[Finding, ...] = ()
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    early: int = 0
    unread: int = 0
    unbacked: int = 0


class Auditor:
    """Looks at a past."""

    def __init__(self, past: Past) -> None:
        self._past = past
        self._company = company_of(past.book)
        self._registers = Registers(past.book)
        self._people = People(self._registers)
        self._organisation = Organisation(past.book)
        self._audit = Audit()

    def audit(self, tell: Tell = nobody) -> Audit:
        """All of it; ``tell`` is told how far it is."""
        found: list[Finding] = [*self._times()]
        records: set[str] = set()
        seen: dict[str, Landing] = {}
        for one in telling(self._past.happened(), tell, Phase.TELLING):
            records.add(one.path)
            merged = one.landing.commit not in seen
            seen[one.landing.commit] = one.landing
            found += self._notes(one.landing) if merged else ()
            if self._early(one.landing):
                self._audit.early += 1
                continue
            found += self._change(one)
        order = {rule: number for number, rule in enumerate(RULES)}
        self._audit.findings = tuple(sorted(set(found), key=lambda one: (order[one.rule], one)))
        self._audit.commits, self._audit.records = len(seen), len(records)
        return self._audit

    def _early(self, landing: Landing) -> bool:
        """It landed before the company says that its Git tells anything."""
        since = self._company.history_since
        return since is not None and landing.moment is not None and landing.moment < since

    def _times(self) -> Iterator[Finding]:
        """Typed times that Git disproves, the earliest of each record; a mere date does not say when it was typed."""
        told: dict[tuple[str, str], tuple[datetime, Finding]] = {}
        history = self._past.history
        unbacked = set()
        for fact in facts_of(self._past.book):
            path = fact.source.path
            landing = history.landing(path)
            if landing is None or not self._past.counts(landing.commit) or not self._typed(fact):
                continue
            changed = history.changed_at(path)
            trust, since = self._company.trust, self._company.history_since
            judged = counted(fact.time, landing, True, trust, since, changed)  # noqa: FBT003 - the history is known
            if since is not None and fact.time < since:
                unbacked.add(path)
            if not (judged.backdated or judged.ahead) or landing.moment is None:
                continue
            rule = "backdated" if judged.backdated else "ahead"
            values = {"claimed": format_moment(fact.time), "landed": format_moment(landing.moment)}
            text = SENTENCES.sentences[f"counted.{rule}"].message.format(**values)
            one = Finding(rule, path, format_moment(landing.moment), landing.commit, text)
            if (rule, path) not in told or fact.time < told[rule, path][0]:
                told[rule, path] = fact.time, one
        self._audit.unbacked = len(unbacked)
        yield from (one for _, one in told.values())

    def _typed(self, fact: Fact) -> bool:
        """Whether the record says a moment there, and not only a day."""
        value: object = None
        if record := self._past.book.at(fact.source.path):
            value = _at(record.data, fact.source.pointer)
        return isinstance(value, str) and parse_moment(value) is not None

    def _notes(self, landing: Landing) -> Iterator[Finding]:
        """What is odd about a landing, whatever it brought."""
        for note in landing.notes:
            sentence = SENTENCES.sentences[f"landing.{note}"]
            yield Finding("landing", "", _when(landing), landing.commit, f"{sentence.title}:{sentence.message}")

    def _change(self, one: Happened) -> Iterator[Finding]:
        """What one change of a record gives to look at."""
        root = next(root for root in self._past.roots if one.path.startswith(f"{root}/"))
        kind = self._past.book.schemas.kind_of(one.path.removeprefix(f"{root}/"))
        if one.status is Status.REMOVED:
            yield self._finding("removed", one, who=self._who(one))
        if kind is None or not one.readable:
            self._audit.unread += 1
            return
        yield from self._foreign(kind, one)
        yield from self._approved(kind, one)
        if one.before is not None and one.after is not None:
            for name, was, now in _earlier(kind, one.before, one.after):
                title = titles(kind.schema).get((name,), name)
                yield self._finding("earlier", one, who=self._who(one), title=title, was=was, now=now)
            for lost in lost_entries(kind, one.before, one.after):
                values = {"title": lost.title, "number": lost.number, "was": lost.was}
                yield self._finding("lost", one, who=self._who(one), **values)

    def _foreign(self, kind: Kind, one: Happened) -> Iterator[Finding]:
        """A change by somebody who neither owns the record nor answers for its unit; unknown authors are counted."""
        if one.landing.moment is None:
            return
        for author in one.authors:
            person = self._people.find(author.name, author.mail)
            if person is None:
                self._audit.unknown[author.name, author.mail] += 1
            elif not self._organisation.may(person.id, one.landing.moment.date(), kind, one.before, one.after):
                did = say(f"audit.did-{one.status}")
                yield self._finding("foreign", one, who=person.name, what=did, kind=kind.title)

    def _approved(self, kind: Kind, one: Happened) -> Iterator[Finding]:
        """Approvals that a change brings: by whom asked for them, or typed by him without the approver's own."""
        if one.after is None:
            return
        mine = [person for author in one.authors if (person := self._people.find(author.name, author.mail))]
        backing = {found.id for it in one.landing.approved if (found := self._people.find(it.name, it.mail))}
        for spot in _fresh(kind, one.before, one.after):
            asking = _asking(kind, spot, one.after)
            title = titles(kind.schema).get(tuple("*" if isinstance(s, int) else s for s in spot.pointer), "")
            who = str(spot.value)
            values = {"title": title, "who": self._registers.called(PERSON, who)}
            if who in asking:
                yield self._finding("own-approval", one, **values)
            elif len(mine) == len(one.authors) == 1 and mine[0].id in asking and who not in backing:
                yield self._finding("typed-approval", one, **values, typed=mine[0].name)
        yield from self._merged(one)

    def _merged(self, one: Happened) -> Iterator[Finding]:
        """A request approved by one of its own authors, or by who handed it in."""
        by = one.landing.submitted_by
        name, _, rest = by.partition("<")
        asked = {self._identity(author.name, author.mail) for author in one.authors}
        asked |= {self._identity(name.strip(), rest.rstrip("> "))} if by else set()
        for approval in one.landing.approved:
            if self._identity(approval.name, approval.mail) in asked:
                text = say("audit.merge-approval", who=approval.name)
                yield Finding("merge-approval", "", _when(one.landing), one.landing.commit, text)

    def _identity(self, name: str, mail: str) -> str:
        person = self._people.find(name, mail)
        return person.id if person else f"<{(mail or name).casefold()}>"

    def _finding(self, rule: str, one: Happened, **values: object) -> Finding:
        text = say(f"audit.{rule}", **values)
        return Finding(rule, one.path, _when(one.landing), one.landing.commit, text)

    def _who(self, one: Happened) -> str:
        return "、".join(self._called(author) for author in one.authors)

    def _called(self, author: Authored) -> str:
        person = self._people.find(author.name, author.mail)
        return person.name if person else f"{author.name} <{author.mail}>"


def _earlier(kind: Kind, before: Data, after: Data) -> Iterator[tuple[str, str, str]]:
    """The times that facts rest on which were moved back: the field, what it said and says."""
    for name in sorted({str(entry["at"]).removeprefix("/") for entry in kind.facts if "at" in entry}):
        was, now = str(before.get(name, "")), str(after.get(name, ""))
        old, new = parse_moment(was), parse_moment(now)
        if old is not None and new is not None and new < old:
            yield name, was, now


def _fresh(kind: Kind, before: Data | None, after: Data) -> Iterator[Spot]:
    """The approvals in ``after`` that ``before`` does not have."""
    for reference in kind.references:
        if reference.kind != PERSON or reference.pattern[-1] not in APPROVING:
            continue
        old = {spot.pointer: spot.value for spot in select(before, reference.pattern)} if before else {}
        yield from (x for x in select(after, reference.pattern) if x.value and old.get(x.pointer) != x.value)


def _asking(kind: Kind, spot: Spot, data: Data) -> frozenset[str]:
    """Who asks for what is approved at ``spot``: beside it, at the record's top, or whom the record is of."""
    _, beside = spot.trail[-1]
    patterns = {one.pattern[-1] for one in kind.references if one.kind == PERSON} & ASKING
    found = {str(beside[name]) for name in patterns if beside.get(name)}
    found |= {str(data[PERSON])} if data.get(PERSON) and PERSON in patterns else set()
    found |= {str(data.get("id", ""))} if kind.name == PERSON else set()
    return frozenset(found)


def _at(value: object, pointer: Pointer) -> object:
    """The value at a pointer that was read off the same data."""
    for step in pointer:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _when(landing: Landing) -> str:
    return format_moment(landing.moment) if landing.moment else ""
