"""The table of situations: the first that fits, and what stands against the others (B5.1-B5.6)."""

from __future__ import annotations

from taizhang.rules.situations import LOOKED_AT, Looked, state, table
from taizhang.rules.turns import Effect, Seen
from tests.rules.receptions import rules


def looked(**found: str) -> dict[str, Looked]:
    base = {"about": "this", "named": "nobody", "party": "new", "pointed": "no", "owner": "nobody"}
    return {name: Looked(name, found.get(name, base[name])) for name in LOOKED_AT}


def fits(**found: str) -> str:
    """The situation of the office's own table that decides."""
    seen = looked(**found)
    return next(
        one.id for one in table(rules()["sales-reception-turns"].parameters["situations"]) if not one.against(seen)
    )


def test_naming_somebody_goes_before_all() -> None:
    assert [fits(named=one, party="dealt", owner="free") for one in ("free", "receiving", "rest")] == [
        "named-here", "named-busy", "named-away",
    ]  # fmt: skip


def test_old_customers_by_how_the_first_receiver_is() -> None:
    undealt = {"party": "undealt", "pointed": "said"}
    states = ("free", "receiving", "private", "rest", "suspended", "off-list")
    assert [fits(**undealt, owner=one) for one in states] == [
        "own",
        "own-busy",
        "own-busy",
        "own-off",
        "own-off",
        "own-off",
    ]
    assert [fits(party="dealt", owner=one) for one in ("free", "phone")] == ["dealt-here", "dealt-else"]
    assert fits(party="undealt", owner="free") == "unknown"


def test_what_stands_against_is_the_first_thing_not_as_it_says() -> None:
    first = table(rules()["sales-reception-turns"].parameters["situations"])[0]
    assert first.against(looked(named="rest")) == Looked("named", "rest")
    assert first.against(looked(named="free")) is None


def test_every_state_of_the_rulebook_has_its_situations() -> None:
    """Nothing that can be of the person named or of the first receiver is left without a line of the table."""
    parameters = rules()["sales-reception-turns"].parameters
    states = ["free", "suspended", "off-list", *(one["id"] for one in parameters["states"])]
    for one in states:
        assert fits(named=one)
        for pointed in ("no", "said", "recognised"):
            for party in ("undealt", "dealt"):
                assert fits(owner=one, party=party, pointed=pointed)


def test_nobody_is_a_word_of_its_own() -> None:
    assert state("named", None) == Looked("named", "nobody")
    assert state("named", Seen("rest", "当天轮休", Effect.NONE)) == Looked("named", "rest", "当天轮休")
