"""When an attempt that delivers nothing has to give a sign of life."""

from __future__ import annotations

import math
import time
from typing import Any, Optional

LONGEST_LEASE_SECONDS = 86_400.0
"""A day: whoever grants more gets more heartbeats than needed, and no wait is too long for the platform."""
SHORTEST_PAUSE_SECONDS = 0.1


def lease_seconds(value: Any) -> Optional[float]:
    """Return the lease that the environment or an answer names; ``None`` for anything but a positive, finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return None
    return min(seconds, LONGEST_LEASE_SECONDS) if 0 < seconds < math.inf else None


class Heartbeats:
    """Says when the next heartbeat is due: a third of the lease after the last request of any kind.

    That is counted from the request's beginning: the process may be suspended before it reads the answer, and be silent for the server all
    the while. Failed requests count as well, since repeating a heartbeat sooner helps nobody while the server is away. The monotonic clock goes on
    while the process is suspended, so that a heartbeat is due at once when it goes on. Used by one thread at a time.
    """

    def __init__(self, lease: Optional[float]) -> None:
        self._pause = math.inf if lease is None else _pause(lease)
        self._since = time.monotonic()

    def seconds_left(self) -> float:
        """Until the next heartbeat; without end when there are none."""
        return self._since + self._pause - time.monotonic()

    def postpone(self) -> None:
        """Note that a request begins."""
        self._since = time.monotonic()

    def hurry(self) -> None:
        """Make the next one due now: the last one went where the server no longer listens."""
        self._since -= self._pause

    def renew(self, lease: float) -> None:
        """Go by the lease that the server has granted."""
        self._pause = _pause(lease)

    def end(self) -> None:
        """Send none any more."""
        self._pause = math.inf


def _pause(lease: float) -> float:
    return max(lease / 3, SHORTEST_PAUSE_SECONDS)
