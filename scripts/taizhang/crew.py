"""Several processes share out the jobs of one command: each takes the next that nobody has taken.

A process that is forked has everything its parent has made so far, so a job is a plain function and only what it gives
is sent back. Where a system can't fork safely, or one processor is all there is, one process does everything: what
comes of the jobs is the same.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 4
"""More processes than so many gain little: the records and the ledger are read by one."""
NUMBER = 4
"""So many bytes hold the number of a job."""


class StoppedError(RuntimeError):
    """A process ended without giving what it had to give: somebody or the system killed it."""


def hands() -> int:
    """How many processes may share out work here: one for each processor, one in all where forking is unsafe.

    A process with further threads is not forked: a lock that one of them holds would stay locked for ever.
    """
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 1
    return min(MOST, len(os.sched_getaffinity(0)))


def shared(jobs: Sequence[Callable[[], T]], processes: int, told: Callable[[int], None] = lambda _: None) -> list[T]:
    """What every job gives, in the order of the jobs; it must be picklable.

    Before it begins a job, this process says to ``told`` how many have been begun, by whomever.
    An error of a job is raised once all processes have stopped: the first job's, where there are several.
    """
    if processes < 2 or len(jobs) < 2:
        return list(_alone(jobs, told))
    fork = multiprocessing.get_context("fork")
    waiting = _numbers(len(jobs))
    crew = []
    try:
        for _ in range(min(processes, len(jobs)) - 1):
            ours, theirs = fork.Pipe(duplex=False)
            one = fork.Process(target=_help, args=(jobs, waiting, theirs, os.getpid()), daemon=True)
            one.start()
            theirs.close()
            crew.append((one, ours))
        found: dict[int, Any] = dict(_taken(jobs, waiting, told))
        for _, ours in crew:
            found |= _given(ours)
    except BaseException:
        for one, _ in crew:
            one.terminate()
        raise
    finally:
        os.close(waiting)
        for one, ours in crew:
            one.join()
            ours.close()
    return [_result(found[number]) for number in range(len(jobs))]


def _alone(jobs: Sequence[Callable[[], T]], told: Callable[[int], None]) -> Iterator[T]:
    for number, job in enumerate(jobs):
        told(number)
        yield job()


def _numbers(count: int) -> int:
    """The end of a pipe from which whoever comes next reads the number of a job, until there are none."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)  # more jobs than a pipe holds are a fault of the programme, not a wait for ever
    os.write(writing, b"".join(number.to_bytes(NUMBER, "big") for number in range(count)))
    os.close(writing)
    return reading


def _taken(
    jobs: Sequence[Callable[[], T]], waiting: int, told: Callable[[int], None] = lambda _: None
) -> Iterator[tuple[int, T | Exception]]:
    """Jobs as long as there are any, each with what it gave or the error it ended with."""
    while number := os.read(waiting, NUMBER):
        at = int.from_bytes(number, "big")
        told(at)
        try:
            yield at, jobs[at]()
        except Exception as error:  # noqa: BLE001 - raised by the parent, when nobody works any more
            yield at, error


def _help(jobs: Sequence[Callable[[], Any]], waiting: int, out: Connection, parent: int) -> None:
    """What a forked process does: jobs until none is left or nobody waits for it, then it gives all at once."""
    found: dict[int, Any] = {}
    with suppress(KeyboardInterrupt):
        for number, given in _taken(jobs, waiting):
            found[number] = given
            if os.getppid() != parent:
                return
        with suppress(BrokenPipeError):
            out.send_bytes(pickle.dumps({number: _sendable(given) for number, given in found.items()}))


def _sendable(given: object) -> object:
    """What a job gave; an error that would not arrive as itself, as one that holds its traceback."""
    if not isinstance(given, Exception):
        return given
    try:
        pickle.loads(pickle.dumps(given))  # noqa: S301 - what this process has just made
    except Exception:  # noqa: BLE001 - whatever an error's own parts raise
        return StoppedError("".join(traceback.format_exception(given)))
    return given


def _given(ours: Connection) -> dict[int, Any]:
    """What a forked process gives: StoppedError where it died."""
    try:
        found: dict[int, Any] = pickle.loads(ours.recv_bytes())  # noqa: S301 - from a fork of this very process
    except EOFError:
        raise StoppedError("a process that made pages was killed") from None
    return found


def _result(given: T | Exception) -> T:
    if isinstance(given, Exception):
        raise given
    return given
