"""What can be changed while an experiment has a server."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any, Dict, Iterable, List, Mapping, Optional, Union

from trialog._client import ServerClient
from trialog.experiment._fields import as_json
from trialog.experiment._queries import TrialId, trial_number
from trialog.experiment.data import TrialResult, as_parameters

_UNDER_WAY = ("WAITING", "RUNNING", "UNKNOWN")
_KILL_SECONDS = 60.0
_TICK_SECONDS = 0.05

Duration = Union[str, int, timedelta]


class Changes:
    """The changes of :class:`~trialog.experiment.Experiment`. The server checks them, and changes nothing when something is wrong."""

    id: Optional[str]

    def _live_client(self) -> ServerClient:
        raise NotImplementedError

    def kill_trial_job(self, trial_job_id: TrialId) -> None:
        """Cancel a waiting or running trial, and wait for its end."""
        client = self._live_client()
        path = self._path("/trials/%d" % trial_number(trial_job_id, self.id))
        client.post(path + "/stop")
        until = time.monotonic() + _KILL_SECONDS
        while client.get(path)["state"] in _UNDER_WAY and time.monotonic() < until:
            time.sleep(_TICK_SECONDS)

    def update_trial_concurrency(self, value: int) -> None:
        """How many trials run at the same time."""
        self._patch(trialConcurrency=value)

    def update_max_trial_number(self, value: Optional[int]) -> None:
        """After how many trials the experiment ends; ``None`` for no limit. A finished experiment goes on when this leaves it room."""
        self._patch(maxTrialNumber=value)

    def update_max_experiment_duration(self, value: Optional[Duration]) -> None:
        """How long the experiment runs: ``'2h'``, seconds; ``None`` for no limit."""
        self._patch(maxExperimentDuration=value)

    def update_max_trial_duration(self, value: Optional[Duration]) -> None:
        """How long a trial may run: ``'10m'``, seconds; ``None`` for no limit."""
        self._patch(maxTrialDuration=value)

    def update_search_space(self, value: Mapping[str, Any]) -> None:
        """What is searched from now on."""
        self._patch(searchSpace=value)

    def enqueue_trial(self, parameters: Union[Mapping[str, Any], Iterable[Mapping[str, Any]]]) -> int:
        """Let a configuration of your own become a trial before the tuner is asked again; or a list of them, in their order.

        Each must fit the search space. Returns how many wait now.
        """
        wanted = [parameters] if isinstance(parameters, Mapping) else list(parameters)
        body = {"configurations": [as_parameters(one) for one in wanted]}
        return self._live_client().post(self._path("/queue"), body)["queued"]

    def import_data(self, data: Iterable[Any]) -> int:
        """Tell the tuner old results: ``[{'parameter': {'lr': 0.1}, 'value': 0.9}]``, or what ``export_data`` returned.

        What a trial could spend may stand among its parameters as ``TRIAL_BUDGET``, for tuners that give trials a budget.
        They are no trials and do not count for limits. Returns how many there were.
        """
        body = {"results": [_result(element) for element in data]}
        return self._live_client().post(self._path("/results"), body)["imported"]

    def retry_trials(self, trial_job_ids: Optional[Iterable[TrialId]] = None) -> List[int]:
        """Give trials another attempt; all that failed when none are named. Returns their numbers."""
        if trial_job_ids is None:
            body: Dict[str, Any] = {"failed": True}
        else:
            body = {"trials": [trial_number(one, self.id) for one in trial_job_ids]}
        return self._live_client().post(self._path("/retry"), body)["trials"]

    def _patch(self, **changes: Any) -> None:
        self._live_client().call("PATCH", self._path(), as_json(changes))

    def _path(self, rest: str = "") -> str:
        return "/experiments/%s%s" % (self.id, rest)


def _result(given: Any) -> Dict[str, Any]:
    if isinstance(given, TrialResult):
        received = dict(given.parameter)
        if given.budget is not None:
            received.setdefault("TRIAL_BUDGET", given.budget)
        return {"configuration": as_parameters(received), "value": as_json(given.objectives or given.value)}
    if isinstance(given, Mapping):
        for key in ("parameter", "parameters", "configuration"):
            if key in given and "value" in given:
                return {"configuration": as_parameters(given[key]), "value": as_json(given["value"])}
    raise TypeError("%r (expected: {'parameter': {...}, 'value': 0.9}, or a TrialResult)" % (given,))
