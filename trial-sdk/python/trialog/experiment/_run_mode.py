"""How servers live."""

from __future__ import annotations

import enum


class RunMode(enum.Enum):
    """How a server that :meth:`Experiment.start` starts lives."""

    Background = "background"
    """It ends with this process; what it prints goes to ``server-output.log`` in its data directory."""
    Foreground = "foreground"
    """The same, and what it prints is shown on stderr as well."""
    Detach = "detach"
    """It lives on after this process."""
