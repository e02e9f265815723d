"""What an experiment can be asked, while it runs and afterwards."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Tuple, Union

from trialog.experiment import _home
from trialog.experiment._command_line import run_json
from trialog.experiment._reading import LiveReading, RecordedReading
from trialog.experiment.data import TrialJob, TrialMetricData, TrialResult, metric_data, milliseconds

TRIAL_STATES = ("WAITING", "RUNNING", "SUCCEEDED", "FAILED", "USER_CANCELED", "SYS_CANCELED", "EARLY_STOPPED", "UNKNOWN")

TrialId = Union[str, int]
"""A trial's id, ``'q3kx9abd-17'``, or its number in its experiment, ``17``."""


class Queries:
    """The queries of :class:`~trialog.experiment.Experiment`. After the end they answer from what was recorded."""

    id: Optional[str]

    def _reading(self) -> Union[LiveReading, RecordedReading]:
        raise NotImplementedError

    def get_status(self) -> str:
        """INITIALIZED, RUNNING, TUNER_NO_MORE_TRIAL, NO_MORE_TRIAL, DONE, PAUSED, STOPPING, STOPPED or ERROR."""
        return self._reading().experiment()["state"]

    def get_trial_job(self, trial_job_id: TrialId) -> TrialJob:
        """One trial by its id or its number; raises ``UnknownExperiment`` when there is none."""
        return TrialJob.of(self._reading().trial(trial_number(trial_job_id, self.id)))

    def list_trial_jobs(self) -> List[TrialJob]:
        """All trials by their numbers."""
        return [TrialJob.of(trial) for trial in self._reading().trials()]

    def get_job_statistics(self) -> List[Dict[str, Any]]:
        """How many trials there are in each state that occurs: ``[{'trialJobStatus': 'SUCCEEDED', 'trialJobNumber': 7}]``."""
        reading = self._reading()
        counts = ((state, reading.count(state)) for state in TRIAL_STATES)
        return [{"trialJobStatus": state, "trialJobNumber": number} for state, number in counts if number]

    def get_job_metrics(self, trial_job_id: Optional[TrialId] = None) -> Dict[str, List[TrialMetricData]]:
        """All reports by the ids of their trials, in the order recorded; of one trial when one is named."""
        number = None if trial_job_id is None else trial_number(trial_job_id, self.id)
        result: Dict[str, List[TrialMetricData]] = {}
        for metric in self._reading().metrics(number):
            trial_id = "%s-%d" % (self.id, metric["trial"])
            result.setdefault(trial_id, []).append(TrialMetricData.of(metric, trial_id, metric["trial"]))
        return result

    def get_experiment_profile(self) -> Dict[str, Any]:
        """The experiment as a dict: with NNI's keys (``id``, ``params``, ``startTime``, ``endTime``, ``execDuration``, ``nextSequenceId``,
        ``logDir``), and all of Trialog's own (``state``, ``counts``, ``best``, ...)."""
        reading = self._reading()
        experiment = reading.experiment()
        directory = self._data_directory_text()
        return {
            **experiment,
            "params": reading.configuration(),
            "startTime": milliseconds(experiment.get("startedAt") or experiment.get("createdAt")),
            "endTime": milliseconds(experiment.get("endedAt")),
            "execDuration": experiment.get("runSeconds"),
            "nextSequenceId": experiment["counts"]["total"],
            "logDir": directory,
        }

    def export_data(self) -> List[TrialResult]:
        """Configuration and result of every trial that succeeded. The result is a dict when the trial reported several numbers."""
        reading = self._reading()
        succeeded = [trial for trial in reading.trials() if trial["state"] == "SUCCEEDED"]
        finals = {
            (metric["trial"], metric.get("attempt", 1)): metric_data(metric["values"])
            for metric in reversed(reading.metrics() if succeeded else [])  # an attempt's first final report counts
            if metric["kind"] == "final"
        }
        results = []
        for trial in succeeded:
            job = TrialJob.of(trial)
            final = finals.get((job.number, job.attempt))
            value = final if isinstance(final, dict) else job.value
            results.append(TrialResult(job.parameters, value, job.id, job.number, job.objectives, job.budget))  # type: ignore[arg-type]
        return results

    def pareto_front(self) -> List[TrialResult]:
        """The trials that no other one beats: none is nowhere worse and somewhere better. Best first in the first objective.

        With one objective these are the trials that are as good as the best. ``value`` is the first objective's, ``objectives`` has all.
        """
        reading = self._reading()
        objectives = reading.experiment()["objectives"]
        jobs = [TrialJob.of(trial) for trial in reading.trials() if trial["state"] == "SUCCEEDED"]
        jobs = [job for job in jobs if job.value is not None and math.isfinite(job.value)]
        losses = sorted((_losses(job, objectives), job.number, job) for job in jobs)
        front: List[Tuple[Tuple[float, ...], TrialJob]] = []
        for loss, _, job in losses:  # whoever beats another comes before it
            if not any(other != loss and all(a <= b for a, b in zip(other, loss)) for other, _ in front):
                front.append((loss, job))
        return [TrialResult(job.parameters, job.value, job.id, job.number, job.objectives, job.budget) for _, job in front]  # type: ignore[arg-type]

    def get_experiment_metadata(self, exp_id: str) -> Dict[str, Any]:
        """What the home knows of an experiment of this machine; an empty dict when there is none."""
        return next((entry for entry in self.get_all_experiments_metadata() if entry["id"] == exp_id), {})

    def get_all_experiments_metadata(self) -> List[Dict[str, Any]]:
        """What the home knows of all experiments of this machine."""
        return [_metadata(entry) for entry in run_json(["list", "--json"])["experiments"]]

    def _data_directory_text(self) -> Optional[str]:
        return None


def _losses(job: TrialJob, objectives: List[Mapping[str, str]]) -> Tuple[float, ...]:
    """What is to be minimised; of one objective, the trial's value."""
    values = job.objectives if len(objectives) > 1 else {objectives[0]["metric"]: job.value}
    return tuple((-1 if objective["mode"] == "maximize" else 1) * values[objective["metric"]] for objective in objectives)  # type: ignore[operator]


def trial_number(given: TrialId, experiment_id: Optional[str]) -> int:
    """The number of a trial that a user names."""
    if isinstance(given, int) and not isinstance(given, bool) and given >= 0:
        return given
    if isinstance(given, str):
        owner, _, number = given.rpartition("-")
        if number.isdigit() and (not owner or owner == experiment_id):
            return int(number)
    raise ValueError("trial: %r (expected: an id of this experiment such as '%s-17', or a number such as 17)" % (given, experiment_id))


def _metadata(entry: Mapping[str, Any]) -> Dict[str, Any]:
    owner = _home.owner(Path(entry["dataDirectory"]))
    return {
        **entry,
        "status": entry["state"],
        "startTime": milliseconds(entry.get("startedAt") or entry.get("createdAt")),
        "endTime": milliseconds(entry.get("endedAt")) or "N/A",
        "platform": entry.get("trainingService"),
        "experimentName": entry.get("name"),
        "logDir": entry["dataDirectory"],
        "pid": owner.pid if owner else None,
        "port": int(owner.url.rpartition(":")[2]) if owner else None,
        "webuiUrl": ["%s/experiments/%s" % (owner.url, entry["id"])] if owner else [],
        "tag": [],
        "prefixUrl": None,
    }
