"""Where and how a trial reports over Kafka: ``TRIALOG_KAFKA``, see the trial protocol, section 6."""

from __future__ import annotations

import json
import os
from typing import Any, Mapping, NamedTuple, Optional

_PROTOCOLS = ("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")
_MECHANISMS = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")


class KafkaUnusable(Exception):
    """Kafka cannot be used, and trying again would not help; the text says what to do."""


class KafkaSecurity(NamedTuple):
    """How the client shows who it is, and knows the broker; the defaults are those of the protocol."""

    protocol: str = "PLAINTEXT"
    sasl_mechanism: str = "PLAIN"
    username: Optional[str] = None
    password_file: Optional[str] = None
    password_environment: Optional[str] = None
    ca_file: Optional[str] = None
    certificate_file: Optional[str] = None
    key_file: Optional[str] = None

    @property
    def sasl(self) -> bool:
        """Whether the client names itself by user name and password."""
        return self.protocol.startswith("SASL_")

    @property
    def tls(self) -> bool:
        """Whether connections are encrypted."""
        return self.protocol.endswith("SSL")

    def password(self) -> str:
        """Read the password now; raises ``OSError`` or ``KeyError`` that names what is missing."""
        if self.password_file is not None:
            with open(self.password_file, encoding="utf-8") as file:
                return file.readline().rstrip("\r\n")
        if self.password_environment is not None:
            return os.environ[self.password_environment]
        return ""


class KafkaSettings(NamedTuple):
    """What ``TRIALOG_KAFKA`` says."""

    bootstrap_servers: str
    topic: str
    server: Optional[str]
    """Whom the records are for; ``None``: whoever reads the topic."""
    security: KafkaSecurity


def read_kafka_settings(text: str) -> KafkaSettings:
    """Read the variable's value; raises ``KafkaUnusable`` that says what is wrong with it."""
    if not text:
        raise KafkaUnusable("TRIALOG_KAFKA is not set, though TRIALOG_METRIC_TRANSPORT is kafka (expected: set by the training service)")
    try:
        fields = json.loads(text)
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        raise KafkaUnusable("TRIALOG_KAFKA: %.80r (expected: a JSON object)" % text)
    security = fields.get("security")
    if security is None:
        security = {}
    elif not isinstance(security, dict):
        raise KafkaUnusable("TRIALOG_KAFKA: security: %.80r (expected: a JSON object)" % (security,))
    return KafkaSettings(
        _required(fields, "bootstrapServers"),
        _required(fields, "topic"),
        _text(fields, "server"),
        KafkaSecurity(
            _one_of(_PROTOCOLS, security, "protocol"),
            _one_of(_MECHANISMS, security, "saslMechanism"),
            *[_text(security, name) for name in ("username", "passwordFile", "passwordEnvironment", "caFile", "certificateFile")],
            _text(security, "keyFile" if "keyFile" in security else "certificateFile")
        ),
    )


def _text(fields: Mapping[str, Any], name: str) -> Optional[str]:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise KafkaUnusable("TRIALOG_KAFKA: %s: %.80r (expected: a text)" % (name, value))
    return value


def _required(fields: Mapping[str, Any], name: str) -> str:
    value = _text(fields, name)
    if not value:
        raise KafkaUnusable("TRIALOG_KAFKA: %s is missing (expected: a text)" % name)
    return value


def _one_of(known: Any, fields: Mapping[str, Any], name: str) -> str:
    value = _text(fields, name)
    if value is None:
        return known[0]
    if value not in known:
        raise KafkaUnusable("TRIALOG_KAFKA: %s: %.80r (expected: one of %s)" % (name, value, ", ".join(known)))
    return value
