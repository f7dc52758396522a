"""A sentence for everything that history can tell, and none for anything else."""

from __future__ import annotations

from taizhang.history.history import Unknown
from taizhang.history.landing import Note
from taizhang.history.messages import SENTENCES
from taizhang.history.trust import Basis


def test_every_id_has_its_sentence_and_every_sentence_its_id() -> None:
    wanted = {f"history.{why}" for why in Unknown} | {f"landing.{note}" for note in Note}
    wanted |= {f"counted.{basis}" for basis in Basis} | {"counted.backdated", "counted.ahead"}
    assert set(SENTENCES.sentences) == wanted
