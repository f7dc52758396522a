"""A scorecard's sections: its lines as its cause groups them, each section with its score and maximum (A7.1)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from taizhang.rules.card_lines import ADJUSTMENTS
from taizhang.rules.outcome import CardLine, Cause, Known, Scorecard


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that stand together on a card, in its order; ``cause`` tells the section, its children the lines."""

    title: str
    lines: tuple[CardLine, ...]
    cause: Cause

    @property
    def id(self) -> str:
        """The section's id in the rule, ``adjustments`` for the adjustments."""
        return self.lines[0].section

    @property
    def adjusts(self) -> bool:
        """Whether these are the adjustments: a sum with a sign and no maximum."""
        return self.id == ADJUSTMENTS

    @property
    def known(self) -> Known:
        """One missing line leaves the section missing; it is not applicable where none of its lines is (G12)."""
        known = {line.known for line in self.lines if line.counts}
        if Known.MISSING in known:
            return Known.MISSING
        return Known.NUMBER if Known.NUMBER in known else Known.NOT_APPLICABLE

    @property
    def score(self) -> Decimal | None:
        """The points of the lines that count, None where the section is no number."""
        if self.known is not Known.NUMBER:
            return None
        return sum((line.score for line in self.lines if line.counts and line.score is not None), Decimal())

    @property
    def maximum(self) -> Decimal:
        """The most that the lines that count can give."""
        return sum((line.maximum for line in self.lines if line.counts), Decimal())


def sections_of(card: Scorecard) -> tuple[Section, ...]:
    """The sections of a card, in its order."""
    by_cause = {id(line.cause): line for line in card.lines}
    found = (
        (section, tuple(line for child in section.children if (line := by_cause.get(id(child))) is not None))
        for section in card.cause.children
    )
    return tuple(Section(str(cause.values.get("title", "")), lines, cause) for cause, lines in found if lines)


def besides(card: Scorecard) -> tuple[Cause, ...]:
    """What a card tells besides its sections: charges on lines it does not have, and its rule."""
    told = {id(section.cause) for section in sections_of(card)}
    return tuple(cause for cause in card.cause.children if id(cause) not in told)
