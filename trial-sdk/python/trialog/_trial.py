"""The functions of the package, and the life of the one reporter of this process."""

from __future__ import annotations

import atexit
import json
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional, Union

from trialog._connection import ServerConnection
from trialog._environment import TrialEnvironment, read_environment
from trialog._metric import MetricError, MetricValue, checked_metric
from trialog._reporter import Reporter
from trialog._spool import Spool
from trialog._stderr import say

if TYPE_CHECKING:
    from pathlib import Path

    from trialog._delivery import Delivery

Metric = Union[float, Mapping[str, float]]
"""What can be reported: a number (also a numpy scalar or a tensor of one element), or a dict of one or more numbers by name."""

_REPORTING_PROCESS = "TRIALOG_REPORTING_PROCESS"
"""The environment variable that tells child processes who reports: attempt and process id."""
_HEARTBEAT_PROCESS = "TRIALOG_HEARTBEAT_PROCESS"
"""The same for who sends heartbeats, which begins before the first report."""


class _State:
    """What this process knows of its trial."""

    def __init__(self) -> None:
        self.lock = threading.RLock()  # reentrant: a signal handler may interrupt its holder
        self.environment: Optional[TrialEnvironment] = None
        self.parameters: Optional[str] = None
        self.reporter: Optional[Reporter] = None
        self.may_report = False
        self.child_told = False
        self.sigterm_handled = False
        self.exiting = False


_state = _State()
_inherited: List[_State] = []


def get_next_parameter() -> Dict[str, Any]:
    """Return the configuration this trial evaluates, such as ``{"lr": 0.01, "layers": 2}``.

    Every call returns an equal new dict. Stand-alone the dict is empty: merge it over your defaults. Raises ``RuntimeError`` when the
    file with the configuration cannot be read. From here on to its end the process sends heartbeats in the background, when the server
    gives leases.
    """
    environment = _environment()
    if environment.standalone:
        return {}
    _handle_sigterm()
    if _state.parameters is None:
        _state.parameters = _read_parameters(environment)
    if _state.reporter is None and environment.lease_seconds is not None:
        _start_heartbeats(environment)
    return json.loads(_state.parameters)


def report_intermediate_result(value: Metric) -> None:
    """Report how the trial does so far, for example after every epoch.

    ``value`` is a number, or a dict of numbers by name. The experiment optimizes the one named in its ``objectives``, else ``default``.
    NaN and the infinities are recorded as such. Returns within microseconds and never raises: a value that is none of this is refused with a message on stderr.
    """
    _report("intermediate", value)


def report_final_result(value: Metric) -> None:
    """Report the trial's result, once, at its end.

    Takes what :func:`report_intermediate_result` takes, in the same way. A trial that ends without a finite final result has failed.
    """
    _report("final", value)


def get_experiment_id() -> str:
    """Return the experiment's id, ``"STANDALONE"`` outside an experiment."""
    return _environment().experiment_id


def get_trial_id() -> str:
    """Return the trial's id, unique over all experiments, ``"STANDALONE"`` outside an experiment."""
    return _environment().trial_id


def get_sequence_id() -> int:
    """Return the trial's number in its experiment: 0, 1, ...; 0 outside an experiment."""
    return _environment().sequence_id


def get_attempt() -> int:
    """Return which execution of the trial this is: 1, 2, ...; 1 outside an experiment."""
    return _environment().attempt


def get_output_directory() -> "Path":
    """Return the directory for whatever this attempt wants to keep; the working directory outside an experiment."""
    from pathlib import Path

    directory = Path(_environment().output_directory or ".").absolute()
    directory.mkdir(parents=True, exist_ok=True)
    return directory


def get_checkpoint_directory() -> "Path":
    """Return the directory for what the trial saves to go on from.

    It is the same for all attempts of the trial, and starts with a copy of its parent's when the tuner lets it continue another
    trial: load what is there, save what a later attempt or a continuation needs. The working directory outside an experiment.
    """
    from pathlib import Path

    environment = _environment()
    directory = Path(environment.checkpoint_directory or environment.output_directory or ".").absolute()
    directory.mkdir(parents=True, exist_ok=True)
    return directory


def _environment() -> TrialEnvironment:
    if _state.environment is None:
        _state.environment = read_environment()
    return _state.environment


def _read_parameters(environment: TrialEnvironment) -> str:
    path = environment.parameters_file
    if path is None:
        raise RuntimeError("TRIALOG_PARAMETERS_FILE is not set (expected: set by the training service)")
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if isinstance(json.loads(text), dict):
            return text
    except (OSError, ValueError) as error:
        raise RuntimeError("cannot read the trial's parameters from %s: %s" % (path, error)) from error
    raise RuntimeError("%s does not hold the trial's parameters (expected: a JSON object)" % path)


def _report(kind: str, value: Any) -> None:
    try:
        metric = checked_metric(value)
        environment = _environment()
        if environment.standalone:
            _print(kind, metric)
            return
        reporter = _state.reporter if _state.may_report else _open_reporter(environment)
        if reporter is not None:
            reporter.report(kind, metric)
            if _state.exiting:  # an exit handler that was registered before ours reports
                reporter.close()
    except MetricError as error:
        say("the %s result is not reported: %s" % (kind, error))
    except Exception as error:  # whatever goes wrong with a report, the training goes on
        say("the %s result is not reported: %s: %s" % (kind, type(error).__name__, error))


def _print(kind: str, metric: MetricValue) -> None:
    print("trialog: %s result: %s" % (kind, metric), flush=True)


def _open_reporter(environment: TrialEnvironment) -> Optional[Reporter]:
    """Return the reporter, ready to report; ``None``, after a message, when another process does that."""
    with _state.lock:
        other = _another_process(_REPORTING_PROCESS, environment)
        if other is not None:
            _say_child(other)
            return None
        os.environ[_REPORTING_PROCESS] = _this_process(environment)
        reporter = _reporter(environment)
        _state.may_report = True
        return reporter


def _start_heartbeats(environment: TrialEnvironment) -> None:
    with _state.lock:
        if (
            _state.exiting
            or _another_process(_REPORTING_PROCESS, environment) is not None
            or _another_process(_HEARTBEAT_PROCESS, environment) is not None
        ):
            return  # a data loader, say: its life is not the trial's
        os.environ[_HEARTBEAT_PROCESS] = _this_process(environment)
        _reporter(environment).start()


def _reporter(environment: TrialEnvironment) -> Reporter:
    if _state.reporter is None:
        connection = ServerConnection(environment.server_url, environment.server_file, environment.attempt_path, environment.token)
        _state.reporter = Reporter(_delivery(environment, connection), Spool(environment.report_spool), environment.lease_seconds)
        _handle_sigterm()
        _close_with_multiprocessing()
    return _state.reporter


def _delivery(environment: TrialEnvironment, connection: ServerConnection) -> "Delivery":
    if environment.kafka is None:
        return connection
    from trialog._kafka import kafka_delivery

    return kafka_delivery(environment, environment.kafka, connection)


def _this_process(environment: TrialEnvironment) -> str:
    return "%s/%d" % (environment.attempt_key, os.getpid())


def _another_process(variable: str, environment: TrialEnvironment) -> Optional[str]:
    """The id of the process that has put itself into the environment variable, for this attempt, and is not this one."""
    named = os.environ.get(variable, "")
    if not named.startswith(environment.attempt_key + "/") or named == _this_process(environment):
        return None
    return named.rpartition("/")[2]


def _say_child(reporting_process: str) -> None:
    if not _state.child_told:
        _state.child_told = True
        say(
            "results of the child process %d are not reported: process %s reports for this trial (expected: one process of a trial"
            " reports; hand the values to it)" % (os.getpid(), reporting_process)
        )


def _close_with_multiprocessing() -> None:
    # A process of multiprocessing leaves by os._exit, past atexit (Python 3.8 to 3.12), but runs these finalizers first.
    process = sys.modules.get("multiprocessing.process")
    if process is not None and process.parent_process() is not None:
        from multiprocessing.util import Finalize

        Finalize(None, _close, exitpriority=0)


def _close() -> None:
    _state.exiting = True
    reporter = _state.reporter
    if reporter is not None:
        reporter.end()


def _handle_sigterm() -> None:
    """Deliver the waiting reports before SIGTERM ends the process, unless the program has a handler of its own."""
    if _state.sigterm_handled or threading.current_thread() is not threading.main_thread():
        return
    _state.sigterm_handled = True
    try:
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, _on_sigterm)
    except ValueError:
        pass  # a sub-interpreter: it has no say about signals


def _on_sigterm(number: int, frame: Any) -> None:
    try:
        _close()
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTERM)


def _after_fork_in_child() -> None:
    """Forget the parent's queue, which the parent delivers. Locks may be held by threads that do not exist here."""
    global _state
    parents = _state
    _state = _State()
    _state.environment = parents.environment
    _state.parameters = parents.parameters
    # Kept, not closed: closing a stream that a thread of the parent was reading could wait for ever for that thread.
    _inherited.append(parents)
    try:
        # A worker that waits in native code should die of SIGTERM at once, as it would without this package.
        if signal.getsignal(signal.SIGTERM) is _on_sigterm:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
    except ValueError:
        pass  # a sub-interpreter: it has no say about signals


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)

atexit.register(_close)  # now, not with the first report: exit handlers that are registered later run earlier, and may report
