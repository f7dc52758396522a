"""All in all, meetings and the agreement of visits: counted by hand from a few outcomes."""

from __future__ import annotations

from datetime import datetime

from taizhang.rules.outcome import Obligation, State
from tests.bulletin.notices import figure, notice_of, words
from tests.rules.outcomes import finding, obligation

SEPTEMBER = datetime(2026, 9, 30, 17, 30)


def some(*states: State, due: datetime | None = None) -> tuple[Obligation, ...]:
    """Duties of east in these states, in October unless said otherwise."""
    when = due or datetime(2026, 10, 30, 17, 30)
    return tuple(obligation(state, when, key=f"r/{when:%m}/{number}") for number, state in enumerate(states))


def test_what_was_owed_adds_up() -> None:
    duties = some(State.MET, State.MET, State.LATE, State.MISSED, State.OVERDUE, State.EXCUSED, State.PENDING)
    told = words(notice_of(*duties), "overall")
    assert told[0] == "本月应办 5 项:按时 2 项,迟交 1 项,缺失 1 项,逾期未办 1 项;按时率 40.0 %。"
    assert told[1] == "上月没有到期的应办,不作比较。"
    assert told[2] == "另有免交 1 项、未到期 1 项,不计入应办。"
    assert "east 分公司:应办 5 项,按时 2 项,迟交 1 项,缺失 1 项,逾期未办 1 项;按时率 40.0 %。" in told
    assert "west 分公司:没有到期的应办。" in told


def test_a_figure_opens_into_just_what_it_counts() -> None:
    duties = some(State.MET, State.LATE, State.MISSED)
    notice = notice_of(*duties)
    assert figure(notice, "overall", "迟交").outcomes == duties[1:2]
    rate = figure(notice, "overall", "按时率")
    assert (rate.text, rate.how, rate.outcomes) == ("33.3 %", "1 ÷ 3,四舍五入保留一位小数", duties)


def test_the_change_is_that_of_the_printed_percentages() -> None:
    """2/3 is 66.7, 1/2 is 50.0: up by 16.7, though the exact difference is 16.666..."""
    now = some(State.MET, State.MET, State.LATE)
    told = words(notice_of(*now, *some(State.MET, State.LATE, due=SEPTEMBER)), "overall")
    assert told[1] == "按时率较上月(50.0 %)提高 16.7 个百分点。"
    told = words(notice_of(*some(State.LATE), *some(State.MET, due=SEPTEMBER)), "overall")
    assert told[1] == "按时率较上月(100.0 %)下降 100.0 个百分点。"
    told = words(notice_of(*some(State.MET), *some(State.MET, due=SEPTEMBER)), "overall")
    assert told[1] == "按时率与上月(100.0 %)持平。"


def test_a_running_month_is_not_compared() -> None:
    duties = (*some(State.MET), *some(State.MET, due=SEPTEMBER))
    assert (
        words(notice_of(*duties, as_of=datetime(2026, 10, 31, 23, 59)), "overall")[1] == "月份未结束,暂不与上月比较。"
    )


def test_nothing_was_owed() -> None:
    assert words(notice_of(), "overall") == ["本月没有到期的应办。"]
    assert words(notice_of(), "meetings")[:2] == [
        "本月没有到期的会议。",
        "会议的签到、主持、请假,本月未发现不合规定的。",
    ]
    assert words(notice_of(), "visits-agree") == ["出行记录、周报、服务日志三处记录,本月未发现不一致。"]


def test_visits_that_do_not_agree_by_person() -> None:
    wrong = [finding(key=f"a/{n}", clause="A4.7", person=who) for n, who in enumerate(("zhang", "li", "zhang"))]
    assert words(notice_of(*wrong), "visits-agree") == [
        "出行记录、周报、服务日志三处记录不一致 3 处,涉及 2 人:",
        "east 分公司张伟:2 处。",
        "east 分公司李娜:1 处。",
    ]
