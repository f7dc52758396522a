"""Ctrl-C, and a system that ends a process: both go through every clean-up on the way, and through each only once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

NUMBERS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
USUAL = (signal.default_int_handler, signal.SIG_DFL)
"""What answers a signal where nobody said otherwise; what is ignored stays ignored."""
BY_SIGNAL = 128
"""With this, and the signal's number, a process ends that a signal has ended."""


class Stopped(KeyboardInterrupt):
    """Somebody has ended the work: by Ctrl-C, by closing the terminal, or the system did."""

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__()
        self.code = BY_SIGNAL + number


def heed(raised: Callable[[int], BaseException] = Stopped, numbers: Sequence[int] = NUMBERS) -> Callable[[], None]:
    """Answer the signals ``numbers`` with an exception of ``raised``; gives what puts all back as it was.

    A second one is never heard: it would only end the clean-ups of the first. A child of this process ends without a
    word. Outside the main thread nothing is done: Python hears no signals there.
    """
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    whose = os.getpid()
    before = {number: found for number in numbers if (found := signal.getsignal(number)) in USUAL}

    def stop(number: int, frame: FrameType | None) -> None:
        del frame
        for one in before:
            signal.signal(one, signal.SIG_IGN)
        raise raised(number) if os.getpid() == whose else SystemExit(BY_SIGNAL + number)

    def back() -> None:
        for number, found in before.items():
            if signal.getsignal(number) is stop:
                signal.signal(number, found)

    for number in before:
        signal.signal(number, stop)
    return back


class Later:
    """The signals that came where they would have disturbed."""

    def __init__(self) -> None:
        self.came: list[int] = []

    def note(self, number: int, frame: FrameType | None) -> None:
        """Hear one."""
        del frame
        self.came.append(number)

    def obey(self) -> None:
        """Stop now, if one came: here nothing is half done."""
        if self.came:
            raise Stopped(self.came[0])


@contextmanager
def undisturbed() -> Iterator[Later]:
    """A few steps that belong together: a signal that comes meanwhile is answered at their end, or by ``obey``."""
    later = Later()
    if threading.current_thread() is not threading.main_thread():
        yield later
        return
    before = {number: found for number in NUMBERS if (found := signal.getsignal(number)) not in {signal.SIG_IGN, None}}
    for number in before:
        signal.signal(number, later.note)
    try:
        yield later
    finally:
        for number, found in before.items():
            signal.signal(number, found)
    for number in later.came[:1]:
        signal.raise_signal(number)
