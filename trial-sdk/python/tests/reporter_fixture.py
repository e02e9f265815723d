"""A reporter in the test's own process."""

import threading
from unittest import mock

import trialog._report_queue
import trialog._reporter
from tests.fake_server import PATH, PATIENCE_SECONDS, TOKEN, ServerTest
from trialog import _limits
from trialog._connection import DeliveryFailed, ServerConnection
from trialog._reporter import Reporter
from trialog._spool import Spool


class WatchedConnection(ServerConnection):
    """Tells the test of every request, and waits with it for failed ones."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.requested = []
        self._failures = threading.Semaphore(0)

    def _post(self, resource, *arguments):
        self.requested.append(resource)
        try:
            return super()._post(resource, *arguments)
        except DeliveryFailed:
            self._failures.release()
            raise

    def await_failures(self, count):
        for _ in range(count):
            if not self._failures.acquire(timeout=PATIENCE_SECONDS):
                raise AssertionError("no failed delivery")


class ReporterFixture(ServerTest):
    """Makes reporters, and hears what they say."""

    def setUp(self):
        super().setUp()
        self.said = []
        for module in (trialog._reporter, trialog._report_queue):
            self.replace(module, "say", self.said.append)
        self.patch("LONGEST_PAUSE_SECONDS", 0.1)

    def patch(self, limit, value):
        self.replace(_limits, limit, value)

    def replace(self, module, name, value):
        patcher = mock.patch.object(module, name, value)
        patcher.start()
        self.addCleanup(patcher.stop)

    def reporter_for(self, url, spool_path=None, lease=None):
        self.connection = WatchedConnection(url, str(self.server_file), PATH, TOKEN)
        reporter = Reporter(self.connection, Spool(str(spool_path or self.spool)), lease)
        if lease is not None:
            self.addCleanup(reporter.close)  # ends the heartbeats
        return reporter
