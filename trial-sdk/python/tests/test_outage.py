"""Trials outlive their server: every test runs a trial in a process of its own, and kills something."""

import json
import subprocess
import sys

from tests.fake_server import PATIENCE_SECONDS, ServerTest

REPORTS = 100_000


class OutageTest(ServerTest):
    def test_should_lose_nothing_when_the_server_is_killed_and_comes_back_elsewhere(self):
        server = self.serve()
        trial = self.start(
            """
import sys
import trialog._trial
most = 0
for value in range(%d):
    trialog.report_intermediate_result(value)
    if value %% 100 == 0:
        most = max(most, trialog._trial._state.reporter._queue.in_memory())
    if value == %d:
        print("half", flush=True)
trialog.report_final_result(value + 1)
print(most, flush=True)
sys.stdin.read()
"""
            % (REPORTS, REPORTS // 2),
            server,
        )
        server.await_recorded(500)
        server.kill()
        self.assertEqual("half\n", trial.stdout.readline())

        resumed = self.serve()
        resumed.recorded = server.recorded  # what was acknowledged is known
        self.server_file.write_text(json.dumps({"url": resumed.url}))
        resumed.await_recorded(REPORTS + 1)
        stdout, stderr = trial.communicate(timeout=PATIENCE_SECONDS)

        self.assertEqual(list(range(REPORTS + 1)), resumed.values())
        self.assertEqual(list(range(REPORTS + 1)), list(resumed.recorded))  # they arrived in their order
        self.assertLessEqual(int(stdout), 20_000)
        self.assertNotIn("could not be delivered", stderr)
        self.assertEqual(0, trial.returncode)

    def test_should_keep_everything_when_the_trial_ends_while_no_server_runs(self):
        server = self.serve()
        trial = self.start(
            """
import sys
trialog.report_intermediate_result(0)
sys.stdin.readline()
for value in range(1, 25_000):
    trialog.report_intermediate_result(value)
trialog.report_final_result(25_000)
""",
            server,
        )
        server.await_recorded(1)
        server.kill()

        _, stderr = trial.communicate("\n", timeout=PATIENCE_SECONDS)

        self.assertEqual(0, trial.returncode)
        spooled = {report["sequence"]: report for report in self.spooled()}
        # the server may have been killed before its answer to the first report got through
        self.assertEqual(set(range(1, 25_001)), set(spooled) - {0})
        self.assertIn("%d reports could not be delivered" % len(spooled), stderr)
        self.assertEqual("final", spooled[25_000]["kind"])
        self.assertTrue(all(report["value"] == sequence for sequence, report in spooled.items()))

    def test_should_have_spooled_all_but_the_latest_when_it_is_killed_in_an_outage(self):
        trial = self.start(
            """
import os, sys, time
path = os.environ["TRIALOG_REPORT_SPOOL"]
value = 0
while True:
    trialog.report_intermediate_result(value)
    value += 1
    if value == 3000:
        while not os.path.exists(path) or sum(1 for line in open(path)) < value:
            time.sleep(0.01)
        print("spooled", flush=True)
""",
            self.serve(listening=False),
        )
        self.assertEqual("spooled\n", trial.stdout.readline())

        trial.kill()
        trial.communicate(timeout=PATIENCE_SECONDS)

        *lines, cut_short = self.spool.read_text().split("\n")
        reports = [json.loads(line) for line in lines]
        self.assertTrue(all(report["value"] == report["sequence"] for report in reports))
        self.assertLessEqual(set(range(3000)), {report["sequence"] for report in reports})

    def start(self, code, server):
        trial = subprocess.Popen(
            [sys.executable, "-c", "import trialog\n" + code],
            env=self.trial_environment(server.url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
        )
        self.addCleanup(self.end, trial)
        return trial

    def end(self, trial):
        trial.kill()
        for stream in (trial.stdin, trial.stdout, trial.stderr):
            stream.close()
        trial.wait(PATIENCE_SECONDS)
