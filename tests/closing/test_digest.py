"""The digest rests on the records in the causes: on their data, on no other record, on no rulebook."""

from __future__ import annotations

from datetime import date

from taizhang.closing import basis_of, digest_of
from taizhang.closing.digest import Basis, digest_over, rulebooks_digest, rulebooks_from
from tests.books import book_of
from tests.closing.company import CONFIRMED, files, incident, ledger_of, month

AWARD = incident("zhang", "2026-09-20", "2026-09-21 10:00")
(PATH,) = AWARD


def digest(found: dict[str, str]) -> str:
    """The digest of the company's September."""
    return digest_of(book_of(found), ledger_of(found, CONFIRMED), "east", month())


def test_the_records_in_the_causes_and_no_rulebook() -> None:
    found = files() | AWARD
    basis = basis_of(book_of(found), ledger_of(found, CONFIRMED), "east", month())
    assert [one.record for one in basis] == ["incidents/east/2026-09/2026-09-20-x-zhang"]
    assert digest_of(book_of(found), ledger_of(found, CONFIRMED), "east", month()) == digest_over(basis)


def test_data_move_it_and_comments_do_not() -> None:
    found = files() | AWARD
    first = digest(found)
    assert digest({**found, PATH: f"# 说明\n{found[PATH]}"}) == first
    assert digest({**found, PATH: found[PATH].replace("有通报。", "有新通报。")}) != first


def test_a_record_of_another_month_does_not_move_it() -> None:
    found = files() | AWARD
    assert digest(found | incident("zhang", "2026-10-02", "2026-10-03 10:00")) == digest(found)


def test_the_order_of_the_basis_makes_no_difference() -> None:
    one, other = Basis("a/b", "0" * 16), Basis("a/c", "1" * 16)
    assert digest_over((one, other)) == digest_over((other, one)) != digest_over((one,))


def test_rulebooks_have_a_digest_and_a_date_of_their_own() -> None:
    found = files()
    changed = {
        **found,
        "rulebooks/telecom/assessment.yaml": found["rulebooks/telecom/assessment.yaml"].replace("8}", "7}"),
    }
    assert rulebooks_digest(book_of(found)) != rulebooks_digest(book_of(changed))
    assert rulebooks_from(book_of(found), date(2026, 9, 30)) == date(2026, 9, 1)
    assert rulebooks_from(book_of(found), date(2026, 8, 31)) == date(2026, 8, 31)
    assert rulebooks_from(book_of(found), date(2026, 8, 30)) is None
