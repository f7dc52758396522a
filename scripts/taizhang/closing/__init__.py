"""Closing: a month sealed with its result lines, compared with what the records give now (A8.6, design §7)."""

from taizhang.closing.audit import audited
from taizhang.closing.closing import Closing, closing_of, closings_of
from taizhang.closing.digest import basis_of, digest_of
from taizhang.closing.lines import Card, lines_of
from taizhang.closing.states import MonthState, state_of
from taizhang.closing.verify import Differences, verify

__all__ = [
    "Card",
    "Closing",
    "Differences",
    "MonthState",
    "audited",
    "basis_of",
    "closing_of",
    "closings_of",
    "digest_of",
    "lines_of",
    "state_of",
    "verify",
]
