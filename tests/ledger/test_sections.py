"""The sections of a card: what is missing, what is not applicable and what is zero are three things."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.ledger.sections import besides, sections_of
from taizhang.rules.outcome import CardLine, Cause, Known, Scorecard
from tests.rules.outcomes import frame


def line(identity: str, score: str, section: str = "process", *, counts: bool = True) -> CardLine:
    """A line of at most ten; its score a number, or what it is instead."""
    known = Known(score) if score in set(Known) else Known.NUMBER
    value = Decimal(score) if known is Known.NUMBER else None
    maximum = Decimal(0) if known is Known.NOT_APPLICABLE else Decimal(10)
    return CardLine(identity, identity, section, maximum, known, value, Cause("card.line"), counts)


def card(*sections: tuple[CardLine, ...], more: tuple[Cause, ...] = ()) -> Scorecard:
    """A card of these sections, with ``more`` told below it."""
    told = tuple(
        Cause("card.section", {"title": lines[0].section.title()}, None, tuple(line.cause for line in lines))
        for lines in sections
    )
    lines = tuple(line for lines in sections for line in lines)
    return Scorecard(**{**frame(), "cause": Cause("card.total", {}, None, (*told, *more))}, lines=lines, total=None)


def test_a_card_falls_into_its_sections_and_the_rest() -> None:
    target, process = (line("a", "7", "target"),), (line("b", "5"), line("c", "4.5"))
    rule = Cause("rule.by")
    one = card(target, process, more=(rule,))
    assert [(section.id, section.title, section.lines) for section in sections_of(one)] == [
        ("target", "Target", target),
        ("process", "Process", process),
    ]
    assert besides(one) == (rule,)


@pytest.mark.parametrize(
    ("scores", "known", "score", "maximum"),
    [
        (("5", "4.5"), Known.NUMBER, Decimal("9.5"), 20),
        (("0", "0"), Known.NUMBER, Decimal(0), 20),
        (("5", "missing"), Known.MISSING, None, 20),
        (("missing", "not-applicable"), Known.MISSING, None, 10),
        (("5", "not-applicable"), Known.NUMBER, Decimal(5), 10),
        (("not-applicable", "not-applicable"), Known.NOT_APPLICABLE, None, 0),
    ],
)
def test_what_a_section_is(scores: tuple[str, ...], known: Known, score: Decimal | None, maximum: int) -> None:
    (section,) = sections_of(card(tuple(line(str(number), one) for number, one in enumerate(scores))))
    assert (section.known, section.score) == (known, score)
    assert section.maximum == maximum


def test_the_raw_sum_of_the_adjustments_does_not_count() -> None:
    raw, bounded = line("raw", "-23", "adjustments", counts=False), line("bounded", "-20", "adjustments")
    (section,) = sections_of(card((raw, bounded)))
    assert section.adjusts
    assert section.score == -20
    assert not sections_of(card((line("a", "1"),)))[0].adjusts
