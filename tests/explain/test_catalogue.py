"""The catalogue of explanations is whole: no two parts give one id."""

from __future__ import annotations

from collections import Counter

from taizhang.explain.catalogue import PARTS, SENTENCES, WORDS


def test_each_sentence_and_word_has_one_home() -> None:
    """A sentence that a later part gives again would silently replace the first."""
    sentences = Counter(name for part in PARTS for name in part.SENTENCES)
    words = Counter(name for part in PARTS for name in part.WORDS)
    assert [name for name, times in (sentences + words).items() if times > 1] == []
    assert (len(SENTENCES), len(WORDS)) == (len(sentences), len(words))
