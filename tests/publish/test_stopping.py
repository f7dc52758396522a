"""Signals that end a process: heard once, and not in the middle of what belongs together."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from taizhang.publish.stopping import Stopped, heed, undisturbed

WITH_CHILD = """
import os, signal
from taizhang.publish.stopping import heed
heed()
child = os.fork()
if not child:
    signal.raise_signal(signal.SIGTERM)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


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
    back()
    signal.raise_signal(signal.SIGINT)
    signal.raise_signal(signal.SIGTERM)


def test_put_back_as_it_was() -> None:
    heed()()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    with pytest.raises(KeyboardInterrupt) as stopped:
        signal.raise_signal(signal.SIGINT)
    assert not isinstance(stopped.value, Stopped)


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
    run = subprocess.run((sys.executable, "-c", WITH_CHILD), capture_output=True, check=False, encoding="utf-8")
    assert (run.returncode, run.stdout, run.stderr) == (0, "143\n", "")


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
