"""Rules: the list, and on a rule's page its clause, parameters, changes, examples and how it is kept, by its kind."""

from __future__ import annotations

import pytest

from taizhang.publish.pages import rules
from taizhang.publish.stamp import Page
from tests.publish import companies
from tests.publish.demo import demo_maker, demo_view
from tests.publish.payloads import Shape


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The demo company's rules."""
    return companies.by_address(list(rules.pages(demo_maker())))


def flat(page: Page) -> str:
    """A page's text, cells apart, without what only lays it out."""
    return " ".join(Shape(str(page.body).replace("</td>", " </td>").replace("</th>", " </th>")).text.split())


def now(page: Page) -> str:
    """What a rule's page says of the present."""
    text = flat(page)
    return text[text.index("现在怎样") + 4 : text.index("参数 ")].strip()


def test_a_page_has_clause_parameters_history_examples_and_state() -> None:
    made = companies.by_address(list(rules.pages(companies.maker_of(companies.ordinary()))))
    page = made["rules/weekly-report/"]
    text = Shape(page.body).text
    for told in ("客户经理每周交一份周报", "遇假日", "市场部〔2026〕7 号", "国庆周四起放假", "2026-W42"):
        assert told in text
    assert "../../months/zhang-wei.2026-10/#weekly-report-2026-W42" in Shape(page.body).links
    assert "2026-W42 2 1 1 0 0 −1" in now(page)
    assert " 张伟 迟交" in now(page)
    assert " A5.5 weekly-report " in (page.words or "")


def test_the_list_tells_kind_and_what_each_gave(pages: dict[str, Page]) -> None:
    """672 services, one logged late; 18 visits that disagree at half a point; 143 rates of plans kept."""
    text = flat(pages["rules/"])
    assert "规则 类型 条文 应办 按时 迟交 缺失 逾期 问题 裁定 记分 指标、得分 规则集" in text
    assert "服务后次一工作日 18:00 前写服务日志 限时回应 A5.3 672 671 1 0 0 −1 客户经理管理制度" in text
    assert "拜访的三处记录一致 相互核对 A4.7 18 −9.0 客户经理管理制度" in text
    assert "每周拜访计划的完成率 指标 A5.4 143 客户经理管理制度" in text
    assert "考核制度列明的加减分事件 加减 A7.3" in text
    links = Shape(pages["rules/"].body).links
    assert "../rules/service-logged/#now" in links
    assert any(link.startswith("../findings/?findings.rule=") for link in links)


def test_the_present_month_says_who_slipped(pages: dict[str, Page]) -> None:
    """November's weeks W45 to W47: twelve reports each; 邓欢's W45 came late, two of W46 have not come."""
    text = now(pages["rules/weekly-report/"])
    assert text.startswith("11 月到现在应办 36 项,按时 33 项(91.7 %)。没有按时的:")
    told = text[: text.index("每期怎样")]
    assert told.count("已逾期") == 2
    assert "邓欢 迟交" in told
    assert "没有谁迟、谁缺。" in now(pages["rules/service-logged/"])


def test_each_bar_leads_to_the_row_of_its_period(pages: dict[str, Page]) -> None:
    page = pages["rules/weekly-report/"]
    found = Shape(page.body)
    assert "../../rules/weekly-report/#p-2026-W46" in found.links
    assert "p-2026-W46" in found.ids
    assert "data-chart" not in str(pages["rules/scorecard/"].body), "cards have no states to stack"


def test_a_parameter_tells_what_it_was_and_from_when(pages: dict[str, Page]) -> None:
    """Two points until September, three from October on, by the paper of 09-20."""
    text = flat(pages["rules/weekly-report/"])
    history = text[text.index("改过什么") : text.index("例子是规则的一部分")]
    assert "2026-10-01 分数 -3 现在 市场部〔2026〕7 号2026-09-20 发布" in history
    assert "2026-08-31 分数 -2 规则开始" in history
    assert "考核行" not in history, "what stayed the same is not told"
    links = Shape(pages["rules/weekly-report/"].body).links
    assert any(link.startswith("../../records/rulebooks.telecom.reporting/#L") for link in links)


def test_of_many_duties_only_those_to_look_at_are_told(pages: dict[str, Page]) -> None:
    text = now(pages["rules/service-logged/"])
    assert "2026-10 222 221 1 0 0 −1 2026-10-08 杜俊(宏盛机械) 迟交 上面只列没有按时和还没到期的。" in text
    assert "城东分公司 2026-10 " in text
    links = Shape(pages["rules/service-logged/"].body).links
    assert any(link.startswith("../../obligations/telecom-east.2026-10/?duties.rule=") for link in links)


def test_times_are_told_with_the_duty(pages: dict[str, Page]) -> None:
    assert " 张伟(顺越医药) 不够 3 / 4" in now(pages["rules/service-frequency/"])


def test_findings_are_told_by_period(pages: dict[str, Page]) -> None:
    text = now(pages["rules/customer-verified/"])
    assert text.startswith("期间 问题 2026-10 2 10-13(周二) 张伟(顺越医药) 问题 10-05(周一) 杜俊(慧邦口腔) 问题")
    links = Shape(pages["rules/customer-verified/"].body).links
    assert "../../findings/customer-verified.2026-10-13.C-000147/" in links


def test_what_a_finding_costs_is_added_up_and_not_told_twice(pages: dict[str, Page]) -> None:
    text = now(pages["rules/visits-agree/"])
    assert "期间 问题 记分 2026-W46 5 −2.5" in text
    assert text.count("众康口腔") == 1


def test_entries_of_their_own_are_told(pages: dict[str, Page]) -> None:
    text = now(pages["rules/incidents/"])
    assert "陈波(" in text
    assert "有理投诉 −3" in text
    assert any("/#incidents-2026-09-" in link for link in Shape(pages["rules/incidents/"].body).links)


def test_measures_are_values_missing_or_not_applicable(pages: dict[str, Page]) -> None:
    text = now(pages["rules/plan-kept/"])
    assert "期间 有数 缺数据 不适用" in text
    assert "2026-W46 9 2 1" in text
    assert "陈波 100.00" in text
    assert text.count(" 不适用 ") - 1 == 8, "one a week in which somebody had no plan"
    assert "../../months/chen-bo.2026-09/#plan-kept-2026-W36" in Shape(pages["rules/plan-kept/"].body).links


def test_scorecards_are_totals(pages: dict[str, Page]) -> None:
    text = now(pages["rules/scorecard/"])
    assert text.startswith("期间 有得分 缺数据 不适用 2026-11 0 12 0 ")
    assert "2026-10 11 0 0" in text
    assert "程玉兰 92.26" in text
    assert "../../months/cheng-yulan.2026-09/#scorecard-2026-09" in Shape(pages["rules/scorecard/"].body).links


@pytest.mark.parametrize(
    ("rule", "told"), [("recorder-apart", "还没有发现不符的地方。"), ("attendance-complete", "还没有发现不符的地方。")]
)
def test_a_rule_that_gave_nothing_says_what_would_stand_there(pages: dict[str, Page], rule: str, told: str) -> None:
    assert now(pages[f"rules/{rule}/"]) == told


def test_no_page_is_heavy(pages: dict[str, Page]) -> None:
    assert max(len(page.body) for address, page in pages.items() if address != "rules/") < 60_000
    assert len(pages["rules/"].body) < 500 * len(demo_view().rules), "the list has a line a rule"


def test_very_many_examples_stand_on_pages_of_their_own(pages: dict[str, Page]) -> None:
    """None is lost: those of the rule's own page and of the further ones are all there are, in their order."""
    (rule,) = (one for one in demo_view().rules if one.id == "fitness-deal")
    here = [address for address in pages if address.startswith("rules/fitness-deal")]
    assert len(here) == -(-len(rule.examples) // rules.SHOWN) > 2
    text = "".join(flat(pages[address]) for address in sorted(here, key=lambda one: (len(one), one)))
    places = [text.find(str(example["title"])) for example in rule.examples]
    assert -1 not in places
    assert f"共 {len(rule.examples)} 个" in text
    for address in here[1:]:
        assert f"../{address.removeprefix('rules/')}" in str(pages[here[0]].body) or address in str(pages[here[0]].body)


def test_a_company_without_rules() -> None:
    (only,) = rules.pages(companies.maker_of(companies.empty()))
    assert "还没有规则。" in flat(only)
