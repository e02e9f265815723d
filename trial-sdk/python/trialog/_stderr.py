"""Messages to the user."""

from __future__ import annotations

import sys


def say(message: str) -> None:
    """Print a message on stderr; a closed or missing stderr is no reason to disturb the training."""
    try:
        sys.stderr.write("trialog: " + message + "\n")
        sys.stderr.flush()
    except Exception:  # whatever stands in for stderr may raise whatever it likes
        pass


def count(number: int) -> str:
    """``1 report``, ``2 reports``."""
    return "1 report" if number == 1 else "%d reports" % number
