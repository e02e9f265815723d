"""Delivers the reports of one attempt in the background."""

from __future__ import annotations

import math
import threading
import time
from typing import TYPE_CHECKING, Any, List, Optional

from trialog import _limits
from trialog._connection import Answer, DeliveryFailed
from trialog._exit_patience import ExitPatience
from trialog._heartbeat import Heartbeats, lease_seconds
from trialog._metric import MetricValue
from trialog._outage import Outage
from trialog._report import Report
from trialog._report_queue import ReportQueue
from trialog._spool import Spool
from trialog._stderr import count, say

if TYPE_CHECKING:
    from trialog._delivery import Delivery


class Reporter:
    """Delivers reports from one daemon thread, the way the trial protocol says, and heartbeats when there are none.

    ``report`` may be called by any thread, and costs a few microseconds; ``close`` may be called from a signal handler.
    """

    def __init__(self, delivery: "Delivery", spool: Spool, lease: Optional[float] = None) -> None:
        self._delivery = delivery
        self._spool = spool
        self._queue = ReportQueue(spool)
        self._patience = ExitPatience()
        self._finals = 0
        self._thread: Optional[threading.Thread] = None
        self._all_delivered_at_close = True
        self._beating = False
        self._retrying = False
        # of the delivering thread:
        self._heartbeats = Heartbeats(lease)
        self._outage = Outage()
        self._stopped = False
        self._foreign_reports_told = False

    def start(self) -> None:
        """Deliver from now on, and send heartbeats, though nothing may ever be reported."""
        with self._queue.changed:
            if self._thread is None:
                self._start_thread()

    def report(self, kind: str, value: MetricValue) -> None:
        """Queue a checked value."""
        self._queue.add(kind, value)
        if self._retrying:  # for half a minute if need be, in which nobody else would put it into the spool file
            self._queue.spool_waiting()
        if self._thread is None:
            self.start()
        if kind == "final":
            self._note_final()

    def _note_final(self) -> None:
        with self._queue.changed:
            self._finals += 1
            again = self._finals == 2
        if again:
            say("report_final_result was called again; the first final result counts")

    def close(self) -> None:
        """Wait for the deliveries as long as the protocol says, put what remains into the spool file and say so on stderr.

        May be called from a signal handler; and again, when more has been reported.
        """
        with self._queue.changed:
            if not self._patience.begun or self._all_delivered_at_close:
                self._patience.begin()
            self._queue.changed.notify_all()
            thread = self._thread
            if self._has_work():
                if self._beating:
                    self._delivery.abort()  # the exit waits for reports only
                else:
                    self._delivery.hurry(_limits.EXIT_SECONDS / 2)
        try:
            if thread is not None and thread.is_alive():
                self._await_deliveries()
            elif self._has_work():
                self._deliver_until_closed()  # the thread could not be started: the interpreter is already shutting down
                self._delivery.close()
        except KeyboardInterrupt:
            pass  # whoever presses Ctrl-C at exit does not want to wait; the spool still gets what is left
        self._say_what_remains()

    def end(self) -> None:
        """Close, and give back what must not outlive the program; even then more can be reported."""
        self.close()
        self._delivery.end()

    def _start_thread(self) -> None:
        thread = threading.Thread(target=self._run, name="trialog-reports", daemon=True)
        try:
            thread.start()
            self._thread = thread
        except RuntimeError:
            pass  # the interpreter shuts down, or there are too many threads: the next report tries again, close() delivers

    def _has_work(self) -> bool:
        return bool(self._queue) and not self._stopped

    def _await_deliveries(self) -> None:
        with self._queue.changed:
            while self._queue:
                seconds = self._patience.seconds_left()
                if seconds <= 0:
                    return
                self._queue.changed.wait(seconds)

    def _say_what_remains(self) -> None:
        self._queue.spool_waiting()
        undelivered = self._queue.undelivered()
        self._all_delivered_at_close = not self._queue
        if undelivered.kept:
            say(
                "%s could not be delivered to %s: kept in %s, where the server looks for them"
                % (count(undelivered.kept), self._delivery.url, self._spool.path)
            )
        if undelivered.lost:
            say("%s could not be delivered to %s: lost, as no spool file could be written" % (count(undelivered.lost), self._delivery.url))
        if undelivered.left:
            say("%s kept in %s, where the server looks for them" % (count(undelivered.left), self._spool.path))

    # ---- delivery

    def _run(self) -> None:
        while True:
            with self._queue.changed:
                while not self._may_deliver() and self._seconds_to_heartbeat() > 0:
                    seconds = self._seconds_to_heartbeat()
                    self._queue.changed.wait(None if seconds == math.inf else seconds)
                deliver = self._may_deliver()
            if deliver:
                self._deliver_guarded()
            else:
                self._beat()

    def _may_deliver(self) -> bool:
        return bool(self._queue) and self._patience.seconds_left() > 0

    def _deliver_until_closed(self) -> None:
        while self._has_work() and self._patience.seconds_left() > 0:
            self._deliver_guarded()

    def _deliver_guarded(self) -> None:
        try:
            self._deliver_once()
        except Exception as error:  # a defect here must not end the delivery of all further reports
            self._failed("%s: %s" % (type(error).__name__, error))

    def _deliver_once(self) -> None:
        if self._stopped:
            self._queue.leave_to_spool()
            return
        batch = self._queue.first_batch()
        if not batch:
            return
        timeout = max(0.1, min(_limits.REQUEST_TIMEOUT_SECONDS, self._patience.seconds_left()))
        for report in batch:
            report.sent += 1
        self._heartbeats.postpone()
        try:
            answer = self._posted(batch, timeout)
        except DeliveryFailed as failure:
            if not failure.stale:
                self._failed(str(failure))
            return
        self._handle(answer, batch)

    def _posted(self, batch: List[Report], timeout: float) -> Answer:
        if not self._outage.lasts:
            return self._delivery.post_reports(batch, timeout)
        self._retrying = True  # before the spooling: what is reported from now on, report() puts there
        try:
            self._queue.spool_waiting()
            return self._delivery.post_reports(batch, timeout)
        finally:
            self._retrying = False

    def _handle(self, answer: Answer, batch: List[Report]) -> None:
        if answer.status == 200:
            self._settle(answer.body, batch)
        elif answer.status in (429, 503):
            if answer.status == 429:  # worth waiting for at exit
                self._patience.bear_with_busy_server(answer.retry_after_seconds)
            self._wait("the server at %s is busy (%s)" % (self._delivery.url, answer.message), answer.retry_after_seconds)
        elif answer.status in (401, 404):
            # Another server may have taken the old port; only when the address is still right is the answer final.
            if not self._delivery.relocate():
                self._stop(answer)
        elif answer.is_refusal and answer.status != 408:
            self._queue.remove(batch)
            say("the server at %s refused %s: %s" % (self._delivery.url, count(len(batch)), answer.message))
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
        if self._outage.over():
            say("results are delivered again")
        self._queue.remove(settled)

    def _check_duplicate(self, report: Report) -> None:
        if report.sent == 1 and not self._foreign_reports_told:
            self._foreign_reports_told = True
            say(
                "the server already has a result number %d of this attempt from another process; results of this process are lost"
                " (expected: one process of a trial reports)" % report.sequence
            )

    # ---- heartbeats

    def _seconds_to_heartbeat(self) -> float:
        return math.inf if self._patience.begun else self._heartbeats.seconds_left()

    def _beat(self) -> bool:
        """Send a heartbeat, and let nobody notice if that fails; whether the server turned out to be elsewhere."""
        self._heartbeats.postpone()
        answer = self._heartbeat_answer()
        if answer is not None and answer.status == 200 and isinstance(answer.body, dict):
            lease = lease_seconds(answer.body.get("leaseSeconds"))
            if lease is not None:  # else somebody else listens on the port now
                self._heartbeats.renew(lease)
                return False
        if self._delivery.relocate():
            self._heartbeats.hurry()
            return True
        if answer is not None and answer.status in (401, 404):
            self._heartbeats.end()
        return False

    def _heartbeat_answer(self) -> Optional[Answer]:
        self._beating = True
        try:
            return self._delivery.post_heartbeat(_limits.HEARTBEAT_TIMEOUT_SECONDS)
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
        if not self._delivery.relocate():
            self._wait("the server at %s cannot be reached (%s)" % (self._delivery.url, reason), None)

    def _wait(self, reason: str, asked_seconds: Optional[float]) -> None:
        """Pause before the next delivery, putting into the spool what is reported meanwhile.

        The exit of the program cuts a pause of our own choosing short, and begins with short pauses again.
        """
        was_closing = self._patience.begun
        seconds = self._outage.pause_seconds() if asked_seconds is None else asked_seconds
        seconds = max(seconds, _limits.FIRST_PAUSE_SECONDS)  # a server that says "at once" for long is not to be flooded
        if self._outage.must_be_told():
            say("%s; the training goes on, its results wait and are sent again" % reason)
        end = time.monotonic() + min(seconds, _limits.LONGEST_RETRY_AFTER_SECONDS)
        while True:
            self._queue.spool_waiting()
            with self._queue.changed:
                if self._patience.begun and not was_closing and asked_seconds is None:
                    self._outage.shorten_pauses()
                    return
                left = min(end - time.monotonic(), self._patience.seconds_left())
                if left <= 0:
                    return
                # A server that is only busy hears of us as ever; one that is away will, by the next delivery.
                to_heartbeat = math.inf if asked_seconds is None else self._seconds_to_heartbeat()
                if to_heartbeat > 0 and not self._queue.has_unspooled():
                    self._queue.changed.wait(min(left, to_heartbeat))
            if to_heartbeat <= 0 and self._beat():
                return

    def _stop(self, answer: Answer) -> None:
        self._stopped = True
        self._heartbeats.end()
        say(
            "the server at %s does not take this trial's reports (%s); reporting stops%s"
            % (
                self._delivery.url,
                answer.message,
                ", further results are only kept in %s" % self._spool.path if self._spool.usable else "",
            )
        )
        self._queue.leave_to_spool()
