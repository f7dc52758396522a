"""The catalogue of histories: each sentence takes its values, and every reason for not knowing has one."""

from __future__ import annotations

import re
from pathlib import Path

from taizhang.explain import past
from taizhang.history.history import Status, Unknown

PUBLISH = Path(past.__file__).parent.parent


def test_every_reason_and_every_status_has_a_sentence() -> None:
    assert {f"unknown.{one.value}" for one in Unknown} <= past.SENTENCES.keys()
    assert {one.value for one in Status} <= past.SENTENCES.keys()


def test_every_sentence_is_said_somewhere() -> None:
    said = "".join((PUBLISH / name).read_text(encoding="utf-8") for name in ("publish/past_words.py", "cli/history.py"))
    named = set(re.findall(r'"([a-z.-]+)"', said))
    told = {name for name in past.SENTENCES if not name.startswith("unknown.")} - {one.value for one in Status}
    assert told - named == set()


def test_values_are_put_in() -> None:
    assert past.say("from-to", label="确认人", was="空", now="李娜") == "确认人 空 → 李娜"
    assert past.say("merged-of", who="李娜", writers="钟俊") == "李娜 并入(钟俊 提交)"
