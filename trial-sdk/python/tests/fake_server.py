"""A server that speaks the trial protocol, keeps its rules strictly, and fails in the ways a test asks for."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PATH = "/api/v1/experiments/exp1/trials/17/attempts/2"
TOKEN = "secret-token"
PACKAGE_ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 60  # how long a test waits for what must happen


def status(code, retry_after=None, message="as the test asked"):
    """The server answers with an error."""

    def fault(handler, reports):
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        handler.answer(code, {"code": "TEST", "message": message, "details": []}, headers)

    return fault


def drop_after_recording(handler, reports):
    """The reports arrive, the answer does not."""
    handler.fake.record(reports)
    handler.close_connection = True


def answer_and_close_silently(handler, reports):
    """A proper answer, after which the server drops the kept-alive connection without announcing it."""
    handler.answer(200, {"results": handler.fake.record(reports)})
    handler.close_connection = True


def somebody_else(handler, reports):
    """Another program listens on the port, and likes everything."""
    handler.answer(200, {"hello": "world"})


def what_is_that(code):
    """Another program listens on the port, and knows no trials."""

    def fault(handler, reports):
        handler.answer(code, {"error": "no such thing"})

    return fault


def properly(handler, reports):
    """As ever."""
    handler.answer(200, {"results": handler.fake.record(reports)})


def hang_until(event):
    """A slow server: the answer comes when the test sets the event."""

    def fault(handler, reports):
        event.wait(PATIENCE_SECONDS)
        handler.answer(200, {"results": handler.fake.record(reports)})

    return fault


def refuse(sequence, message):
    """One report is refused, the others are recorded."""

    def fault(handler, reports):
        results = handler.fake.record([report for report in reports if report["sequence"] != sequence])
        results.append({"sequence": sequence, "status": "refused", "message": message})
        handler.answer(200, {"results": results})

    return fault


def grant(lease):
    """A heartbeat is answered with a lease."""

    def fault(handler, reports):
        handler.answer(200, {"leaseSeconds": lease})

    return fault


def grant_and_close_silently(lease):
    """A proper answer, after which the server drops the kept-alive connection without announcing it."""

    def fault(handler, reports):
        grant(lease)(handler, reports)
        handler.close_connection = True

    return fault


class FakeServer:
    """Each request with reports is met by the next of ``faults``, and properly when there are none left; ``always`` is met by every such
    request. Heartbeats are met by ``heartbeat``."""

    def __init__(self, *faults, always=None, heartbeat=grant(0.3), listening=True):
        self._faults = list(faults)
        self._always = always
        self.heartbeat = heartbeat
        self._connections = set()
        self._changed = threading.Condition()
        self.recorded = {}
        self.batches = []
        self.heartbeats = []
        self.violations = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler(), bind_and_activate=False)
        self._http.daemon_threads = True
        self._http.server_bind()
        self.url = "http://127.0.0.1:%d" % self._http.server_address[1]
        self._listening = False
        if listening:
            self.listen()

    def listen(self):
        self._listening = True
        self._http.server_activate()
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        if self._listening:
            self._http.shutdown()
        self._http.server_close()

    def kill(self):
        """Break all connections, and listen no more: what a ``kill -9`` of a server does."""
        self.close()
        with self._changed:
            connections, self._connections = self._connections, None
        for connection in connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # the trial has closed it

    def await_recorded(self, count):
        with self._changed:
            patience = PATIENCE_SECONDS + count / 1000  # many take their time
            if not self._changed.wait_for(lambda: len(self.recorded) >= count, patience):
                raise AssertionError("%d reports recorded, %d expected" % (len(self.recorded), count))

    def await_requests(self, count):
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.batches) >= count, PATIENCE_SECONDS):
                raise AssertionError("%d requests came, %d expected" % (len(self.batches), count))

    def await_heartbeats(self, count):
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.heartbeats) >= count, PATIENCE_SECONDS):
                raise AssertionError("%d heartbeats came, %d expected" % (len(self.heartbeats), count))

    def values(self):
        """The recorded values in the order of their numbers."""
        return [self.recorded[sequence]["value"] for sequence in sorted(self.recorded)]

    def record(self, reports):
        results = []
        with self._changed:
            for report in reports:
                known = report["sequence"] in self.recorded
                self.recorded.setdefault(report["sequence"], report)
                results.append({"sequence": report["sequence"], "status": "duplicate" if known else "accepted"})
            self._changed.notify_all()
        return results

    def _next_fault(self, sequences):
        with self._changed:
            self.batches.append(sequences)
            self._changed.notify_all()
            if self._always is not None:
                return self._always
            return self._faults.pop(0) if self._faults else None

    def _note_heartbeat(self):
        with self._changed:
            self.heartbeats.append(time.monotonic())
            self._changed.notify_all()

    def _note_connection(self, connection):
        with self._changed:
            if self._connections is not None:
                self._connections.add(connection)
                return True
        return False

    def _handler(self):
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def handle(self):
                if fake._note_connection(self.connection):
                    try:
                        super().handle()
                    except ConnectionError:
                        pass  # the trial no longer waits, or this server was killed

            def do_POST(self):
                self.fake = fake
                if self.path == PATH + "/heartbeat":
                    self.meet_heartbeat()
                else:
                    self.meet_reports()

            def meet_heartbeat(self):
                if self.headers["Content-Length"] != "0" or "Content-Type" in self.headers:
                    fake.violations.append("a heartbeat with a body")
                if self.headers["Authorization"] != "Bearer " + TOKEN:
                    fake.violations.append("authorization %s" % self.headers["Authorization"])
                fake._note_heartbeat()
                fake.heartbeat(self, [])

            def meet_reports(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if len(body) < int(self.headers["Content-Length"]):
                    raise ConnectionError("cut short, as this server was killed")
                reports = json.loads(body, parse_constant=lambda name: fake.violations.append("bare " + name))["reports"]
                fake.violations += violations(self.path, self.headers, body, reports)
                fault = fake._next_fault([report["sequence"] for report in reports])
                if fault is not None:
                    fault(self, reports)
                else:
                    properly(self, reports)

            def answer(self, code, body, headers={}):
                data = json.dumps(body).encode()
                try:
                    self.send_response(code)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except OSError:
                    pass  # the trial no longer waits

            def log_message(self, *arguments):
                pass

        return Handler


def violations(path, headers, body, reports):
    """What the request does that the protocol does not allow."""
    found = []
    if path != PATH + "/reports":
        found.append("path " + path)
    if headers["Authorization"] != "Bearer " + TOKEN:
        found.append("authorization %s" % headers["Authorization"])
    if headers["Content-Type"] != "application/json":
        found.append("content type %s" % headers["Content-Type"])
    if not 0 < len(reports) <= 500 or len(body) > 1024 * 1024:
        found.append("%d reports in %d bytes" % (len(reports), len(body)))
    for report in reports:
        if set(report) - {"at"} != {"sequence", "kind", "value"} or report["kind"] not in ("intermediate", "final"):
            found.append("report %s" % report)
    return found


class ServerTest(unittest.TestCase):
    """Has a directory for the files of one attempt, and runs trials as processes."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)
        self.spool = self.directory / "spool.jsonl"
        self.server_file = self.directory / "server.json"

    def serve(self, *faults, **options):
        server = FakeServer(*faults, **options)
        self.addCleanup(server.close)
        self.addCleanup(lambda: self.assertEqual([], server.violations))
        return server

    def spooled(self):
        """The spool file's lines."""
        return [json.loads(line) for line in self.spool.read_text().splitlines()] if self.spool.exists() else []

    def trial_environment(self, url, **changes):
        parameters = self.directory / "parameters.json"
        parameters.write_text('{"lr": 0.01, "layers": 2, "network": {"_name": "small", "units": 4}}')
        environment = {name: value for name, value in os.environ.items() if not name.startswith("TRIALOG_")}
        environment.update(
            PYTHONPATH=str(PACKAGE_ROOT),
            PYTHONWARNINGS="error",
            http_proxy="http://127.0.0.1:9",  # nothing listens there, and nobody should ask
            TRIALOG_EXPERIMENT_ID="exp1",
            TRIALOG_TRIAL_ID="exp1-17",
            TRIALOG_TRIAL_NUMBER="17",
            TRIALOG_ATTEMPT="2",
            TRIALOG_SERVER_URL=url,
            TRIALOG_SERVER_FILE=str(self.server_file),
            TRIALOG_TOKEN=TOKEN,
            TRIALOG_PARAMETERS_FILE=str(parameters),
            TRIALOG_OUTPUT_DIRECTORY=str(self.directory / "output"),
            TRIALOG_CHECKPOINT_DIR=str(self.directory / "checkpoint"),
            TRIALOG_REPORT_SPOOL=str(self.spool),
            TRIALOG_METRIC_TRANSPORT="http",
        )
        environment.update(changes)
        return {name: value for name, value in environment.items() if value is not None}

    def run_trial(self, code, environment):
        """Run ``code`` as a trial to its end."""
        return subprocess.run(
            [sys.executable, "-c", "import trialog\n" + code],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
            timeout=3 * PATIENCE_SECONDS,
        )
