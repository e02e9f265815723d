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
import time
import uuid
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Tuple, Union

from trialog._asked import EXIT_OUTAGE_SECONDS, OUTAGE_SECONDS, Told, Trial, Value
from trialog._client import ServerAddress, ServerClient
from trialog._optimization import Caught, Objective, Optimization
from trialog.errors import AskTimeout, NoMoreTrials, ServerUnreachable, TrialogError
from trialog.experiment._experiment import Experiment
from trialog.experiment._finding import find_experiment
from trialog.experiment._home import SERVER_FILE, local_data_directory
from trialog.experiment._reading import LiveReading
from trialog.experiment.config import AlgorithmConfig, ExperimentConfig, ExternalConfig
from trialog.experiment.data import TrialJob

__all__ = ["Study", "Told", "Trial", "Value", "connect", "create_study"]

WAIT_SECONDS = 20
"""How long the server keeps an ask that it has no trial for yet."""
_GIVES_TRIALS = ("INITIALIZED", "RUNNING")


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
        return Trial(self._client, self._asked(timeout, None))

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
                trial.end_untold("the loop ended without a result", EXIT_OUTAGE_SECONDS)
                raise
            trial.end_untold("the loop went on without a result")

    def optimize(
        self,
        function: Objective,
        n_trials: Optional[int] = None,
        n_jobs: int = 1,
        catch: Caught = (),
    ) -> None:
        """Evaluate trials by a function, in ``n_jobs`` threads, until there are no more or ``n_trials`` were.

        What the function returns is told; it may also tell or fail by itself and return ``None``, or return early when ``should_stop``. An
        exception is told as a failure of its trial; unless its class is among ``catch``, no further trials begin, and it is raised here.
        """
        if n_jobs < 1 or (n_trials is not None and n_trials < 0):
            raise ValueError("n_jobs: %r, n_trials: %r (expected: n_jobs >= 1, n_trials >= 0)" % (n_jobs, n_trials))
        Optimization(lambda given_up: Trial(self._client, self._asked(None, given_up)), function, n_trials, catch).run(n_jobs)

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
    ``experiment_name``, ``assessor``, ``seed`` or ``retry``; ``optimize_mode`` is ``minimize`` and ``tuner`` ``Auto`` unless given.
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
