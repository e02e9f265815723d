"""Reports over Kafka, and over HTTP when Kafka does not take them."""

from __future__ import annotations

import json
import math
import time
from typing import TYPE_CHECKING, Optional, Sequence

from trialog._connection import Answer, DeliveryFailed
from trialog._kafka_sender import KafkaSender, Sending
from trialog._kafka_settings import KafkaUnusable, read_kafka_settings
from trialog._report import Report, listed
from trialog._stderr import count, say

if TYPE_CHECKING:
    from trialog._delivery import Delivery
    from trialog._environment import TrialEnvironment
    from trialog._kafka_sender import Client, Trouble

ACKNOWLEDGEMENT_SECONDS = 10.0
FIRST_PAUSE_SECONDS = 5.0
"""Between two attempts to use Kafka again; it doubles."""
LONGEST_PAUSE_SECONDS = 60.0


def kafka_delivery(environment: "TrialEnvironment", kafka: str, http: "Delivery") -> "Delivery":
    """The way that ``TRIALOG_KAFKA`` asks for: over Kafka, if it says how, else, after a message, over HTTP alone."""
    try:
        settings = read_kafka_settings(kafka)
    except KafkaUnusable as error:
        say("%s; reports go to the server over HTTP" % error)
        return http

    def open_client(trouble: "Trouble") -> "Client":
        from trialog import _kafka_client

        return _kafka_client.open_client(settings, trouble)

    return KafkaDelivery(environment, settings.bootstrap_servers, KafkaSender(open_client), http)


class KafkaDelivery:
    """Posts over Kafka while that acknowledges within its time, else over HTTP.

    While Kafka is away, one record at a time is on its way there; when it is acknowledged, Kafka is back. That record is first the one that was not
    acknowledged in time, later heartbeats: no report waits for the attempt.
    """

    def __init__(self, environment: "TrialEnvironment", place: str, sender: KafkaSender, http: "Delivery") -> None:
        self._place = place
        self._sender = sender
        self._http = http
        self._key = ("%s/%d" % (environment.experiment_id, environment.sequence_id)).encode("utf-8")
        self._head = '{"attempt": %d, "token": %s, "reports": ' % (environment.attempt, json.dumps(environment.token))
        self._last: Optional[Sending] = None
        self._awaited: Optional[Sending] = None
        self._began = 0.0
        self._hurried_at = -math.inf
        self._hurry_seconds = 0.0
        self._aborted_at = -math.inf
        self._away = False
        self._hopeless = False
        self._ended = False
        self._pause_seconds = FIRST_PAUSE_SECONDS
        self._retry_at = 0.0
        self._too_large_told = False

    @property
    def url(self) -> Optional[str]:
        """The server's address, for HTTP."""
        return self._http.url

    def post_reports(self, reports: Sequence[Report], timeout_seconds: float) -> Answer:
        """Send reports over Kafka or, within what is left of the timeout, over HTTP."""
        self._began = time.monotonic()
        until = self._began + timeout_seconds
        if self._works():
            sending = self._send(reports)
            self._await(sending, min(ACKNOWLEDGEMENT_SECONDS, timeout_seconds / 2))
            if sending.acknowledged:
                return Answer(200, None, {"results": [{"sequence": report.sequence, "status": "accepted"} for report in reports]})
            self._note_failure(sending, len(reports))
        return self._http.post_reports(reports, max(0.1, until - time.monotonic()))

    def post_heartbeat(self, timeout_seconds: float) -> Answer:
        """Send a sign of life, in the same way; silently."""
        self._began = time.monotonic()
        until = self._began + timeout_seconds
        if self._works() and (self._last is None or self._last.ended):
            sending = self._send([])
            self._await(sending, timeout_seconds / 2)
            if sending.acknowledged:
                return Answer(200, None, {})
        return self._http.post_heartbeat(max(0.1, until - time.monotonic()))

    def _works(self) -> bool:
        if self._ended:
            return False
        if not self._away:
            return True
        last = self._last
        if last is None or self._hopeless or not last.ended:
            return False
        if last.acknowledged:
            self._away = False
            self._pause_seconds = FIRST_PAUSE_SECONDS
            say("Kafka at %s takes reports again" % self._place)
            return True
        if time.monotonic() >= self._retry_at:
            self._plan_retry()
            self._send([])
        return False

    def _send(self, reports: Sequence[Report]) -> Sending:
        self._last = self._sender.send(self._key, (self._head + listed(reports) + "}").encode("ascii"))
        return self._last

    def _await(self, sending: Sending, seconds: float) -> None:
        self._awaited = sending
        try:
            sending.await_end(min(seconds, self._seconds_if_hurried()))
        finally:
            self._awaited = None
        if self._aborted_at >= self._began:
            raise DeliveryFailed("aborted")

    def _seconds_if_hurried(self) -> float:
        return self._hurry_seconds if self._hurried_at >= self._began else math.inf

    def _note_failure(self, sending: Sending, reports: int) -> None:
        reason = sending.failure or sending.trouble or "no acknowledgement"
        if sending.too_large:
            if not self._too_large_told:
                self._too_large_told = True
                say("Kafka at %s takes no record of %s (%s); such go to the server over HTTP" % (self._place, count(reports), reason))
            return
        self._away = True
        self._hopeless = sending.hopeless
        if self._ended:
            return
        if self._hopeless:
            say("%s; reports go to the server over HTTP" % reason)
        else:
            self._plan_retry()
            say("Kafka at %s does not take reports (%s); they go to the server over HTTP until it does" % (self._place, reason))

    def _plan_retry(self) -> None:
        self._retry_at = time.monotonic() + self._pause_seconds
        self._pause_seconds = min(LONGEST_PAUSE_SECONDS, 2 * self._pause_seconds)

    def relocate(self) -> bool:
        """Look where the server is now."""
        return self._http.relocate()

    def hurry(self, seconds: float) -> None:
        """Wait for Kafka no longer than so long."""
        self._hurry_seconds = seconds
        self._hurried_at = time.monotonic()
        awaited = self._awaited
        if awaited is not None:
            awaited.hurry(seconds)

    def abort(self) -> None:
        """Let the request in progress fail, whichever way it goes."""
        self._aborted_at = time.monotonic()
        self.hurry(0)
        self._http.abort()

    def end(self) -> None:
        """Go over HTTP alone from now on."""
        self._ended = True
        self._sender.end()

    def close(self) -> None:
        """Give back what both ways hold."""
        self.end()
        self._http.close()
