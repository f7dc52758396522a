"""The level of a page that is made of several records: the highest of what it lets people read (A6.4)."""

from __future__ import annotations

from taizhang.publish.audience import USUAL
from taizhang.publish.maker import Maker
from taizhang.publish.pages import bulletins, clauses, customers, fields, meetings, months, records, rules, weeks
from taizhang.publish.stamp import Page
from tests.books import ROOT
from tests.publish import companies
from tests.publish.demo import demo_pages, maker_with
from tests.publish.payloads import Shape

RAISED = "confidentiality: top-secret\n"
SERVICES = "service-logs/telecom-east/2026-W46/zhang-wei.yaml"
MEETING = "meetings/telecom-east/2026-11/2026-11-16-weekly.yaml"


def level(page: Page) -> str:
    """The level a page shows, which stands before all else."""
    assert str(page.body).lstrip().startswith('<p class="tz-level"'), page.address
    return Shape(page.body).text.split()[0]


def raised(path: str) -> Maker:
    """A maker for the demo company with one record raised to the highest level, for who may read it all the same."""
    return maker_with({path: (ROOT / "records" / path).read_text("utf-8") + RAISED}, USUAL[-1])


def test_a_customer_carries_the_highest_of_his_timeline() -> None:
    """Zhang Wei's log of the week tells of C-000159, and nothing of C-000121."""
    pages = companies.by_address(list(customers.pages(raised(SERVICES))))
    assert level(pages["customers/C-000159/"]) == "机密"
    assert level(pages["customers/C-000121/"]) == "秘密"
    assert level(demo_pages(customers.pages)["customers/C-000159/"]) == "秘密"


def test_a_month_carries_the_highest_of_what_it_rests_on() -> None:
    pages = companies.by_address(list(months.pages(raised(SERVICES))))
    assert level(pages["months/zhang-wei.2026-11/"]) == "机密"
    assert level(pages["months/zhang-wei.2026-10/"]) == "秘密"
    assert level(pages["months/su-juan.2026-11/"]) == "秘密"


def test_a_count_says_nothing_of_a_record_that_was_raised() -> None:
    """A bulletin has the level of the kinds it counts, unless people raised what they wrote for it."""
    assert level(companies.by_address(list(bulletins.pages(raised(MEETING))))["bulletins/2026-11/"]) == "秘密"
    told = companies.by_address(list(bulletins.pages(raised("bulletin-remarks/2026-10.yaml"))))
    assert level(told["bulletins/2026-10/"]) == "机密"
    assert level(told["bulletins/2026-09/"]) == "秘密"


def test_a_meeting_and_its_record_carry_its_own() -> None:
    maker = raised(MEETING)
    pages = companies.by_address([*meetings.pages(maker), *records.pages(maker)])
    assert level(pages["meetings/telecom-east.2026-11.2026-11-16-weekly/"]) == "机密"
    assert level(pages["records/meetings.telecom-east.2026-11.2026-11-16-weekly/"]) == "机密"
    assert level(pages["meetings/telecom-east.2026-11.2026-11-09-weekly/"]) == "秘密"


def test_a_record_of_a_kind_for_everybody_is_internal() -> None:
    maker = maker_with({})
    maker.cited.add("records/people/zhang-wei.yaml")
    assert level(companies.by_address(list(records.pages(maker)))["records/people.zhang-wei/"]) == "内部"


def test_the_field_reference_tells_a_kind_s_level() -> None:
    pages = demo_pages(fields.pages)
    assert "密级至少是秘密" in Shape(pages["fields/custody/"].body).text
    assert "密级至少是内部" in Shape(pages["fields/person/"].body).text


def test_a_page_that_says_no_level_has_that_of_what_it_leads_to() -> None:
    """Clauses are for everybody; a rule tells who kept it, a list names customers, another leads to cards."""
    for family, address, word in (
        (rules.pages, "rules/weekly-report/", "秘密"),
        (clauses.pages, "clauses/", "内部"),
        (customers.pages, "customers/", "秘密"),
        (months.pages, "months/", "秘密"),
        (weeks.pages, "weeks/telecom-east.2026-W42/", "秘密"),
    ):
        body = str(demo_pages(family)[address].body)
        assert body.endswith(f" data-last>{word}</p>\n"), address


def test_a_record_that_was_raised_raises_what_leads_to_it() -> None:
    pages = companies.by_address(list(weeks.pages(raised(SERVICES))))
    assert str(pages["weeks/telecom-east.2026-W46/"].body).endswith(" data-last>机密</p>\n")
    assert str(pages["weeks/telecom-east.2026-W42/"].body).endswith(" data-last>秘密</p>\n")
