"""What is told of long work: as often as the rooms like, and handed on only now and then."""

from __future__ import annotations

from taizhang.progress import OFTEN, Paced, Phase, nobody, telling

Told = tuple[Phase, int, int, str]


class Heard:
    """Hears what is told, at a time that stands still until it is moved on."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.now = 100.0

    def __call__(self, phase: Phase, done: int = 0, total: int = 0, about: str = "", /) -> None:
        self.told.append((phase, done, total, about))


def test_each_thing_is_told_before_it_is_given() -> None:
    heard = Heard()
    each = telling("ab", heard, Phase.READING, 2, "x")
    assert heard.told == []
    assert next(each) == "a"
    assert heard.told == [(Phase.READING, 0, 2, "x")]
    assert list(each) == ["b"]
    assert heard.told[1:] == [(Phase.READING, 1, 2, "x")]
    assert list(telling("ab", nobody, Phase.READING)) == ["a", "b"]


def test_nothing_is_handed_on_before_it_is_time() -> None:
    heard = Heard()
    tell = Paced(heard, lambda: heard.now, 102)
    tell(Phase.LISTING, 1)
    tell(Phase.READING, 1)
    assert heard.told == []
    heard.now = 102
    tell(Phase.READING, 2, 9)
    assert heard.told == [(Phase.READING, 2, 9, "")]


def test_a_phase_is_handed_on_now_and_then_and_a_new_one_at_once() -> None:
    heard = Heard()
    tell = Paced(heard, lambda: heard.now, 100)
    tell(Phase.READING, 1)
    tell(Phase.READING, 2)
    heard.now += OFTEN
    tell(Phase.READING, 3)
    tell(Phase.MAKING, 1, 0, "客户")
    tell(Phase.MAKING, 2, 0, "客户")
    tell(Phase.MAKING, 1, 0, "周")
    reading = [(Phase.READING, done, 0, "") for done in (1, 3)]
    assert heard.told == [*reading, (Phase.MAKING, 1, 0, "客户"), (Phase.MAKING, 1, 0, "周")]
