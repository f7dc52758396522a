"""Jobs shared out to processes give what one process gives, in the same order; whatever goes wrong is told."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from taizhang.crew import StoppedError, hands, shared


class UnsendableError(Exception):
    """An error that cannot be made from what it holds."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} and {other}")


def square(number: int) -> tuple[int, int]:
    """A job: its result, and in which process it was made."""
    time.sleep(0.002)
    return number * number, os.getpid()


def fail(error: Exception) -> int:
    raise error


def elsewhere(parent: int, act: Callable[[], int]) -> int:
    """What ``act`` gives in a forked process; the first one waits until there was time for that."""
    if os.getpid() == parent:
        time.sleep(0.3)
        return 0
    return act()


def kill() -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 1


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_come_in_the_order_of_the_jobs_whoever_did_them(processes: int) -> None:
    found = shared([partial(square, number) for number in range(60)], processes)
    assert [result for result, _ in found] == [number * number for number in range(60)]
    assert len({process for _, process in found}) == processes


def test_nothing_to_share_gives_nothing() -> None:
    assert shared([], 2) == []


def test_the_first_jobs_error_is_raised_whoever_met_it() -> None:
    jobs: list[Callable[[], object]] = [
        partial(square, 1),
        partial(fail, ValueError("first")),
        *[partial(fail, KeyError("later"))] * 20,
    ]
    for processes in (1, 2):
        with pytest.raises(ValueError, match="first"):
            shared(jobs, processes)


def test_an_error_that_cannot_be_sent_arrives_with_its_traceback() -> None:
    parent = os.getpid()
    jobs = [partial(elsewhere, parent, partial(fail, UnsendableError(1, 2)))] * 2
    with pytest.raises(StoppedError, match=r"(?s)Traceback.*UnsendableError: 1 and 2"):
        shared(jobs, 2)


def test_a_killed_process_is_an_error_and_no_wait_for_ever() -> None:
    with pytest.raises(StoppedError):
        shared([partial(elsewhere, os.getpid(), kill)] * 2, 2)


def test_an_interrupt_ends_the_others_too() -> None:
    """They would go on writing into a folder that nobody waits for."""
    parent = os.getpid()

    def interrupted() -> None:
        if os.getpid() == parent:
            raise KeyboardInterrupt
        time.sleep(600)

    with pytest.raises(KeyboardInterrupt):
        shared([interrupted] * 2, 2)
    assert multiprocessing.active_children() == []


def test_a_process_with_further_threads_does_not_fork() -> None:
    release = threading.Event()
    other = threading.Thread(target=release.wait)
    other.start()
    try:
        assert hands() == 1
    finally:
        release.set()
        other.join()
