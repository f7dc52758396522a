"""Members whom a fact concerns: each of a list of customers but its own (E2.3)."""

from __future__ import annotations

from typing import Any

from taizhang.rules import require
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, Finding
from tests.rules.worlds import BOOK, fact, rule, world


def found(made: World, **parameters: object) -> list[Finding]:
    """What a rule with these parameters finds."""
    return list(require.run(BOOK, rule("require", **parameters), made))


def sentences(cause: Cause) -> list[str]:
    """Every sentence id of a cause tree, depth first."""
    return [cause.sentence, *(name for child in cause.children for name in sentences(child))]


def test_each_customer_but_the_fact_s_own_must_have_one() -> None:
    """E2.3: of three customers the two others are asked, each who was not is a finding about that customer."""
    customer = "id: C-00000{0}\nname: 客户{0}\nkind: group\nopened_on: 2025-01-01\n"
    customer += "owners:\n  - {{from: 2025-01-01, person: zhang, why: 建档}}\n"
    files = {f"customers/C-000/C-00000{number}.yaml": customer.format(number) for number in (1, 2, 3)}
    solved = fact("site.solved", "2026-10-14 17:00", person="zhang", unit="east", customer="C-000001", id="z1")
    listed = ["C-000001", "C-000002", "C-000003", "C-000009"]
    parameters: dict[str, Any] = {
        "of": {"fact": "site.solved"},
        "cover": {"each": {"customers": listed}, "by": {"fact": "site.enquired", "by": ["id", "customer"]}},
        "key": ["id", "customer"],
    }
    asked = fact("site.enquired", "2026-10-13", 1, person="zhang", unit="east", customer="C-000002", id="z1")
    (one,) = found(world("2026-10-20", [solved, asked], files), **parameters)
    assert (one.key, one.customer, one.person) == ("r/2026-10-14/z1/C-000003", "C-000003", "zhang")
    assert sentences(one.cause)[2:] == ["require.uncovered", "require.member-customer"]
    of_another = fact("site.enquired", "2026-10-13", 2, person="zhang", unit="east", customer="C-000003", id="z2")
    assert len(found(world("2026-10-20", [solved, asked, of_another], files), **parameters)) == 1
    assert len(found(world("2026-10-20", [solved], files), **parameters)) == 2
