"""Going on with recorded experiments, and showing them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, List, Optional, Type, cast

from trialog._client import ServerClient
from trialog._stderr import say
from trialog.errors import LaunchError, RequestRefused
from trialog.experiment import _home
from trialog.experiment._run_mode import RunMode
from trialog.experiment._server_process import ServerProcess

if TYPE_CHECKING:
    from trialog.experiment._experiment import Experiment
    from trialog.experiment.config import ExperimentConfig

ACTIVE = ("INITIALIZED", "RUNNING", "TUNER_NO_MORE_TRIAL", "NO_MORE_TRIAL", "STOPPING")
_TICK_SECONDS = 0.5


class _MethodOrStatic:
    """``experiment.resume(...)`` on an object, and ``Experiment.resume('id', ...)`` on the class."""

    def __init__(self, method: Callable[..., Any], static: Callable[..., Any]) -> None:
        self._method = method
        self._static = static
        self.__doc__ = method.__doc__

    def __get__(self, instance: Optional["Experiment"], owner: Type["Experiment"]) -> Callable[..., Any]:
        return self._static.__get__(owner, type(owner)) if instance is None else self._method.__get__(instance, owner)


class Again:
    """What :class:`~trialog.experiment.Experiment` can do with an experiment that is recorded. It provides the methods that only raise here."""

    id: str
    _server: Optional[ServerProcess]

    @property
    def config(self) -> "ExperimentConfig":
        raise NotImplementedError

    def run(self, port: Optional[int] = None, wait_completion: bool = True, debug: bool = False) -> Optional[bool]:
        raise NotImplementedError

    def stop(self) -> None:
        raise NotImplementedError

    def _run(self, start: Callable[[], None], wait_completion: bool) -> Optional[bool]:
        raise NotImplementedError

    def _launch(
        self, command: List[str], directory: Path, port: Optional[int], debug: bool, run_mode: RunMode, durability: Optional[str] = None
    ) -> ServerClient:
        raise NotImplementedError

    def _or_stop(self, action: Callable[[], Any]) -> Any:
        raise NotImplementedError

    def _started(self, client: ServerClient) -> None:
        raise NotImplementedError

    def _find_directory(self) -> Optional[Path]:
        raise NotImplementedError

    def _existing_directory(self) -> Path:
        raise NotImplementedError

    def _resume(
        self, port: Optional[int] = None, wait_completion: bool = True, debug: bool = False, *, max_trial_number: Optional[int] = None
    ) -> Optional[bool]:
        """Go on with an experiment of this machine that has stopped, as :meth:`run` does with a new one.

        ``Experiment.resume('q3kx9abd', port=8080)`` does so by its id and returns the ``Experiment``. What goes on is what was recorded, not
        ``config``; change limits by ``max_trial_number`` or by ``update_...``.
        """
        return self._run(lambda: self._start_again(port, debug, RunMode.Background, max_trial_number), wait_completion)

    @classmethod
    def _resume_by_id(
        cls,
        experiment_id: str,
        port: Optional[int] = None,
        wait_completion: bool = True,
        debug: bool = False,
        *,
        max_trial_number: Optional[int] = None,
    ) -> "Experiment":
        experiment = cast("Type[Experiment]", cls)(id=experiment_id)
        experiment._resume(port, wait_completion, debug, max_trial_number=max_trial_number)
        return experiment

    resume = _MethodOrStatic(_resume, _resume_by_id.__func__)  # type: ignore[attr-defined]

    def _start_again(self, port: Optional[int], debug: bool, run_mode: RunMode, max_trial_number: Optional[int]) -> None:
        directory = self._existing_directory()
        owner = _home.owner(directory)
        if owner is not None:
            raise LaunchError(
                "the data directory of experiment %s is in use by the server at %s (process %d) (expected: Experiment.connect(%r), or its stop)"
                % (self.id, owner.url, owner.pid, owner.url)
            )
        client = self._launch(["serve"], directory, port, debug, run_mode)
        self._or_stop(lambda: self._go_on(client, max_trial_number))
        self._started(client)

    def _go_on(self, client: ServerClient, max_trial_number: Optional[int]) -> None:
        """Let the experiment run again; one that was interrupted by its server's death does so by itself."""
        path = "/experiments/" + self.id
        state = client.get(path)["state"]
        body = {} if max_trial_number is None else {"maxTrialNumber": max_trial_number}
        if state in ACTIVE and not body:
            return
        try:
            client.post(path + "/resume", body)
        except RequestRefused as refusal:
            if state != "DONE" or body:
                raise
            say("experiment %s has nothing left to do: %s" % (self.id, refusal))

    def _view(self, port: Optional[int] = None, non_blocking: bool = False) -> Optional["Experiment"]:
        """Show a recorded experiment at the port, read-only, until Ctrl-C.

        ``Experiment.view('q3kx9abd', port=8080)`` does so by its id and returns the ``Experiment``. With ``non_blocking`` the
        page is there until ``stop()`` or the end of this process.
        """
        directory = self._existing_directory()
        owner = _home.owner(directory)
        if owner is not None:
            raise LaunchError("the server at %s shows experiment %s (expected: one without a server)" % (owner.url, self.id))
        try:
            self._started(self._launch(["view", self.id], directory, port, False, RunMode.Background))
            if non_blocking:
                return cast("Experiment", self)
            server = self._server
            while server is not None and server.is_alive():
                time.sleep(_TICK_SECONDS)
        except KeyboardInterrupt:
            pass
        self.stop()
        return None

    @classmethod
    def _view_by_id(cls, experiment_id: str, port: Optional[int] = None, non_blocking: bool = False) -> "Experiment":
        experiment = cast("Type[Experiment]", cls)(id=experiment_id)
        experiment._view(port, non_blocking)
        return experiment

    view = _MethodOrStatic(_view, _view_by_id.__func__)  # type: ignore[attr-defined]

    def run_or_resume(self, port: Optional[int] = None, wait_completion: bool = True, debug: bool = False) -> Optional[bool]:
        """:meth:`resume` when there is something to go on with, else :meth:`run`."""
        action = self._resume if self.has_checkpoint() else self.run
        return action(port, wait_completion, debug)

    def has_checkpoint(self) -> bool:
        """Whether this machine has an experiment with this id, in any state."""
        return self._find_directory() is not None

    def load_checkpoint(self) -> None:
        """Take the recorded configuration, unless there is one already."""
        self.config  # reads it when there is none

    def save_checkpoint(self) -> None:
        """Nothing: everything is recorded at once."""
