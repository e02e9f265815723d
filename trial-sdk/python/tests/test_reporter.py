import json
import threading
import time
from unittest import mock

import trialog._spool
from tests.fake_server import (
    answer_and_close_silently,
    drop_after_recording,
    hang_until,
    properly,
    refuse,
    somebody_else,
    status,
    what_is_that,
)
from tests.reporter_fixture import ReporterFixture
from trialog._report_queue import ReportQueue
from trialog._spool import Spool


class ReporterTest(ReporterFixture):
    def test_should_number_and_deliver_in_order(self):
        server = self.serve()
        reporter = self.reporter_for(server.url)

        reporter.report("intermediate", 0.5)
        reporter.report("intermediate", {"default": 1, "loss": "NaN"})
        reporter.report("final", "Infinity")
        reporter.close()

        self.assertEqual([0.5, {"default": 1, "loss": "NaN"}, "Infinity"], server.values())
        self.assertEqual(["intermediate", "intermediate", "final"], [report["kind"] for report in server.recorded.values()])
        self.assertRegex(server.recorded[0]["at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        self.assertEqual([], self.said)
        self.assertFalse(self.spool.exists())

    def test_should_send_what_waits_in_batches(self):
        answer_now = threading.Event()
        server = self.serve(hang_until(answer_now))
        reporter = self.reporter_for(server.url)

        reporter.report("intermediate", 0)
        server.await_requests(1)
        for value in range(1, 251):
            reporter.report("intermediate", value)
        answer_now.set()
        reporter.close()

        self.assertEqual(list(range(251)), server.values())
        self.assertEqual([1, 100, 100, 50], [len(batch) for batch in server.batches])

    def test_should_keep_requests_below_the_size_limit(self):
        answer_now = threading.Event()
        server = self.serve(hang_until(answer_now))
        reporter = self.reporter_for(server.url)
        large = {"default": 1, "x" * 60_000: 1}

        for _ in range(40):
            reporter.report("intermediate", large)
        answer_now.set()
        reporter.close()

        self.assertEqual(40, len(server.recorded))  # the fake server notices bodies beyond 1 MiB

    def test_should_deliver_when_the_server_starts_later(self):
        server = self.serve(listening=False)
        reporter = self.reporter_for(server.url)

        reporter.report("intermediate", 1)
        reporter.report("intermediate", 2)
        self.connection.await_failures(2)
        server.listen()
        server.await_recorded(2)
        reporter.close()

        self.assertEqual([1, 2], server.values())
        self.assertEqual([0, 1], [report["sequence"] for report in self.spooled()])
        self.assertEqual([], self.said)

    def test_should_spool_what_is_reported_while_the_server_is_away(self):
        server = self.serve(listening=False)
        reporter = self.reporter_for(server.url)

        reporter.report("intermediate", 1)
        self.connection.await_failures(2)
        reporter.report("final", {"default": 2, "loss": "-Infinity"})
        self.connection.await_failures(2)

        self.assertEqual(
            [(0, "intermediate", 1), (1, "final", {"default": 2, "loss": "-Infinity"})],
            [(report["sequence"], report["kind"], report["value"]) for report in self.spooled()],
        )
        server.listen()
        reporter.close()
        self.assertEqual(2, len(server.recorded))

    def test_should_spool_when_a_server_that_answered_hangs(self):
        self.patch("REQUEST_TIMEOUT_SECONDS", 0.5)
        answer_now = threading.Event()
        self.addCleanup(answer_now.set)
        server = self.serve(properly, hang_until(answer_now))
        reporter = self.reporter_for(server.url)
        reporter.report("intermediate", 1)
        server.await_recorded(1)

        reporter.report("intermediate", 2)
        server.await_requests(3)
        reporter.close()

        self.assertEqual([2], [report["value"] for report in self.spooled()])
        self.assertEqual([1, 2], server.values())

    def test_should_spool_what_is_reported_while_another_try_hangs(self):
        answer_now = threading.Event()
        server = self.serve(status(500), hang_until(answer_now))
        reporter = self.reporter_for(server.url)
        reporter.report("intermediate", 1)
        server.await_requests(2)

        reporter.report("final", 2)

        self.assertEqual([1, 2], [report["value"] for report in self.spooled()])
        answer_now.set()
        reporter.close()
        self.assertEqual([1, 2], server.values())

    def test_should_wait_out_a_busy_server(self):
        self.patch("FIRST_PAUSE_SECONDS", 0.01)
        server = self.serve(*[status(code, retry_after=0) for code in (503, 429) * 10])
        reporter = self.reporter_for(server.url)

        for value in range(1000):
            reporter.report("intermediate", value)
            if value % 100 == 0:
                server.await_requests(2 + value // 100)
        server.await_recorded(1000)
        reporter.close()

        self.assertEqual(list(range(1000)), server.values())
        self.assertEqual(sorted(server.recorded), list(server.recorded))  # they arrived in their order
        self.assertEqual([], self.said)

    def test_should_not_flood_a_busy_server(self):
        server = self.serve(*[status(503, retry_after=0)] * 5)
        reporter = self.reporter_for(server.url)

        began = time.monotonic()
        reporter.report("final", 1)
        server.await_recorded(1)

        self.assertGreater(time.monotonic() - began, 0.45)
        reporter.close()

    def test_should_repeat_after_429_and_503(self):
        server = self.serve(status(429, retry_after=0.2), status(503, retry_after=0), status(503), status(429, retry_after="soon"))
        reporter = self.reporter_for(server.url)

        reporter.report("final", 1)
        server.await_recorded(1)
        reporter.close()

        self.assertEqual([[0]] * 5, server.batches)
        self.assertEqual([], self.said)

    def test_should_wait_longer_at_exit_while_the_server_is_busy(self):
        self.patch("EXIT_SECONDS", 1)  # less than what the server asks for
        server = self.serve(status(429, retry_after=1.5))
        reporter = self.reporter_for(server.url)

        reporter.report("final", 1)
        server.await_requests(1)
        reporter.close()

        self.assertEqual([1], server.values())
        self.assertEqual([], self.said)

    def test_should_survive_other_server_errors(self):
        server = self.serve(status(500), status(502), status(408))
        reporter = self.reporter_for(server.url)

        reporter.report("final", 1)
        server.await_recorded(1)
        reporter.close()

        self.assertEqual([1], server.values())

    def test_should_send_again_when_the_answer_is_lost(self):
        server = self.serve(drop_after_recording)
        reporter = self.reporter_for(server.url)

        reporter.report("intermediate", 1)
        server.await_requests(2)
        reporter.report("final", 2)
        reporter.close()

        self.assertEqual([1, 2], server.values())
        self.assertEqual([[0], [0]], server.batches[:2])
        self.assertEqual([], self.said)

    def test_should_open_another_connection_when_the_kept_one_was_closed(self):
        server = self.serve(answer_and_close_silently)
        reporter = self.reporter_for(server.url)

        reporter.report("intermediate", 1)
        server.await_recorded(1)
        reporter.report("final", 2)
        reporter.close()

        self.assertEqual([1, 2], server.values())
        self.assertEqual([], self.spooled())

    def test_should_follow_the_server_to_another_port(self):
        gone = self.serve(listening=False)
        reporter = self.reporter_for(gone.url)
        reporter.report("intermediate", 1)
        self.connection.await_failures(1)

        self.server_file.write_text("{")  # just being written
        self.connection.await_failures(2)
        moved = self.serve()
        self.server_file.write_text(json.dumps({"url": moved.url}))
        moved.await_recorded(1)
        reporter.close()

        self.assertEqual([1], moved.values())

    def test_should_not_believe_a_stranger_on_the_old_port(self):
        owner = self.serve()
        strangers = [what_is_that(code) for code in (400, 403, 405, 413, 501)]
        for fault in (somebody_else, status(404), status(401), *strangers):
            with self.subTest(fault=fault):
                owner.recorded.clear()
                stranger = self.serve(fault)
                self.server_file.write_text(json.dumps({"url": owner.url}))
                reporter = self.reporter_for(stranger.url)

                reporter.report("final", 1)
                reporter.close()

                self.assertEqual([1], owner.values())
                self.assertEqual([], self.said)

    def test_should_stop_when_the_token_is_wrong(self):
        for code in (401, 404):
            with self.subTest(code=code):
                server = self.serve(always=status(code, message="no such thing"))
                reporter = self.reporter_for(server.url, self.directory / ("spool-%d" % code))
                self.said.clear()

                reporter.report("intermediate", 1)
                server.await_requests(1)
                reporter.report("final", 2)
                reporter.close()

                self.assertEqual(1, len(server.batches))
                self.assertIn("does not take this trial's reports (HTTP %d: no such thing)" % code, self.said[0])
                self.assertIn("2 reports kept in", self.said[1])
                lines = (self.directory / ("spool-%d" % code)).read_text().splitlines()
                self.assertEqual([1, 2], [json.loads(line)["value"] for line in lines])

    def test_should_not_repeat_a_malformed_request(self):
        server = self.serve(status(400, message="reports[0].kind"), status(413))
        reporter = self.reporter_for(server.url)

        reporter.report("intermediate", 1)
        server.await_requests(1)
        reporter.report("intermediate", 2)
        server.await_requests(2)
        reporter.report("final", 3)
        reporter.close()

        self.assertEqual([3], server.values())
        self.assertIn("refused 1 report: HTTP 400: reports[0].kind", self.said[0])
        self.assertIn("refused 1 report: HTTP 413", self.said[1])

    def test_should_say_which_report_was_refused(self):
        server = self.serve(refuse(0, "value: too odd"))
        reporter = self.reporter_for(server.url)

        reporter.report("intermediate", 1)
        server.await_requests(1)
        reporter.report("final", 2)
        reporter.close()

        self.assertEqual([2], server.values())
        self.assertEqual(["the server refused the intermediate result number 0: value: too odd"], self.said)

    def test_should_say_that_another_process_used_the_numbers(self):
        server = self.serve()
        other = self.reporter_for(server.url)
        other.report("intermediate", 1)
        other.close()

        reporter = self.reporter_for(server.url)
        reporter.report("intermediate", 2)
        reporter.close()

        self.assertEqual(1, len(self.said))
        self.assertIn("number 0 of this attempt from another process", self.said[0])

    def test_should_say_once_that_an_outage_lasts_and_that_it_is_over(self):
        self.patch("TELL_OUTAGE_AFTER_SECONDS", 0)
        server = self.serve(listening=False)
        reporter = self.reporter_for(server.url)

        reporter.report("final", 1)
        self.connection.await_failures(3)
        server.listen()
        reporter.close()

        self.assertEqual(2, len(self.said))
        self.assertRegex(self.said[0], "cannot be reached .*ConnectionRefusedError")
        self.assertEqual("results are delivered again", self.said[1])

    def test_should_bound_memory_by_the_spool_and_lose_nothing(self):
        self.patch("MAX_IN_MEMORY", 10)
        self.patch("REFILL_BYTES", 1000)
        server = self.serve(listening=False)
        reporter = self.reporter_for(server.url)

        for value in range(200):
            reporter.report("intermediate", value)
        self.connection.await_failures(2)
        for value in range(200, 400):
            reporter.report("intermediate", value)
        self.assertLessEqual(reporter._queue.in_memory(), 10)
        server.listen()
        server.await_recorded(400)
        reporter.report("final", 400)
        reporter.close()

        self.assertEqual(list(range(401)), server.values())
        self.assertLessEqual(set(range(400)), {report["sequence"] for report in self.spooled()})
        self.assertEqual([], self.said)

    def test_should_bound_memory_without_a_spool_and_keep_the_final_result(self):
        self.patch("MAX_IN_MEMORY", 10)
        self.patch("MAX_IN_MEMORY_WITHOUT_SPOOL", 20)
        server = self.serve(listening=False)
        reporter = self.reporter_for(server.url, self.directory / "missing" / "spool")
        self.patch_spool_say()

        for value in range(30):
            reporter.report("intermediate", value)
        reporter.report("final", 30)
        server.listen()
        reporter.close()

        self.assertEqual(list(range(20)) + [30], server.values())
        self.assertIn("dropping intermediate results", "\n".join(self.said))
        self.assertIn("10 reports could not be delivered", self.said[-1])
        self.assertIn("lost, as no spool file could be written", self.said[-1])

    def test_should_keep_what_remains_at_exit(self):
        self.patch("EXIT_SECONDS", 0.3)
        server = self.serve(listening=False)
        reporter = self.reporter_for(server.url)

        reporter.report("intermediate", 1)
        reporter.report("final", 2)
        reporter.close()

        self.assertEqual([1, 2], [report["value"] for report in self.spooled()])
        self.assertIn("2 reports could not be delivered to %s: kept in %s" % (server.url, self.spool), self.said[-1])
        reporter.report("intermediate", 3)  # by somebody else's exit handler
        reporter.close()
        self.assertEqual([1, 2, 3], [report["value"] for report in self.spooled()])

    def test_should_put_a_report_into_the_spool_file_once_when_two_threads_do(self):
        spool = Spool(str(self.spool))
        queue = ReportQueue(spool)
        queue.add("final", 1)
        other = threading.Thread(target=queue.spool_waiting)
        append = spool.append

        def append_while_another_wants_to(lines):
            if not other.ident:
                other.start()
                other.join(0.3)  # it must wait until this is over
            return append(lines)

        spool.append = append_while_another_wants_to
        queue.spool_waiting()
        other.join()

        self.assertEqual([1], [report["value"] for report in self.spooled()])

    def test_should_not_wait_for_a_slow_server_longer_than_the_protocol_says(self):
        self.patch("EXIT_SECONDS", 0.3)
        answer_now = threading.Event()
        self.addCleanup(answer_now.set)
        server = self.serve(hang_until(answer_now))
        reporter = self.reporter_for(server.url)

        reporter.report("final", 1)
        server.await_requests(1)
        reporter.close()

        self.assertFalse(answer_now.is_set())
        self.assertEqual([1], [report["value"] for report in self.spooled()])
        self.assertIn("1 report could not be delivered", self.said[-1])

    def test_should_deliver_what_is_reported_after_the_exit_handler(self):
        server = self.serve()
        reporter = self.reporter_for(server.url)
        reporter.report("intermediate", 1)
        reporter.close()

        reporter.report("final", 2)
        reporter.close()

        self.assertEqual([1, 2], server.values())

    def test_should_deliver_at_exit_when_no_thread_can_be_started(self):
        server = self.serve(status(503, retry_after=0))
        reporter = self.reporter_for(server.url)

        with mock.patch.object(threading.Thread, "start", side_effect=RuntimeError("can't create new thread at interpreter shutdown")):
            reporter.report("intermediate", 1)
            reporter.report("final", 2)
        reporter._start_thread = lambda: None
        reporter.close()

        self.assertEqual([1, 2], server.values())

    def test_should_say_that_only_the_first_final_result_counts(self):
        server = self.serve()
        reporter = self.reporter_for(server.url)

        reporter.report("final", 1)
        reporter.report("final", 2)
        reporter.close()

        self.assertEqual([1, 2], server.values())
        self.assertEqual(["report_final_result was called again; the first final result counts"], self.said)

    def patch_spool_say(self):
        self.replace(trialog._spool, "say", self.said.append)
