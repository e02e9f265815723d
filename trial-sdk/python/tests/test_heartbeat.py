import json
import os
import signal
import subprocess
import sys
import threading
import time
from unittest import TestCase, mock

import trialog._heartbeat
from tests.fake_server import PATIENCE_SECONDS, ServerTest, grant, grant_and_close_silently, hang_until, somebody_else, status
from tests.reporter_fixture import ReporterFixture
from trialog._heartbeat import Heartbeats, lease_seconds


class HeartbeatsTest(TestCase):
    def setUp(self):
        self.now = 1000.0
        clock = mock.patch.object(trialog._heartbeat.time, "monotonic", lambda: self.now)
        clock.start()
        self.addCleanup(clock.stop)

    def test_should_be_due_a_third_of_the_lease_after_the_last_request(self):
        heartbeats = Heartbeats(60)
        self.assertEqual(20, heartbeats.seconds_left())

        self.now += 19
        heartbeats.postpone()
        self.now += 19
        self.assertEqual(1, heartbeats.seconds_left())

    def test_should_be_overdue_after_a_suspension(self):
        heartbeats = Heartbeats(60)
        self.now += 3600
        self.assertLess(heartbeats.seconds_left(), 0)

    def test_should_go_by_a_new_lease_from_the_last_request_on(self):
        heartbeats = Heartbeats(60)
        self.now += 5
        heartbeats.renew(30)
        self.assertEqual(5, heartbeats.seconds_left())

    def test_should_be_due_at_once_when_hurried(self):
        heartbeats = Heartbeats(60)
        heartbeats.hurry()
        self.assertLessEqual(heartbeats.seconds_left(), 0)

    def test_should_never_be_due_without_a_lease_or_after_the_end(self):
        ended = Heartbeats(60)
        ended.end()
        for heartbeats in (Heartbeats(None), ended):
            heartbeats.postpone()
            self.now += 1e9
            self.assertEqual(float("inf"), heartbeats.seconds_left())

    def test_should_not_flood_a_server_that_grants_next_to_nothing(self):
        self.assertEqual(0.1, round(Heartbeats(1e-9).seconds_left(), 6))

    def test_should_take_only_a_positive_number_for_a_lease(self):
        for text, seconds in [("60", 60), ("7.5", 7.5), (45, 45), (0.5, 0.5), ("1e300", 86_400)]:
            self.assertEqual(seconds, lease_seconds(text))
        for nonsense in (None, "", "soon", "0", "-1", "nan", "inf", True, 10**400, [60], float("nan")):
            self.assertIsNone(lease_seconds(nonsense), nonsense)


class HeartbeatReporterTest(ReporterFixture):
    def test_should_send_heartbeats_though_nothing_is_reported(self):
        server = self.serve()

        self.reporter_for(server.url, lease=0.3).start()

        server.await_heartbeats(3)
        self.assertEqual([], self.said)
        self.assertFalse(self.spool.exists())

    def test_should_send_heartbeats_between_reports(self):
        server = self.serve()
        reporter = self.reporter_for(server.url, lease=0.3)

        reporter.report("intermediate", 1)
        server.await_heartbeats(2)
        reporter.report("final", 2)
        server.await_recorded(2)
        server.await_heartbeats(4)

        self.assertEqual([1, 2], server.values())

    def test_should_send_none_while_reports_flow(self):
        server = self.serve()
        reporter = self.reporter_for(server.url, lease=3)

        count = 0
        end = time.monotonic() + 1.5  # one and a half times the pause between heartbeats
        while time.monotonic() < end:
            reporter.report("intermediate", count)
            count += 1
            server.await_recorded(count)

        self.assertEqual([], server.heartbeats)

    def test_should_go_by_a_shorter_lease_that_the_server_grants(self):
        server = self.serve(heartbeat=grant(0.3))

        self.reporter_for(server.url, lease=3).start()

        server.await_heartbeats(11)
        self.assertLess(server.heartbeats[10] - server.heartbeats[0], 8)  # instead of 10

    def test_should_go_by_a_longer_lease_that_the_server_grants(self):
        server = self.serve(heartbeat=grant(3000))
        reporter = self.reporter_for(server.url, lease=0.3)
        reporter.start()
        server.await_heartbeats(1)

        self.deliver_a_report(reporter, server)

        self.assertGreater(reporter._heartbeats.seconds_left(), 900)
        self.assertEqual(1, len(server.heartbeats))

    def test_should_not_mind_failures(self):
        for failure in (status(500), status(503, retry_after=5), status(429), status(405), somebody_else, grant(None), grant("soon")):
            with self.subTest(failure=failure):
                server = self.serve(heartbeat=failure)

                reporter = self.reporter_for(server.url, lease=0.9)  # one every 0.3 s: a busy machine may take its time
                reporter.start()
                server.await_heartbeats(3)
                reporter.close()

                pauses = [after - before for before, after in zip(server.heartbeats, server.heartbeats[1:])]
                self.assertGreater(min(pauses), 0.05)  # none is repeated before the next is due
                self.assertEqual([], self.said)

    def test_should_follow_the_server_to_another_port(self):
        server = self.serve()
        self.reporter_for(server.url, lease=0.3).start()
        server.await_heartbeats(1)
        server.kill()
        self.connection.await_failures(3)

        moved = self.serve()
        self.server_file.write_text(json.dumps({"url": moved.url}))

        moved.await_heartbeats(3)
        self.assertEqual([], self.said)

    def test_should_ask_at_once_where_the_server_is_now(self):
        owner = self.serve(heartbeat=grant(3000))
        gone = self.serve(listening=False)
        self.server_file.write_text(json.dumps({"url": owner.url}))

        began = time.monotonic()
        self.reporter_for(gone.url, lease=4.5).start()

        owner.await_heartbeats(1)
        self.assertLess(owner.heartbeats[0] - began, 2.7)  # instead of 3

    def test_should_not_believe_a_stranger_on_the_old_port(self):
        owner = self.serve()
        self.server_file.write_text(json.dumps({"url": owner.url}))
        for code in (401, 404):
            with self.subTest(code=code):
                seen = len(owner.heartbeats)
                stranger = self.serve(heartbeat=status(code))

                reporter = self.reporter_for(stranger.url, lease=0.3)
                reporter.start()
                owner.await_heartbeats(seen + 2)
                reporter.close()

                self.assertEqual(1, len(stranger.heartbeats))

    def test_should_end_when_the_server_does_not_know_the_attempt(self):
        for code in (401, 404):
            with self.subTest(code=code):
                server = self.serve(heartbeat=status(code))
                reporter = self.reporter_for(server.url, lease=0.3)
                reporter.start()
                server.await_heartbeats(1)

                self.deliver_a_report(reporter, server)

                self.assertEqual(float("inf"), reporter._heartbeats.seconds_left())
                self.assertEqual(1, len(server.heartbeats))
                self.assertEqual([], self.said)

    def test_should_end_with_the_reports(self):
        server = self.serve(always=status(401))
        reporter = self.reporter_for(server.url, lease=60)

        reporter.report("final", 1)
        server.await_requests(1)
        reporter.close()

        self.assertEqual(float("inf"), reporter._heartbeats.seconds_left())

    def test_should_not_add_to_the_traffic_of_an_outage(self):
        self.patch("FIRST_PAUSE_SECONDS", 0.5)
        self.patch("LONGEST_PAUSE_SECONDS", 0.5)
        server = self.serve(listening=False)
        reporter = self.reporter_for(server.url, lease=0.3)

        reporter.report("intermediate", 1)
        self.connection.await_failures(3)
        self.assertEqual({"/reports"}, set(self.connection.requested))

        server.listen()
        server.await_recorded(1)

    def test_should_give_signs_of_life_while_the_server_asks_for_patience(self):
        for code in (429, 503):
            with self.subTest(code=code):
                server = self.serve(status(code, retry_after=2))
                reporter = self.reporter_for(server.url, lease=0.3)

                reporter.report("intermediate", 1)
                server.await_heartbeats(3)
                self.assertEqual({}, server.recorded)

                server.await_recorded(1)

    def test_should_not_take_a_closed_idle_connection_for_a_failure(self):
        server = self.serve(heartbeat=grant_and_close_silently(4.5))

        self.reporter_for(server.url, lease=4.5).start()

        server.await_heartbeats(2)
        self.assertLess(server.heartbeats[1] - server.heartbeats[0], 2.7)  # instead of 3

    def test_should_not_delay_the_exit(self):
        self.patch("HEARTBEAT_TIMEOUT_SECONDS", PATIENCE_SECONDS)
        answer_now = threading.Event()
        self.addCleanup(answer_now.set)
        server = self.serve(heartbeat=hang_until(answer_now))
        reporter = self.reporter_for(server.url, lease=0.3)
        reporter.start()
        server.await_heartbeats(1)

        reporter.report("final", 1)
        reporter.close()

        self.assertFalse(answer_now.is_set())
        self.assertEqual([1], server.values())
        self.assertEqual([], self.said)

    def test_should_end_with_close(self):
        server = self.serve()
        reporter = self.reporter_for(server.url, lease=0.3)
        reporter.start()
        server.await_heartbeats(1)

        reporter.close()

        self.assertEqual(float("inf"), reporter._seconds_to_heartbeat())

    def deliver_a_report(self, reporter, server):
        """Comes after whatever the reporter was doing."""
        count = len(server.recorded)
        reporter.report("intermediate", 1)
        server.await_recorded(count + 1)


class HeartbeatProcessTest(ServerTest):
    def test_should_send_heartbeats_while_a_trial_computes(self):
        server = self.serve()
        trial = self.start("trialog.get_next_parameter()\nwhile True: pass", server, "0.3")

        server.await_heartbeats(3)

        trial.kill()
        self.assertEqual(b"", trial.communicate(timeout=PATIENCE_SECONDS)[1])

    def test_should_send_a_heartbeat_as_soon_as_a_suspended_process_goes_on(self):
        server = self.serve(heartbeat=grant(6))
        self.start("import signal\ntrialog.get_next_parameter()\nsignal.pause()", server, "6")
        server.await_heartbeats(1)

        self.trial.send_signal(signal.SIGSTOP)
        time.sleep(2.5)  # the next one would have been due after 2 s
        self.assertEqual(1, len(server.heartbeats))
        resumed = time.monotonic()
        self.trial.send_signal(signal.SIGCONT)

        server.await_heartbeats(2)
        self.assertLess(server.heartbeats[1] - resumed, 1.5)  # not only after another 2 s

    def test_should_end_promptly(self):
        answer_now = threading.Event()
        self.addCleanup(answer_now.set)
        server = self.serve(heartbeat=hang_until(answer_now))
        trial = self.start("import sys\ntrialog.get_next_parameter()\nsys.stdin.read()", server, "0.3")
        server.await_heartbeats(1)

        began = time.monotonic()
        _, stderr = trial.communicate(timeout=PATIENCE_SECONDS)

        self.assertLess(time.monotonic() - began, 1.5)  # less than the patience with a heartbeat
        self.assertEqual(0, trial.returncode)
        self.assertEqual(b"", stderr)

    def test_should_send_none_without_a_lease(self):
        server = self.serve()
        for lease in (None, "", "soon", "-60", "nan"):
            with self.subTest(lease=lease):
                trial = self.run_trial(
                    "import threading\ntrialog.get_next_parameter()\nprint(threading.active_count())",
                    self.trial_environment(server.url, TRIALOG_LEASE_SECONDS=lease),
                )
                self.assertEqual("", trial.stderr)
                self.assertEqual("1\n", trial.stdout)

    def test_should_send_none_stand_alone(self):
        trial = self.run_trial(
            "import threading\ntrialog.get_next_parameter()\nprint(threading.active_count())",
            self.trial_environment("", TRIALOG_TRIAL_ID=None, TRIALOG_LEASE_SECONDS="0.3"),
        )

        self.assertEqual("", trial.stderr)
        self.assertEqual("1\n", trial.stdout)

    def test_should_send_none_from_child_processes(self):
        server = self.serve()
        asked = 'trialog.get_next_parameter(); print(any("trialog" in thread.name for thread in threading.enumerate()), flush=True)'

        for first in ("", "trialog.report_intermediate_result(1)\n"):
            with self.subTest(first=first):
                trial = self.run_trial(
                    "import os, subprocess, sys, threading\n"
                    + first
                    + asked
                    + """
child = os.fork()
if child == 0:
    """
                    + asked
                    + """
    sys.exit(0)
os.waitpid(child, 0)
subprocess.run([sys.executable, "-c", 'import threading, trialog; ' + %r], check=True)
"""
                    % asked,
                    self.trial_environment(server.url, TRIALOG_LEASE_SECONDS="60"),
                )

                self.assertEqual("", trial.stderr)
                self.assertEqual("True\nFalse\nFalse\n", trial.stdout)

    def test_should_let_a_child_report_whose_parent_only_sends_heartbeats(self):
        server = self.serve()

        trial = self.run_trial(
            """
import os, sys
trialog.get_next_parameter()
child = os.fork()
if child == 0:
    trialog.get_next_parameter()
    trialog.report_final_result(1)
    sys.exit(0)
os.waitpid(child, 0)
""",
            self.trial_environment(server.url, TRIALOG_LEASE_SECONDS="0.3"),
        )

        self.assertEqual("", trial.stderr)
        self.assertEqual([1], server.values())

    def start(self, code, server, lease):
        self.trial = subprocess.Popen(
            [sys.executable, "-c", "import trialog\n" + code],
            env=self.trial_environment(server.url, TRIALOG_LEASE_SECONDS=lease),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self.addCleanup(self.end_trial)
        return self.trial

    def end_trial(self):
        self.trial.kill()
        for stream in (self.trial.stdin, self.trial.stderr):
            stream.close()
        self.trial.wait(PATIENCE_SECONDS)
