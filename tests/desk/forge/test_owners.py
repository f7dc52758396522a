"""Owners files read back by each forge's own rules: who is asked for a path, the same from all three."""

from __future__ import annotations

import fnmatch
import re
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.desk.forge.approvers import Approvers, Area
from taizhang.desk.forge.owners import PLACES, owned, text
from taizhang.desk.forge.owners import _literal as literal
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from tests.books import ROOT, schemas
from tests.desk.forge.organisation import company

DAY = date(2026, 10, 16)
OWNER = re.compile(r"@[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


@cache
def written(forge: str, *administrators: str) -> str:
    """The file of the small company."""
    return text(owned(company(), forge, DAY, administrators))


@cache
def demo(forge: str) -> str:
    """The file of the demo company, whose accounts are Gitea's, told to another forge's syntax."""
    found = owned(load(WorkTree(ROOT), schemas()), "gitea", date(2026, 11, 20), ("ops-a", "ops-b"))
    return text(type(found)(forge, found.day, found.areas, found.administrators, found.named))


def lines(whole: str) -> list[list[str]]:
    """Pattern and people of each line that asks somebody; every one of them in the syntax all forges share."""
    found = [line.split() for line in whole.splitlines() if line and not line.startswith(("#", "["))]
    assert all(len(line) > 1 and all(OWNER.fullmatch(one) for one in line[1:]) for line in found)
    return found


def asked(forge: str, whole: str, path: str) -> frozenset[str]:
    """Who is asked when ``path`` changes."""
    return READERS[forge](whole, path)


def github(whole: str, path: str) -> frozenset[str]:
    """As .gitignore matches; the last line counts."""
    found: frozenset[str] = frozenset()
    for pattern, *people in lines(whole):
        assert not re.search(r"[!\[\]\\]", pattern)
        expression = re.escape(pattern).replace(r"\*", "[^/]*")
        expression = ".*" if pattern == "*" else expression.removeprefix("/") + (".*" if pattern.endswith("/") else "")
        if re.fullmatch(expression, path):
            found = frozenset(people)
    return found


def gitlab(whole: str, path: str) -> frozenset[str]:
    """As File::fnmatch matches, a folder with all below it; the last of each section counts, all sections are asked."""
    sections: dict[str, frozenset[str]] = {}
    name = ""
    for line in whole.splitlines():
        if head := re.fullmatch(r"\[(.+)\]\[1\]", line):
            name = head[1]
            assert name not in sections
            sections[name] = frozenset()
        elif line and not line.startswith("#"):
            pattern, *people = line.split()
            depth = pattern.strip("/").count("/") + 1
            head_of = "/".join(path.split("/")[:depth]) if pattern.endswith("/") else path
            same = head_of.count("/") == pattern.strip("/").count("/") and (head_of != path or pattern[-1] != "/")
            if same and fnmatch.fnmatchcase(head_of, pattern.strip("/")):
                sections[name] = frozenset(people)
    found = [people for people in sections.values() if people]
    assert len(found) <= 1, f"{path} is asked for in two sections"
    return found[0] if found else frozenset()


def gitea(whole: str, path: str) -> frozenset[str]:
    """As Gitea reads it: backslashes halved, both ends anchored without a group, every line that matches is asked."""
    found: set[str] = set()
    times = 0
    for pattern, *people in lines(whole):
        rule = re.sub(r"\\(.)", r"\1", pattern)
        negative = rule.startswith("!")
        if (re.search(f"^{rule.removeprefix('!')}$", path) is None) is negative:
            found |= set(people)
            times += 1
    assert times <= 1, f"{path} is asked for twice"
    return frozenset(found)


READERS = {"github": github, "gitlab": gitlab, "gitea": gitea}


def logins(*people: str) -> frozenset[str]:
    """People as an owners file names them."""
    return frozenset(f"@{one}" for one in people)


@pytest.mark.parametrize("forge", sorted(PLACES))
@pytest.mark.parametrize(
    ("path", "people"),
    [
        ("records/leaves/east/zhang-wei/2026-10-19.yaml", logins("lina", "sunqiang")),
        ("records/leaves/west/x/2026-10-19.yaml", logins("gaoxia", "chenjing", "wuhao")),
        ("records/closings/east/2026-10.yaml", logins("chenjing", "wuhao")),
        ("records/rulings/west/2026-10/x-1.yaml", logins("chenjing", "wuhao")),
        ("records/deals/gym/2026-10/x.yaml", logins("jinbo", "ops")),
        ("records/deals/shop/2026-10/x.yaml", logins("ops")),
        ("records/closings/gym/2026-10.yaml", logins("jinbo", "ops")),
        ("records/approvals/zhang-wei/x.yaml", logins("lina", "sunqiang")),
        ("records/approvals/li-na/x.yaml", logins("sunqiang", "chenjing", "wuhao")),
        ("records/people/li-na.yaml", logins("zhoulan", "ops")),
        ("records/customers/C-000/C-000147.yaml", logins("chenjing", "wuhao")),
        ("records/company.yaml", logins("ops")),
        ("records/units/east.yaml", logins("ops")),
        ("schemas/leave.schema.json", logins("ops")),
        ("scripts/taizhang/cli/check.py", logins("ops")),
        (".github/workflows/x.yml", logins("ops")),
        (".gitlab-ci.yml", logins("ops")),
        ("Makefile", logins("ops")),
    ],
)
def test_who_is_asked(forge: str, path: str, people: frozenset[str]) -> None:
    assert asked(forge, written(forge, "ops"), path) == people


@pytest.mark.parametrize("forge", sorted(PLACES))
def test_every_record_of_the_demo_asks_the_same_people_at_each_forge(forge: str) -> None:
    paths = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "records").rglob("*.yaml"))[::7]
    whole, other = demo(forge), demo("gitea")
    assert len(paths) > 100
    for path in paths:
        people = asked(forge, whole, path)
        assert len(people) > 1, f"{path} can be approved by nobody but one"
        assert people == asked("gitea", other, path)
    assert asked(forge, whole, "records/rulebooks/telecom/closing.yaml") == logins("wuhao", "chenjing", "huangli")


def test_who_has_left_is_not_asked_and_who_has_no_account_is_named() -> None:
    assert "@gone" not in written("gitea", "ops")
    assert "# 没有 gitea 账号,请不到:邱岚\n" in written("gitea", "ops")
    assert "# 只有一人可请:" in written("gitea", "ops")
    assert "# 只有一人可请:" not in demo("github")


def test_nobody_signs_for_himself_alone() -> None:
    for person, login in (("li-na", "@lina"), ("wu-hao", "@wuhao"), ("gao-xia", "@gaoxia")):
        assert login not in asked("github", written("github", "ops"), f"records/approvals/{person}/x.yaml")


def test_without_administrators_the_heads_of_the_top_stand_in_and_it_is_said() -> None:
    whole = written("github")
    assert "# 没有用 --admin 指明管理员" in whole
    assert asked("github", whole, "schemas/x.json") == logins("chenjing", "wuhao", "jinbo")


@given(st.text(min_size=1, max_size=20))
def test_a_name_in_a_pattern_is_only_itself(name: str) -> None:
    found = owned(company(), "github", DAY, ("ops",))
    area = Area(name + "\n* @evil", ("leaves",), name, Approvers(("lina", "ops")))
    for forge in PLACES:
        whole = text(type(found)(forge, DAY, (area,), found.administrators, named=True))
        assert not any(line.startswith(("* @evil", "@evil")) for line in whole.splitlines())
        assert "@evil" not in {one for line in lines(whole) for one in line}
    assert " " not in literal(name)
    assert "#" not in literal(name)
