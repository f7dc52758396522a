"""A company's own thresholds, and the defaults where it says nothing."""

from __future__ import annotations

from decimal import Decimal

from taizhang.bulletin.parameters import Parameters, parameters_of
from tests.books import COMPANY, book_of, company


def test_the_defaults() -> None:
    assert parameters_of(book_of(company())) == Parameters(Decimal(95), Decimal(80))
    assert parameters_of(book_of({})) == Parameters()


def test_what_the_company_says() -> None:
    text = COMPANY + 'bulletin: {praise_from: "92.5"}\n'
    assert parameters_of(book_of(company() | {"company.yaml": text})) == Parameters(Decimal("92.5"), Decimal(80))
