"""Whichever Kafka client library is installed. Imported, as they are, by the sender's thread only."""

from __future__ import annotations

import atexit
import logging
from typing import TYPE_CHECKING, Any, Dict, List

from trialog._kafka_sender import LIFETIME_SECONDS
from trialog._kafka_settings import KafkaSettings, KafkaUnusable

if TYPE_CHECKING:
    from trialog._kafka_sender import Client, Sending, Trouble

_CONNECTIONS = ("kafka.conn", "kafka.net.connection")
"""Who logs about connections in kafka-python 2 and 3."""
_METADATA_SECONDS = 8
"""How long kafka-python looks for the topic; less than a delivery waits, so that its reason is heard."""

_SCRAM_SINCE = 0x02060100
"""The librdkafka whose SCRAM sends the nonce as the standard has it; brokers since 3.8.1 refuse what came before."""
_SCRAM_HINT = "; brokers since 3.8.1 refuse the SCRAM of librdkafka %s: pip install 'confluent-kafka>=2.6.1', or kafka-python"

_DISCONNECTED_HINT = "; a failed authentication may look like this, too: the broker closes the connection after its answer"

MISSING = (
    "Kafka's client library is missing (expected: pip install 'confluent-kafka>=1.7' or 'kafka-python>=2.0.2',"
    " for example as 'trialog[kafka]')"
)


def open_client(settings: KafkaSettings, trouble: "Trouble") -> "Client":
    """A client of the library that is installed, which tells what it meets while it tries; raises ``KafkaUnusable`` when none is."""
    broken: List[str] = []
    unfit: List[Any] = []
    for name, client in (("confluent_kafka", ConfluentClient), ("kafka", KafkaPythonClient)):
        try:
            library = __import__(name)
        except ModuleNotFoundError as error:
            if error.name != name:
                broken.append("%s: %s" % (name, error))
        except Exception as error:  # one that is too old for this Python, or lacks its native part
            broken.append("%s: %s: %s" % (name, type(error).__name__, error))
        else:
            if client.suits(library, settings):
                return client(library, settings, trouble)
            unfit.append((client, library))
    if unfit:
        client, library = unfit[0]
        return client(library, settings, trouble)  # an old broker may take it
    raise KafkaUnusable(MISSING + "".join("; cannot import " + reason for reason in broken))


class ConfluentClient:
    """The package confluent-kafka: librdkafka, whose threads are not Python's."""

    @staticmethod
    def suits(library: Any, settings: KafkaSettings) -> bool:
        """Whether its SCRAM is such that brokers of today take it."""
        security = settings.security
        return not (security.sasl and security.sasl_mechanism.startswith("SCRAM")) or library.libversion()[1] >= _SCRAM_SINCE

    def __init__(self, library: Any, settings: KafkaSettings, trouble: "Trouble") -> None:
        self._settings = settings
        self._trouble = trouble
        self._hint = "" if self.suits(library, settings) else _SCRAM_HINT % library.libversion()[0]
        self._authentication = library.KafkaError._AUTHENTICATION
        self._of_no_use = (library.KafkaError._AUTHENTICATION, library.KafkaError._SSL)
        self._too_large = library.KafkaError.MSG_SIZE_TOO_LARGE
        self._refused = library.KafkaException
        self._producer = library.Producer(self._configuration())

    def _configuration(self) -> Dict[str, Any]:
        security = self._settings.security
        configuration = {
            "bootstrap.servers": self._settings.bootstrap_servers,
            "client.id": "trialog",
            "security.protocol": security.protocol,
            "acks": "all",
            "enable.idempotence": True,
            "partitioner": "murmur2_random",  # as Java's clients do
            "linger.ms": 0,
            "message.timeout.ms": 1000 * LIFETIME_SECONDS,
            "error_cb": self._met,
            "log_level": 0,  # stderr is the training's
        }
        if security.sasl:
            configuration["sasl.mechanism"] = security.sasl_mechanism
            configuration["sasl.username"] = security.username or ""
            configuration["sasl.password"] = security.password()
        if security.tls:
            configuration["ssl.endpoint.identification.algorithm"] = "https"
            for name, file in (
                ("ssl.ca.location", security.ca_file),
                ("ssl.certificate.location", security.certificate_file),
                ("ssl.key.location", security.key_file),
            ):
                if file is not None:
                    configuration[name] = file
        return configuration

    def _met(self, error: Any) -> None:
        hint = self._hint if error.code() == self._authentication else ""
        self._trouble(error.str() + hint, error.code() in self._of_no_use)

    def send(self, key: bytes, value: bytes, sending: "Sending") -> None:
        """Begin to send a record."""

        def settle(error: Any, message: Any) -> None:
            if error is None:
                sending.acknowledge()
            else:
                sending.fail(error.str(), error.code() == self._too_large)

        server = self._settings.server
        headers = [] if server is None else [("server", server.encode("utf-8"))]
        try:
            self._producer.produce(self._settings.topic, value=value, key=key, headers=headers, on_delivery=settle)
        except self._refused as refusal:
            settle(refusal.args[0], None)

    def serve(self, sending: "Sending", seconds: float) -> None:
        """Take answers for so long."""
        self._producer.poll(seconds)

    def close(self) -> None:
        """Drop what is still on its way."""
        self._producer.purge()
        del self._producer


class KafkaPythonClient:
    """The package kafka-python."""

    @staticmethod
    def suits(library: Any, settings: KafkaSettings) -> bool:
        """Always."""
        return True

    def __init__(self, library: Any, settings: KafkaSettings, trouble: "Trouble") -> None:
        self._log = _Log(trouble, settings.security.sasl)
        self._settings = settings
        self._too_large = library.errors.MessageSizeTooLargeError
        self._producer = library.KafkaProducer(**self._configuration(library.KafkaProducer.DEFAULT_CONFIG))
        # It is closed when the program ends; a forked child must not try that.
        atexit.unregister(getattr(self._producer, "_cleanup", None))

    def _configuration(self, known: Dict[str, Any]) -> Dict[str, Any]:
        security = self._settings.security
        configuration = {
            "bootstrap_servers": self._settings.bootstrap_servers.split(","),
            "client_id": "trialog",
            "security_protocol": security.protocol,
            "acks": "all",
            "max_in_flight_requests_per_connection": 1,
            "retries": 1000,
            "linger_ms": 0,
            "request_timeout_ms": 10_000,
            "max_block_ms": 1000 * _METADATA_SECONDS,
        }
        later = {
            "bootstrap_timeout_ms": 1000 * _METADATA_SECONDS,
            "delivery_timeout_ms": 1000 * LIFETIME_SECONDS,
            "enable_idempotence": False,  # 3.0 sends no more once a record was too large; one request at a time keeps the order as well
        }
        configuration.update((name, value) for name, value in later.items() if name in known)
        if security.sasl:
            configuration["sasl_mechanism"] = security.sasl_mechanism
            configuration["sasl_plain_username"] = security.username or ""
            configuration["sasl_plain_password"] = security.password()
        if security.tls:
            configuration["ssl_cafile"] = security.ca_file
            configuration["ssl_certfile"] = security.certificate_file
            configuration["ssl_keyfile"] = security.key_file
        return configuration

    def send(self, key: bytes, value: bytes, sending: "Sending") -> None:
        """Begin to send a record; waits until the topic is known."""
        server = self._settings.server
        headers = [] if server is None else [("server", server.encode("utf-8"))]
        try:
            future = self._producer.send(self._settings.topic, value=value, key=key, headers=headers)
        except self._too_large as error:
            sending.fail(str(error), True)
            return
        future.add_callback(lambda place: sending.acknowledge())
        future.add_errback(lambda error: sending.fail(str(error), isinstance(error, self._too_large)))

    def serve(self, sending: "Sending", seconds: float) -> None:
        """Wait for so long; a thread of the library takes answers."""
        sending.await_end(seconds)

    def close(self) -> None:
        """Drop what is still on its way."""
        self._producer.close(timeout=0)
        self._log.close()


class _Log(logging.Handler):
    """Hears what kafka-python logs, and keeps it from stderr, which is the training's, unless the program has set up that log."""

    def __init__(self, trouble: "Trouble", sasl: bool) -> None:
        super().__init__(logging.WARNING)
        self._trouble = trouble
        self._sasl = sasl
        self._heard_connection = False
        self._logger = logging.getLogger("kafka")
        if self._logger.level == logging.NOTSET and not self._logger.handlers:
            self._logger.setLevel(logging.WARNING)
            self._logger.propagate = False
        self._logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Take what is said of a connection rather than the timeouts that follow from it."""
        of_connection = record.name in _CONNECTIONS
        if of_connection or not self._heard_connection:
            message = record.getMessage()
            if record.exc_info and record.exc_info[1] is not None:
                message += ": %r" % record.exc_info[1]
            if self._sasl and "disconnected" in message:
                message += _DISCONNECTED_HINT
            self._trouble(message, "AuthenticationFailed" in message or "CERTIFICATE_VERIFY_FAILED" in message)
            self._heard_connection = self._heard_connection or of_connection

    def close(self) -> None:
        self._logger.removeHandler(self)
        super().close()
