"""Secrets by their shape: what is one, what only speaks of one, and that no report repeats it (A6.1)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.records.secrets import likely, secrets
from tests.records.company import company_with, good

SECRET = [
    ("密码:Abc12345", "Abc12345"),
    ("初始密码是 admin", "admin"),
    ("口令 123456", "123456"),
    ("路由器密码123456", "123456"),
    ("系统口令为admin。", "admin"),
    ("密码改为“Abcd@2026”,请登录", "Abcd@2026"),
    ("客户密码\uff1aqwerty\uff0c已告知", "qwerty"),
    ("验证码 482913", "482913"),
    ("password: hunter2x", "hunter2x"),
    ("PWD=Zq9!x", "Zq9!x"),
    ("token=ghp_abcdef123456", "ghp_abcdef123456"),
    ("the password is Spring2026", "Spring2026"),
    ("-----BEGIN RSA PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----"),
]
FINE = [
    "请客户修改密码",
    "密码 8 位以上",
    "密码为 8-16 位",
    "密码 2026-10-13 修改",
    "密码 2026 年更换",
    "密码 C-000123 客户",
    "账号口令(A6.1)",
    "密码 A6.1",
    "口令:CRM 系统的由主管保管",
    "口令 12345 个",
    "密码 200M 专线",
    "密码:******",
    "客户忘记密码,10 月 27 日前处理",
    "password policy 2026",
    "客户说密码忘了,下午 15:30 来办",
]


@pytest.mark.parametrize(("text", "found"), SECRET)
def test_a_word_with_a_value_is_a_secret(text: str, found: str) -> None:
    assert [text[start:end] for start, end in secrets(text)] == [found]
    assert likely(text.encode())


@pytest.mark.parametrize("text", FINE)
def test_a_word_alone_is_none(text: str) -> None:
    assert list(secrets(text)) == []


def test_a_bare_value_is_long_enough() -> None:
    """Five characters right behind the word are none, six are; after a colon four are."""
    assert list(secrets("口令 12345")) == []
    assert list(secrets("口令 123456")) == [(3, 9)]
    assert list(secrets("口令:123")) == []
    assert list(secrets("口令:1234")) == [(3, 7)]


def test_a_field_of_that_name_holds_a_secret() -> None:
    assert list(secrets("一二三", "password")) == [(0, 3)]
    assert list(secrets("一二三", "login_token")) == [(0, 3)]
    assert list(secrets("", "password")) == []
    assert list(secrets("一二三", "topic")) == []


def test_a_file_without_such_words_is_not_looked_at() -> None:
    for text in ("客户同意试用两周", "result: pass\nwhy: passed", "role: key\nkey: account"):
        assert not likely(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "API_KEY=a1b2c3",
        "secret key: a1b2c3",
        "Access-Key: a1b2c3",
        "apikey=a1b2c3",
        "passphrase: a1b2c3",
        "passwd: a1b2c3",
    ],
)
def test_a_word_is_found_wherever_its_line_ends(text: str) -> None:
    """In plain text a line's end is a blank, in quotes a backslash may join the two."""
    assert list(secrets(text))
    assert likely(text.encode())
    assert likely(re.sub("[ _-]", "\n    ", text, count=1).encode())
    assert likely(re.sub("(?i)(?<=pass)", "\\\\\n  ", text, count=1).encode())


@given(st.text(alphabet="pas wordcehik_-tyKEYſıK:=a1", max_size=30))
def test_the_quick_look_passes_over_no_secret(text: str) -> None:
    if list(secrets(text)) and any(part in text.lower() for part in ("pass", "key")):
        assert likely(text.encode())


def test_no_report_repeats_the_secret() -> None:
    """Also not the complaint about the field that should not be there."""
    path = "people/li-na.yaml"
    book = company_with({path: good(path) + "password: Lina@2026\n"})
    assert {problem.rule for problem in book.problems} == {"schema.unknown-field", "secret.password"}
    for problem in book.problems:
        assert "Lina@2026" not in f"{problem.value} {problem.message} {problem.excerpt} {problem.repair}"
        assert "***" in problem.excerpt
