"""How units stand in a month, against figures counted by hand from the records."""

from __future__ import annotations

from decimal import Decimal

from taizhang.publish.standing import Standings, below, change, in_order
from taizhang.rules.outcome import State
from taizhang.when.period import Period, parse_period
from tests import books
from tests.publish import companies
from tests.publish.demo import demo_view


def month(key: str) -> Period:
    """A month by its key."""
    period = parse_period(key)
    assert period is not None
    return period


def test_a_change_needs_both() -> None:
    assert change(Decimal("98.4"), Decimal("95.7")) == Decimal("2.7")
    assert change(None, Decimal("95.7")) is change(Decimal("98.4"), None) is None


def test_the_ordinary_company_s_october() -> None:
    standings = Standings(companies.view_of(companies.ordinary()))
    october = month("2026-10")
    # Zhang: W41 and W44 in time, W42 late, W43 never; Li: W41 to W43 in time, W44 never.
    assert [str(standings.of(unit, october).rate) for unit in ("east", "west", "telecom")] == ["50.0", "75.0", "62.5"]
    assert standings.all(october).counts.owed == 8
    assert standings.all(october).counts.of(State.MISSED) == 2
    assert standings.alone("telecom", october).obligations == ()
    assert standings.of("east", standings.now).rate is None, "November's first report is due tomorrow"
    assert standings.active == {"east", "west"}


def test_the_demo_s_means_are_those_of_its_cards() -> None:
    standings = Standings(demo_view())
    october = month("2026-10")
    # East: (95.30 + 84.40 + 80.44 + 96.19) / 4 = 89.0825; the company: 967.37 / 11 = 87.9427
    means = {unit: str(standings.of(unit, october).mean) for unit in ("telecom-east", "telecom-south", "telecom")}
    assert means == {"telecom-east": "89.08", "telecom-south": "87.49", "telecom": "87.94"}
    assert standings.of("telecom-east", standings.now).mean is None, "November's results are not there yet"
    assert standings.scored("telecom-east").month == october
    assert standings.scored("hr").month == standings.now, "nobody there has a card"


def test_a_unit_counts_with_those_below_it() -> None:
    files = companies.ordinary()
    files["units/west.yaml"] = str(files["units/west.yaml"]).replace("parent: telecom", "parent: east")
    view = companies.view_of(files)
    assert below(view) == {"telecom": ("telecom", "east", "west"), "east": ("east", "west"), "west": ("west",)}
    assert in_order(view) == ("telecom", "east", "west")
    assert Standings(view).of("east", month("2026-10")).counts.owed == 8
    assert Standings(view).alone("east", month("2026-10")).counts.owed == 4


def test_a_company_without_units_has_none() -> None:
    assert in_order(companies.view_of({"company.yaml": books.COMPANY})) == ()


def test_a_unit_s_own_card_is_none_of_its_people_s() -> None:
    """October in the towers: (83.34 + 75 + 100) / 3 = 86.11; the cities' own 75 and 100 are told apart (E7.1)."""
    standings = Standings(demo_view())
    assert str(standings.of("towers", month("2026-10")).mean) == "86.11"
    assert str(standings.of("towers-linhe", month("2026-10")).mean) == "79.17"


def test_scores_of_a_half_year_are_named_by_it() -> None:
    """Cards of a half-year end with June, but are not June's (C2.1)."""
    showroom = Standings(demo_view()).scored("cabinets-showroom")
    east = Standings(demo_view()).scored("telecom-east")
    assert (showroom.named, len(showroom.scores)) == ("2026-H1 ", 7)
    assert east.named == "10 月"
