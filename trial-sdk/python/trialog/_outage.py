"""How long deliveries have failed."""

from __future__ import annotations

import time
from typing import Optional

from trialog import _limits


class Outage:
    """Says how long to pause before the next delivery, and when the user is to be told. Used by one thread at a time."""

    def __init__(self) -> None:
        self._next_pause: Optional[float] = None
        self._since: Optional[float] = None
        self._told = False

    @property
    def lasts(self) -> bool:
        """Whether the last delivery failed."""
        return self._since is not None

    def pause_seconds(self) -> float:
        """The pause before the next delivery: each twice as long as the last."""
        seconds = _limits.FIRST_PAUSE_SECONDS if self._next_pause is None else self._next_pause
        self._next_pause = min(_limits.LONGEST_PAUSE_SECONDS, 2 * seconds)
        return seconds

    def shorten_pauses(self) -> None:
        """Begin with short pauses again."""
        self._next_pause = None

    def must_be_told(self) -> bool:
        """Note a failed delivery; whether it is time to tell the user, once."""
        now = time.monotonic()
        if self._since is None:
            self._since = now
        if self._told or now - self._since < _limits.TELL_OUTAGE_AFTER_SECONDS:
            return False
        self._told = True
        return True

    def over(self) -> bool:
        """Note a successful delivery; whether the user was told of the outage that it ends."""
        was_told = self._told
        self._told = False
        self._since = None
        self.shorten_pauses()
        return was_told
