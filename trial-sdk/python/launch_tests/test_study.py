"""Programs that ask for trials and tell results."""

import os
import signal
import threading

import trialog
from launch_tests.launch_fixture import PATIENCE_SECONDS, SPACE, LaunchTest, in_thread, quiet
from trialog.errors import AskTimeout, ConfigError, NoMoreTrials
from trialog.experiment import Experiment

ASK = """
import sys, trialog
for trial in trialog.connect(sys.argv[1]):
    trial.tell(trial.parameters['x'])
    print(trial.number)
"""


class StudyTest(LaunchTest):
    def study(self, **settings):
        settings.setdefault("max_trial_number", 6)
        with quiet():
            study = trialog.create_study(SPACE, "maximize", port=0, **settings)
        self.addCleanup(study.stop)
        return study

    def test_should_go_through_all_trials(self):
        study = self.study(experiment_name="by hand")
        told = []
        for trial in study:
            self.assertFalse(trial.report(0.0))
            told.append((trial.number, trial.tell({"default": trial.parameters["x"], "size": 3}).value))

        self.assertEqual(6, len(told))
        with self.assertRaises(NoMoreTrials) as raised:
            study.ask()
        self.assertIn("DONE", str(raised.exception))
        best = study.best_trial
        self.assertEqual(max(told, key=lambda one: one[1]), (best.number, best.value))
        self.assertEqual(best.parameters, study.best_parameters)
        study.stop()
        self.assertEqual({}, self.processes())
        self.assertEqual(best.value, study.best_value)
        self.assertEqual(6, len(study.trials()))
        self.assertEqual({"default", "size"}, set(study.experiment.export_data()[0].value))

    def test_should_tell_failures(self):
        study = self.study(retry={"on_failure": 0})
        with self.assertRaises(ZeroDivisionError):
            with study.ask() as trial:
                1 / 0
        with study.ask():
            pass
        self.assertEqual("FAILED", study.ask().infeasible("too large").state)
        self.assertEqual("FAILED", study.ask().fail(MemoryError()).state)
        for trial in study:
            break
        self.await_that(lambda: study.trials()[4].state == "FAILED", "the loop's trial has failed")

        reasons = [trial.reason for trial in study.trials()]
        for expected, reason in zip(("ZeroDivisionError", "without a result", "too large", "MemoryError", "loop ended"), reasons):
            self.assertIn(expected, reason)
        self.assertEqual("INFEASIBLE", study.trials()[2].failure)

    def test_should_optimize_in_threads(self):
        study = self.study(max_trial_number=20)
        threads = set()

        def objective(trial):
            threads.add(threading.current_thread().name)
            trial.report(trial.parameters["x"] / 2)
            if trial.number == 3:
                raise ValueError("three")
            if trial.number == 4:
                trial.tell(0.5)
                return None
            return trial.parameters["x"]

        with quiet() as said:
            study.optimize(objective, n_jobs=4, catch=ValueError)

        self.assertIn("ValueError: three", said.getvalue())
        self.assertEqual(4, len(threads))
        self.assertEqual(["SUCCEEDED"] * 3 + ["FAILED", "SUCCEEDED"], [trial.state for trial in study.trials()[:5]])
        self.assertEqual(20, len(study.trials()))

    def test_should_raise_what_nobody_catches(self):
        study = self.study(max_trial_number=20)

        def objective(trial):
            raise KeyError("missing")

        with self.assertRaises(KeyError):
            study.optimize(objective, n_jobs=2)
        self.assertLessEqual(len(study.trials()), 4)

    def test_should_end_after_so_many(self):
        study = self.study()
        study.optimize(lambda trial: 1.0, n_trials=2)
        self.assertEqual(2, sum(trial.state == "SUCCEEDED" for trial in study.trials()))

    def test_should_hear_that_a_trial_is_not_wanted_any_more(self):
        study = self.study()
        with study.ask() as trial:
            self.assertFalse(trial.report(1.0))
            study.experiment.kill_trial_job(trial.number)
            self.assertTrue(trial.report(2.0))
            self.assertTrue(trial.should_stop)
            self.assertIsNotNone(trial.stop_reason)
        self.assertEqual("USER_CANCELED", study.trials()[0].state)

    def test_should_hear_so_by_heartbeats_alone(self):
        study = self.study(trial_lease=5)
        trial = study.ask()
        study.experiment.kill_trial_job(trial.number)
        self.await_that(lambda: trial.should_stop, "a heartbeat tells")

    def test_should_keep_a_silent_trial_alive(self):
        study = self.study(trial_lease=5, retry={"on_loss": 0})
        trial = study.ask()
        threading.Event().wait(7)  # longer than the lease: only heartbeats keep it
        self.assertEqual("SUCCEEDED", trial.tell(1.0).state)

    def test_should_not_wait_for_ever(self):
        study = self.study(max_trial_number=1)
        trial = study.ask()
        with self.assertRaises((AskTimeout, NoMoreTrials)):
            study.ask(timeout=0.5)
        trial.tell(1)

    def test_should_serve_several_processes(self):
        study = self.study(max_trial_number=30)
        programs = [self.popen(ASK, study.url) for _ in range(3)]
        numbers = []
        for program in programs:
            out, err = program.communicate(timeout=PATIENCE_SECONDS)
            self.assertEqual((0, ""), (program.returncode, err))
            numbers += map(int, out.split())

        self.assertEqual(list(range(30)), sorted(numbers))
        self.assertEqual({"SUCCEEDED"}, {trial.state for trial in study.trials()})
        self.assertTrue(all(trial.worker for trial in study.trials()))

    def test_should_go_on_when_the_server_was_killed_and_started_again(self):
        study = self.study(max_trial_number=8)
        asking = trialog.connect(study.url)
        trial = asking.ask()
        trial.report(0.5)
        os.kill(study.experiment._server.pid, signal.SIGKILL)
        study.experiment.stop()
        telling = in_thread(lambda: (trial.report(0.6), trial.tell(0.7)))
        with quiet():
            again = Experiment.resume(study.experiment_id, port=0, wait_completion=False)  # most probably on another port
        self.addCleanup(again.stop)

        telling.join(PATIENCE_SECONDS)
        for further in asking:
            further.tell(0.1)

        self.assertIsNone(telling.error)
        self.assertEqual(("SUCCEEDED", 0.7), telling.result[1][:2])
        self.assertEqual(8, len(again.export_data()))
        again.stop()

    def test_should_tell_all_problems(self):
        with self.assertRaises(ConfigError), quiet():
            trialog.create_study({"x": {"_type": "uniforn", "_value": [0, 1]}}, port=0)

    def test_should_ask_an_experiment_that_launches_trials_too(self):
        experiment = self.started("import time; time.sleep(3600)", trials=4, trial_concurrency=1)
        self.await_running(experiment)

        trial = trialog.connect(experiment.port).ask()

        self.assertEqual("SUCCEEDED", trial.tell(0.5).state)
