"""What queries return. The fields in camel case have the names and meanings that users of NNI know; those after them are Trialog's own."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Union

__all__ = ["MetricData", "TrialHyperParameters", "TrialJob", "TrialMetricData", "TrialResult"]

MetricData = Union[float, Dict[str, float]]
"""A number, or, when a trial reported several, a dict of them with the key ``default``."""


@dataclass(frozen=True)
class TrialHyperParameters:
    """The configuration of a trial."""

    parameter_id: int
    parameter_source: str
    """``algorithm``, or ``customized`` when a user has queued it."""
    parameters: Dict[str, Any]
    parameter_index: int = 0
    placement_constraint: Optional[Any] = None
    version_info: Optional[Any] = None


@dataclass(frozen=True)
class TrialMetricData:
    """One report of a trial."""

    timestamp: int
    """Milliseconds since 1970."""
    trialJobId: str
    parameterId: str
    type: str
    """``PERIODICAL`` for an intermediate result, ``FINAL`` for the final one."""
    sequence: int
    data: MetricData
    attempt: int = 1

    @staticmethod
    def of(metric: Mapping[str, Any], trial_job_id: str, number: int) -> "TrialMetricData":
        """Read what the server says of a report."""
        return TrialMetricData(
            timestamp=milliseconds(metric.get("at")) or 0,
            trialJobId=trial_job_id,
            parameterId=str(number),
            type="FINAL" if metric.get("kind") == "final" else "PERIODICAL",
            sequence=metric.get("sequence", 0),
            data=metric_data(metric.get("values", {})),
            attempt=metric.get("attempt", 1),
        )


@dataclass(frozen=True)
class TrialResult:
    """The result of a trial that succeeded."""

    parameter: Dict[str, Any]
    value: MetricData
    trialJobId: str
    number: int = -1
    objectives: Dict[str, float] = field(default_factory=dict)
    """The values of all objectives by metric; empty when there is but one."""
    budget: Optional[float] = None
    """How much the tuner wanted the trial to spend, in units of the tuner's options."""


@dataclass(frozen=True)
class TrialJob:
    """A trial."""

    trialJobId: str
    status: str
    """WAITING, RUNNING, SUCCEEDED, FAILED, USER_CANCELED, SYS_CANCELED, EARLY_STOPPED or UNKNOWN."""
    startTime: Optional[int]
    """Of the last attempt, in milliseconds since 1970; ``None`` before the first."""
    sequenceId: int
    logPath: str = ""
    """The directory of the last attempt on the server's machine: its output, and what it wanted to keep."""
    endTime: Optional[int] = None
    stderrPath: str = ""
    hyperParameters: List[TrialHyperParameters] = field(default_factory=list)
    finalMetricData: List[TrialMetricData] = field(default_factory=list)
    """The final result of a trial that succeeded; of several named numbers the one that is optimized."""
    message: str = "--"
    attempt: int = 0
    """How many times it was started."""
    value: Optional[float] = None
    """The final result; of several objectives, that of the first."""
    latest: Optional[float] = None
    """The newest intermediate result."""
    objectives: Dict[str, float] = field(default_factory=dict)
    """The final results of all objectives by metric; empty when there is but one."""
    report_count: int = 0
    failure: Optional[str] = None
    exit_code: Optional[int] = None
    source: str = "tuner"
    """``tuner``, or ``queue`` when a user has queued its configuration."""
    note: Optional[str] = None
    """Why the tuner proposed it."""
    tag: Optional[str] = None
    """The tuner's word to itself."""
    budget: Optional[float] = None
    """How much the tuner wants it to spend, in units of the tuner's options."""
    parent: Optional[int] = None
    """The number of the trial that it continues."""
    worker: Optional[str] = None
    """Who asked for it, when a client runs it."""

    @property
    def id(self) -> str:
        """Unique over all experiments: ``q3kx9abd-17``."""
        return self.trialJobId

    @property
    def number(self) -> int:
        """0, 1, 2 ... in its experiment."""
        return self.sequenceId

    @property
    def state(self) -> str:
        """The same as ``status``."""
        return self.status

    @property
    def reason(self) -> Optional[str]:
        """Why it ended so, for people."""
        return None if self.message == "--" else self.message

    @property
    def parameters(self) -> Dict[str, Any]:
        """The configuration it evaluates."""
        return self.hyperParameters[0].parameters if self.hyperParameters else {}

    @staticmethod
    def of(trial: Mapping[str, Any]) -> "TrialJob":
        """Read what the server says of a trial."""
        number = trial["number"]
        directory = trial.get("outputDirectory") or ""
        source = trial.get("source") or "tuner"
        value = number_in(trial.get("value"))
        ended = milliseconds(trial.get("endedAt"))
        final = (
            [TrialMetricData(ended or 0, trial["id"], str(number), "FINAL", 0, value, trial.get("attempt", 1))]
            if trial["state"] == "SUCCEEDED" and value is not None
            else []
        )
        return TrialJob(
            trialJobId=trial["id"],
            status=trial["state"],
            startTime=milliseconds(trial.get("startedAt")),
            sequenceId=number,
            logPath=directory,
            endTime=ended,
            stderrPath=str(Path(directory) / "stderr") if directory else "",
            hyperParameters=[
                TrialHyperParameters(number, "algorithm" if source == "tuner" else "customized", dict(trial.get("configuration") or {}))
            ],
            finalMetricData=final,
            message=trial.get("reason") or "--",
            attempt=trial.get("attempt", 0),
            value=value,
            latest=number_in(trial.get("latest")),
            objectives=numbers_in(trial.get("objectives") or {}),
            report_count=trial.get("reportCount", 0),
            failure=trial.get("failure"),
            exit_code=trial.get("exitCode"),
            source=source,
            note=trial.get("note"),
            tag=trial.get("tag"),
            budget=trial.get("budget"),
            parent=trial.get("parent"),
            worker=trial.get("worker"),
        )


def number_in(value: Any) -> Optional[float]:
    """A number as the server writes it; ``None`` when there is none."""
    if value is None:
        return None
    if isinstance(value, str):  # NaN, Infinity, -Infinity
        return float(value)
    return value if isinstance(value, (int, float)) else None


def numbers_in(values: Mapping[str, Any]) -> Dict[str, float]:
    """Numbers by name as the server writes them."""
    return {name: float(value) for name, value in values.items()}


def metric_data(values: Mapping[str, Any]) -> MetricData:
    """A report's values as its trial gave them: one number, or a dict when there were more."""
    numbers = {name: math.nan if number is None else number for name, number in ((key, number_in(value)) for key, value in values.items())}
    return numbers["default"] if set(numbers) == {"default"} else numbers


def milliseconds(text: Optional[str]) -> Optional[int]:
    """Milliseconds since 1970 of a time as the server writes it."""
    if not text:
        return None
    seconds, _, fraction = text.rstrip("Z").partition(".")
    moment = datetime.strptime(seconds, "%Y-%m-%dT%H:%M:%S").replace(tzinfo=timezone.utc)
    return int(moment.timestamp()) * 1000 + int((fraction + "000")[:3])


def as_parameters(item: Any) -> Dict[str, Any]:
    """The configuration that a user hands over, copied by way of JSON, so that what cannot be sent is noticed here."""
    if isinstance(item, TrialHyperParameters):
        item = item.parameters
    if not isinstance(item, Mapping):
        raise TypeError("parameters: %r (expected: a dict such as {'lr': 0.01})" % (item,))
    return json.loads(json.dumps(dict(item), default=_plain))


def _plain(value: Any) -> Any:
    """Numpy scalars and their like as Python's own."""
    item = getattr(value, "item", None)
    if callable(item):
        return item()
    raise TypeError("%r of type %s (expected: numbers, texts, lists and dicts)" % (value, type(value).__name__))
