"""The whole catalogue of explanations: the common sentences, and those of each kind of decision from its own module."""

from __future__ import annotations

from types import ModuleType

from taizhang.explain import attribution, callouts, clocks, gating, grading, performance, rotation, sentences

PARTS: tuple[ModuleType, ...] = (sentences, clocks, attribution, rotation, grading, gating, callouts, performance)

SENTENCES: dict[str, str] = {name: text for part in PARTS for name, text in part.SENTENCES.items()}
"""A sentence for every cause a rule can give."""

WORDS: dict[str, str] = {name: text for part in PARTS for name, text in part.WORDS.items()}
"""A word for every fact, kind of day and result of a decision."""
