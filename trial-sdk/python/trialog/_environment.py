"""What the training service tells a trial through its environment variables."""

from __future__ import annotations

import os
from typing import Mapping, NamedTuple, Optional

from trialog._heartbeat import lease_seconds

STANDALONE = "STANDALONE"


class TrialEnvironment(NamedTuple):
    """The environment variables of one attempt, see the trial protocol, section 1."""

    experiment_id: str
    trial_id: str
    sequence_id: int
    attempt: int
    server_url: Optional[str]
    server_file: Optional[str]
    token: str
    parameters_file: Optional[str]
    output_directory: Optional[str]
    report_spool: Optional[str]
    checkpoint_directory: Optional[str]
    lease_seconds: Optional[float]
    kafka: Optional[str]
    """How to report over Kafka, unread, and empty when nothing says how; ``None`` to report over HTTP."""

    @property
    def standalone(self) -> bool:
        """Whether the program runs outside of any experiment."""
        return self.trial_id == STANDALONE

    @property
    def attempt_key(self) -> str:
        """Names this attempt among all attempts of all experiments."""
        return "%s/%d" % (self.trial_id, self.attempt)

    @property
    def attempt_path(self) -> str:
        """The attempt, relative to the server's address."""
        return "/api/v1/experiments/%s/trials/%d/attempts/%d" % (self.experiment_id, self.sequence_id, self.attempt)


def read_environment(variables: Mapping[str, str] = os.environ) -> TrialEnvironment:
    """Read the variables.

    Raises ``RuntimeError`` that names the variable when one that a trial needs is missing or malformed.
    """
    trial_id = variables.get("TRIALOG_TRIAL_ID")
    if not trial_id:
        return TrialEnvironment(STANDALONE, STANDALONE, 0, 1, None, None, "", None, None, None, None, None, None)
    return TrialEnvironment(
        experiment_id=_required(variables, "TRIALOG_EXPERIMENT_ID"),
        trial_id=trial_id,
        sequence_id=_number(variables, "TRIALOG_TRIAL_NUMBER"),
        attempt=_number(variables, "TRIALOG_ATTEMPT"),
        server_url=variables.get("TRIALOG_SERVER_URL") or None,
        server_file=variables.get("TRIALOG_SERVER_FILE") or None,
        token=variables.get("TRIALOG_TOKEN", ""),
        parameters_file=variables.get("TRIALOG_PARAMETERS_FILE") or None,
        output_directory=variables.get("TRIALOG_OUTPUT_DIRECTORY") or None,
        report_spool=variables.get("TRIALOG_REPORT_SPOOL") or None,
        checkpoint_directory=variables.get("TRIALOG_CHECKPOINT_DIR") or None,
        lease_seconds=lease_seconds(variables.get("TRIALOG_LEASE_SECONDS")),
        kafka=variables.get("TRIALOG_KAFKA", "") if variables.get("TRIALOG_METRIC_TRANSPORT") == "kafka" else None,
    )


def _required(variables: Mapping[str, str], name: str) -> str:
    value = variables.get(name)
    if not value:
        raise RuntimeError("%s is not set, though TRIALOG_TRIAL_ID is (expected: set by the training service)" % name)
    return value


def _number(variables: Mapping[str, str], name: str) -> int:
    text = _required(variables, name)
    try:
        return int(text)
    except ValueError:
        raise RuntimeError("%s: %r (expected: a whole number)" % (name, text)) from None
