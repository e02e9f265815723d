"""One report, as it is queued, sent and spooled."""

from __future__ import annotations

import json
import time
from typing import Iterable, Optional

from trialog._metric import MetricValue


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
        """The report as an element of ``reports``, in ASCII; written once."""
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


def listed(reports: Iterable[Report]) -> str:
    """The reports as a JSON array."""
    return "[" + ", ".join(report.json() for report in reports) + "]"
