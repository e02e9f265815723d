"""A trial that this process has asked for."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, Dict, Mapping, NamedTuple, Optional, Type, Union

from trialog import _pulse
from trialog._client import ServerClient
from trialog._metric import checked_metric
from trialog._stderr import say
from trialog.errors import RequestRefused, TrialogError, UnknownExperiment
from trialog.experiment.data import number_in

if TYPE_CHECKING:
    from types import TracebackType

OUTAGE_SECONDS = 600.0
"""How long calls wait for a server that is away."""
EXIT_OUTAGE_SECONDS = 5.0
"""The same for a program that is interrupted."""

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

    def __init__(self, client: ServerClient, asked: Mapping[str, Any]) -> None:
        self._client = client
        self._token: str = asked["token"]
        self._parameters: Dict[str, Any] = dict(asked["configuration"])
        budget: Optional[float] = asked.get("budget")
        self.budget: Optional[float] = int(budget) if budget is not None and budget == int(budget) else budget
        """How much the tuner wants it to spend, in units of the tuner's options; ``None`` when it does not say."""
        if self.budget is not None:
            self._parameters.setdefault("TRIAL_BUDGET", self.budget)
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
        """The configuration, a copy; with the key ``TRIAL_BUDGET`` when the tuner gives the trial a budget."""
        return _copied(self._parameters)

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
        return self._tell({"failed": text_of(why)}, OUTAGE_SECONDS)

    def infeasible(self, why: Union[str, BaseException] = "no reason given") -> Told:
        """Tell that this configuration can never have a result; the tuner learns so."""
        return self._tell({"infeasible": text_of(why)}, OUTAGE_SECONDS)

    def __enter__(self) -> "Trial":
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: "Optional[TracebackType]") -> None:
        if self._told is not None:
            return
        patience = OUTAGE_SECONDS if error is None or isinstance(error, Exception) else EXIT_OUTAGE_SECONDS
        if error is None:
            self.end_untold("the block ended without a result", patience)
            return
        try:
            self._tell({"failed": text_of(error)}, patience)
        except TrialogError as failure:
            say("trial %d: its failure could not be told: %s" % (self.number, failure))

    def __repr__(self) -> str:
        return "<Trial %s %r>" % (self.id, self._parameters)

    def end_untold(self, why: str, patience_seconds: float = OUTAGE_SECONDS) -> None:
        """It is given up without a result, unless that was told."""
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


def text_of(why: Union[str, BaseException]) -> str:
    """A reason as people read it."""
    if isinstance(why, BaseException):
        text = str(why)
        why = "%s: %s" % (type(why).__name__, text) if text else type(why).__name__
    return str(why) or "no reason given"


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(element) for key, element in value.items()}
    return [_copied(element) for element in value] if isinstance(value, list) else value
