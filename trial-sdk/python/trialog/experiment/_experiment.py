"""The life of an experiment."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Union

from trialog._client import ServerAddress, ServerClient
from trialog._fork import renew_in_children
from trialog._stderr import say
from trialog.errors import LaunchError, NotRunning, RequestRefused, ServerUnreachable, TrialogError, UnknownExperiment, WaitTimeout
from trialog.experiment import _home
from trialog.experiment._again import ACTIVE, Again
from trialog.experiment._changes import Changes
from trialog.experiment._finding import find_experiment
from trialog.experiment._progress import Progress
from trialog.experiment._queries import Queries
from trialog.experiment._reading import LiveReading, RecordedReading
from trialog.experiment._run_mode import RunMode
from trialog.experiment._server_process import STOP_SECONDS, ServerProcess
from trialog.experiment.config import AlgorithmConfig, ExperimentConfig, ExternalConfig, LocalConfig, TrainingServiceConfig

Json = Dict[str, Any]
Platform = Union[str, TrainingServiceConfig, LocalConfig, ExternalConfig]

_FIRST_TICK_SECONDS = 0.05
_LONGEST_TICK_SECONDS = 0.5
_OUTAGE_SECONDS = 60.0


class Experiment(Queries, Changes, Again):
    """An experiment with a server of its own, or one that runs in a server somewhere.

    ::

        experiment = Experiment('local')                 # then set experiment.config...
        experiment = Experiment(config)                  # with an ExperimentConfig
        experiment = Experiment(TpeTuner(), 'local')     # with a tuner and a platform
        experiment = Experiment.connect(8080)            # one that runs

    As a context manager it stops at the end: ``with Experiment(config) as experiment: experiment.start(); ...``
    """

    id: str
    """8 letters and digits, unless it was given."""

    def __init__(
        self,
        config_or_platform: Union[None, ExperimentConfig, AlgorithmConfig, Platform] = None,
        id: Union[None, str, Platform] = None,
        *,
        tuner: Union[None, str, AlgorithmConfig] = None,
        assessor: Union[None, str, AlgorithmConfig] = None,
        training_service: Optional[Platform] = None,
    ) -> None:
        """After a tuner, the second positional argument is the training service; otherwise it is the experiment's id."""
        if isinstance(config_or_platform, AlgorithmConfig):
            if tuner is not None:
                raise TypeError("two tuners (expected: one)")
            tuner, config_or_platform = config_or_platform, None
            if id is not None and training_service is None:
                training_service, id = id, None
        if isinstance(config_or_platform, ExperimentConfig):
            config: Optional[ExperimentConfig] = config_or_platform
            if training_service is not None:
                config_or_platform.training_service = training_service  # type: ignore[assignment]
        elif config_or_platform is not None or training_service is not None or tuner is not None or assessor is not None or id is None:
            config = ExperimentConfig(config_or_platform if training_service is None else training_service)
        else:
            config = None  # one that exists: its configuration is recorded
        if config is not None and tuner is not None:
            config.tuner = tuner  # type: ignore[assignment]
        if config is not None and assessor is not None:
            config.assessor = assessor  # type: ignore[assignment]
        self._config = config
        self.id = _home.checked_id(id) if id is not None else _home.new_id(_working_directory(config))  # type: ignore[arg-type]
        self._lock = threading.RLock()
        self._server: Optional[ServerProcess] = None
        self._client: Optional[ServerClient] = None
        self._recorded: Optional[RecordedReading] = None
        self._data_directory: Optional[Path] = None
        renew_in_children(self)

    def _after_fork_in_child(self) -> None:
        self._lock = threading.RLock()

    # ---- what it is

    @property
    def config(self) -> ExperimentConfig:
        """The configuration; of an experiment that runs or ran, as it is in force. Set attributes before the start."""
        if self._config is None:
            self._config = ExperimentConfig()
            self._config._take(self._reading().configuration())
        return self._config

    @config.setter
    def config(self, config: ExperimentConfig) -> None:
        self._config = config

    @property
    def port(self) -> Optional[int]:
        """The server's port; ``None`` without a server."""
        client = self._client
        return None if client is None else client.port

    @property
    def url(self) -> Optional[str]:
        """The address of the experiment's page; ``None`` without a server."""
        client = self._client
        return None if client is None else "%s/experiments/%s" % (client.url, self.id)

    def __repr__(self) -> str:
        return "<Experiment %s %s>" % (self.id, "at %s" % self.url if self.url else "without a server")

    # ---- start

    def run(self, port: Optional[int] = None, wait_completion: bool = True, debug: bool = False) -> Optional[bool]:
        """Run the experiment to its end, with its page at the port, and stop the server then. Queries still answer afterwards.

        Returns ``True`` when it came to its end with a result; ``False`` when no trial succeeded, when an error holds it, or when somebody
        stopped it before; ``None`` after Ctrl-C, which stops it in order (:meth:`resume` goes on), and at once when ``wait_completion`` is false.
        Without a port it is 8080, or the next free one. ``debug`` shows what the server prints.
        """
        return self._run(lambda: self.start(port, debug), wait_completion)

    def start(self, port: Optional[int] = None, debug: bool = False, run_mode: RunMode = RunMode.Background) -> None:
        """Start the experiment in a server of its own, which goes on in the background.

        Unless ``run_mode`` is ``Detach``, the server ends with this process, however that ends.
        """
        config = self.config
        config._check()
        body = config.json()
        directory = _working_directory(config) / self.id
        is_new = not directory.exists()
        if _home.is_data_directory(directory):
            raise LaunchError(
                "experiment %s exists in %s (expected: resume() or run_or_resume() to go on with it, or an Experiment of its own)"
                % (self.id, directory)
            )
        try:
            client = self._launch(["serve"], directory, port, debug, run_mode, config.durability)
            created = self._or_stop(lambda: client.post("/experiments", body, id=self.id, base=str(config._base or Path.cwd())))
        except TrialogError:
            if is_new and not (directory / "experiments").exists():
                shutil.rmtree(str(directory), ignore_errors=True)  # nothing was recorded
            raise
        for warning in created.get("warnings") or []:
            say("warning: %s: %s" % (warning.get("path"), warning.get("message")))
        self._started(client)

    def _started(self, client: ServerClient) -> None:
        with self._lock:
            if self._server is not None and self._server.is_alive():
                self._client = client
        say("experiment %s: %s/experiments/%s" % (self.id, client.url, self.id))

    def _launch(
        self, command: List[str], directory: Path, port: Optional[int], debug: bool, run_mode: RunMode, durability: Optional[str] = None
    ) -> ServerClient:
        """Start a server and wait until it answers."""
        arguments = command + ["--data", str(directory)]
        if port is not None:
            arguments += ["--port", str(port)]
        if durability is not None and command[0] == "serve":
            arguments += ["--durability", durability]
        detached = run_mode is RunMode.Detach
        ends_with_input = not detached
        if ends_with_input:
            arguments.append("--stop-with-input")
        with self._lock:
            if self._client is not None or self._server is not None:
                raise LaunchError("experiment %s has a server already, at %s (expected: stop() first)" % (self.id, self.url or "its start"))
            self._server = ServerProcess(
                arguments, directory, port, detached, debug or run_mode is RunMode.Foreground, ends_with_input
            )
            self._data_directory = directory
            self._recorded = None
        return self._or_stop(self._server.await_ready)

    def _or_stop(self, action: Callable[[], Any]) -> Any:
        """Do it, and leave no server when that fails."""
        server = self._server
        try:
            return action()
        except BaseException as error:
            if server is None:
                raise
            stopped_meanwhile = server.is_stopping
            server.stop()
            self._forget(server)
            if stopped_meanwhile and isinstance(error, TrialogError):
                raise LaunchError("experiment %s was stopped while it started" % self.id) from None
            raise

    # ---- wait

    def wait_completion(self, timeout: Optional[float] = None) -> bool:
        """Wait until the experiment comes to rest, and leave the server running.

        Returns what :meth:`run` returns; raises ``WaitTimeout`` after so many seconds.
        """
        return _is_success(self._await_rest(timeout, None))

    def _run(self, start: Callable[[], None], wait_completion: bool) -> Optional[bool]:
        try:
            start()
            if not wait_completion:
                return None
            progress = Progress()
            try:
                experiment = self._await_rest(None, progress)
            finally:
                progress.end()
            self.stop()
            reason = experiment.get("reason")
            say("experiment %s: %s%s" % (self.id, experiment["state"], " (%s)" % reason if reason else ""))
            return _is_success(experiment)
        except KeyboardInterrupt:
            say("interrupted; stopping experiment %s" % self.id)
            try:
                self.stop()
            except KeyboardInterrupt:
                server = self._server
                if server is not None:
                    server.kill()
                    self._forget(server)
            if self.has_checkpoint():
                say("Experiment.resume('%s') goes on with it, or: trialog resume %s" % (self.id, self.id))
            return None
        except BaseException:
            self._stop_quietly()
            raise

    def _await_rest(self, timeout: Optional[float], progress: Optional[Progress]) -> Json:
        until = None if timeout is None else time.monotonic() + timeout
        tick = _FIRST_TICK_SECONDS
        while True:
            experiment = self._look()
            if progress is not None:
                progress.show(experiment)
            if _is_at_rest(experiment):
                if progress is not None:
                    progress.end(experiment)
                return experiment
            if timeout is not None and until is not None and time.monotonic() >= until:
                raise WaitTimeout("experiment %s is %s after %.1f s" % (self.id, experiment["state"], timeout))
            time.sleep(tick if until is None else max(0.0, min(tick, until - time.monotonic())))
            tick = min(tick * 1.5, _LONGEST_TICK_SECONDS)

    def _look(self) -> Json:
        """The experiment now; what is recorded when its server has ended meanwhile."""
        client, server = self._client, self._server
        if client is None:
            return self._reading().experiment()
        patience = 0.0 if server is not None else _OUTAGE_SECONDS
        while True:
            try:
                return client.call("GET", "/experiments/" + self.id, patience_seconds=patience)
            except ServerUnreachable:
                if server is None:
                    if not self._note_end(client):
                        raise
                elif not server.await_end(1.0):
                    continue  # it takes no connections, and ends: now, or in a moment
                else:
                    self._forget(server)
            if server is not None and server.exit_code and not server.is_stopping:
                raise LaunchError(
                    "the server of experiment %s ended with exit code %s; resume() goes on. Its last words:\n%s"
                    % (self.id, server.exit_code, server.last_words())
                )
            return self._reading().experiment()

    # ---- stop

    def stop(self) -> None:
        """Stop the experiment, and wait for the end of its server's process.

        Running trials are stopped and start again when the experiment is resumed. A server that is there for other experiments as well
        goes on. Does nothing when there is nothing to stop. Queries answer from what was recorded.
        """
        with self._lock:
            server, client = self._server, self._client
        if server is not None:
            server.stop()
            self._forget(server)
        elif client is not None:
            self._stop_connected(client)

    def _stop_connected(self, client: ServerClient) -> None:
        path = "/experiments/" + self.id
        try:
            server = client.get("/server")
            if Path(server["dataDirectory"]).name == self.id:
                client.post("/server/stop")
                pid = server["pid"] if self._data_directory is not None else None
                if not _home.await_gone(client, pid, 2 * STOP_SECONDS):
                    raise TrialogError("the server at %s (process %s) does not end" % (client.url, server["pid"]))
                self._note_end(client)
                return
            if client.get(path)["state"] in ACTIVE[:-1] + ("PAUSED", "ERROR"):
                _tolerating_conflict(lambda: client.post(path + "/stop"))
            until = time.monotonic() + 2 * STOP_SECONDS
            while client.get(path)["state"] == "STOPPING" and time.monotonic() < until:
                time.sleep(_FIRST_TICK_SECONDS)
        except ServerUnreachable:
            self._note_end(client)

    def _note_end(self, client: ServerClient) -> bool:
        """Whether queries can go on without this server."""
        with self._lock:
            readable = self._data_directory is not None and _home.is_data_directory(self._data_directory)
            if self._client is client and (readable or self._data_directory is None):
                self._client = None
                client.close()
        return readable

    def _stop_quietly(self) -> None:
        try:
            self.stop()
        except TrialogError as error:
            say(str(error))

    def _forget(self, server: ServerProcess) -> None:
        with self._lock:
            if self._server is server:
                self._server = None
                if self._client is not None:
                    self._client.close()
                self._client = None

    def __enter__(self) -> "Experiment":
        return self

    def __exit__(self, *error: Any) -> None:
        self.stop()

    # ---- connect

    @classmethod
    def connect(cls, port: Union[int, str], token: Optional[str] = None, experiment_id: Optional[str] = None) -> "Experiment":
        """An experiment that runs in a server: a port of this machine, ``host:port``, or the address of the server or of the experiment's page.

        When the server has several experiments, name one. ``stop()`` ends the server too if it is there for this experiment alone.
        """
        address = ServerAddress.of(port, token)
        client = ServerClient(address.url, address.token)
        experiment = cls(id=find_experiment(client, experiment_id or address.experiment_id))
        experiment._client = client
        experiment._data_directory = _home.local_data_directory(client)
        if experiment._data_directory is not None:
            client.server_file = str(experiment._data_directory / _home.SERVER_FILE)
        return experiment

    # ---- how to ask

    def _reading(self) -> Union[LiveReading, RecordedReading]:
        with self._lock:
            client = self._client
            if client is not None:
                return LiveReading(client, self.id)
            if self._recorded is None:
                directory = self._data_directory or self._find_directory()
                if directory is None or not _home.is_data_directory(directory):
                    raise NotRunning("experiment %s is not running, and nothing of it is recorded (expected: run() or start() first)" % self.id)
                self._recorded = RecordedReading(directory, self.id)
            return self._recorded

    def _live_client(self) -> ServerClient:
        client = self._client
        if client is None:
            raise NotRunning("experiment %s is not running (expected: start() or resume() first)" % self.id)
        return client

    def _find_directory(self) -> Optional[Path]:
        if self._data_directory is not None and _home.is_data_directory(self._data_directory):
            return self._data_directory
        given = self._config.experiment_working_directory if self._config is not None else None
        return _home.find_data_directory(self.id, _working_directory(self._config) if given is not None else None)

    def _existing_directory(self) -> Path:
        directory = self._find_directory()
        if directory is None:
            raise UnknownExperiment("experiment %s: unknown on this machine (expected: one that 'trialog list' shows)" % self.id)
        return directory

    def _data_directory_text(self) -> Optional[str]:
        return None if self._data_directory is None else str(self._data_directory)


def _working_directory(config: Optional[ExperimentConfig]) -> Path:
    given = config.experiment_working_directory if config is not None else None
    if given is None:
        return _home.home()
    return (((config._base if config is not None else None) or Path.cwd()) / Path(given).expanduser()).resolve()


def _is_at_rest(experiment: Json) -> bool:
    state = experiment["state"]
    return state in ("DONE", "STOPPED", "VIEWED") or (state in ("PAUSED", "ERROR") and experiment["counts"]["running"] == 0)


def _is_success(experiment: Json) -> bool:
    return experiment["state"] == "DONE" and experiment["counts"]["succeeded"] > 0


def _tolerating_conflict(action: Callable[[], Any]) -> None:
    """Do it; it may have happened meanwhile."""
    try:
        action()
    except RequestRefused as refusal:
        if refusal.status != 409:
            raise
