"""The sentences of forms: those of ``taizhang check``, fit for one who sees fields and no text."""

from __future__ import annotations

import json
import re

from taizhang.publish.forms.sentences import MESSAGES, REPAIRS, form_sentences, sentences_json
from taizhang.records.messages import SENTENCES


def test_a_sentence_of_a_form_asks_for_nothing_that_check_does_not_give() -> None:
    slot = re.compile(r"\{(\w+)\}")
    for rule, sentence in form_sentences().items():
        given = set(slot.findall(str(SENTENCES.sentences[rule])))
        for text in (sentence.title, sentence.message, sentence.repair):
            assert set(slot.findall(text)) <= given | {"value", "title", "options", "example"}, rule


def test_only_sentences_of_check_are_said_otherwise() -> None:
    assert set(MESSAGES) | set(REPAIRS) <= set(form_sentences())
    assert not [one for one in form_sentences().values() if re.search("引号|一行|第 .line. 行|缩进", str(one))]


def test_all_other_sentences_are_those_of_check() -> None:
    for rule, sentence in form_sentences().items():
        same = SENTENCES.sentences[rule]
        assert sentence.title == same.title
        assert rule in MESSAGES or sentence.message == same.message
        assert rule in REPAIRS or sentence.repair == same.repair


def test_the_data_of_the_forms_are_plain_json_and_every_time_the_same() -> None:
    assert json.loads(json.dumps(sentences_json())) == sentences_json()
    assert list(sentences_json()["yes"]) == sorted(sentences_json()["yes"])
