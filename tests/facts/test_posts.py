"""The posts that lead: each is a role of the schema, and none stands twice."""

from __future__ import annotations

from taizhang.facts.posts import LEADING, NEAREST_FIRST, OF_DEPARTMENTS
from tests.records.company import schemas


def test_every_leading_post_is_a_role() -> None:
    roles = schemas().kinds["person"].schema["$defs"]["role"]["enum"]
    assert set(roles) > LEADING


def test_who_signs_is_in_order_and_leads() -> None:
    assert len(set(NEAREST_FIRST) | set(OF_DEPARTMENTS)) == len(NEAREST_FIRST) + len(OF_DEPARTMENTS)
    assert {*NEAREST_FIRST, *OF_DEPARTMENTS} < LEADING
    assert NEAREST_FIRST.index("supervisor") < NEAREST_FIRST.index("general-manager")
