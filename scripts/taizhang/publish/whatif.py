"""What a card would be if a duty or a measure came out otherwise: reckoned again by the rules themselves (A7.1, A4.4).

Only what can move one person's card is reckoned: the measures and adjustments that read what is changed, in the order
of the rules, then the card. Nothing is guessed: a card that does not come out as it stands when nothing is changed (an
audience may not see all that it rests on) gives no answers at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

from taizhang.facts.fact import Fact
from taizhang.facts.store import ByName, Facts, Texts
from taizhang.history.trust import Basis, Counted
from taizhang.ledger.lacking import charged_by
from taizhang.ledger.order import in_order
from taizhang.publish.view import View
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules import KINDS, adjust, measure, scorecard
from taizhang.rules.as_facts import facts_of
from taizhang.rules.charge import entry_of
from taizhang.rules.charges import ENTERED, Charge, charges, entered
from taizhang.rules.holders import Holder
from taizhang.rules.kind import World
from taizhang.rules.outcome import CardLine, Entry, Finding, Known, Measure, Obligation, Outcome, Scorecard, State
from taizhang.when.period import Period, parse_period

MEASURE, ADJUST = "measure", "adjust"
MEASURED = ".measured"
Named = tuple[str, str]
"""A rule by its rulebook and id."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A card reckoned anew, with what is charged on it."""

    card: Scorecard
    charged: tuple[Charge, ...]

    @property
    def known(self) -> Decimal:
        """The points of all lines that have any, whatever else is missing."""
        return known_points(self.card.lines)

    def of(self, line: str) -> Decimal:
        """What a line gives that counts: for the adjustments what their bounds leave."""
        return known_points(one for one in self.card.lines if one.id in {line, f"{line}-bounded"})


class Whatif:
    """What every card of a view needs: the rules in their order, and which of them read outcomes of others."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.books: Mapping[str, Rulebook] = {book.id: book for book in view.rulebooks}
        self.rules: Mapping[Named, Rule] = {(rule.rulebook, rule.id): rule for rule in view.rules}
        ordered, _ = in_order(view.rulebooks)
        self.steps = tuple((book, rule) for book, rule in ordered if rule.kind in {MEASURE, ADJUST})
        self.reads = {rule.id: KINDS[rule.kind].reads(rule) for _, rule in self.steps}
        self.read = frozenset(name for names in self.reads.values() for name in names)
        """Every fact that a measure or an adjustment reads."""
        self.uncharged = charged_by(rule for rule in view.rules if rule.id in view.lacking)

    def of(self, card: Scorecard) -> WhatifCard | None:
        """The card to be asked; None where it can't be reckoned here as it stands."""
        rule, book = self.rules.get((card.rulebook, card.rule)), self.books.get(card.rulebook)
        period, entity = parse_period(card.period), self.view.registers.entity("person", card.person)
        post = entity.as_of(period.last) if entity is not None and period is not None else None
        if rule is None or book is None or period is None or entity is None or post is None:
            return None
        found = WhatifCard(self, card, book, rule, period, Holder(entity, post))
        return found if _same(found.now.card.lines, card.lines) else None

    def version(self, duty: Obligation) -> Mapping[str, object]:
        """The parameters of a duty's rule, in force when it began."""
        rule, period = self.rules.get((duty.rulebook, duty.rule)), parse_period(duty.period)
        if rule is None:
            return {}
        return rule.on(period.start if period is not None else self.view.as_of.date()).parameters


class WhatifCard:
    """One person's card, to be asked what it would be."""

    def __init__(
        self, whatif: Whatif, card: Scorecard, book: Rulebook, rule: Rule, period: Period, holder: Holder
    ) -> None:
        self.whatif = whatif
        self.card = card
        self.period = period
        self.rule = rule
        self._book = book
        self._holder = holder
        self._end = datetime.combine(period.end, time.min) - timedelta(minutes=1)
        self._own = {one.key: one for one in whatif.view.ledger.about_person(card.person) if self._matters(one)}
        self._by_name: defaultdict[str, dict[str, Fact]] = defaultdict(dict)
        for one in self._own.values():
            for fact in self._facts(one):
                self._by_name[fact.name][one.key] = fact
        self._charging = scorecard.charging_of(book)
        self.base = self.reckon({}, every=True)
        """The card when its period is over, if nothing more were done and nothing fell due."""

    @cached_property
    def now(self) -> Reckoned:
        """The card as it stands."""
        return self.reckon({})

    @property
    def own(self) -> Iterable[Outcome]:
        """The person's entries, measures and such duties as something reads."""
        return self._own.values()

    def reckon(self, changed: Mapping[str, Outcome], *, every: bool = False) -> Reckoned:
        """The card with outcomes in place of those with the same keys, and all that follows from them.

        ``every`` reckons all measures and adjustments again that read outcomes, changed or not.
        """
        given: dict[str, Outcome | None] = dict(changed)
        names: set[str] = set()
        for key, one in changed.items():
            old = self.whatif.view.ledger.find(key)
            names |= {name for each in (old, one) if each is not None for name in _names(each)}
            if isinstance(old, Obligation | Finding):
                given[f"{old.key}#{old.line}"] = None
            if (entry := entry_of(one)) is not None:
                given[entry.key] = entry
        for book, rule in self.whatif.steps:
            read = self.whatif.reads[rule.id]
            if read & names or (every and any(name in self._by_name for name in read)):
                again = self._again(book, rule, given, changed)
                given |= again
                names |= {f"{rule.id}{MEASURED if rule.kind == MEASURE else ENTERED}"} if again else set()
        world = self._world(given)
        listed = charges(entered(self._book, world), self._holder.id, self.period, world)
        whole = scorecard.Card(self.rule, self._holder, self.period, listed, self._charging, world)
        return Reckoned(scorecard.scored(whole, self.rule.on(self.period.start).parameters), listed)

    def with_states(self, states: Mapping[str, State]) -> Reckoned:
        """The card if these duties, by their keys, came out so."""
        ledger = self.whatif.view.ledger
        duties = ((ledger.obligation(key), state) for key, state in states.items())
        return self.reckon({one.key: self.came_out(one, state) for one, state in duties if one is not None})

    def with_value(self, one: Measure, value: Decimal) -> Reckoned:
        """The card if a measure were this number."""
        return self.reckon({one.key: replace(one, known=Known.NUMBER, value=value)})

    def came_out(self, duty: Obligation, state: State) -> Obligation:
        """A duty in another state, with the points that its rule has for it."""
        effect = self.whatif.version(duty).get(state.value)
        told = effect if isinstance(effect, Mapping) else {}
        points, line = Decimal(str(told.get("points", 0))), str(told.get("line", ""))
        done = duty.wanted if state in {State.MET, State.LATE} else duty.done
        return replace(duty, state=state, points=points, line=line, done=done, because=frozenset())

    def _again(
        self, book: Rulebook, rule: Rule, given: Mapping[str, Outcome | None], fixed: Mapping[str, Outcome]
    ) -> dict[str, Outcome | None]:
        """What a measure or an adjustment gives anew for the person, but for what is ``fixed``."""
        world = self._world(given)
        mine = [one for one in self._own.values() if (one.rulebook, one.rule) == (rule.rulebook, rule.id)]
        if rule.kind == MEASURE:
            within = ((one, parse_period(one.period)) for one in mine if one.key not in fixed)
            return {
                one.key: measure.measured(rule, self._holder, period, world)
                for one, period in within
                if isinstance(one, Measure) and period is not None and self._meets(period)
            }
        facts = (fact for name in adjust.reads(rule) for fact in world.facts.of_person(name, self._holder.id))
        entries = (adjust.entry_for(book, rule, fact, world) for fact in facts)
        return {**{one.key: None for one in mine}, **{one.key: one for one in entries if one is not None}}

    def _world(self, given: Mapping[str, Outcome | None]) -> World:
        """Facts as they are, with the person's outcomes in their changed form."""
        view = self.whatif.view
        touched: dict[str, dict[str, Fact]] = {}
        for key, one in given.items():
            for each in (self._own.get(key), one):
                for name in _names(each) if each is not None else ():
                    touched.setdefault(name, dict(self._by_name.get(name, {}))).pop(key, None)
            for fact in self._facts(one) if one is not None else ():
                touched[fact.name][key] = fact
        own = {name: found.values() for name, found in {**self._by_name, **touched}.items()}
        mine = Facts((fact for found in own.values() for fact in found), self._end)
        return World(Over(mine, view.facts), view.registers, _as_typed, self.whatif.uncharged)

    def _facts(self, one: Outcome) -> Iterator[Fact]:
        rule = self.whatif.rules.get((one.rulebook, one.rule))
        if rule is not None:
            yield from facts_of(one, rule.source)

    def _matters(self, one: Outcome) -> bool:
        """Whether an outcome can stand on the card or be read for it."""
        if isinstance(one, Entry | Measure):
            period = parse_period(one.period)
            return period is not None and self._meets(period)
        return isinstance(one, Obligation | Finding) and not self.whatif.read.isdisjoint(_events(one))

    def _meets(self, period: Period) -> bool:
        return period.start < self.period.end and self.period.start < period.end


class Over(Facts):
    """A person's own outcomes laid over the facts of records."""

    def __init__(self, own: Facts, below: Facts) -> None:
        super().__init__((), own.as_of)
        self._own = own
        self._below = below

    @property
    def names(self) -> frozenset[str]:
        """The names of all facts there are."""
        return self._own.names | self._below.names

    def named(self, name: str) -> tuple[Fact, ...]:
        """Facts of one name, oldest first."""
        return self._of(name).named(name)

    def of_person(self, name: str, person: str) -> tuple[Fact, ...]:
        """Facts of one name about one person, oldest first."""
        return self._of(name).of_person(name, person)

    def of_customer(self, name: str, customer: str) -> tuple[Fact, ...]:
        """Facts of one name about one customer, oldest first."""
        return self._of(name).of_customer(name, customer)

    def of_unit(self, name: str, unit: str) -> tuple[Fact, ...]:
        """Facts of one name about one unit, oldest first."""
        return self._of(name).of_unit(name, unit)

    def sharing(self, name: str, key: str, value: str) -> tuple[Fact, ...]:
        """Facts of one name that have ``value`` as a key or attribute."""
        return self._of(name).sharing(name, key, value)

    def alike(self, name: str, by: Hashable, texts: Callable[[Fact], Texts]) -> Mapping[Texts, tuple[Fact, ...]]:
        """Facts of one name by what ``texts`` reads from them."""
        return self._of(name).alike(name, by, texts)

    def during(self, name: str, key: str, value: str, start: date, end: date) -> tuple[Fact, ...]:
        """Facts of one name about one person, customer or unit on the days of [start, end)."""
        return self._of(name).during(name, key, value, start, end)

    def telling(self, name: str, key: str, value: str, field: str) -> ByName:
        """Facts of one name about one person, customer or unit, by what they say in a field."""
        return self._of(name).telling(name, key, value, field)

    def _of(self, name: str) -> Facts:
        return self._own if name in self._own.names else self._below


def known_points(lines: Iterable[CardLine]) -> Decimal:
    """The points of the lines that count and are known."""
    return sum((one.score for one in lines if one.counts and one.score is not None), Decimal())


def _names(one: Outcome) -> frozenset[str]:
    """The names of the facts an outcome may state."""
    match one:
        case Entry():
            return frozenset({f"{one.rule}{ENTERED}"})
        case Measure():
            return frozenset({f"{one.rule}{MEASURED}"})
        case _:
            return _events(one)


def _events(one: Outcome) -> frozenset[str]:
    return frozenset({f"{one.rule}.raised", *(f"{one.rule}.{state.value}" for state in State)})


def _same(found: Iterable[CardLine], wanted: Iterable[CardLine]) -> bool:
    return [(one.id, one.known, one.score, one.maximum) for one in found] == [
        (one.id, one.known, one.score, one.maximum) for one in wanted
    ]


def _as_typed(fact: Fact) -> Counted:
    """No rule that is reckoned here asks when a fact landed."""
    return Counted(fact.time, Basis.UNVERIFIED)
