"""Weeks and months: rates counted by hand from the records, each leading to the rows it counts."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

from taizhang.publish.on_time import OnTime, begun, on_time_of, rate, short_month, short_week
from taizhang.publish.pages import months, obligations
from taizhang.publish.view import Counts
from taizhang.rules.outcome import OWED, State
from taizhang.when.period import Period, PeriodKind, parse_period
from tests.publish import companies
from tests.publish.demo import demo_maker, demo_view
from tests.publish.tables import Tables


def week(key: str) -> Period:
    """A week by its key."""
    period = parse_period(key, PeriodKind.WEEK)
    assert period is not None
    return period


def ordinary() -> OnTime:
    """Of the ordinary company: Zhang's W41 and W44 in time, W42 late, W43 never; Li's W41 to W43, W44 never."""
    return OnTime(companies.view_of(companies.ordinary()))


def rates(*units: str) -> dict[str, str]:
    """The rates of some units of the ordinary company from W41 on."""
    return {one.label: str(one.value) for one in ordinary().unit_points(units) if one.label > "W40"}


def test_weeks_are_those_since_anything_was_owed() -> None:
    """The rule holds since 31 August, Monday of W36; 5 November is in W45."""
    assert ordinary().heads == tuple(f"W{number}" for number in range(36, 46))
    assert len(on_time_of(demo_view()).weeks) == 13
    assert on_time_of(demo_view()).weeks[-1].key == "2026-W47"


def test_rates_by_week() -> None:
    assert rates("east") == {"W41": "100.0", "W42": "0.0", "W43": "0.0", "W44": "100.0", "W45": "None"}
    assert rates("west") == {"W41": "100.0", "W42": "100.0", "W43": "100.0", "W44": "0.0", "W45": "None"}
    assert rates("east", "west") == {"W41": "100.0", "W42": "50.0", "W43": "50.0", "W44": "50.0", "W45": "None"}
    zhang = {one.label: (str(one.value), one.note) for one in ordinary().person_points("zhang-wei")}
    assert (zhang["W42"], zhang["W44"], zhang["W45"]) == (("0.0", "0 / 1"), ("100.0", "1 / 1"), ("None", ""))


def test_where_nothing_was_owed_there_is_no_rate_and_no_link() -> None:
    last = ordinary().unit_points(("east",))[-1]
    assert (last.value, last.address) == (None, "")
    assert rate(Counts({State.PENDING: 3})) is None
    assert rate(Counts({State.MET: 2, State.LATE: 1})) == Decimal("66.7")
    assert all(one.value is None for one in ordinary().unit_points(("nowhere",)))


def test_states_add_up_to_what_was_owed() -> None:
    weeks = ordinary()
    bar = next(one for one in weeks.states() if one.label == "W43")
    assert [(part.tone, int(part.size)) for part in bar.parts] == [
        ("met", 1),
        ("late", 0),
        ("missed", 1),
        ("overdue", 0),
    ]
    east = next(one for one in weeks.states(("east",)) if one.label == "W42")
    assert [int(part.size) for part in east.parts] == [0, 1, 0, 0]
    assert weeks.units(("east", "west"), week("2026-W44")).owed == 2


def test_every_rate_leads_to_just_the_rows_it_counts() -> None:
    view, told = demo_view(), on_time_of(demo_view())
    pages = companies.by_address(list(obligations.pages(demo_maker())))
    tables = {address: Tables(page.body).by_id["duties"] for address, page in pages.items() if "2026-W" in address}
    points = [one for unit in view.units for one in told.unit_points((unit,))]
    points += [one for person in view.people[:20] for one in told.person_points(person.id)]
    words = dict(zip(OWED, ("按时", "迟交", "缺失", "已逾期"), strict=True))
    checked = 0
    for point in points:
        if point.address:
            address, query = point.address.partition("?")[0], parse_qs(urlsplit(point.address).query)
            chosen = {name.removeprefix("duties."): texts for name, texts in query.items()}
            table = tables[address]
            kept = [
                row
                for row in table.rows
                if all(row.cells[table.keys.index(key)].strip() in texts for key, texts in chosen.items())
            ]
            state = table.keys.index("state")
            owed = [row for row in kept if row.values.get(state, row.cells[state]) in words.values()]
            assert f"{sum(row.values[state] == words[State.MET] for row in owed)} / {len(owed)}" == point.note, point
            checked += 1
    assert checked > 100


def test_a_unit_s_line_in_a_map() -> None:
    row = on_time_of(demo_view()).unit_row("telecom-east")
    assert (row.label, row.address) == ("城东分公司", "branches/telecom-east/")
    assert [str(cell.value) for cell in row.cells][-3:] == ["100.0", "95.3", "84.6"]
    assert row.spark is not None
    assert not row.spark.empty


def test_a_map_begins_with_its_first_value_and_has_no_empty_line() -> None:
    """Catering's first duty fell due in W40, the gym's only one in W41; human resources owed nothing."""
    told = on_time_of(demo_view())
    found = told.heat(told.unit_row(unit) for unit in ("hr", "catering", "fitness"))
    assert [row.label for row in found.rows] == ["锦云大酒店餐饮部", "悦动健身会所"]
    assert found.heads == tuple(f"W{number}" for number in range(40, 48))
    assert {len(row.cells) for row in found.rows} == {8}
    assert begun(told.unit_points(("catering",)))[0].label == "W40"
    assert (begun(told.unit_points(("hr",))), told.heat(()).rows) == ((), ())


def test_mean_scores_are_those_of_the_cards() -> None:
    """East in October: (95.30 + 84.40 + 80.44 + 96.19) / 4 = 89.0825."""
    told = on_time_of(demo_view())
    groups = {"城东": ("telecom-east",), "三家": ("telecom-east", "telecom-south", "telecom-west"), "无": ("hr",)}
    series = told.mean_scores(groups)
    assert [one.name for one in series] == ["城东", "三家"]
    assert [(point.label, str(point.value)) for point in series[0].points] == [("9 月", "91.42"), ("10 月", "89.08")]
    assert str(series[1].points[-1].value) == "87.94"
    heads, rows = told.score_rows()
    assert heads == ("9 月", "10 月", "11 月")
    east = next(row for row in rows if row.label == "城东分公司")
    assert [None if cell.value is None else str(cell.value) for cell in east.cells] == ["91.42", "89.08", None]


def test_a_mean_leads_to_its_cards() -> None:
    (page, *_) = list(months.pages(demo_maker()))
    table = Tables(page.body).by_id["cards"]
    for row in on_time_of(demo_view()).score_rows()[1]:
        for cell in row.cells:
            if cell.address:
                query = parse_qs(urlsplit(cell.address).query)
                assert table.shows({name.removeprefix("cards."): texts for name, texts in query.items()})


def test_a_company_on_its_first_day() -> None:
    told = OnTime(companies.view_of(companies.empty()))
    assert told.weeks[-1:] == told.weeks
    assert told.mean_scores({"a": ("east",)}) == ()
    assert told.score_rows() == ((), ())
    assert told.due == {}
    assert [part.address for bar in told.states() for part in bar.parts] == [""] * 4


def test_a_view_is_looked_through_once() -> None:
    assert on_time_of(demo_view()) is on_time_of(demo_view())


def test_short_names() -> None:
    month = parse_period("2026-10")
    assert month is not None
    assert (short_week(week("2026-W05")), short_month(month)) == ("W05", "10 月")
