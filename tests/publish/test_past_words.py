"""The past of a record in words, from real repositories: people, landings, merges, fields, garbage (A8.6)."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from taizhang.publish.audience import EVERYTHING
from taizhang.publish.past_words import text, why_none
from tests.publish.histories import CUSTOMER, GUEST, LI, Told, customer, lines

REPORT = "records/weekly-reports/east/2026-W42/zhang-wei.yaml"
LI_NA = "people/li-na.yaml"


@pytest.fixture
def company(tmp_path: Path) -> Told:
    told = Told(tmp_path / "company", {"customers/C-000/C-000111.yaml": customer()})
    person = (told.repository.root / "records" / LI_NA).read_text(encoding="utf-8")
    told.put(LI_NA, person + "accounts: [{forge: gitea, login: lina}]\n", "2026-09-02 09:00", "账号")
    return told


def test_who_changed_which_field_from_what_to_what(company: Told) -> None:
    commit = company.put(CUSTOMER, customer(name="宏远物流集团", industry="仓储"), "2026-10-12 09:30", "更名", LI)
    changed, made = company.steps(CUSTOMER)
    assert (changed.when, changed.who, changed.what) == ("2026-10-12 09:30", "李娜 提交", ())
    assert lines(changed) == ["名称 宏远物流 → 宏远物流集团", "行业 空 → 仓储"]
    assert (changed.commit, changed.subject) == (commit[:8], "")
    assert (made.who, made.what, made.changes) == ("张伟 提交", ("新建",), ())
    assert list(text(company.view(EVERYTHING), CUSTOMER))[:2] == [
        "客户 · 宏远物流集团(records/customers/C-000/C-000111.yaml)的历史",
        f"2026-10-12 09:30  李娜 提交  {commit[:8]}  更名",
    ]


def test_a_merge_names_who_merged_and_who_wrote(company: Told) -> None:
    git = company.repository.git
    git("checkout", "--quiet", "-b", "topic")
    company.put(CUSTOMER, customer(name="宏远"), "2026-10-12 10:00", "先改", LI)
    company.put(CUSTOMER, customer(name="宏远集团"), "2026-10-12 11:00", "再改", LI)
    company.put(
        "units/west.yaml",
        (company.repository.root / "records/units/west.yaml").read_text(encoding="utf-8") + "# 说明\n",
        "2026-10-12 12:00",
        "别的",
        GUEST,
    )
    git("checkout", "--quiet", "main")
    company.repository.merge("topic", "2026-10-16 18:02", "Merge\n\nApproved-By: 王芳 <wang-fang@example.com>")
    (merged, _) = company.steps(CUSTOMER)
    assert (merged.when, merged.who) == ("2026-10-16 18:02", "张伟 并入(李娜 提交)")
    assert lines(merged) == ["名称 宏远物流 → 宏远集团"]
    assert merged.notes == ("王芳 批准", "本人电脑上的时间是 2026-10-12 11:00")
    assert merged.subject == "", "staff may not read all that stands in a customer's record"
    assert company.steps(CUSTOMER, EVERYTHING)[0].subject == "Merge", "two commits, so it is the merge's message"
    assert company.steps("records/units/west.yaml")[0].who == "张伟 并入({{7*7}} & Co 提交)"
    assert company.steps("records/units/west.yaml")[0].what == ("内容没有变,只动了写法或注释",)


def test_lists_and_long_texts(company: Told) -> None:
    owners = [
        {"from": "2026-01-05", "until": "2026-09-30", "person": "zhang-wei", "why": "建档分配"},
        {"from": "2026-10-01", "person": "li-na", "why": "岗位调整"},
    ]
    contracts = [{"number": "HT-1", "title": "专线", "signed_on": "2026-02-01", "expires_on": "2027-01-31"}]
    company.put(CUSTOMER, customer(owners=owners, contracts=contracts), "2026-10-01 09:00")
    (first, _) = company.steps(CUSTOMER, EVERYTHING)
    assert any(line.endswith("第 1 条 · 止 空 → 2026-09-30") for line in lines(first)), lines(first)
    assert any("增加:" in line and "李娜" in line for line in lines(first)), lines(first)
    contracts[0]["title"] = "光纤"
    company.put(CUSTOMER, customer(owners=owners, contracts=contracts), "2026-10-02 09:00")
    assert any(
        "(HT-1) · " in line and line.endswith("专线 → 光纤") for line in lines(company.steps(CUSTOMER, EVERYTHING)[0])
    )
    report = (company.repository.root / REPORT).read_text(encoding="utf-8")
    long = "有两户愿意试用,其余的还要再谈,下周约好了上门,带上新的资费方案和同行业两家单位的用量对比;"
    long += "另有一户要求发票改抬头,已转财务办理,本月内寄出。"
    company.put(REPORT, report.replace("有两户愿意试用。", long), "2026-10-17 09:00")
    company.put(REPORT, report.replace("有两户愿意试用。", long.replace("新的资费", "旧的资费")), "2026-10-18 09:00")
    (piece,) = company.steps(REPORT)[0].changes[0].pieces
    assert (piece.was, piece.now) == ("新", "旧")
    assert "【新 → 旧】" in company.steps(REPORT)[0].changes[0].line


def test_moved_removed_and_made_again(company: Told) -> None:
    old, new = (
        "records/weekly-reports/east/2026-W44/zhang-wei.yaml",
        "records/weekly-reports/east/2026-W45/zhang-wei.yaml",
    )
    body = (company.repository.root / old).read_text(encoding="utf-8")
    (company.repository.root / old).unlink()
    company.put(new, body.replace("2026-W44", "2026-W45"), "2026-10-20 09:00")
    moved = company.steps(new)[0]
    assert moved.what == (f"移来,原在 {old}",)
    assert lines(moved) == ["周次 2026-W44 → 2026-W45"]
    (company.repository.root / new).unlink()
    company.commit("2026-10-21 09:00", "删")
    company.put(new, body.replace("2026-W44", "2026-W45"), "2026-10-22 09:00")
    assert [one.what for one in company.steps(new)[:2]] == [("删除后重新建立",), ("删除",)]


def test_what_is_not_committed_yet(company: Told) -> None:
    company.write({CUSTOMER.removeprefix("records/"): customer(name="宏远快运")})
    company.write({"customers/C-000/C-000112.yaml": customer(id="C-000112", name="新客户")})
    pending, _ = company.steps(CUSTOMER)
    assert (pending.when, pending.who, lines(pending)) == ("还没有提交", "", ["名称 宏远物流 → 宏远快运"])
    (new,) = company.steps("records/customers/C-000/C-000112.yaml")
    assert (new.when, new.what) == ("还没有提交", ("新建",))


def test_old_garbage_breaks_nothing(company: Told) -> None:
    company.put(CUSTOMER, b"\xff\xfe[[[", "2026-10-12 09:00")
    company.put(CUSTOMER, customer(name="宏远"), "2026-10-13 09:00")
    after, garbage, _ = company.steps(CUSTOMER, EVERYTHING)
    assert garbage.what == ("这一版读不出,改了什么无从比较",)
    assert after.what == ("前一版读不出,改了什么无从比较",)


def test_hostile_names_are_text_and_no_mail_is_told(company: Told) -> None:
    company.put(CUSTOMER, customer(name="甲"), "2026-10-12 09:00", "<img src=x onerror=alert(1)>\n\n正文", GUEST)
    company.put(CUSTOMER, customer(name="乙"), "2026-10-13 09:00", "x" * 5000, "who@example.com <who@example.com>")
    second, first, _ = company.steps(CUSTOMER, EVERYTHING)
    assert first.who == "{{7*7}} & Co 提交"
    assert first.subject == "<img src=x onerror=alert(1)>"
    assert second.who == "未登记的人 提交"
    assert len(second.subject) < 200
    assert "@" not in "\n".join(text(company.view(EVERYTHING), CUSTOMER))


def test_a_shallow_clone_says_that_it_is_not_whole(company: Told, tmp_path: Path) -> None:
    company.put(CUSTOMER, customer(name="甲"), "2026-10-12 09:00")
    clone = tmp_path / "clone"
    source = company.repository.root.as_uri()
    subprocess.run(("git", "clone", "--quiet", "--depth", "1", source, str(clone)), check=True)
    company.repository.root = clone
    assert company.steps(CUSTOMER) == ()
    assert "历史不全" in why_none(company.view(), CUSTOMER)
    shutil.rmtree(clone / ".git")
    assert "不是 Git 仓库" in why_none(company.view(), CUSTOMER)
    assert "另一个仓库" not in why_none(company.view(), CUSTOMER)


def test_people_are_called_as_elsewhere(company: Told) -> None:
    company.put(CUSTOMER, customer(name="甲"), "2026-10-12 09:00", author="T0002 <x@example.com>")
    company.put(CUSTOMER, customer(name="乙"), "2026-10-13 09:00", author="张伟 <lina@example.com>")
    company.put(CUSTOMER, customer(name="丙"), "2026-10-14 09:00", author="赵六 <zhang-wei@example.com>")
    assert [one.who for one in company.steps(CUSTOMER)] == ["张伟 提交", "张伟 提交", "李娜 提交", "张伟 提交"]
