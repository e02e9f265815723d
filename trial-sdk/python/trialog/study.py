"""Ask-and-tell: the loop is yours, the experiment proposes and remembers.

::

    import trialog

    with trialog.create_study({'x': {'_type': 'uniform', '_value': [-5, 5]}}, max_trial_number=30) as study:
        for trial in study:
            trial.tell((trial.parameters['x'] - 1) ** 2)
        print(study.best_trial)

Any number of processes may ask the same experiment: ``trialog.connect(8080)``. When the server is away, calls wait for it and go on.
"""

from __future__ import annotations

import os
import socket
import threading
import time
import uuid
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Mapping, NamedTuple, Optional, Tuple, Type, Union

from trialog import _pulse
from trialog._client import ServerAddress, ServerClient
from trialog._metric import checked_metric
from trialog._stderr import say
from trialog.errors import AskTimeout, NoMoreTrials, RequestRefused, ServerUnreachable, TrialogError, UnknownExperiment
from trialog.experiment._experiment import Experiment, find_experiment
from trialog.experiment._home import SERVER_FILE, local_data_directory
from trialog.experiment._reading import LiveReading
from trialog.experiment.config import AlgorithmConfig, ExperimentConfig, ExternalConfig
from trialog.experiment.data import TrialJob, number_in

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["Study", "Told", "Trial", "connect", "create_study"]

OUTAGE_SECONDS = 600.0
"""How long calls wait for a server that is away."""
EXIT_OUTAGE_SECONDS = 5.0
"""The same for a program that is interrupted."""
WAIT_SECONDS = 20
"""How long the server keeps an ask that it has no trial for yet."""
_GIVES_TRIALS = ("INITIALIZED", "RUNNING")

Value = Union[float, Mapping[str, float]]
"""A number, or a dict of numbers with the key ``default``, which is the one that is optimized."""


class Told(NamedTuple):
    """How a trial stands after its result was told."""

    state: str
    """SUCCEEDED; WAITING when it is tried again; FAILED; another when it had ended before."""
    value: Optional[float]
    reason: Optional[str]


class Trial:
    """A configuration to evaluate. Tell its result once, by ``tell``, ``fail`` or ``infeasible``.

    As a context manager it tells a failure when an exception leaves the block, or when the block ends and nothing was told.
    """

    def __init__(self, study: "Study", asked: Mapping[str, Any]) -> None:
        self._study = study
        self._client = study._client
        self._token: str = asked["token"]
        self._configuration: Dict[str, Any] = asked["configuration"]
        self._lock = threading.RLock()
        self._next_sequence = 0
        self._told: Optional[Told] = None
        self._stop: Optional[str] = None
        self.number: int = asked["number"]
        """0, 1, 2 ... in its experiment."""
        self.attempt: int = asked["attempt"]
        """Which execution of the trial this is: 1, 2, ..."""
        self.experiment_id: str = asked["experimentId"]
        self._path = "/experiments/%s/trials/%d/attempts/%d" % (self.experiment_id, self.number, self.attempt)
        self._pause = _pulse.pause(asked["leaseSeconds"])
        self._beat_at = time.monotonic() + self._pause
        _pulse.pulse.add(self)

    @property
    def id(self) -> str:
        """Unique over all experiments: ``q3kx9abd-17``."""
        return "%s-%d" % (self.experiment_id, self.number)

    @property
    def parameters(self) -> Dict[str, Any]:
        """The configuration, a copy."""
        return _copied(self._configuration)

    @property
    def should_stop(self) -> bool:
        """Whether the result is not wanted any more, as far as the last answer of the server told: stopped early, cancelled, given to another."""
        return self._stop is not None

    @property
    def stop_reason(self) -> Optional[str]:
        """Why."""
        return self._stop

    @property
    def ended(self) -> Optional[Told]:
        """How it stands once its result was told; ``None`` before."""
        return self._told

    def report(self, value: Value, step: Optional[int] = None) -> bool:
        """Report how the trial does so far; returns ``should_stop``, as it is after this report.

        Reports are numbered in their order; ``step`` is taken for the sake of other libraries' habits and not used.
        """
        body = {"kind": "intermediate", "value": checked_metric(value)}
        with self._lock:
            if self._told is not None:
                raise TrialogError("trial %d has ended: its result was told (expected: reports before)" % self.number)
            if self._stop is not None:
                return True
            answer = self._send("/reports", {"reports": [{"sequence": self._next_sequence, **body}]}, OUTAGE_SECONDS)
            self._next_sequence += 1
            if answer is not None and answer["results"][0]["status"] == "refused":
                raise TrialogError("trial %d: report refused: %s" % (self.number, answer["results"][0].get("message")))
            return self.should_stop

    def tell(self, value: Value) -> Told:
        """Tell the result, which ends the trial. A result that is told again changes nothing."""
        return self._tell({"value": checked_metric(value)}, OUTAGE_SECONDS)

    def fail(self, why: Union[str, BaseException] = "no reason given") -> Told:
        """Tell that there is no result; the trial may be tried again, as the experiment's ``retry`` says."""
        return self._tell({"failed": _text(why)}, OUTAGE_SECONDS)

    def infeasible(self, why: Union[str, BaseException] = "no reason given") -> Told:
        """Tell that this configuration can never have a result; the tuner learns so."""
        return self._tell({"infeasible": _text(why)}, OUTAGE_SECONDS)

    def __enter__(self) -> "Trial":
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: "Optional[TracebackType]") -> None:
        if self._told is not None:
            return
        patience = OUTAGE_SECONDS if error is None or isinstance(error, Exception) else EXIT_OUTAGE_SECONDS
        if error is None:
            self._end_untold("the block ended without a result", patience)
            return
        try:
            self._tell({"failed": _text(error)}, patience)
        except TrialogError as failure:
            say("trial %d: its failure could not be told: %s" % (self.number, failure))

    def __repr__(self) -> str:
        return "<Trial %s %r>" % (self.id, self._configuration)

    def _end_untold(self, why: str, patience_seconds: float = OUTAGE_SECONDS) -> None:
        if self._told is not None:
            return
        if self._stop is not None:
            _pulse.pulse.remove(self)  # it has ended for the server already
            self._told = Told("STOPPED", None, self._stop)
        else:
            self._tell({"failed": why}, patience_seconds)

    def _tell(self, body: Dict[str, Any], patience_seconds: float) -> Told:
        with self._lock:
            if self._told is not None:
                return self._told
            if "value" in body:
                body["sequence"] = self._next_sequence
            answer = self._send("/tell", body, patience_seconds)
            told = Told("LOST", None, self._stop) if answer is None else Told(answer["state"], number_in(answer["value"]), answer["reason"])
            self._told = told
            _pulse.pulse.remove(self)
            return told

    def _send(self, resource: str, body: Any, patience_seconds: float, timeout_seconds: float = 30.0) -> Optional[Dict[str, Any]]:
        """The answer; ``None`` when the server does not know this attempt any more, which is then to be stopped."""
        self._beat_at = time.monotonic() + self._pause
        try:
            answer = self._client.call(
                "POST", self._path + resource, body, token=self._token, timeout_seconds=timeout_seconds, patience_seconds=patience_seconds
            )
        except UnknownExperiment as unknown:
            self._stop = str(unknown)
            return None
        except RequestRefused as refusal:
            if refusal.status != 401:
                raise
            self._stop = str(refusal)
            return None
        if "stop" in answer:
            self._stop = answer["stop"]
        if answer.get("leaseSeconds"):
            self._pause = _pulse.pause(answer["leaseSeconds"])
        return answer

    def _beat(self, timeout_seconds: float) -> None:
        """A sign of life, from the thread of the pulse; a failed one is repeated when the next is due."""
        if self._told is not None:
            _pulse.pulse.remove(self)
            return
        try:
            self._send("/heartbeat", None, 0.0, timeout_seconds)
        except TrialogError:
            self._client.relocate()
        except Exception as error:  # a defect here must not end the heartbeats of other trials
            say("trial %d: no heartbeat: %s: %s" % (self.number, type(error).__name__, error))
        if self._stop is not None:
            _pulse.pulse.remove(self)


class Study:
    """An experiment that is asked for trials. For any number of threads; sent to another process, it connects anew."""

    def __init__(self, client: ServerClient, experiment_id: str, experiment: Optional[Experiment] = None) -> None:
        self._client = client
        self._experiment = experiment
        self._path = "/experiments/" + experiment_id
        self.experiment_id = experiment_id

    def __reduce__(self) -> Tuple[Any, ...]:
        return connect, (self._client.url, self.experiment_id, self._client.token)

    # ---- trials

    def ask(self, timeout: Optional[float] = None) -> Trial:
        """A trial to evaluate, as soon as there is one.

        Raises ``NoMoreTrials`` when the experiment hands out no further ones, and ``AskTimeout`` after so many seconds.
        """
        return Trial(self, self._asked(timeout, None))

    def __iter__(self) -> Iterator[Trial]:
        """Trials until there are no more. One whose result was not told by its turn's end has failed."""
        while True:
            try:
                trial = self.ask()
            except NoMoreTrials:
                return
            try:
                yield trial
            except GeneratorExit:
                trial._end_untold("the loop ended without a result", EXIT_OUTAGE_SECONDS)
                raise
            trial._end_untold("the loop went on without a result")

    def optimize(
        self,
        function: Callable[[Trial], Optional[Value]],
        n_trials: Optional[int] = None,
        n_jobs: int = 1,
        catch: Union[Type[BaseException], Tuple[Type[BaseException], ...]] = (),
    ) -> None:
        """Evaluate trials by a function, in ``n_jobs`` threads, until there are no more or ``n_trials`` were.

        What the function returns is told; it may also tell or fail by itself and return ``None``, or return early when ``should_stop``. An
        exception is told as a failure of its trial; unless its class is among ``catch``, no further trials begin, and it is raised here.
        """
        if n_jobs < 1 or (n_trials is not None and n_trials < 0):
            raise ValueError("n_jobs: %r, n_trials: %r (expected: n_jobs >= 1, n_trials >= 0)" % (n_jobs, n_trials))
        loop = _Optimization(self, function, n_trials, catch)
        if n_jobs == 1:
            loop.run()
        else:
            with ThreadPoolExecutor(n_jobs, thread_name_prefix="trialog-optimize") as pool:
                running = {pool.submit(loop.run) for _ in range(n_jobs)}
                try:
                    while running:
                        _, running = wait(running, return_when=FIRST_COMPLETED)
                except BaseException:  # Ctrl-C: trials under way are the last ones
                    loop.end()
                    raise
        loop.raise_error()

    def _asked(self, timeout: Optional[float], given_up: Optional[Callable[[], bool]]) -> Mapping[str, Any]:
        until = None if timeout is None else time.monotonic() + timeout
        body: Dict[str, Any] = {"askId": uuid.uuid4().hex, "worker": "%s:%d" % (socket.gethostname(), os.getpid())}
        while True:
            left = WAIT_SECONDS if until is None else max(0.0, until - time.monotonic())
            body["waitSeconds"] = int(min(WAIT_SECONDS if given_up is None else 2, left))
            patience = OUTAGE_SECONDS if until is None else left
            try:
                answer = self._client.call(
                    "POST", self._path + "/ask", body, timeout_seconds=body["waitSeconds"] + 30.0, patience_seconds=patience or 0.001
                )
            except ServerUnreachable as error:
                if until is None or self._experiment_is_stopped():
                    raise
                raise AskTimeout("no trial within %.1f s: %s" % (timeout or 0, error)) from None
            if answer["trial"] is not None:
                return answer["trial"]
            if answer["state"] not in _GIVES_TRIALS:
                raise NoMoreTrials(
                    answer["state"],
                    "experiment %s hands out no more trials: it is %s%s"
                    % (self.experiment_id, answer["state"], " (%s)" % answer["reason"] if answer.get("reason") else ""),
                )
            if until is not None and time.monotonic() >= until:
                raise AskTimeout("experiment %s had no trial within %.1f s" % (self.experiment_id, timeout or 0))
            if given_up is not None and given_up():
                raise NoMoreTrials(answer["state"], "nobody waits for a further trial")
            if until is not None and body["waitSeconds"] == 0:
                time.sleep(min(0.05, max(0.0, until - time.monotonic())))

    def _experiment_is_stopped(self) -> bool:
        return self._experiment is not None and self._experiment.port is None

    # ---- what is known

    @property
    def experiment(self) -> Experiment:
        """The same experiment with everything else that can be done with it."""
        if self._experiment is None:
            self._experiment = Experiment.connect(self._client.url, self._client.token, self.experiment_id)
        return self._experiment

    @property
    def url(self) -> Optional[str]:
        """The address of the experiment's page; ``None`` when its server has ended."""
        return "%s%s" % (self._client.url, self._path) if not self._experiment_is_stopped() else None

    @property
    def best_trial(self) -> TrialJob:
        """The trial with the best result so far; raises ``TrialogError`` when none has one."""
        reading = self._reading()
        best = reading.experiment()["best"]
        if best is None:
            raise TrialogError("experiment %s has no result yet (expected: a trial that succeeded)" % self.experiment_id)
        return TrialJob.of(reading.trial(best["number"]))

    @property
    def best_parameters(self) -> Dict[str, Any]:
        """The configuration with the best result so far."""
        return self.best_trial.parameters

    @property
    def best_value(self) -> float:
        """The best result so far."""
        value = self.best_trial.value
        assert value is not None
        return value

    def trials(self) -> List[TrialJob]:
        """All trials by their numbers."""
        return [TrialJob.of(trial) for trial in self._reading().trials()]

    def enqueue(self, parameters: Union[Mapping[str, Any], List[Mapping[str, Any]]]) -> int:
        """Let configurations of your own become trials first; see :meth:`Experiment.enqueue_trial`."""
        return self.experiment.enqueue_trial(parameters)

    def _reading(self) -> Any:
        return LiveReading(self._client, self.experiment_id) if self._experiment is None else self._experiment._reading()

    # ---- end

    def stop(self) -> None:
        """Stop the experiment, and its server if that is there for it alone. Results can still be asked for."""
        self.experiment.stop()

    def __enter__(self) -> "Study":
        return self

    def __exit__(self, *error: Any) -> None:
        """Stops the experiment if ``create_study`` has started it here; otherwise it goes on."""
        if self._experiment is not None and self._experiment._server is not None:
            self._experiment.stop()
        self._client.close()

    def __repr__(self) -> str:
        return "<Study %s at %s>" % (self.experiment_id, self._client.url)


class _Optimization:
    """One call of ``optimize``; its loop is run by one or several threads."""

    def __init__(
        self,
        study: Study,
        function: Callable[[Trial], Optional[Value]],
        n_trials: Optional[int],
        catch: Union[Type[BaseException], Tuple[Type[BaseException], ...]],
    ) -> None:
        self._study = study
        self._function = function
        self._left = n_trials
        self._catch = catch
        self._lock = threading.Lock()
        self._ended = False
        self._error: Optional[BaseException] = None

    def run(self) -> None:
        """Trials until one of the ends."""
        while self._may_begin():
            try:
                trial = Trial(self._study, self._study._asked(None, lambda: self._ended))
            except NoMoreTrials:
                return
            except BaseException as error:
                self.end(error)
                return
            try:
                self._evaluate(trial)
            except BaseException as error:
                if not isinstance(error, self._catch):
                    self.end(error)
                    return
                say("trial %d failed: %s" % (trial.number, _text(error)))

    def end(self, error: Optional[BaseException] = None) -> None:
        """No further trials begin."""
        with self._lock:
            self._ended = True
            self._error = self._error or error

    def raise_error(self) -> None:
        """The first exception that nobody catches."""
        if self._error is not None:
            raise self._error

    def _may_begin(self) -> bool:
        with self._lock:
            if self._ended or self._left == 0:
                return False
            if self._left is not None:
                self._left -= 1
            return True

    def _evaluate(self, trial: Trial) -> None:
        with trial:
            value = self._function(trial)
            if value is not None and trial.ended is None:
                trial.tell(value)


def connect(port_or_url: Union[int, str], experiment_id: Optional[str] = None, token: Optional[str] = None) -> Study:
    """An experiment that runs in a server: a port of this machine, ``host:port``, or the address of the server or of the experiment's page.

    When the server has several experiments, name one. When the server is not there yet, this waits for it for a while.
    """
    address = ServerAddress.of(port_or_url, token)
    client = ServerClient(address.url, address.token)
    client.call("GET", "/server", patience_seconds=EXIT_OUTAGE_SECONDS)
    found = find_experiment(client, experiment_id or address.experiment_id)
    directory = local_data_directory(client)
    if directory is not None:
        client.server_file = str(directory / SERVER_FILE)
    return Study(client, found)


def create_study(
    search_space: Mapping[str, Any],
    optimize_mode: Optional[str] = None,
    tuner: Union[None, str, AlgorithmConfig] = None,
    max_trial_number: Optional[int] = None,
    directory: Union[None, str, Path] = None,
    port: Optional[int] = None,
    **settings: Any,
) -> Study:
    """Start a server with an experiment whose trials are asked for, and return the study. The server ends with this process, or by ``stop()``.

    ``directory`` holds the experiment's data directory; default: the home. ``settings`` are further attributes of ``ExperimentConfig``, such as
    ``experiment_name``, ``assessor``, ``seed`` or ``retry``; ``optimize_mode`` is ``minimize`` unless given.
    """
    config = ExperimentConfig(ExternalConfig(), **settings)
    config.search_space = search_space
    config.optimize_mode = optimize_mode
    config.tuner = tuner  # type: ignore[assignment]
    config.max_trial_number = max_trial_number
    config.experiment_working_directory = directory
    experiment = Experiment(config)
    experiment.start(port)
    client = experiment._live_client()
    return Study(client, experiment.id, experiment)


def _text(why: Union[str, BaseException]) -> str:
    if isinstance(why, BaseException):
        text = str(why)
        why = "%s: %s" % (type(why).__name__, text) if text else type(why).__name__
    return str(why) or "no reason given"


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(element) for key, element in value.items()}
    return [_copied(element) for element in value] if isinstance(value, list) else value
