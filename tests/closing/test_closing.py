"""A closing goes into a record and comes back the same."""

from __future__ import annotations

from decimal import Decimal

from taizhang.closing import closing_of, lines_of
from taizhang.closing.closing import closings_of
from tests.books import book_of
from tests.closing.company import CLOSING, CONFIRMED, SUBMITTED, clean, files, incident, ledger_of, month, sealed


def test_what_is_written_is_what_is_read() -> None:
    found = sealed(incident("zhang", "2026-09-20", "2026-09-21 10:00"))
    book = book_of(found)
    assert clean(book)
    closing = closing_of(book, "east", month())
    assert closing is not None
    assert closing.cards == lines_of(ledger_of(found, CONFIRMED), "east", month())
    zhang = closing.card("zhang")
    assert zhang is not None
    assert zhang.total == Decimal("20.00")
    assert (closing.submitted_by, closing.submitted_at) == ("boss", SUBMITTED)
    assert (closing.confirmed_by, closing.confirmed_at) == ("wu", CONFIRMED)
    assert closing.card("nobody") is None
    assert closing.digest.startswith(f"sha256:{closing.short_digest}")


def test_the_record_has_its_fields_in_the_order_people_read() -> None:
    names = [line.partition(":")[0] for line in sealed()[CLOSING].splitlines() if line[0] not in " -"]
    assert names == [
        "unit",
        "month",
        "submitted_by",
        "submitted_at",
        "confirmed_by",
        "confirmed_at",
        "programme",
        "rulebooks",
        "rulebooks_from",
        "digest",
        "cards",
        "basis",
    ]


def test_a_submission_is_sealed_by_nobody() -> None:
    closing = closing_of(book_of(sealed(confirm=False)), "east", month())
    assert closing is not None
    assert not closing.sealed(CONFIRMED)
    assert closing.confirmed_by == ""


def test_sealed_from_the_minute_of_confirmation_on() -> None:
    (closing,) = closings_of(book_of(sealed()))
    assert closing.sealed(CONFIRMED)
    assert not closing.sealed(SUBMITTED)


def test_a_company_without_closings() -> None:
    assert closing_of(book_of(files()), "east", month()) is None
