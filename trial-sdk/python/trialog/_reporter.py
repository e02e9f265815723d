"""Delivers the reports of one attempt in the background."""

from __future__ import annotations

import json
import math
import threading
import time
from collections import deque
from itertools import islice
from typing import Any, Deque, List, Optional

from trialog._connection import Answer, DeliveryFailed, ServerConnection
from trialog._heartbeat import Heartbeats, lease_seconds
from trialog._metric import MetricValue
from trialog._spool import Spool
from trialog._stderr import count, say

MAX_BATCH = 100
"""Reports in a request."""
MAX_BATCH_CHARACTERS = 512 * 1024
"""Half of what the server takes."""
MAX_IN_MEMORY = 10_000
"""When more reports wait than this, the spool file takes the further ones."""
MAX_IN_MEMORY_WITHOUT_SPOOL = 10 * MAX_IN_MEMORY
"""When more wait and there is no usable spool file, intermediate reports are dropped."""
REFILL_BYTES = 1024 * 1024
"""How much is read back from the spool file at a time; more than the longest line."""
FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 5.0
LONGEST_RETRY_AFTER_SECONDS = 60.0
REQUEST_TIMEOUT_SECONDS = 30.0
HEARTBEAT_TIMEOUT_SECONDS = 2.0
"""Reports wait for a heartbeat that is on its way: not for long."""
TELL_OUTAGE_AFTER_SECONDS = 5.0
EXIT_SECONDS = 5.0
EXIT_SECONDS_WHILE_BUSY = 60.0


class Report:
    """A report on its way."""

    __slots__ = ("sequence", "kind", "value", "made_at", "text", "spooled", "sent")

    def __init__(self, sequence: int, kind: str, value: MetricValue, made_at: float) -> None:
        self.sequence = sequence
        self.kind = kind
        self.value = value
        self.made_at = made_at
        self.text: Optional[str] = None
        self.spooled = False
        self.sent = 0

    def json(self) -> str:
        """The report as an element of ``reports``; written once."""
        if self.text is None:
            milliseconds = int(self.made_at * 1000)
            at = "%s.%03dZ" % (
                time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(milliseconds // 1000)),
                milliseconds % 1000,
            )
            fields = {"sequence": self.sequence, "kind": self.kind, "value": self.value, "at": at}
            self.text = json.dumps(fields, allow_nan=False)
        return self.text

    @staticmethod
    def from_spool(line: str) -> "Optional[Report]":
        """A report read back from the spool file; ``None`` for a line that a full disk cut short."""
        try:
            fields = json.loads(line)
            report = Report(fields["sequence"], fields["kind"], fields["value"], 0.0)
        except (ValueError, KeyError, TypeError):
            return None
        report.text = line
        report.spooled = True
        report.sent = 1  # an earlier delivery cannot be excluded
        return report


class Reporter:
    """Numbers reports, queues them, and delivers them from one daemon thread, which sends heartbeats when there is nothing to deliver.

    ``report`` may be called by any thread, and costs a few microseconds. The queue's lock is reentrant, because a signal handler that
    calls ``close`` may interrupt a ``report`` of the same thread.

    Reports wait in ``_waiting`` until the server has answered for them. While deliveries fail, the waiting reports are in the spool file as well.
    When too many wait, further ones are in the spool file only (``_overflow`` counts them) and come back into memory when it is empty:
    memory is bounded, and the order is kept.
    """

    def __init__(self, connection: ServerConnection, spool: Spool, lease: Optional[float] = None) -> None:
        self._connection = connection
        self._spool = spool
        self._changed = threading.Condition()
        self._waiting: Deque[Report] = deque()
        self._next_sequence = 0
        self._finals = 0
        self._overflow = 0
        self._overflow_offset = 0
        self._overflow_sequence = 0
        self._dropped = 0
        self._thread: Optional[threading.Thread] = None
        self._closing_since: Optional[float] = None
        self._all_delivered_at_close = True
        self._beating = False
        self._retrying = False
        # of the delivering thread:
        self._heartbeats = Heartbeats(lease)
        self._pause_seconds = FIRST_PAUSE_SECONDS
        self._failing_since: Optional[float] = None
        self._outage_told = False
        self._busy_until = 0.0
        self._stopped = False
        self._kept_in_spool = 0
        self._foreign_reports_told = False

    def start(self) -> None:
        """Send heartbeats, though nothing may ever be reported."""
        with self._changed:
            if self._thread is None:
                self._start_thread()

    def report(self, kind: str, value: MetricValue) -> None:
        """Queue a checked value."""
        made_at = time.time()
        with self._changed:
            report = Report(self._next_sequence, kind, value, made_at)
            # Appended before it is counted: a signal handler that closes in between then finds it.
            if self._overflow or len(self._waiting) >= MAX_IN_MEMORY:
                self._put_in_spool(report)
            else:
                self._waiting.append(report)
            self._next_sequence += 1
            if self._retrying:  # for half a minute if need be, in which nobody else would put it into the spool file
                self._spool_waiting()
            if self._thread is None:
                self._start_thread()
            self._changed.notify_all()
            if kind == "final":
                self._finals += 1
        if kind == "final" and self._finals == 2:
            say("report_final_result was called again; the first final result counts")

    def close(self) -> None:
        """Wait for the deliveries as long as the protocol says, put what remains into the spool file and say so on stderr.

        May be called from a signal handler; and again, when more has been reported.
        """
        with self._changed:
            if self._closing_since is None or self._all_delivered_at_close:
                self._closing_since = time.monotonic()
            self._changed.notify_all()
            thread = self._thread
            if self._beating and self._has_work():
                self._connection.abort()  # the exit waits for reports only
        try:
            if thread is not None and thread.is_alive():
                self._await_deliveries()
            elif self._has_work():
                self._deliver_until_closed()  # the thread could not be started: the interpreter is already shutting down
                self._connection.close()
        except KeyboardInterrupt:
            pass  # whoever presses Ctrl-C at exit does not want to wait; the spool still gets what is left
        self._say_what_remains()

    # ---- queue

    def _put_in_spool(self, report: Report) -> None:
        if not self._overflow:
            self._overflow_offset = self._spool.size()
            self._overflow_sequence = report.sequence
        if self._spool.append([report.json()]):
            self._overflow += 1
        elif report.kind == "final" or len(self._waiting) < MAX_IN_MEMORY_WITHOUT_SPOOL:
            self._waiting.append(report)
        else:
            if not self._dropped:
                say("%d reports wait for the server and no spool file can be written; dropping intermediate results" % len(self._waiting))
            self._dropped += 1

    def _start_thread(self) -> None:
        thread = threading.Thread(target=self._run, name="trialog-reports", daemon=True)
        try:
            thread.start()
            self._thread = thread
        except RuntimeError:
            pass  # the interpreter shuts down, or there are too many threads: the next report tries again, close() delivers

    def _has_work(self) -> bool:
        return bool(self._waiting or self._overflow) and not self._stopped

    def _await_deliveries(self) -> None:
        with self._changed:
            while self._waiting or self._overflow:
                seconds = self._seconds_left()
                if seconds <= 0:
                    return
                self._changed.wait(seconds)

    def _seconds_left(self) -> float:
        """Until the exit must go on; without end before ``close``."""
        if self._closing_since is None:
            return math.inf
        now = time.monotonic()
        for_busy_server = min(self._busy_until, self._closing_since + EXIT_SECONDS_WHILE_BUSY) - now
        return max(self._closing_since + EXIT_SECONDS - now, for_busy_server)

    def _say_what_remains(self) -> None:
        self._spool_waiting()
        with self._changed:
            waiting = len(self._waiting) + self._overflow
            in_memory_only = sum(1 for report in self._waiting if not report.spooled)
            self._all_delivered_at_close = waiting == 0
            lost = in_memory_only + self._dropped
            self._dropped = 0
        kept = waiting - in_memory_only
        if kept:
            say(
                "%s could not be delivered to %s: kept in %s, where the server looks for them"
                % (count(kept), self._connection.url, self._spool.path)
            )
        if lost:
            say("%s could not be delivered to %s: lost, as no spool file could be written" % (count(lost), self._connection.url))
        if self._kept_in_spool:
            say("%s kept in %s, where the server looks for them" % (count(self._kept_in_spool), self._spool.path))
            self._kept_in_spool = 0

    # ---- delivery

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._may_deliver() and self._seconds_to_heartbeat() > 0:
                    seconds = self._seconds_to_heartbeat()
                    self._changed.wait(None if seconds == math.inf else seconds)
                deliver = self._may_deliver()
            if deliver:
                self._deliver_guarded()
            else:
                self._beat()

    def _may_deliver(self) -> bool:
        return bool(self._waiting or self._overflow) and self._seconds_left() > 0

    def _deliver_until_closed(self) -> None:
        while self._has_work() and self._seconds_left() > 0:
            self._deliver_guarded()

    def _deliver_guarded(self) -> None:
        try:
            self._deliver_once()
        except Exception as error:  # a defect here must not end the delivery of all further reports
            self._failed("%s: %s" % (type(error).__name__, error))

    def _deliver_once(self) -> None:
        if self._stopped:
            self._keep_in_spool_only()
            return
        if not self._waiting:
            self._refill()
        batch = self._next_batch()
        if not batch:
            return
        body = ('{"reports": [' + ", ".join(report.json() for report in batch) + "]}").encode("ascii")
        timeout = max(0.1, min(REQUEST_TIMEOUT_SECONDS, self._seconds_left()))
        for report in batch:
            report.sent += 1
        self._heartbeats.postpone()
        try:
            answer = self._posted(body, timeout)
        except DeliveryFailed as failure:
            if not failure.stale:
                self._failed(str(failure))
            return
        self._handle(answer, batch)

    def _posted(self, body: bytes, timeout: float) -> Answer:
        if self._failing_since is None:
            return self._connection.post_reports(body, timeout)
        self._retrying = True  # before the spooling: what is reported from now on, report() puts there
        try:
            self._spool_waiting()
            return self._connection.post_reports(body, timeout)
        finally:
            self._retrying = False

    def _next_batch(self) -> List[Report]:
        with self._changed:
            candidates = list(islice(self._waiting, MAX_BATCH))
        batch: List[Report] = []
        characters = 0
        for report in candidates:
            characters += len(report.json()) + 2
            if batch and characters > MAX_BATCH_CHARACTERS:
                break
            batch.append(report)
        return batch

    def _refill(self) -> None:
        """Read the reports that are in the spool file only back into memory."""
        try:
            lines, self._overflow_offset = self._spool.read(self._overflow_offset, REFILL_BYTES)
        except OSError as error:
            lines = []
            say("cannot read the report spool %s: %s" % (self._spool.path, error))
        # Other lines lie among them when deliveries failed meanwhile: reports of lower numbers that were in memory too.
        candidates = [Report.from_spool(line) for line in lines]
        reports = [report for report in candidates if report is not None and report.sequence >= self._overflow_sequence]
        with self._changed:
            if not lines:
                self._kept_in_spool += self._overflow
                self._overflow = 0
            self._waiting.extend(reports)
            self._overflow -= len(reports)
            self._changed.notify_all()

    def _handle(self, answer: Answer, batch: List[Report]) -> None:
        if answer.status == 200:
            self._settle(answer.body, batch)
        elif answer.status in (429, 503):
            if answer.status == 429:  # worth waiting for at exit: until the next delivery, and as long as usual after it
                asked = LONGEST_PAUSE_SECONDS if answer.retry_after_seconds is None else answer.retry_after_seconds
                self._busy_until = time.monotonic() + asked + EXIT_SECONDS
            self._wait("the server at %s is busy (%s)" % (self._connection.url, answer.message), answer.retry_after_seconds)
        elif answer.status in (401, 404):
            # Another server may have taken the old port; only when the address is still right is the answer final.
            if not self._connection.relocate():
                self._stop(answer)
        elif answer.is_refusal and answer.status != 408:
            self._remove(batch)
            say("the server at %s refused %s: %s" % (self._connection.url, count(len(batch)), answer.message))
        else:
            self._failed(answer.message)

    def _settle(self, body: Any, batch: List[Report]) -> None:
        results = body.get("results") if isinstance(body, dict) else None
        by_sequence = {
            result.get("sequence"): result for result in (results if isinstance(results, list) else []) if isinstance(result, dict)
        }
        settled = []
        for report in batch:
            result = by_sequence.get(report.sequence, {})
            status = result.get("status")
            if status == "refused":
                say("the server refused the %s result number %d: %s" % (report.kind, report.sequence, result.get("message")))
            elif status == "duplicate":
                self._check_duplicate(report)
            elif status != "accepted":
                continue
            settled.append(report)
        if not settled:
            self._failed("the answer is not that of a Trialog server")  # somebody else listens on the port now
            return
        if self._outage_told:
            say("the server at %s answers again" % self._connection.url)
        self._failing_since = None
        self._outage_told = False
        self._pause_seconds = FIRST_PAUSE_SECONDS
        self._remove(settled)

    def _check_duplicate(self, report: Report) -> None:
        if report.sent == 1 and not self._foreign_reports_told:
            self._foreign_reports_told = True
            say(
                "the server already has a result number %d of this attempt from another process; results of this process are lost"
                " (expected: one process of a trial reports)" % report.sequence
            )

    def _remove(self, reports: List[Report]) -> None:
        gone = {report.sequence for report in reports}
        with self._changed:
            kept = []
            # Only this thread removes, and what it sent is at the head.
            while gone:
                report = self._waiting.popleft()
                if report.sequence in gone:
                    gone.discard(report.sequence)
                else:
                    kept.append(report)
            self._waiting.extendleft(reversed(kept))
            self._changed.notify_all()

    # ---- heartbeats

    def _seconds_to_heartbeat(self) -> float:
        return self._heartbeats.seconds_left() if self._closing_since is None else math.inf

    def _beat(self) -> bool:
        """Send a heartbeat, and let nobody notice if that fails; whether the server turned out to be elsewhere."""
        self._heartbeats.postpone()
        answer = self._heartbeat_answer()
        if answer is not None and answer.status == 200 and isinstance(answer.body, dict):
            lease = lease_seconds(answer.body.get("leaseSeconds"))
            if lease is not None:  # else somebody else listens on the port now
                self._heartbeats.renew(lease)
                return False
        if self._connection.relocate():
            self._heartbeats.hurry()
            return True
        if answer is not None and answer.status in (401, 404):
            self._heartbeats.end()
        return False

    def _heartbeat_answer(self) -> Optional[Answer]:
        self._beating = True
        try:
            return self._connection.post_heartbeat(HEARTBEAT_TIMEOUT_SECONDS)
        except DeliveryFailed as failure:
            if failure.stale:
                self._heartbeats.hurry()
            return None
        except Exception:  # a defect here must not end the deliveries
            return None
        finally:
            self._beating = False

    # ---- failure

    def _failed(self, reason: str) -> None:
        if not self._connection.relocate():
            self._wait("the server at %s cannot be reached (%s)" % (self._connection.url, reason), None)

    def _wait(self, reason: str, asked_seconds: Optional[float]) -> None:
        """Pause before the next delivery, putting into the spool what is reported meanwhile.

        The exit of the program cuts a pause of our own choosing short, and begins with short pauses again.
        """
        was_closing = self._closing_since is not None
        seconds = asked_seconds
        if seconds is None:
            seconds = self._pause_seconds
            self._pause_seconds = min(LONGEST_PAUSE_SECONDS, 2 * seconds)
        seconds = max(seconds, FIRST_PAUSE_SECONDS)  # a server that says "at once" for long is not to be flooded
        now = time.monotonic()
        self._say_outage(reason, now)
        end = now + min(seconds, LONGEST_RETRY_AFTER_SECONDS)
        while True:
            self._spool_waiting()
            with self._changed:
                if self._closing_since is not None and not was_closing and asked_seconds is None:
                    self._pause_seconds = FIRST_PAUSE_SECONDS
                    return
                left = min(end - time.monotonic(), self._seconds_left())
                if left <= 0:
                    return
                # A server that is only busy hears of us as ever; one that is away will, by the next delivery.
                to_heartbeat = math.inf if asked_seconds is None else self._seconds_to_heartbeat()
                if to_heartbeat > 0 and (not self._waiting or self._waiting[-1].spooled or not self._spool.usable):
                    self._changed.wait(min(left, to_heartbeat))
            if to_heartbeat <= 0 and self._beat():
                return

    def _say_outage(self, reason: str, now: float) -> None:
        if self._failing_since is None:
            self._failing_since = now
        if not self._outage_told and now - self._failing_since >= TELL_OUTAGE_AFTER_SECONDS:
            self._outage_told = True
            say("%s; the training goes on, its results wait and are sent again" % reason)

    def _spool_waiting(self) -> None:
        """Append the waiting reports that are not yet in the spool file; they are always the last ones.

        The lock is held to the end: who delivers and who closes may both come here, and each report belongs there once.
        """
        if not self._spool.usable:
            return
        with self._changed:
            reports: List[Report] = []
            for report in reversed(self._waiting):
                if report.spooled:
                    break
                reports.append(report)
            reports.reverse()
            for start in range(0, len(reports), 1000):
                part = reports[start : start + 1000]
                if not self._spool.append([report.json() for report in part]):
                    return
                for report in part:
                    report.spooled = True

    def _stop(self, answer: Answer) -> None:
        self._stopped = True
        self._heartbeats.end()
        say(
            "the server at %s does not take this trial's reports (%s); reporting stops%s"
            % (
                self._connection.url,
                answer.message,
                ", further results are only kept in %s" % self._spool.path if self._spool.usable else "",
            )
        )
        self._keep_in_spool_only()

    def _keep_in_spool_only(self) -> None:
        self._spool_waiting()
        with self._changed:
            in_memory_only = [report for report in self._waiting if not report.spooled]
            self._kept_in_spool += len(self._waiting) - len(in_memory_only) + self._overflow
            self._waiting.clear()
            self._overflow = 0
            if self._spool.usable:
                self._waiting.extend(in_memory_only)  # just reported; next time
            else:
                self._dropped += len(in_memory_only)
            self._changed.notify_all()
