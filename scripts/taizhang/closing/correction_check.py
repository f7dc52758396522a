"""What is wrong with a correction beyond its schema: it corrects nothing that was sealed (A8.6).

These block a commit: whether the month it cites was confirmed before it was asked for, whether that closing is the
unit's and holds the person's line, the two records say themselves. Who may approve it is a finding of a rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.closing.closing import Closing, closings_of
from taizhang.closing.states import CORRECTION
from taizhang.problem import Catalogue, Problem, Sentence
from taizhang.records.book import Book, Record
from taizhang.when.moment import format_moment, parse_moment

STILL_OPEN = "月份封存以前直接改有错的记录;封存以后才写冲正"

SENTENCES = Catalogue(
    {
        "correction.no-closing": Sentence(
            "不是月结", "{value} 不是月结。", "写要更正的那条月结,如 closings/telecom-east/2026-09"
        ),
        "correction.not-sealed": Sentence("还没有封存", "{value} 还没有确认,没有封存的结果可更正。", STILL_OPEN),
        "correction.too-early": Sentence("还没有封存", "{value} 提出,{closing} 到 {sealed} 才确认封存。", STILL_OPEN),
        "correction.other-unit": Sentence(
            "单位不符", "{closing} 是 {right} 的月结,不是 {value} 的。", "改成:unit: {right}"
        ),
        "correction.no-card": Sentence(
            "没有这个人", "{closing} 里没有 {value} 的考核表。", "写封存的那张考核表的人:{listed}"
        ),
        "correction.no-line": Sentence(
            "没有这一行", "{closing} 里 {person} 的考核表没有“{value}”这一行。", "写封存的一行:{listed}"
        ),
    }
)


def correction_problems(book: Book) -> Iterator[Problem]:
    """Every correction of what was not sealed when it was asked for, at the field that says so."""
    closings = {one.key: closing for closing in closings_of(book) if (one := book.at(closing.path)) is not None}
    for record in book.of(CORRECTION):
        key = record.text("closing")
        closing = closings.get(key)
        if closing is not None:
            yield from _against(book, record, closing)
        elif any(one.key == key for one in book):
            yield SENTENCES.problem("correction.no-closing", book.place(record.path, ("closing",)), value=key)


def _against(book: Book, record: Record, closing: Closing) -> Iterator[Problem]:
    named = {"closing": record.text("closing")}
    asked = parse_moment(record.text("submitted_at"))
    if record.text("unit") != closing.unit:
        place = book.place(record.path, ("unit",))
        yield SENTENCES.problem("correction.other-unit", place, value=record.text("unit"), right=closing.unit, **named)
    if closing.confirmed_at is None:
        place = book.place(record.path, ("closing",))
        yield SENTENCES.problem("correction.not-sealed", place, value=named["closing"])
    elif asked is not None and asked < closing.confirmed_at:
        place, sealed = book.place(record.path, ("submitted_at",)), format_moment(closing.confirmed_at)
        yield SENTENCES.problem("correction.too-early", place, value=format_moment(asked), sealed=sealed, **named)
    yield from _unheld(book, record, closing)


def _unheld(book: Book, record: Record, closing: Closing) -> Iterator[Problem]:
    """A person without a card in the closing, or a line that his card does not hold."""
    person, line, key = record.text("person"), record.text("line"), record.text("closing")
    card = closing.card(person)
    if card is None:
        listed = "、".join(dict.fromkeys(one.person for one in closing.cards)) or "一张也没有"
        place = book.place(record.path, ("person",))
        yield SENTENCES.problem("correction.no-card", place, value=person, closing=key, listed=listed)
        return
    lines = tuple(one.line for each in closing.cards if each.person == person for one in each.scores)
    if line not in lines:
        place, listed = book.place(record.path, ("line",)), "、".join(lines)
        yield SENTENCES.problem("correction.no-line", place, value=line, closing=key, person=person, listed=listed)
