"""The reports that nobody has answered for yet."""

from __future__ import annotations

import threading
import time
from collections import deque
from itertools import islice
from typing import Deque, List, NamedTuple, Sequence

from trialog import _limits
from trialog._metric import MetricValue
from trialog._report import Report
from trialog._spool import Spool
from trialog._stderr import say


class Undelivered(NamedTuple):
    """How many reports are undelivered, by where they are."""

    kept: int
    """Wait still, and are in the spool file."""
    lost: int
    """Are not in the spool file: nowhere but in memory, or dropped."""
    left: int
    """Are left to the spool file, and sent no more."""


class ReportQueue:
    """Numbers reports and keeps them, in order, until the server has answered for them.

    While deliveries fail, the waiting reports are in the spool file as well. When too many wait, further ones are in the spool file only
    (``_overflow`` counts them) and come back into memory when it is empty: memory is bounded, and the order is kept.

    Any thread adds; one thread, the delivering one, takes and removes. Whoever waits for a change waits on ``changed``. Its lock is reentrant,
    because a signal handler that closes the reporter may interrupt an ``add`` of the same thread.
    """

    def __init__(self, spool: Spool) -> None:
        self.changed = threading.Condition()
        self._spool = spool
        self._waiting: Deque[Report] = deque()
        self._next_sequence = 0
        self._overflow = 0
        self._overflow_offset = 0
        self._overflow_sequence = 0
        self._dropped = 0
        self._left = 0

    def add(self, kind: str, value: MetricValue) -> None:
        """Queue a checked value."""
        made_at = time.time()
        with self.changed:
            report = Report(self._next_sequence, kind, value, made_at)
            # Appended before it is counted: a signal handler that closes in between then finds it.
            if self._overflow or len(self._waiting) >= _limits.MAX_IN_MEMORY:
                self._add_beyond_memory(report)
            else:
                self._waiting.append(report)
            self._next_sequence += 1
            self.changed.notify_all()

    def _add_beyond_memory(self, report: Report) -> None:
        if not self._overflow:
            self._overflow_offset = self._spool.size()
            self._overflow_sequence = report.sequence
        if self._spool.append([report.json()]):
            self._overflow += 1
        elif report.kind == "final" or len(self._waiting) < _limits.MAX_IN_MEMORY_WITHOUT_SPOOL:
            self._waiting.append(report)
        else:
            if not self._dropped:
                say("%d reports wait for the server and no spool file can be written; dropping intermediate results" % len(self._waiting))
            self._dropped += 1

    def __bool__(self) -> bool:
        """Whether reports wait."""
        return bool(self._waiting or self._overflow)

    def in_memory(self) -> int:
        """How many wait in memory."""
        return len(self._waiting)

    def has_unspooled(self) -> bool:
        """Whether a report waits that is not in the spool file, though it can be there."""
        return bool(self._waiting) and not self._waiting[-1].spooled and self._spool.usable

    def first_batch(self) -> List[Report]:
        """The first reports, as many as a request takes; empty when none wait."""
        if not self._waiting:
            self._refill()
        with self.changed:
            candidates = list(islice(self._waiting, _limits.MAX_BATCH))
        batch: List[Report] = []
        characters = 0
        for report in candidates:
            characters += len(report.json()) + 2
            if batch and characters > _limits.MAX_BATCH_CHARACTERS:
                break
            batch.append(report)
        return batch

    def _refill(self) -> None:
        """Read the reports that are in the spool file only back into memory."""
        try:
            lines, self._overflow_offset = self._spool.read(self._overflow_offset, _limits.REFILL_BYTES)
        except OSError as error:
            lines = []
            say("cannot read the report spool %s: %s" % (self._spool.path, error))
        # Other lines lie among them when deliveries failed meanwhile: reports of lower numbers that were in memory too.
        candidates = [Report.from_spool(line) for line in lines]
        reports = [report for report in candidates if report is not None and report.sequence >= self._overflow_sequence]
        with self.changed:
            if not lines:
                self._left += self._overflow
                self._overflow = 0
            self._waiting.extend(reports)
            self._overflow -= len(reports)
            self.changed.notify_all()

    def remove(self, answered: Sequence[Report]) -> None:
        """Forget reports that the server has answered for; they are among the first."""
        gone = {report.sequence for report in answered}
        with self.changed:
            kept = []
            # Only the delivering thread removes, and what it sent is at the head.
            while gone:
                report = self._waiting.popleft()
                if report.sequence in gone:
                    gone.discard(report.sequence)
                else:
                    kept.append(report)
            self._waiting.extendleft(reversed(kept))
            self.changed.notify_all()

    def spool_waiting(self) -> None:
        """Append the waiting reports that are not yet in the spool file; they are always the last ones.

        The lock is held to the end: who delivers and who closes may both come here, and each report belongs there once.
        """
        if not self._spool.usable:
            return
        with self.changed:
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

    def leave_to_spool(self) -> None:
        """Stop keeping reports in memory: what waits stays in the spool file, or is lost without one."""
        self.spool_waiting()
        with self.changed:
            in_memory_only = [report for report in self._waiting if not report.spooled]
            self._left += len(self._waiting) - len(in_memory_only) + self._overflow
            self._waiting.clear()
            self._overflow = 0
            if self._spool.usable:
                self._waiting.extend(in_memory_only)  # just reported; next time
            else:
                self._dropped += len(in_memory_only)
            self.changed.notify_all()

    def undelivered(self) -> Undelivered:
        """What is undelivered; what is dropped or left is counted once."""
        with self.changed:
            in_memory_only = sum(1 for report in self._waiting if not report.spooled)
            kept = len(self._waiting) + self._overflow - in_memory_only
            undelivered = Undelivered(kept, in_memory_only + self._dropped, self._left)
            self._dropped = 0
            self._left = 0
        return undelivered
