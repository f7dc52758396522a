"""Explanations as HTML: what is folded is made once, and still cites its records on every page."""

from __future__ import annotations

from taizhang.explain import field_titles, tell, to_html
from taizhang.publish.links import Links
from taizhang.publish.why import Why
from taizhang.rules.outcome import Cause
from tests.publish.demo import demo_view


def folds(cause: Cause) -> int:
    """How many folded lines a cause has."""
    return (cause.sentence in {"rule.by", "rule.rests-on"}) + sum(map(folds, cause.children))


def test_each_page_has_the_whole_and_cites_the_whole() -> None:
    """Of many outcomes of one rule, on pages of two depths, as if nothing were remembered."""
    seen = demo_view()
    causes = [one.cause for one in seen.ledger.outcomes][::7][:200]
    assert sum(map(folds, causes)) > len(causes) / 2
    why, titles, others = Why(seen), field_titles(seen.book), set[str]()
    for number, cause in enumerate(causes):
        address = "months/x/" if number % 3 else ""
        link, plain = Links(address, set()), Links(address, set())
        told = why.html(cause, link)
        assert told == to_html(tell(cause, seen.book.begins, seen.unit, titles), plain.place, plain.clause_source)
        assert link.read == plain.read
        others |= link.read
    assert len(others) > 1
