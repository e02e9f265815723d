"""What there is to know of an experiment: from its server, or from its data directory once that has no server any more."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

from trialog._client import ServerClient
from trialog.errors import UnknownExperiment
from trialog.experiment._server_process import ServerProcess

Json = Dict[str, Any]


class LiveReading:
    """Asks a server."""

    def __init__(self, client: ServerClient, experiment_id: str) -> None:
        self._client = client
        self.path = "/experiments/" + experiment_id

    def experiment(self) -> Json:
        """The experiment."""
        return self._client.get(self.path)

    def configuration(self) -> Json:
        """Its configuration, as it is in force."""
        return self._client.get(self.path + "/configuration")

    def trials(self) -> Iterator[Json]:
        """All trials by their numbers."""
        return self._client.pages(self.path + "/trials", "trials")

    def trial(self, number: int) -> Json:
        """One trial."""
        return self._client.get("%s/trials/%d" % (self.path, number))

    def count(self, state: str) -> int:
        """How many trials are in a state."""
        return self._client.get(self.path + "/trials", state=state, limit=1)["total"]

    def metrics(self, number: Optional[int] = None) -> List[Json]:
        """All reports in the order recorded, of a trial or of all; each has the key ``trial``."""
        if number is not None:
            reports = self._client.get("%s/trials/%d/metrics" % (self.path, number))["metrics"]
            return [{"trial": number, **report} for report in reports]
        return self._client.get(self.path + "/metrics")["metrics"]


class RecordedReading:
    """Reads the data directory, by means of a server that shows it for a moment, and keeps what it read: nothing changes any more."""

    def __init__(self, data_directory: Path, experiment_id: str) -> None:
        self._data_directory = data_directory
        self._id = experiment_id
        self._lock = threading.Lock()
        self._experiment: Optional[Json] = None
        self._configuration: Json = {}
        self._trials: List[Json] = []
        self._metrics: Optional[List[Json]] = None

    def experiment(self) -> Json:
        """The experiment."""
        self._read(False)
        return dict(self._experiment or {})

    def configuration(self) -> Json:
        """Its configuration."""
        self._read(False)
        return self._configuration

    def trials(self) -> Iterator[Json]:
        """All trials by their numbers."""
        self._read(False)
        return iter(self._trials)

    def trial(self, number: int) -> Json:
        """One trial."""
        for trial in self.trials():
            if trial["number"] == number:
                return trial
        raise UnknownExperiment("experiment %s has no trial %d" % (self._id, number))

    def count(self, state: str) -> int:
        """How many trials are in a state."""
        return sum(trial["state"] == state for trial in self.trials())

    def metrics(self, number: Optional[int] = None) -> List[Json]:
        """All reports in the order recorded, of a trial or of all; each has the key ``trial``."""
        self._read(True)
        return [report for report in self._metrics or [] if number is None or report["trial"] == number]

    def _read(self, with_metrics: bool) -> None:
        with self._lock:
            if self._experiment is not None and (self._metrics is not None or not with_metrics):
                return
            server = ServerProcess(
                ["view", self._id, "--data", str(self._data_directory), "--port", "0", "--stop-with-input"],
                self._data_directory,
                None,
                detached=False,
                echo=False,
                ends_with_input=True,
            )
            try:
                client = server.await_ready()
                live = LiveReading(client, self._id)
                if self._experiment is None:
                    self._configuration = live.configuration()
                    self._trials = list(live.trials())
                    self._experiment = live.experiment()
                if with_metrics:
                    self._metrics = live.metrics()
                client.close()
            finally:
                server.stop()

