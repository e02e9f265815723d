"""Signs of life for all trials that this process has asked for, from one daemon thread."""

from __future__ import annotations

import os
import threading
import time
import weakref
from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from trialog._asked import Trial

_TIMEOUT_SECONDS = 5.0
_SHORTEST_PAUSE_SECONDS = 0.1


class Pulse:
    """Beats for a trial when nothing else was sent for a third of its lease.

    A trial that its program has dropped without telling a result has no heartbeats any more: it is given to another after its lease.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._trials: "weakref.WeakValueDictionary[int, Trial]" = weakref.WeakValueDictionary()
        self._thread: Optional[threading.Thread] = None

    def add(self, trial: "Trial") -> None:
        """Beat for it from now on."""
        with self._changed:
            self._trials[id(trial)] = trial
            if self._thread is None:
                thread = threading.Thread(target=self._run, name="trialog-heartbeats", daemon=True)
                thread.start()
                self._thread = thread
            self._changed.notify_all()

    def remove(self, trial: "Trial") -> None:
        """It has ended."""
        with self._changed:
            self._trials.pop(id(trial), None)

    def _run(self) -> None:
        while True:
            with self._changed:
                trial = self._due()
                if trial is None:
                    self._changed.wait(self._seconds_to_next())
                    continue
            trial._beat(_TIMEOUT_SECONDS)
            trial = None  # or it could not be given up while this waits

    def _due(self) -> "Optional[Trial]":
        now = time.monotonic()
        return next((trial for trial in list(self._trials.values()) if trial._beat_at <= now), None)

    def _seconds_to_next(self) -> Optional[float]:
        earliest = min((trial._beat_at for trial in list(self._trials.values())), default=None)
        return None if earliest is None else max(earliest - time.monotonic(), 0.001)


def pause(lease_seconds: float) -> float:
    """Between two signs of life."""
    return max(lease_seconds / 3, _SHORTEST_PAUSE_SECONDS)


pulse = Pulse()


def _after_fork_in_child() -> None:
    """The parent goes on with its trials; threads do not exist here."""
    global pulse
    pulse = Pulse()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)
