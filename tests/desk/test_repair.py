"""What is only written wrongly is put right, proven by checking again; what a record says is never changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.desk.repair import Repair, in_order, repair
from taizhang.records.examine import Examiner
from taizhang.records.source import Entry
from tests.books import ROOT, schemas

EXAMINER = Examiner(schemas())
PATH = "records/service-logs/telecom-east/2026-W42/zhang-wei.yaml"
GOOD = (ROOT / PATH).read_text(encoding="utf-8")
REPORT = "records/weekly-reports/telecom-east/2026-W42/zhang-wei.yaml"


def of(content: str | bytes, path: str = PATH) -> Repair | None:
    """What is put right in a file."""
    return repair(EXAMINER, Entry(path, "records"), content.encode() if isinstance(content, str) else content)


def problems(content: bytes, path: str = PATH) -> list[str]:
    """The rules that a file breaks."""
    return [one.rule for one in EXAMINER.check(Entry(path, "records"), content).problems]


def test_nothing_is_done_to_a_good_record() -> None:
    assert of(GOOD) is None


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("week: 2026-W42", "week：2026第42周"),
        ("at: 2026-10-13 10:05", "at: 2026/10/13 10：05"),
        ("mode: active", "mode: 主动"),
        ("mode: active", "mode:\t主动"),
        ("    logged_at: 2026-10-14 08:55", "\u3000\u3000logged_at: 2026-10-14 8:55"),
        ("customer: C-000123", "customer: c-000123"),
        ("channel: visit", "channel:visit"),
        ("unit: telecom-east", "unit: telecom\u200b-east"),
    ],
)
def test_slips_are_put_right(right: str, wrong: str) -> None:
    assert right in GOOD
    bad = GOOD.replace(right, wrong, 1)
    assert problems(bad.encode())
    found = of(bad)
    assert found is not None
    assert found.after.decode() == GOOD
    assert found.mended


def test_several_slips_on_one_line_and_in_one_file() -> None:
    bad = GOOD.replace("week: 2026-W42", "week：２０２６－Ｗ４２").replace("2026-10-14", "2026/10/14")
    found = of(bad)
    assert found is not None
    assert found.after.decode() == GOOD
    assert len(found.mended) == bad.count("2026/10/14") + 2


def test_another_encoding_and_old_line_ends() -> None:
    for content in (GOOD.encode("gb18030"), GOOD.encode("utf-16"), GOOD.replace("\n", "\r").encode()):
        found = of(content)
        assert found is not None
        assert found.after.decode() == GOOD


def test_fields_come_in_the_schemas_order_with_their_comments() -> None:
    text = "# 模板\n" + GOOD.replace("week: 2026-W42\n", "", 1).rstrip("\n") + "\n# 这一周\nweek: 2026-W42\n"
    found = of(text)
    assert found is not None
    assert found.reordered
    assert found.after.decode().startswith("# 模板\nperson: zhang-wei\nunit: telecom-east\n# 这一周\nweek: 2026-W42\n")
    data = EXAMINER.check(Entry(PATH, "records"), found.after).data
    assert data == EXAMINER.check(Entry(PATH, "records"), text.encode()).data
    assert data is not None
    assert in_order(data, schemas().kinds["service-log"])


def test_a_misplaced_file_gets_its_place() -> None:
    for wrong in (PATH.replace("W42", "W43"), PATH.replace(".yaml", ".yml"), PATH.replace("zhang-wei", "zhao-min")):
        found = of(GOOD, wrong)
        assert found is not None
        assert (found.target, found.moved, found.after.decode()) == (PATH, True, GOOD)


@pytest.mark.parametrize("unit", ["../../etc", "a/b", "..", "C:\\x"])
def test_no_content_leads_a_file_astray(unit: str) -> None:
    found = of(GOOD.replace("unit: telecom-east", f'unit: "{unit}"'.replace("\\", "\\\\")))
    assert found is None or (found.target == PATH)


def test_what_may_be_meant_otherwise_stays() -> None:
    for right, wrong in (
        ("customer: C-000123", "customer: 宏远物流"),
        ("at: 2026-10-13 10:05", "at: 十月十三日上午"),
        ("mode: active", "mode: 上门"),
        ("week: 2026-W42", "week: 2026-W4"),
    ):
        assert of(GOOD.replace(right, wrong, 1)) is None


def test_one_slip_is_put_right_where_another_trouble_stays() -> None:
    found = of(GOOD.replace("mode: active", "mode: 主动", 1).replace("channel: visit", "channel: 飞鸽", 1))
    assert found is not None
    assert problems(found.after) == ["schema.enum"]


@given(st.binary(max_size=300))
def test_whatever_the_bytes_nothing_breaks(content: bytes) -> None:
    found = of(content)
    read = EXAMINER.check(Entry(PATH, "records"), content).data is not None
    assert found is None or not read or len(problems(found.after, found.target)) <= len(problems(content))


@given(st.integers(0, GOOD.count("\n") - 1), st.sampled_from("\t\u3000：\u200b“{[&*!#%"), st.integers(0, 60))
def test_a_repair_adds_no_trouble(line: int, sign: str, column: int) -> None:
    lines = GOOD.split("\n")
    lines[line] = lines[line][:column] + sign + lines[line][column:]
    bad = "\n".join(lines)
    found = of(bad)
    if found is None:
        return
    assert len(problems(found.after, found.target)) <= len(problems(bad.encode()))
    assert found.mended or found.reordered or found.moved
