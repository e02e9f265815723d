"""Reports over Kafka with a client that fails as the tests ask for; those with a broker are Java's ``KafkaTrialsTest``."""

import json
import logging
import os
import sys
import threading
from unittest import TestCase, mock

import trialog._kafka
from tests.fake_server import PATIENCE_SECONDS
from tests.reporter_fixture import ReporterFixture, WatchedConnection
from trialog._connection import DeliveryFailed
from trialog._environment import read_environment
from trialog._kafka import KafkaDelivery
from trialog._kafka_client import ConfluentClient, KafkaPythonClient, _Log, open_client
from trialog._kafka_sender import KafkaSender
from trialog._kafka_settings import KafkaUnusable, read_kafka_settings
from trialog._report import Report
from trialog._reporter import Reporter
from trialog._spool import Spool

SETTINGS = {"bootstrapServers": "h1:9092,h2:9092", "topic": "t", "server": "abc"}


class FakeClient:
    """Meets each record as the test says: ``acknowledge`` by default, or ``fail``, ``too large``, ``nothing``."""

    def __init__(self):
        self.records = []
        self.outcome = "acknowledge"
        self.sent = threading.Semaphore(0)
        self.unanswered = []
        self.opened = 0
        self.closed = 0
        self.missing = False

    def open(self, trouble):
        self.opened += 1
        if self.missing:
            raise KafkaUnusable("no library")
        return self

    def send(self, key, value, sending):
        self.records.append((key, json.loads(value)))
        if self.outcome == "acknowledge":
            sending.acknowledge()
        elif self.outcome == "fail":
            sending.fail("as the test asked")
        elif self.outcome == "too large":
            sending.fail("too many bytes", too_large=True)
        else:
            self.unanswered.append(sending)
        self.sent.release()

    def serve(self, sending, seconds):
        sending.await_end(seconds)

    def close(self):
        self.closed += 1


class KafkaDeliveryTest(ReporterFixture):
    def setUp(self):
        super().setUp()
        self.replace(trialog._kafka, "say", self.said.append)
        self.client = FakeClient()
        self.server = self.serve()

    def delivery(self, url=None):
        environment = read_environment(self.trial_environment(self.server.url))
        http = WatchedConnection(url or self.server.url, str(self.server_file), environment.attempt_path, environment.token)
        self.addCleanup(http.close)
        delivery = KafkaDelivery(environment, "h1:9092", KafkaSender(self.client.open), http)
        self.addCleanup(delivery.end)
        return delivery

    def await_sent(self, count):
        for _ in range(count):
            self.assertTrue(self.client.sent.acquire(timeout=PATIENCE_SECONDS))

    def test_should_send_batches_as_the_protocol_has_them(self):
        reporter = Reporter(self.delivery(), Spool(str(self.spool)))

        reporter.report("intermediate", 0.5)
        reporter.report("final", {"default": 1, "loss": "NaN"})
        reporter.end()

        reports = [report for key, value in self.client.records for report in value["reports"]]
        self.assertEqual([0, 1], [report["sequence"] for report in reports])
        self.assertEqual([0.5, {"default": 1, "loss": "NaN"}], [report["value"] for report in reports])
        key, value = self.client.records[0]
        self.assertEqual((b"exp1/17", 2, "secret-token"), (key, value["attempt"], value["token"]))
        self.assertEqual([], self.server.batches)
        self.assertEqual([], self.said)
        self.assertEqual(1, self.client.closed)

    def test_should_answer_as_the_server_would(self):
        answer = self.delivery().post_reports([report(0), report(1)], 10)

        self.assertEqual(200, answer.status)
        self.assertEqual([(0, "accepted"), (1, "accepted")], [(r["sequence"], r["status"]) for r in answer.body["results"]])

    def test_should_use_http_until_kafka_acknowledges_again(self):
        self.replace(trialog._kafka, "FIRST_PAUSE_SECONDS", 0.0)
        delivery = self.delivery()
        self.client.outcome = "fail"
        for sequence in range(3):
            delivery.post_reports([report(sequence)], 10)
        self.client.outcome = "acknowledge"
        sequence = 3
        while not any(3 <= r["sequence"] for _, value in self.client.records for r in value["reports"]):
            delivery.post_reports([report(sequence)], 10)
            sequence += 1

        by_kafka = {r["sequence"] for _, value in self.client.records for r in value["reports"]}
        self.assertEqual(set(range(sequence)), by_kafka | set(self.server.recorded))
        self.assertEqual(
            [
                "Kafka at h1:9092 does not take reports (as the test asked); they go to the server over HTTP until it does",
                "Kafka at h1:9092 takes reports again",
            ],
            self.said,
        )

    def test_should_not_wait_again_for_kafka_that_does_not_answer(self):
        self.replace(trialog._kafka, "ACKNOWLEDGEMENT_SECONDS", 0.1)
        self.client.outcome = "nothing"
        delivery = self.delivery()

        for sequence in range(5):
            delivery.post_reports([report(sequence)], 10)
        self.await_sent(1)

        self.assertEqual(1, len(self.client.records))
        self.assertEqual(set(range(5)), set(self.server.recorded))
        self.client.unanswered[0].acknowledge()
        self.client.outcome = "acknowledge"
        delivery.post_reports([report(5)], 10)
        self.assertEqual(2, len(self.client.records))
        self.assertIn("(no acknowledgement)", self.said[0])

    def test_should_let_a_report_wait_no_longer_once_the_program_ends(self):
        self.client.outcome = "nothing"
        self.patch("EXIT_SECONDS", 2 * PATIENCE_SECONDS)
        delivery = self.delivery()
        reporter = Reporter(delivery, Spool(str(self.spool)))
        reporter.report("final", 1)
        self.await_sent(1)
        hurried = delivery.hurry
        delivery.hurry = lambda seconds: hurried(0.1)

        reporter.end()

        self.assertEqual([1], self.server.values())

    def test_should_send_over_http_what_is_too_large_and_go_on(self):
        delivery = self.delivery()
        for sequence, outcome in enumerate(["too large", "too large", "acknowledge"]):
            self.client.outcome = outcome
            delivery.post_reports([report(sequence)], 10)

        self.assertEqual({0, 1}, set(self.server.recorded))
        self.assertEqual(3, len(self.client.records))
        self.assertEqual(
            ["Kafka at h1:9092 takes no record of 1 report (too many bytes); such go to the server over HTTP"], self.said
        )

    def test_should_not_try_again_without_a_library(self):
        self.client.missing = True
        delivery = self.delivery()
        for sequence in range(3):
            delivery.post_reports([report(sequence)], 10)

        self.assertEqual(1, self.client.opened)
        self.assertEqual(["no library; reports go to the server over HTTP"], self.said)
        self.assertEqual({0, 1, 2}, set(self.server.recorded))

    def test_should_make_another_client_after_a_failure(self):
        self.replace(trialog._kafka, "FIRST_PAUSE_SECONDS", 0.0)
        self.client.outcome = "fail"
        delivery = self.delivery()
        delivery.post_reports([report(0)], 10)
        self.client.outcome = "acknowledge"
        while len(self.client.records) < 2:
            delivery.post_heartbeat(10)

        self.assertEqual((2, 1), (self.client.opened, self.client.closed))

    def test_should_send_heartbeats_and_say_nothing_of_failures(self):
        delivery = self.delivery()
        self.assertEqual(200, delivery.post_heartbeat(10).status)
        self.assertEqual([], self.client.records[0][1]["reports"])
        self.assertEqual([], self.server.heartbeats)

        self.client.outcome = "nothing"
        self.assertEqual(200, delivery.post_heartbeat(0.2).status)
        self.assertEqual(200, delivery.post_heartbeat(0.2).status)

        self.await_sent(2)
        self.assertEqual(2, len(self.client.records))  # the third did not queue behind the second
        self.assertEqual(2, len(self.server.heartbeats))
        self.assertEqual([], self.said)

    def test_should_fail_when_neither_takes_reports(self):
        self.client.outcome = "fail"
        away = self.serve(listening=False)
        delivery = self.delivery(away.url)

        with self.assertRaises(DeliveryFailed):
            delivery.post_reports([report(0)], 10)

    def test_should_abort_a_heartbeat(self):
        self.client.outcome = "nothing"
        delivery = self.delivery()
        failed = threading.Event()

        def beat():
            try:
                delivery.post_heartbeat(2 * PATIENCE_SECONDS)
            except DeliveryFailed:
                failed.set()

        thread = threading.Thread(target=beat)
        thread.start()
        self.await_sent(1)
        delivery.abort()
        thread.join(PATIENCE_SECONDS)

        self.assertTrue(failed.is_set())

    def test_should_use_http_silently_after_the_end(self):
        delivery = self.delivery()
        delivery.end()

        delivery.post_reports([report(0)], 10)

        self.assertEqual({0}, set(self.server.recorded))
        self.assertEqual([], self.said)

    def test_should_import_nothing_of_kafka_where_reports_go_over_http(self):
        trial = self.run_trial(
            "import sys; trialog.report_final_result(1); print([name for name in sys.modules if 'kafka' in name])",
            self.trial_environment(self.server.url),
        )

        self.assertEqual("[]\n", trial.stdout)


class ClientChoiceTest(TestCase):
    """With stand-ins for the libraries, which the real ones are in the tests with a broker."""

    def setUp(self):
        scram = {"protocol": "SASL_SSL", "saslMechanism": "SCRAM-SHA-256", "passwordEnvironment": "PATH"}
        self.plain = read_kafka_settings(json.dumps(SETTINGS))
        self.scram = read_kafka_settings(json.dumps({**SETTINGS, "security": scram}))
        self.trouble = []

    def opened(self, settings, librdkafka=None, kafka_python=False):
        libraries = {"confluent_kafka": None, "kafka": None}
        if librdkafka is not None:
            libraries["confluent_kafka"] = mock.MagicMock(libversion=lambda: librdkafka)
        if kafka_python:
            libraries["kafka"] = mock.MagicMock()
            libraries["kafka"].KafkaProducer.DEFAULT_CONFIG = {}
        with mock.patch.dict(sys.modules, libraries):
            return open_client(settings, lambda text, fatal: self.trouble.append((text, fatal)))

    def test_should_prefer_confluent_kafka(self):
        self.assertIsInstance(self.opened(self.plain, ("1.6.0", 0x010600FF), True), ConfluentClient)
        self.assertIsInstance(self.opened(self.scram, ("2.6.1", 0x020601FF), True), ConfluentClient)

    def test_should_use_kafka_python_where_it_is_alone(self):
        client = self.opened(self.plain, None, True)
        self.addCleanup(client.close)
        self.assertIsInstance(client, KafkaPythonClient)

    def test_should_prefer_kafka_python_to_the_scram_of_an_old_librdkafka(self):
        client = self.opened(self.scram, ("2.6.0", 0x020600FF), True)
        self.addCleanup(client.close)
        self.assertIsInstance(client, KafkaPythonClient)

    def test_should_say_why_the_scram_of_an_old_librdkafka_is_refused(self):
        client = self.opened(self.scram, ("2.6.0", 0x020600FF))
        error = mock.MagicMock(str=lambda: "no", code=lambda: client._authentication)

        client._met(error)

        self.assertEqual(1, len(self.trouble))
        self.assertRegex(self.trouble[0][0], "^no; .*librdkafka 2.6.0: pip install 'confluent-kafka>=2.6.1'")
        self.assertTrue(self.trouble[0][1])

    def test_should_say_what_to_install(self):
        with self.assertRaisesRegex(KafkaUnusable, "pip install 'confluent-kafka>=1.7' or 'kafka-python>=2.0.2'"):
            self.opened(self.plain)


class KafkaSettingsTest(TestCase):
    def test_should_read_what_the_protocol_shows(self):
        security = {
            "protocol": "SASL_SSL",
            "saslMechanism": "SCRAM-SHA-512",
            "username": "u",
            "passwordEnvironment": "TEST_KAFKA_PASSWORD",
            "caFile": "/ca",
            "certificateFile": "/certificate",
            "keyFile": "/key",
            "later": 1,
        }
        settings = read_kafka_settings(json.dumps({**SETTINGS, "security": security}))

        self.assertEqual(("h1:9092,h2:9092", "t", "abc"), settings[:3])
        self.assertEqual(("SASL_SSL", "SCRAM-SHA-512", "u"), settings.security[:3])
        self.assertEqual(("/ca", "/certificate", "/key"), settings.security[5:])
        with mock.patch.dict(os.environ, TEST_KAFKA_PASSWORD="secret"):
            self.assertEqual("secret", settings.security.password())

    def test_should_look_for_the_key_beside_the_certificate(self):
        security = read_kafka_settings(json.dumps({**SETTINGS, "security": {"protocol": "SSL", "certificateFile": "/c"}})).security

        self.assertEqual(("/c", "/c"), (security.certificate_file, security.key_file))

    def test_should_be_plain_without_security(self):
        settings = read_kafka_settings(json.dumps({"bootstrapServers": "h", "topic": "t"}))

        self.assertIsNone(settings.server)
        self.assertEqual(("PLAINTEXT", "PLAIN"), settings.security[:2])
        self.assertFalse(settings.security.sasl or settings.security.tls)

    def test_should_say_what_is_wrong(self):
        for text, message in (
            ("", "TRIALOG_KAFKA is not set, though TRIALOG_METRIC_TRANSPORT is kafka"),
            ("{", "(expected: a JSON object)"),
            ("[]", "(expected: a JSON object)"),
            ('{"topic": "t"}', "TRIALOG_KAFKA: bootstrapServers is missing (expected: a text)"),
            ('{"bootstrapServers": "h", "topic": 1}', "TRIALOG_KAFKA: topic: 1 (expected: a text)"),
            ('{"bootstrapServers": "h", "topic": "t", "security": 1}', "security: 1 (expected: a JSON object)"),
            ('{"bootstrapServers": "h", "topic": "t", "security": {"protocol": "TLS"}}', "protocol: 'TLS' (expected: one of PLAINTEXT, SSL,"),
            ('{"bootstrapServers": "h", "topic": "t", "security": {"saslMechanism": "X"}}', "saslMechanism: 'X' (expected: one of PLAIN, SCRAM"),
        ):
            with self.subTest(text=text):
                with self.assertRaises(KafkaUnusable) as raised:
                    read_kafka_settings(text)
                self.assertIn(message, str(raised.exception))


def report(sequence):
    return Report(sequence, "intermediate", sequence, 0.0)


class KafkaPythonLogTest(TestCase):
    def heard(self, sasl):
        troubles = []
        log = _Log(lambda text, hopeless: troubles.append(text), sasl)
        self.addCleanup(log.close)
        logging.getLogger("kafka.conn").warning("Connection lost: socket %s", "disconnected")
        return troubles

    def test_a_lost_connection_may_be_a_failed_authentication(self):
        (text,) = self.heard(sasl=True)
        self.assertRegex(text, "^Connection lost: socket disconnected; a failed authentication ")

    def test_without_authentication_it_is_just_lost(self):
        self.assertEqual(["Connection lost: socket disconnected"], self.heard(sasl=False))
