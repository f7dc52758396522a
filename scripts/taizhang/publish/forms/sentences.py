"""The sentences by which a form says what is wrong: those of ``taizhang check``, a few in a form's own words.

A form has fields, lists and a button to take something out, no lines, quotes or keys; only where a sentence speaks of
these does the form have its own. Rules, places and values that fill the templates are the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from taizhang.problem import Sentence
from taizhang.records.levels import BY_SENSITIVITY, GROUND, LEVELS
from taizhang.records.messages import (
    CHECK_SENTENCES,
    LEVEL_WORDS,
    NO,
    SCHEMA_SENTENCES,
    TYPES,
    YES,
)

MESSAGES = {
    "schema.blank": "“{title}”是空的。",
    "schema.comma-cut": "没有“{value}”这个字段,像是一句话被断成了两半。",
    "key.repeated": "“{value}”在前面第 {line} 项已经有了。",
}
REPAIRS = {
    "schema.required": "填写“{title}”,例如:{example}",
    "schema.empty": "填写内容,例如:{example};没有就不填",
    "schema.blank": "填写内容,例如:{example};没有就不填(必填的除外)",
    "schema.comma-cut": "删去它,把那句话重新写完整",
    "schema.quote": "按文字填写:{value}",
    "schema.list": "一项一项添加",
    "schema.object": "分别填写:{options}",
    "schema.too-few": "补足 {limit} 项;可以不填的,全部删去",
    "periods.overlap": "把前一段的截止日期改为 {day},或更正这一段的起始日期",
    "periods.gap": "把前一段的截止日期改为 {day}(或不填),或补上中间一段",
    "level.below": "改成“{word}”({least});或不填,就按“{word}”",
    "level.ground": "不填这一项,就按“{word}”;要保密的内容另写在可以提高密级的记录里",
}
WORDS = {
    "and": "、",
    "or": "或",
    "record": "记录",
    "complete": "(已经写全了)",
    "asDescribed": "按字段说明填写",
    "yesOrNo": "true 或 false",
    "listEmpty": "(可以一项也没有)",
    "listBegun": "(一项一项添加)",
    "objectBegun": "(分别填写各项)",
}
"""What stands in the templates' places beside the record's own words; ``and`` and ``or`` join what is listed."""


def form_sentences() -> dict[str, Sentence]:
    """The sentences a form may need, by rule id."""
    told = {**SCHEMA_SENTENCES, **CHECK_SENTENCES}
    return {
        rule: replace(
            sentence,
            message=MESSAGES.get(rule, sentence.message),
            repair=REPAIRS.get(rule, sentence.repair),
        )
        for rule, sentence in told.items()
        if rule != "append-only.changed"
    }


def sentences_json() -> dict[str, Any]:
    """What ``forms/data/sentences.json`` holds, for ``checker`` of ``assets/forms/check.js``; plain JSON, no clock.

    ``sentences`` are templates (``{value}``, ``{title}`` and so on) by rule id; ``types``, ``yes``, ``no`` and
    ``words`` what fills them; ``levels`` the levels of confidentiality, in order and by a kind's sensitivity (A6.4).
    """
    return {
        "sentences": {
            rule: {"title": sentence.title, "message": sentence.message, "repair": sentence.repair}
            for rule, sentence in form_sentences().items()
        },
        "types": TYPES,
        "yes": sorted(YES),
        "no": sorted(NO),
        "words": WORDS,
        "levels": {"order": list(LEVELS), "words": LEVEL_WORDS, "least": BY_SENSITIVITY, "ground": sorted(GROUND)},
    }
