"""Signs of life for all trials that this process has asked for, from one daemon thread."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING, Dict, Optional

if TYPE_CHECKING:
    from trialog._asked import Trial

_TIMEOUT_SECONDS = 5.0
_SHORTEST_PAUSE_SECONDS = 0.1


class Pulse:
    """Beats for a trial when nothing else was sent for a third of its lease."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._trials: Dict[int, "Trial"] = {}
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
                trial = self._next_due()
                while trial is None or trial._beat_at > time.monotonic():
                    self._changed.wait(None if trial is None else max(trial._beat_at - time.monotonic(), 0.001))
                    trial = self._next_due()
            trial._beat(_TIMEOUT_SECONDS)

    def _next_due(self) -> "Optional[Trial]":
        return min(self._trials.values(), key=lambda trial: trial._beat_at) if self._trials else None


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
