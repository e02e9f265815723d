"""Sends records to Kafka from a thread of its own."""

from __future__ import annotations

import queue
import threading
import time
from typing import Callable, Optional, Protocol, Tuple

from trialog._kafka_settings import KafkaUnusable

LIFETIME_SECONDS = 30
"""How long a client tries to deliver a record."""
_SLICE_SECONDS = 0.1
_END_SECONDS = 1.0


class Sending:
    """A record on its way. Its fate is told by any thread, and awaited by one."""

    def __init__(self) -> None:
        self.acknowledged = False
        self.failure: Optional[str] = None
        self.too_large = False
        """Whether it failed because the broker takes no record of its size."""
        self.hopeless = False
        """Whether it failed because Kafka cannot be used at all."""
        self.trouble: Optional[str] = None
        """What the client meets while it tries."""
        self._changed = threading.Condition()
        self._until = 0.0

    @property
    def ended(self) -> bool:
        """Whether its fate is known."""
        return self.acknowledged or self.failure is not None

    def acknowledge(self) -> None:
        """The broker has it."""
        with self._changed:
            self.acknowledged = True
            self._changed.notify_all()

    def fail(self, reason: str, too_large: bool = False, hopeless: bool = False) -> None:
        """The broker may or may not have it; the first reason counts."""
        with self._changed:
            if not self.ended:
                self.too_large = too_large
                self.hopeless = hopeless
                self.failure = reason
                self._changed.notify_all()

    def await_end(self, seconds: float) -> bool:
        """Wait for so long, or less if hurried; whether its fate is known."""
        with self._changed:
            self._until = time.monotonic() + seconds
            while not self.ended:
                left = self._until - time.monotonic()
                if left <= 0:
                    return False
                self._changed.wait(left)
            return True

    def hurry(self, seconds: float) -> None:
        """Let whoever waits do that no longer than so long."""
        with self._changed:
            self._until = min(self._until, time.monotonic() + seconds)
            self._changed.notify_all()


class Client(Protocol):
    """A Kafka client library; used by the sender's thread only."""

    def send(self, key: bytes, value: bytes, sending: Sending) -> None:
        """Begin to send a record, and tell the sending of its fate sooner or later."""

    def serve(self, sending: Sending, seconds: float) -> None:
        """Let the library tell of fates for so long, or until that of the sending is known."""

    def close(self) -> None:
        """Drop what is still on its way."""


Trouble = Callable[[str, bool], None]
"""Told what a client meets while it tries, and whether trying on is of no use; by any thread."""


class KafkaSender:
    """Makes a client when first needed, and another after each failure: what was wrong may have been set right.

    Libraries load, connect and look for topics as long as they like; callers only wait for a :class:`Sending`. One record is on its way at a time.
    """

    def __init__(self, open_client: Callable[[Trouble], Client]) -> None:
        self._open_client = open_client
        self._queue: "queue.SimpleQueue[Optional[Tuple[bytes, bytes, Sending]]]" = queue.SimpleQueue()
        self._thread: Optional[threading.Thread] = None
        self._client: Optional[Client] = None
        self._sending: Optional[Sending] = None
        self._ends = False

    def send(self, key: bytes, value: bytes) -> Sending:
        """Send a record as soon as those before it have met their fate."""
        sending = Sending()
        if self._ends:
            sending.fail("the program ends")
            return sending
        if self._thread is None:
            thread = threading.Thread(target=self._run, name="trialog-kafka", daemon=True)
            try:
                thread.start()
            except RuntimeError as error:  # the interpreter shuts down, or there are too many threads
                sending.fail(str(error))
                return sending
            self._thread = thread
        self._queue.put((key, value, sending))
        return sending

    def end(self) -> None:
        """Close the client, and send no more; for any thread, a signal handler's too."""
        self._ends = True
        self._queue.put(None)
        thread = self._thread
        if thread is not None:
            thread.join(_END_SECONDS)

    def _run(self) -> None:
        while not self._ends:
            record = self._queue.get()
            if record is not None:
                self._send(*record)
        self._close_client()

    def _send(self, key: bytes, value: bytes, sending: Sending) -> None:
        self._sending = sending
        try:
            if self._client is None:
                self._client = self._open_client(self._trouble)
            self._client.send(key, value, sending)
            until = time.monotonic() + LIFETIME_SECONDS
            while not sending.ended and not self._ends and time.monotonic() < until:
                self._client.serve(sending, _SLICE_SECONDS)
            sending.fail(sending.trouble or "no acknowledgement")
        except KafkaUnusable as error:
            sending.fail(str(error), hopeless=True)
        except Exception as error:  # whatever a library or a password file raises
            sending.fail(sending.trouble or "%s: %s" % (type(error).__name__, error))
        if not sending.acknowledged and not sending.too_large:
            self._close_client()

    def _trouble(self, text: str, fatal: bool) -> None:
        sending = self._sending
        if sending is not None:
            sending.trouble = text
            if fatal:
                sending.fail(text)

    def _close_client(self) -> None:
        client, self._client = self._client, None
        try:
            if client is not None:
                client.close()
        except Exception:
            pass  # it is of no more use
