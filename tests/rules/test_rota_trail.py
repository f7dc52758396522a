"""The trail reads like a fair ruling: all that was looked at, by names, with its lines (B5.1-B5.6)."""

from __future__ import annotations

from taizhang.explain import tell
from taizhang.explain.tell import Told
from taizhang.facts.fact import Fact, Source
from taizhang.problem import Place
from tests.rules.receptions import MONDAY, absent, replayed, rota, visit
from tests.rules.worlds import fact


def lines(told: Told) -> list[str]:
    return [told.text, *(line for child in told.children for line in lines(child))]


def place(path: str, _pointer: object) -> Place:
    """Any line will do."""
    return Place(path, 1, 1)


def trail(facts: list[Fact]) -> list[str]:
    """The last decision's trail in words."""
    return lines(tell(replayed(facts)[-1].cause, place))


def test_a_make_up_turn_says_what_it_makes_up_for() -> None:
    log = [
        rota("q", "r"),
        absent("08:50", "q", "official", "09:20"),
        visit(0, "09:00", "r", "C-002001", "09:30"),
        visit(1, "09:20", "q", "C-002002", "09:40"),
    ]
    told = trail(log)
    assert told[0] == "2026-11-09(周一) 09:20 钱雨接的,没有错:补接"
    assert "钱雨:2026-11-09(周一) 09:00 欠他一次,现在在场,腾得出手,先补" in told
    assert "不是“点名的人在”:客户点名的人:没有" in told
    assert "按“新客户”" in told
    assert told[-2:] == ["计钱雨一次", "客户记在钱雨名下,成交也归他"]


def test_each_place_passed_is_told_with_why() -> None:
    log = [
        rota("q", "r", "s"),
        absent("08:50", "q", "official"),
        absent("08:50", "r", "private", number=1),
        visit(0, "09:00", "s", "C-002001", "09:30"),
    ]
    told = trail(log)
    assert "轮到钱雨,因公离开,跳过,以后补" in told
    assert "轮到任洁,因私离开,跳过,算用掉一次,不补" in told
    assert "轮到邵婷,在场,腾得出手,由他接" in told
    assert told[-1] == "接待以后,还欠着补的:钱雨(11-09 09:00)"


def test_poaching_says_who_was_asked_for_and_what_follows() -> None:
    told = trail([rota("q", "r"), visit(0, "09:00", "q", "C-002001", "09:30", asked_for="r")])
    assert told[0] == "2026-11-09(周一) 09:00 该任洁接,由钱雨接了:抢单"
    assert "客户点名找任洁,钱雨没有转告就接了,是抢单:下一个当值的日子停牌" in told
    assert "客户记在任洁名下,成交也归他" in told


def test_a_telephone_registration_is_told_and_does_not_count() -> None:
    """B5.2: it counts only if the customer names that person on arrival."""
    call = Fact("call.answered", fact("x.y", f"{MONDAY} 08:30").time, Source("records/calls.yaml"), "r", "C-002001",
                unit="office", attributes={"ended_at": f"{MONDAY} 08:40"})  # fmt: skip
    told = trail([rota("q", "r"), call, visit(0, "09:00", "q", "C-002001", "09:30")])
    assert "接听来电:2026-11-09(周一) 08:30 记在任洁名下;客户到场没有点名找他,不作数" in told
    named = trail([rota("q", "r"), call, visit(0, "09:00", "r", "C-002001", "09:30", asked_for="r")])
    assert not any(line.startswith("接听来电:") for line in named)
    assert "客户记在任洁名下,成交也归他" in named


def test_a_family_is_told_with_the_line_that_joined_it() -> None:
    def joined(customer: str) -> Fact:
        return fact("customer-group.joined", MONDAY, customer=customer, unit="office", case="home")

    log = [
        rota("q", "r"),
        joined("C-002001"),
        joined("C-002002"),
        visit(0, "09:00", "q", "C-002001", "09:10"),
        visit(1, "09:20", "q", "C-002002", "09:30", earlier_person="q"),
    ]
    told = trail(log)
    assert "登记本:与C-002001算同一客户,最先登记在钱雨名下(2026-11-09(周一) 09:00)" in told
    assert "算作同一客户:2026-11-09(周一) 00:00" in told


def test_what_the_customer_says_and_the_register_does_not_know() -> None:
    told = trail([rota("q", "r"), visit(0, "09:00", "q", "C-002001", "09:30", earlier_person="r")])
    assert "客户说由任洁接待过,登记本上查不到,按第一次来算" in told


def test_without_a_list_it_says_so() -> None:
    told = trail([visit(0, "09:00", "q", "C-002001", "09:30")])
    assert told[0] == "2026-11-09(周一) 09:00 钱雨接的,轮到谁定不下来:没有次序"
    assert "这一周没有接待次序,排不出轮到谁" in told
