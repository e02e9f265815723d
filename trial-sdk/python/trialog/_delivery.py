"""The ways to the server."""

from __future__ import annotations

from typing import Optional, Protocol, Sequence

from trialog._connection import Answer
from trialog._report import Report


class Delivery(Protocol):
    """A way to the server. Used by one thread at a time, but for ``hurry``, ``abort`` and ``end``."""

    url: Optional[str]
    """Where the server is, as far as known."""

    def post_reports(self, reports: Sequence[Report], timeout_seconds: float) -> Answer:
        """Send reports and wait for the answer; raises ``DeliveryFailed`` when none comes within the timeout."""

    def post_heartbeat(self, timeout_seconds: float) -> Answer:
        """Send a sign of life, in the same way."""

    def relocate(self) -> bool:
        """Look where the server is now; whether that is elsewhere than before."""

    def hurry(self, seconds: float) -> None:
        """Let a request in progress take another way after so long, if there is one; for any thread."""

    def abort(self) -> None:
        """Let the request in progress fail; for any thread."""

    def end(self) -> None:
        """Give back, at the end of the program, what must not outlive it; for any thread. Requests may follow still."""

    def close(self) -> None:
        """Give back what the delivery holds."""
