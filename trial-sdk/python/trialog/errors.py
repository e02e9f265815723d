"""What the launch API and ask-and-tell raise. Every text says what came, what was expected, and what to do."""

from __future__ import annotations

from typing import List, NamedTuple, Optional

__all__ = [
    "AskTimeout",
    "ConfigError",
    "InstallationError",
    "LaunchError",
    "NoMoreTrials",
    "NotRunning",
    "PortTaken",
    "Problem",
    "RequestRefused",
    "ServerUnreachable",
    "TrialogError",
    "UnknownExperiment",
    "WaitTimeout",
]


class TrialogError(Exception):
    """The family of all errors of this package."""


class Problem(NamedTuple):
    """One thing that is wrong with a configuration or a request."""

    message: str
    path: str = ""
    """Where: ``tuner.classArgs.seed``; empty for the whole."""
    line: Optional[int] = None
    """In the text of a configuration file, when it came from one."""

    def __str__(self) -> str:
        place = "line %d: " % self.line if self.line else ""
        return place + (self.path + ": " if self.path else "") + self.message


class ConfigError(TrialogError, ValueError):
    """A configuration that cannot be run; ``problems`` holds everything that is wrong with it."""

    def __init__(self, problems: List[Problem], of: str = "the configuration") -> None:
        self.problems = list(problems)
        count = "a problem" if len(problems) == 1 else "%d problems" % len(problems)
        super().__init__("%s has %s:%s" % (of, count, "".join("\n  " + str(problem) for problem in problems)))


class InstallationError(TrialogError, RuntimeError):
    """Something that a server needs is missing on this machine: Java, or Trialog's jar."""


class LaunchError(TrialogError, RuntimeError):
    """A server could not be started, or ended by itself."""


class PortTaken(LaunchError):
    """Somebody else listens on the port."""


class ServerUnreachable(TrialogError, ConnectionError):
    """No server answers."""


class RequestRefused(TrialogError):
    """The server says no; nothing was changed."""

    def __init__(self, status: int, code: str, message: str, problems: List[Problem]) -> None:
        self.status = status
        """HTTP status."""
        self.code = code
        """The server's stable name of the error, such as ``EXPERIMENT_UNKNOWN``."""
        self.problems = list(problems)
        """All that is wrong with the request."""
        further = "".join("\n  " + str(problem) for problem in problems) if len(problems) > 1 else ""
        super().__init__(message + further)


class UnknownExperiment(TrialogError, LookupError):
    """There is no such experiment, or no such trial."""


class NotRunning(TrialogError, RuntimeError):
    """The experiment has no server that could do what was asked for."""


class NoMoreTrials(TrialogError):
    """The experiment hands out no further trials; the text says why."""

    def __init__(self, state: str, reason: str) -> None:
        self.state = state
        """The experiment's state."""
        super().__init__(reason)


class AskTimeout(TrialogError, TimeoutError):
    """There was no trial within the time."""


class WaitTimeout(TrialogError, TimeoutError):
    """The experiment did not come to its end within the time; it goes on."""
