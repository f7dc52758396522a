"""What is wrong with rulebooks beyond their schema: rules that wait for each other in a circle (design §6)."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.ledger.messages import SENTENCES
from taizhang.ledger.order import in_order
from taizhang.problem import Problem
from taizhang.records.book import Book
from taizhang.rulebook import rulebooks_of


def rulebook_problems(book: Book) -> Iterator[Problem]:
    """One problem for a circle of rules, at the first of them; it names the whole way round."""
    _, circle = in_order(rulebooks_of(book))
    if circle:
        first = circle[0]
        way = " ← ".join(rule.id for rule in circle)
        yield SENTENCES.problem("rulebook.circle", book.place(first.source.path, first.source.pointer), way=way)
