"""The ledger with what closings add to it: a finding where a sealed month reckoned now is not what was sealed (A8.6).

A closing can be compared only when the ledger is there, and a finding must come from a rule, so that clause, severity
and worked examples stand in the rulebook. So the comparison gives facts, ``closing.compared`` for each sealed card, and
the rules that read them run once more over these, after all others. In the first pass they found no such fact and gave
nothing: nothing that the first pass computed is computed again, and no result can rest on its own comparison.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from taizhang.closing.closing import closings_of
from taizhang.closing.text import word
from taizhang.closing.verify import TOTAL, Differences, Shown, verify
from taizhang.facts.company import company_of
from taizhang.facts.fact import Fact, Source
from taizhang.facts.registers import Registers
from taizhang.history.history import History
from taizhang.ledger import Ledger, compute
from taizhang.ledger.compute import Trust, run_all
from taizhang.ledger.order import in_order
from taizhang.ledger.rulebook_check import COMPARED
from taizhang.progress import Phase, Tell, nobody, telling
from taizhang.records.book import Book
from taizhang.rules import KINDS
from taizhang.rules.kind import World


def audited(book: Book, history: History, as_of: datetime, tell: Tell = nobody) -> Ledger:
    """The ledger of ``book`` at ``as_of``, every month sealed by then compared with what was sealed.

    ``tell`` is told how far it is.
    """
    ledger = compute(book, history, as_of, tell)
    facts = tuple(compared(differences_of(book, ledger, tell)))
    if not facts:
        return ledger
    steps, _ = in_order(ledger.rulebooks)
    reading = [(rulebook, rule) for rulebook, rule in steps if COMPARED in KINDS[rule.kind].reads(rule)]
    world = World(ledger.facts.joined(facts), Registers(book), Trust(company_of(book), history))
    return ledger.with_more(run_all(reading, world))


def differences_of(book: Book, ledger: Ledger, tell: Tell = nobody) -> Iterator[Differences]:
    """Every closing sealed by the ledger's moment held against it, by path."""
    sealed = [closing for closing in closings_of(book) if closing.sealed(ledger.as_of)]
    for closing in telling(sealed, tell, Phase.COMPARING, len(sealed)):
        yield verify(ledger, book, closing)


def compared(found: Iterable[Differences]) -> Iterator[Fact]:
    """A fact for each sealed card and each that has come up since: both totals, and how many lines differ."""
    for one in found:
        closing = one.closing
        sealed = {card.person: number for number, card in enumerate(closing.cards)}
        for person in dict.fromkeys((*sealed, *(line.person for line in one.lines))):
            lines = one.of_person(person)
            total = next((line for line in lines if line.line == TOTAL), None)
            card = closing.card(person)
            was = word(None if card is None else Shown(card.known, card.total))
            number = sealed.get(person)
            yield Fact(
                COMPARED,
                closing.confirmed_at or closing.submitted_at,
                Source(closing.path, () if number is None else ("cards", number)),
                person=person,
                unit=closing.unit,
                attributes={
                    "month": closing.month.key,
                    "was": was,
                    "now": was if total is None else word(total.now),
                    "differing": len([line for line in lines if line.line != TOTAL]),
                },
            )
