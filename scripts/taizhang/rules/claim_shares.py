"""What a decision shares out, to the cent: all to one, or half each (B1.2, G10)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from taizhang.rules.amounts import half_up
from taizhang.rules.outcome import Share

WHOLE, HALF, RULED, UNDECIDED = "whole", "half", "ruled", "undecided"
DEAL = "deal"
"""The role of who has the whole of it."""
TWO = Decimal(2)


@dataclass(frozen=True, slots=True)
class Award:
    """Who gets it: ``whole`` to ``first``, ``half`` each to ``first`` (who keeps the odd cent) and ``second``.

    ``follows`` serves the customer from now on; ``shares`` are those of a ruling.
    """

    result: str
    first: str = ""
    second: str = ""
    follows: str = ""
    shares: tuple[Share, ...] = ()

    def shared(self, amount: Decimal) -> tuple[Share, ...]:
        """The shares of ``amount``; they add up to it, and none is negative."""
        match self.result:
            case "whole":
                return (Share(self.first, DEAL, amount),)
            case "half":
                half = half_up(amount / TWO)
                return Share(self.first, HALF, half), Share(self.second, HALF, amount - half)
            case "ruled":
                return self.shares
            case _:
                return ()


def whole(person: str) -> Award:
    """All to one, who follows the customer (B1.7)."""
    return Award(WHOLE, person, follows=person)


def half(handler: str, other: str, follows: str) -> Award:
    """Half each; the handler's half is rounded half-up, the other gets the rest; ``follows`` serves the customer."""
    return Award(HALF, handler, other, follows)
