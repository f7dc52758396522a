"""Whose statement a line waits for: the kind of record, and who wrote the last one (G12)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.publish.statements import Lack
from taizhang.publish.view import View
from taizhang.rules.outcome import Known
from tests.publish.later import view_with
from tests.publish.test_rising import line, raising


def lacks(person: str, view: View) -> dict[str, Lack | None]:
    """What the missing lines of a person's card wait for."""
    (one,) = raising(view).of_person(person)
    return {each.line.id: each.lack for each in one.lines if each.line.known is Known.MISSING}


def test_targets_without_results_wait_for_the_results() -> None:
    lack = line("chen-bo", "service").lack
    assert lack is not None
    assert (lack.kind, lack.called, lack.last, lack.most) == ("result", "月度完成", "huang-li", Decimal(20))
    assert dict(lack.targets) == {"客户满意率": "95", "走访完成数": "16"}


@pytest.mark.parametrize(
    ("gone", "line_id", "kind", "last"),
    [
        ("targets/telecom-west/2026-11.yaml", "marketing", "target", "gao-xiaodong"),
        ("tests/telecom-west/2026-11-12-business.yaml", "business-knowledge", "test", "xiao-jing"),
    ],
)
def test_what_was_not_written_is_waited_for(gone: str, line_id: str, kind: str, last: str) -> None:
    """Without the record of the branch its kind is named, and who wrote the one before."""
    lack = lacks("chen-bo", view_with({}, without=gone))[line_id]
    assert lack is not None
    assert (lack.kind, lack.last, lack.targets) == (kind, last, ())
