"""Shows how an experiment goes, on stderr."""

from __future__ import annotations

import sys
import time
from typing import Any, Mapping, Optional

_TICK_SECONDS = 0.5
_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 30.0


class Progress:
    """One line that changes, on a terminal; elsewhere, and in notebooks, a line now and then when trials have ended."""

    def __init__(self) -> None:
        try:
            self._terminal = sys.stderr is not None and sys.stderr.isatty()
        except Exception:  # whatever stands in for stderr
            self._terminal = False
        self._shown = ""
        self._next = 0.0
        self._pause = _FIRST_PAUSE_SECONDS

    def show(self, experiment: Mapping[str, Any]) -> None:
        """Show how it stands."""
        now = time.monotonic()
        if now < self._next:
            return
        if self._terminal:
            self._next = now + _TICK_SECONDS
            line = status_line(experiment, True)
            _write("\r\x1b[2K" + line[: _columns() - 1])
            self._shown = line
            return
        line = status_line(experiment, False)
        if line != self._shown:
            self._shown = line
            self._next = now + self._pause
            self._pause = min(self._pause * 1.5, _LONGEST_PAUSE_SECONDS)
            _write(line + "\n")

    def end(self, experiment: Optional[Mapping[str, Any]] = None) -> None:
        """Leave the last line as it is."""
        if experiment is not None:
            self._next = 0.0
            self.show(experiment)
        if self._terminal and self._shown:
            _write("\n")
        self._shown = ""


def status_line(experiment: Mapping[str, Any], with_time: bool) -> str:
    """``q3kx9abd  RUNNING  7/20 trials ended, 2 running, 1 failed  best 0.93 (trial 4)``."""
    counts = experiment["counts"]
    limit = experiment.get("maxTrialNumber")
    ended = counts["succeeded"] + counts["failed"] + counts["canceled"] + counts["earlyStopped"]
    parts = ["%d%s trials ended" % (ended, "/%d" % limit if limit else "")]
    parts += ["%d %s" % (counts[key], word) for key, word in (("running", "running"), ("failed", "failed")) if counts[key]]
    best = experiment.get("best")
    return "trialog: %s  %s  %s%s%s" % (
        experiment["id"],
        experiment["state"],
        ", ".join(parts),
        "  best %.6g (trial %d)" % (best["value"], best["number"]) if best else "",
        "  %s" % _clock(experiment.get("runSeconds") or 0) if with_time else "",
    )


def _clock(seconds: float) -> str:
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return "%d:%02d:%02d" % (hours, minute, second) if hours else "%d:%02d" % (minute, second)


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def _write(text: str) -> None:
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except Exception:  # whatever stands in for stderr may raise whatever it likes
        pass
