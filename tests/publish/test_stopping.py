"""Signals that end a process: heard once, and not in the middle of what belongs together."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from taizhang.publish.stopping import Stopped, heed, undisturbed


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """The signals' answers as they usually are, and afterwards as they were."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(one) for one in numbers]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    yield
    for number, found in zip(numbers, before, strict=True):
        signal.signal(number, found)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_one_is_raised_and_a_second_not_heard(number: int, code: int) -> None:
    back = heed()
    with pytest.raises(Stopped) as stopped:
        signal.raise_signal(number)
    assert stopped.value.code == code
    signal.raise_signal(signal.SIGINT)
    back()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_what_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    back = heed()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    with undisturbed() as later:
        signal.raise_signal(signal.SIGINT)
        later.obey()
    back()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_a_child_ends_without_a_word() -> None:
    heed()
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:  # pragma: no cover - the child's own
        try:
            signal.raise_signal(signal.SIGTERM)
        except BaseException as raised:  # noqa: BLE001 - a child of pytest goes no further
            os.write(theirs, repr(raised).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert os.read(ours, 99) == b"SystemExit(143)"
    for one in (ours, theirs):
        os.close(one)


def test_what_belongs_together_is_done_first() -> None:
    back, done = heed(), []

    def both() -> None:
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
            done.append("both")

    with pytest.raises(Stopped):
        both()
    assert done == ["both"]
    back()


def test_or_left_off_where_nothing_is_half_done() -> None:
    done = []

    def one_after_another() -> None:
        with undisturbed() as later:
            later.obey()
            with undisturbed():
                signal.raise_signal(signal.SIGTERM)
            done.append("one")
            later.obey()
            done.append("two")

    with pytest.raises(Stopped) as stopped:
        one_after_another()
    assert (done, stopped.value.code) == (["one"], 143)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_another_thread_hears_none() -> None:
    done = []

    def work() -> None:
        heed()()
        with undisturbed() as later:
            later.obey()
        done.append(signal.getsignal(signal.SIGINT))

    other = threading.Thread(target=work)
    other.start()
    other.join()
    assert done == [signal.default_int_handler]
