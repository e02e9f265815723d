"""The package as trial code sees it: every test runs a trial in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading

from tests.fake_server import PATIENCE_SECONDS, ServerTest, drop_after_recording, hang_until, status


class TrialTest(ServerTest):
    def test_should_tell_a_trial_what_it_is_given(self):
        environment = self.trial_environment("http://127.0.0.1:9")

        trial = self.run_trial(
            """
first, second = trialog.get_next_parameter(), trialog.get_next_parameter()
assert first == second
first["lr"] = 99  # the trial's own copy
assert trialog.get_next_parameter() == second
print([second, trialog.get_experiment_id(), trialog.get_trial_id(), trialog.get_sequence_id(), trialog.get_attempt()])
(trialog.get_output_directory() / "model.txt").write_text("weights")
(trialog.get_checkpoint_directory() / "step").write_text("7")
""",
            environment,
        )

        self.assertEqual("", trial.stderr)
        self.assertEqual(
            "[{'lr': 0.01, 'layers': 2, 'network': {'_name': 'small', 'units': 4}}, 'exp1', 'exp1-17', 17, 2]\n", trial.stdout
        )
        self.assertEqual("weights", (self.directory / "output" / "model.txt").read_text())
        self.assertEqual("7", (self.directory / "checkpoint" / "step").read_text())

    def test_should_run_stand_alone(self):
        environment = self.trial_environment("", TRIALOG_TRIAL_ID=None)

        trial = self.run_trial(
            """
print([trialog.get_next_parameter(), trialog.get_experiment_id(), trialog.get_trial_id(), trialog.get_sequence_id()])
trialog.report_intermediate_result(0.5)
trialog.report_final_result({"default": 1, "loss": float("nan")})
trialog.report_final_result("a string")
""",
            environment,
        )

        self.assertEqual(
            [
                "[{}, 'STANDALONE', 'STANDALONE', 0]",
                "trialog: intermediate result: 0.5",
                "trialog: final result: {'default': 1, 'loss': 'NaN'}",
            ],
            trial.stdout.splitlines(),
        )
        self.assertIn("trialog: the final result is not reported: value: 'a string' (expected: a number", trial.stderr)
        self.assertEqual(0, trial.returncode)

    def test_should_say_what_is_wrong_with_the_environment(self):
        for changes, text in [
            ({"TRIALOG_PARAMETERS_FILE": None}, "TRIALOG_PARAMETERS_FILE is not set"),
            ({"TRIALOG_PARAMETERS_FILE": "/no/such/file"}, "cannot read the trial's parameters from /no/such/file"),
            ({"TRIALOG_PARAMETERS_FILE": __file__}, "cannot read the trial's parameters"),
            ({"TRIALOG_TRIAL_NUMBER": "first"}, "TRIALOG_TRIAL_NUMBER: 'first' (expected: a whole number)"),
            ({"TRIALOG_EXPERIMENT_ID": None}, "TRIALOG_EXPERIMENT_ID is not set"),
        ]:
            with self.subTest(changes=changes):
                trial = self.run_trial("trialog.get_next_parameter()", self.trial_environment("http://127.0.0.1:9", **changes))
                self.assertIn("RuntimeError: " + text, trial.stderr)
                self.assertEqual(1, trial.returncode)

    def test_should_not_crash_a_training_whose_reports_go_nowhere(self):
        environment = self.trial_environment("", TRIALOG_SERVER_URL=None, TRIALOG_ATTEMPT="x")

        trial = self.run_trial("trialog.report_final_result(1); print('trained')", environment)

        self.assertEqual("trained\n", trial.stdout)
        self.assertIn("the final result is not reported: RuntimeError: TRIALOG_ATTEMPT: 'x'", trial.stderr)

    def test_should_refuse_odd_values_and_go_on(self):
        server = self.serve()

        trial = self.run_trial(
            """
trialog.report_intermediate_result(0.5)
trialog.report_intermediate_result("abc")
trialog.report_intermediate_result(True)
trialog.report_intermediate_result("x" * 10_000_000)
trialog.report_intermediate_result(float("inf"))
trialog.report_final_result(0.75)
""",
            self.trial_environment(server.url),
        )

        self.assertEqual([0.5, "Infinity", 0.75], server.values())
        self.assertEqual([0, 1, 2], sorted(server.recorded))
        lines = trial.stderr.splitlines()
        self.assertEqual(3, len(lines))
        self.assertEqual(
            "trialog: the intermediate result is not reported: value: 'abc' (expected: a number, or a dict of numbers)",
            lines[0],
        )
        self.assertEqual(0, trial.returncode)

    def test_should_deliver_before_any_kind_of_exit(self):
        for ending, codes in [
            ("", [0]),
            ("sys.exit(3)", [3]),
            ("raise ValueError('the training broke')", [1]),
            ("os.kill(os.getpid(), signal.SIGTERM); signal.pause()", [-signal.SIGTERM]),
            ("raise KeyboardInterrupt", [1, -signal.SIGINT]),  # depends on the version of Python
        ]:
            with self.subTest(ending=ending):
                server = self.serve(drop_after_recording)
                trial = self.run_trial(
                    "import os, signal, sys\n"
                    "for value in range(1000): trialog.report_intermediate_result(value)\n"
                    "trialog.report_final_result(1000)\n" + ending,
                    self.trial_environment(server.url),
                )
                self.assertIn(trial.returncode, codes, trial.stderr)
                self.assertEqual(list(range(1001)), server.values())
                self.assertNotIn("trialog:", trial.stderr)

    def test_should_leave_a_sigterm_handler_of_the_program_alone(self):
        server = self.serve()
        trial = self.run_trial(
            """
import os, signal, sys
signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(7))
trialog.get_next_parameter()
trialog.report_final_result(1)
os.kill(os.getpid(), signal.SIGTERM)
signal.pause()
""",
            self.trial_environment(server.url),
        )
        self.assertEqual(7, trial.returncode)
        self.assertEqual([1], server.values())

    def test_should_flush_on_sigterm_in_the_midst_of_reporting(self):
        server = self.serve()
        process = subprocess.Popen(
            [sys.executable, "-c", "import trialog\nwhile True: trialog.report_intermediate_result(1)"],
            env=self.trial_environment(server.url),
            stderr=subprocess.PIPE,
        )
        server.await_recorded(500)
        process.send_signal(signal.SIGTERM)
        _, stderr = process.communicate(timeout=PATIENCE_SECONDS)

        self.assertEqual(-signal.SIGTERM, process.returncode, stderr)
        # Everything numbered is either recorded or in the spool: no gap up to the last report.
        numbers = set(server.recorded) | {report["sequence"] for report in self.spooled()}
        self.assertEqual(set(range(max(numbers) + 1)), numbers)

    def test_should_keep_what_a_server_that_is_down_for_ever_missed(self):
        url = self.serve(listening=False).url

        trial = self.run_trial(
            "for value in (1, 2): trialog.report_intermediate_result(value)\ntrialog.report_final_result({'default': float('nan')})",
            self.trial_environment(url),
        )

        self.assertEqual(0, trial.returncode)
        self.assertEqual(
            "trialog: 3 reports could not be delivered to %s: kept in %s, where the server looks for them\n" % (url, self.spool),
            trial.stderr,
        )
        self.assertEqual(
            [(0, "intermediate", 1), (1, "intermediate", 2), (2, "final", {"default": "NaN"})],
            [(report["sequence"], report["kind"], report["value"]) for report in self.spooled()],
        )

    def test_should_say_that_reports_are_lost_without_a_spool(self):
        url = self.serve(listening=False).url

        trial = self.run_trial("trialog.report_final_result(1)", self.trial_environment(url, TRIALOG_REPORT_SPOOL=None))

        self.assertIn("1 report could not be delivered to %s: lost, as no spool file could be written" % url, trial.stderr)

    def test_should_end_while_a_slow_server_thinks(self):
        answer_now = threading.Event()
        self.addCleanup(answer_now.set)
        server = self.serve(hang_until(answer_now))

        trial = self.run_trial("trialog.report_final_result(1)", self.trial_environment(server.url))

        self.assertFalse(answer_now.is_set())
        self.assertEqual(0, trial.returncode)
        self.assertIn("1 report could not be delivered", trial.stderr)
        self.assertEqual([1], [report["value"] for report in self.spooled()])

    def test_should_stop_at_a_wrong_token(self):
        server = self.serve(always=status(401, message="unknown token"))

        trial = self.run_trial(
            "for value in range(5): trialog.report_intermediate_result(value)\ntrialog.report_final_result(5)",
            self.trial_environment(server.url),
        )

        self.assertEqual(0, trial.returncode)
        self.assertEqual(1, len(server.batches))
        self.assertIn("does not take this trial's reports (HTTP 401: unknown token); reporting stops", trial.stderr)
        self.assertEqual(list(range(6)), [report["value"] for report in self.spooled()])

    def test_should_find_the_server_through_its_file(self):
        server = self.serve()
        self.server_file.write_text(json.dumps({"url": server.url}))

        trial = self.run_trial("trialog.report_final_result(1)", self.trial_environment("", TRIALOG_SERVER_URL=None))

        self.assertEqual("", trial.stderr)
        self.assertEqual([1], server.values())

    def test_should_deliver_what_other_exit_handlers_report(self):
        server = self.serve()

        trial = self.run_trial(
            "import atexit\natexit.register(trialog.report_final_result, 2)\ntrialog.report_intermediate_result(1)",
            self.trial_environment(server.url),
        )

        self.assertEqual("", trial.stderr)
        self.assertEqual([1, 2], server.values())

    def test_should_deliver_a_first_report_made_at_exit(self):
        server = self.serve()

        for registered in ("before", "after"):
            with self.subTest(registered=registered):
                server.recorded.clear()
                script = ["import atexit", "atexit.register(lambda: trialog.report_final_result(1))", "import trialog"]
                if registered == "after":
                    script.append(script.pop(1))
                trial = subprocess.run(
                    [sys.executable, "-c", "\n".join(script)],
                    env=self.trial_environment(server.url),
                    stderr=subprocess.PIPE,
                    timeout=PATIENCE_SECONDS,
                )

                self.assertEqual(b"", trial.stderr)
                self.assertEqual([1], server.values())

    def test_should_be_usable_from_many_threads(self):
        server = self.serve()

        trial = self.run_trial(
            textwrap.dedent(
                """
                import threading
                def work(start):
                    for value in range(start, start + 500): trialog.report_intermediate_result(value)
                threads = [threading.Thread(target=work, args=(500 * i,)) for i in range(8)]
                for thread in threads: thread.start()
                for thread in threads: thread.join()
                """
            ),
            self.trial_environment(server.url),
        )

        self.assertEqual("", trial.stderr)
        self.assertEqual(list(range(4000)), sorted(server.recorded))
        self.assertEqual(list(range(4000)), sorted(server.values()))


class ChildProcessTest(ServerTest):
    def test_should_not_send_the_parents_queue_from_a_fork(self):
        server = self.serve(status(429, retry_after=0.3))

        trial = self.run_trial(
            """
import os, sys
trialog.report_intermediate_result(1)
trialog.report_intermediate_result(2)
child = os.fork()
if child == 0:
    sys.exit(0)  # runs the exit handlers of the parent too
os.waitpid(child, 0)
trialog.report_final_result(3)
""",
            self.trial_environment(server.url),
        )

        self.assertEqual("", trial.stderr)
        self.assertEqual([1, 2, 3], server.values())
        sent = [sequence for batch in server.batches[1:] for sequence in batch]
        self.assertEqual(sorted(set(sent)), sent)

    def test_should_refuse_reports_of_children_clearly(self):
        server = self.serve()

        trial = self.run_trial(
            """
import os, subprocess, sys
trialog.report_intermediate_result(1)
child = os.fork()
if child == 0:
    assert trialog.get_next_parameter()["layers"] == 2
    trialog.report_intermediate_result(100)
    trialog.report_intermediate_result(101)
    sys.exit(0)
os.waitpid(child, 0)
subprocess.run([sys.executable, "-c", "import trialog; trialog.report_final_result(102)"], check=True)
trialog.report_final_result(2)
print(os.getpid())
""",
            self.trial_environment(server.url),
        )

        self.assertEqual([1, 2], server.values())
        lines = trial.stderr.splitlines()
        self.assertEqual(2, len(lines), trial.stderr)
        for line in lines:
            self.assertRegex(
                line, r"results of the child process \d+ are not reported: process %s reports for this trial" % trial.stdout.strip()
            )

    def test_should_take_reports_of_a_child_whose_parent_never_reports(self):
        for start in ("fork", "spawn"):
            with self.subTest(start=start):
                server = self.serve()
                script = self.directory / "launcher.py"
                script.write_text(
                    textwrap.dedent(
                        """
                        import multiprocessing
                        import trialog

                        def train(parameters):
                            for value in range(parameters["layers"]):
                                trialog.report_intermediate_result(value)
                            trialog.report_final_result(9)

                        if __name__ == "__main__":
                            child = multiprocessing.get_context("%s").Process(target=train, args=(trialog.get_next_parameter(),))
                            child.start()
                            child.join()
                        """
                        % start
                    )
                )

                trial = subprocess.run(
                    [sys.executable, str(script)],
                    env=self.trial_environment(server.url),
                    stderr=subprocess.PIPE,
                    universal_newlines=True,
                    timeout=PATIENCE_SECONDS,
                )

                self.assertEqual("", trial.stderr)
                self.assertEqual([0, 1, 9], server.values())

    def test_should_let_forked_workers_die_of_sigterm_at_once(self):
        server = self.serve()

        trial = self.run_trial(
            """
import os, signal
trialog.report_intermediate_result(1)
reading, writing = os.pipe()
child = os.fork()
if child == 0:
    os.write(writing, b"1" if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL else b"0")
    signal.pause()
print(os.read(reading, 1) == b"1")
os.kill(child, signal.SIGTERM)
print(os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGTERM)
""",
            self.trial_environment(server.url),
        )

        self.assertEqual("", trial.stderr)
        self.assertEqual("True\nTrue\n", trial.stdout)

    def test_should_not_take_the_mark_of_another_attempt_for_its_own(self):
        server = self.serve()

        trial = self.run_trial(
            "trialog.report_final_result(1)",
            self.trial_environment(server.url, TRIALOG_REPORTING_PROCESS="exp1-17/1/%d" % os.getpid()),
        )

        self.assertEqual("", trial.stderr)
        self.assertEqual([1], server.values())
