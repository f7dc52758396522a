"""Characters of the two scripts stand together, whichever one a text is written in."""

from __future__ import annotations

import pytest

from taizhang.publish.both_scripts import IDEOGRAPHS, forms_in


@pytest.mark.parametrize(
    ("simplified", "others"),
    [
        ("龙", "龍"),
        ("腾", "騰"),
        ("发", "發髮"),
        ("后", "後"),
        ("里", "裏裡"),
        ("台", "檯臺颱"),
        ("为", "為爲"),
        ("卫", "衛衞"),
    ],
)
def test_either_form_brings_all_of_them(simplified: str, others: str) -> None:
    for written in (simplified, *others):
        (group,) = forms_in(written)
        assert group[0] == simplified, "all are folded into the simplified one"
        assert set(others) <= set(group)


def test_what_has_no_other_form_brings_nothing() -> None:
    assert forms_in("张三 C-000123 <人>") == forms_in("张")
    assert forms_in("人 A5.5") == []


def test_forms_are_the_same_every_time_and_in_one_group_only() -> None:
    text = "".join(IDEOGRAPHS)
    groups = forms_in(text)
    assert groups == forms_in(text[::-1])
    signs = "".join(groups)
    assert len(groups) > 2500
    assert all(len(group) > 1 for group in groups)
    assert len(signs) == len(set(signs))
