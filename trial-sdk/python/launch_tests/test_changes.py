"""Several programs at one experiment, and what they change."""

import json
from dataclasses import replace

from launch_tests.launch_fixture import ENDLESS_TRIAL, PATIENCE_SECONDS, LaunchTest
from trialog.errors import ConfigError, NotRunning, TrialogError, UnknownExperiment
from trialog.experiment import Experiment

WAIT_FOR_A_FILE = """
import os, time, trialog
x = trialog.get_next_parameter()["x"]
while not os.path.exists("go"): time.sleep(0.02)
trialog.report_final_result(x)
"""

LOOK = """
import json, sys
from trialog.experiment import Experiment
experiment = Experiment.connect(sys.argv[1])
print(json.dumps([experiment.id, experiment.get_status(), [job.parameters for job in experiment.list_trial_jobs()]]))
"""

STOP_TWICE = """
import sys
from trialog.experiment import Experiment
experiment = Experiment.connect(int(sys.argv[1]))
experiment.stop()
experiment.stop()
print(experiment.get_status())
"""


class ConnectTest(LaunchTest):
    def test_should_show_everybody_the_same(self):
        experiment = self.started(ENDLESS_TRIAL)
        self.await_running(experiment, 2)

        seen = [self.python(LOOK, address) for address in (str(experiment.port), experiment.url)]

        expected = [experiment.id, "RUNNING", [job.parameters for job in experiment.list_trial_jobs()]]
        self.assertEqual([expected, expected], [json.loads(one.stdout) for one in seen])
        self.assertEqual(["", ""], [one.stderr for one in seen])

    def test_should_stop_the_server_of_another_program(self):
        experiment = self.started(ENDLESS_TRIAL)
        self.await_running(experiment)

        done = self.python(STOP_TWICE, str(experiment.port))

        self.assertEqual((0, "STOPPED\n"), (done.returncode, done.stdout), done.stderr)
        self.assertEqual({}, self.processes())
        self.assertFalse(experiment.wait_completion(PATIENCE_SECONDS))
        experiment.stop()

    def test_should_know_the_configuration(self):
        experiment = self.started(ENDLESS_TRIAL)

        config = Experiment.connect(experiment.port).config

        self.assertEqual((3, "maximize", "Auto"), (config.max_trial_number, config.optimize_mode, config.tuner.name))

    def test_should_say_that_nobody_is_there(self):
        with self.assertRaises(TrialogError) as raised:
            Experiment.connect(1)
        self.assertIn("http://127.0.0.1:1", str(raised.exception))

    def test_should_ask_for_an_id_among_several(self):
        experiment = self.started(ENDLESS_TRIAL)
        experiment._live_client().post("/experiments", {**experiment.config.json(), "trialCommand": "true"}, id="another")
        with self.assertRaises(UnknownExperiment) as raised:
            Experiment.connect(experiment.port)
        self.assertIn("another", str(raised.exception))
        with self.assertRaises(UnknownExperiment):
            Experiment.connect(experiment.port, experiment_id="third")

        another = Experiment.connect(experiment.port, experiment_id="anoth")

        self.assertEqual("another", another.id)
        another.stop()
        self.assertEqual("RUNNING", experiment.get_status())


class ChangesTest(LaunchTest):
    def test_should_need_a_server(self):
        with self.assertRaises(NotRunning):
            self.experiment().update_trial_concurrency(3)

    def test_should_change_limits(self):
        experiment = self.started(WAIT_FOR_A_FILE, trials=2)
        self.await_running(experiment, 2)

        experiment.update_max_trial_number(5)
        experiment.update_trial_concurrency(3)
        experiment.update_max_experiment_duration("2h")
        experiment.update_max_trial_duration("10m")

        self.await_running(experiment, 3)
        profile = Experiment.connect(experiment.port).get_experiment_profile()
        self.assertEqual(
            (5, 3, 7200, 600),
            tuple(profile[key] for key in ("maxTrialNumber", "trialConcurrency", "maxExperimentDurationSeconds", "maxTrialDurationSeconds")),
        )
        experiment.update_max_experiment_duration(None)
        self.assertIsNone(experiment.get_experiment_profile()["maxExperimentDurationSeconds"])
        with self.assertRaises(ConfigError):
            experiment.update_trial_concurrency(-1)
        (self.code / "go").touch()
        self.assertTrue(experiment.wait_completion(PATIENCE_SECONDS))
        self.assertEqual(5, len(experiment.list_trial_jobs()))

    def test_should_change_the_search_space(self):
        experiment = self.started(WAIT_FOR_A_FILE, trials=3, trial_concurrency=1)
        self.await_running(experiment)

        experiment.update_search_space({"x": {"_type": "uniform", "_value": [5, 6]}})
        (self.code / "go").touch()

        self.assertTrue(experiment.wait_completion(PATIENCE_SECONDS))
        self.assertGreaterEqual(experiment.list_trial_jobs()[2].parameters["x"], 5)

    def test_should_try_configurations_of_ones_own(self):
        experiment = self.started(WAIT_FOR_A_FILE, trials=4, trial_concurrency=1)
        self.await_running(experiment)

        self.assertEqual(1, experiment.enqueue_trial({"x": 0.125}))
        self.assertEqual(2, experiment.enqueue_trial([{"x": 0.25}]))
        with self.assertRaises(ConfigError) as raised:
            experiment.enqueue_trial({"x": 7, "y": 1})
        self.assertIn("y", str(raised.exception))
        (self.code / "go").touch()

        self.assertTrue(experiment.wait_completion(PATIENCE_SECONDS))
        queued = [job for job in experiment.list_trial_jobs() if job.source == "queue"]
        self.assertEqual([0.125, 0.25], [job.parameters["x"] for job in queued])
        self.assertEqual("customized", queued[0].hyperParameters[0].parameter_source)

    def test_should_import_old_results(self):
        experiment = self.started(WAIT_FOR_A_FILE, trials=2)

        imported = experiment.import_data([{"parameter": {"x": 0.5}, "value": 0.9}, {"parameter": {"x": 0.6}, "value": 0.8}])

        self.assertEqual(2, imported)
        (self.code / "go").touch()
        self.assertTrue(experiment.wait_completion(PATIENCE_SECONDS))
        exported = experiment.export_data()
        self.assertEqual(2, len(exported))
        self.assertEqual(4, experiment.import_data(replace(result, budget=9.0) for result in exported))

    def test_should_kill_and_retry(self):
        experiment = self.started(WAIT_FOR_A_FILE, trials=2)
        self.await_running(experiment, 2)

        experiment.kill_trial_job("%s-0" % experiment.id)

        self.assertEqual("USER_CANCELED", experiment.get_trial_job(0).status)
        self.assertEqual([0], experiment.retry_trials([0]))
        (self.code / "go").touch()
        self.assertTrue(experiment.wait_completion(PATIENCE_SECONDS))
        self.assertEqual(["SUCCEEDED"] * 2, [job.status for job in experiment.list_trial_jobs()])
        self.assertEqual(2, experiment.get_trial_job(0).attempt)

    def test_should_name_trials_clearly(self):
        experiment = self.started(ENDLESS_TRIAL)
        with self.assertRaises(ValueError):
            experiment.get_trial_job("another-0")
        with self.assertRaises(UnknownExperiment):
            experiment.get_trial_job(99)
