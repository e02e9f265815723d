"""How long the end of the program waits for deliveries."""

from __future__ import annotations

import math
import time
from typing import Optional

from trialog import _limits


class ExitPatience:
    """Begins with the end of the program. For any thread."""

    def __init__(self) -> None:
        self._since: Optional[float] = None
        self._busy_until = 0.0

    def begin(self) -> None:
        """The program ends; or, when it has been ending, reports anew."""
        self._since = time.monotonic()

    @property
    def begun(self) -> bool:
        """Whether the program ends."""
        return self._since is not None

    def bear_with_busy_server(self, asked_seconds: Optional[float]) -> None:
        """Wait for the delivery after the pause that the server asked for, and as long as usual after that."""
        asked = _limits.LONGEST_PAUSE_SECONDS if asked_seconds is None else asked_seconds
        self._busy_until = time.monotonic() + asked + _limits.EXIT_SECONDS

    def seconds_left(self) -> float:
        """Until the end of the program must go on; without end before it has begun."""
        since = self._since
        if since is None:
            return math.inf
        now = time.monotonic()
        for_busy_server = min(self._busy_until, since + _limits.EXIT_SECONDS_WHILE_BUSY) - now
        return max(since + _limits.EXIT_SECONDS - now, for_busy_server)
