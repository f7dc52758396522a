"""A unit without people as text; the rest of the text is held against its figures in ``test_workload``."""

from __future__ import annotations

from taizhang.desk.workload_text import workload_text
from tests.desk.test_workload import loads, week


def test_every_person_has_a_block_of_his_own() -> None:
    told = workload_text(loads(key="2026-W41"), "east 分公司", week("2026-W41"))
    assert told.index("\n\n谢军\n") < told.index("\n\n张伟\n")
    assert "  到期的办完 0/1,0.00 %\n" in told, "the missed report of W41"


def test_a_unit_without_people_says_so() -> None:
    assert workload_text((), "城北分公司", week()).endswith("\n这一周城北分公司没有在岗的客户经理。\n")
