"""An experiment from its start to its end, and everything that may come in between."""

import json
import os
import signal
import sys
import threading
import urllib.request

from launch_tests.launch_fixture import ENDLESS_TRIAL, PATIENCE_SECONDS, QUICK_TRIAL, SPACE, LaunchTest, free_port, in_thread, quiet
from trialog.errors import ConfigError, LaunchError, NotRunning, PortTaken, UnknownExperiment, WaitTimeout
from trialog.experiment import Experiment, ExperimentConfig

SEED = """
from pathlib import Path
from trialog.experiment import Experiment
from trialog.algorithms.hpo.hyperopt_tuner import HyperoptTuner

tuner = HyperoptTuner('tpe')

search_space = {
    "dropout_rate": { "_type": "uniform", "_value": [0.5, 0.9] },
    "conv_size": { "_type": "choice", "_value": [2, 3, 5, 7] },
    "hidden_size": { "_type": "choice", "_value": [124, 512, 1024] },
    "batch_size": { "_type": "choice", "_value": [16, 32] },
    "learning_rate": { "_type": "choice", "_value": [0.0001, 0.001, 0.01, 0.1] }
}

experiment = Experiment(tuner, 'local')
experiment.config.experiment_name = 'test'
experiment.config.trial_concurrency = 2
experiment.config.max_trial_number = 5
experiment.config.search_space = search_space
experiment.config.trial_command = 'python3 mnist.py'
experiment.config.trial_code_directory = Path(__file__).parent
experiment.config.training_service.use_active_gpu = True

experiment.run(8081)
"""

FAKE_MNIST = """
import trialog
parameters = trialog.get_next_parameter()
for epoch in range(3):
    trialog.report_intermediate_result(parameters["dropout_rate"] * epoch)
trialog.report_final_result(parameters["learning_rate"] * parameters["conv_size"])
"""

RUN_ENDLESSLY = """
import sys
from trialog.experiment import Experiment
experiment = Experiment('local', 'endless')
experiment.config.search_space = {'x': {'_type': 'uniform', '_value': [0, 1]}}
experiment.config.trial_command = sys.executable + ' trial.py'
print(experiment.run(0), experiment.get_status())
"""


class SeedsExampleTest(LaunchTest):
    def test_should_run_as_written_but_for_the_package(self):
        (self.code / "mnist.py").write_text(FAKE_MNIST)
        launch = self.code / "launch.py"
        launch.write_text(SEED.replace("8081", str(free_port())))

        done = self.python("import runpy; e = runpy.run_path('launch.py')['experiment']; print(e.get_status(), len(e.export_data()))")

        self.assertEqual((0, "DONE 5\n"), (done.returncode, done.stdout), done.stderr)
        self.assertIn("5/5 trials ended", done.stderr)


class RunTest(LaunchTest):
    def test_should_run_to_the_end_and_answer_afterwards(self):
        experiment = self.experiment()

        with quiet() as said:
            success = experiment.run(0)

        self.assertIs(True, success, said.getvalue())
        self.assertEqual({}, self.processes())
        self.assertIsNone(experiment.port)
        self.assertEqual("DONE", experiment.get_status())
        self.assertEqual([{"trialJobStatus": "SUCCEEDED", "trialJobNumber": 3}], experiment.get_job_statistics())
        jobs = experiment.list_trial_jobs()
        self.assertEqual([0, 1, 2], [job.sequenceId for job in jobs])
        job = experiment.get_trial_job(jobs[1].trialJobId)
        self.assertEqual(jobs[1], job)
        self.assertEqual(("%s-1" % experiment.id, "SUCCEEDED", 1), (job.id, job.state, job.number))
        self.assertEqual(job.parameters["x"], job.finalMetricData[0].data)
        x = job.parameters["x"]
        metrics = experiment.get_job_metrics(job.id)[job.id]
        self.assertEqual([("PERIODICAL", x / 2), ("FINAL", {"default": x, "twice": 2 * x})], [(one.type, one.data) for one in metrics])
        self.assertEqual(set(one.id for one in jobs), set(experiment.get_job_metrics()))
        results = experiment.export_data()
        expected = [({"x": one.parameters["x"]}, {"default": one.value, "twice": 2 * one.value}) for one in jobs]
        self.assertEqual(expected, [(one.parameter, one.value) for one in results])
        profile = experiment.get_experiment_profile()
        self.assertEqual((experiment.id, 3, "maximize"), (profile["id"], profile["nextSequenceId"], profile["params"]["optimizeMode"]))
        self.assertEqual(str(self.home / experiment.id), profile["logDir"])
        self.assertEqual({}, self.processes())

    def test_should_show_the_page_meanwhile(self):
        port = free_port()
        experiment = self.experiment(ENDLESS_TRIAL)
        with quiet():
            running = in_thread(lambda: experiment.run(port))
            self.await_that(lambda: experiment.url is not None, "it has started")

            page = urllib.request.urlopen(experiment.url, timeout=PATIENCE_SECONDS)
            with page:
                self.assertEqual(200, page.status)
            self.assertEqual(port, experiment.port)
            experiment.stop()
            running.join(PATIENCE_SECONDS)

        self.assertEqual((False, None), (running.result, running.error))
        self.assertEqual("STOPPED", experiment.get_status())

    def test_should_not_call_it_a_success_when_all_trials_fail(self):
        experiment = self.experiment("raise SystemExit(3)", trials=2)

        with quiet():
            self.assertIs(False, experiment.run(0))

        self.assertEqual([("FAILED", 3)] * 2, [(job.status, job.exit_code) for job in experiment.list_trial_jobs()])

    def test_should_tell_all_problems_and_leave_nothing(self):
        experiment = self.experiment(tuner="TPEE", max_trial_duration="soon")

        with quiet(), self.assertRaises(ConfigError) as raised:
            experiment.run(0)

        self.assertEqual({"tuner.name", "maxTrialDuration"}, {problem.path for problem in raised.exception.problems}, raised.exception)
        self.assertIn("TPE", str(raised.exception))
        self.assertFalse((self.home / experiment.id).exists())
        with self.assertRaises(NotRunning):
            experiment.get_status()

    def test_should_run_two_at_once(self):
        experiments = [self.experiment(), self.experiment()]

        with quiet():
            running = [in_thread(lambda experiment=experiment: experiment.run()) for experiment in experiments]
            for thread in running:
                thread.join(PATIENCE_SECONDS)

        self.assertEqual([True, True], [thread.result for thread in running], [thread.error for thread in running])
        with quiet():
            known = experiments[0].get_all_experiments_metadata()
        self.assertEqual({experiment.id for experiment in experiments}, {entry["id"] for entry in known})
        self.assertEqual({"DONE"}, {entry["status"] for entry in known})

    def test_should_say_who_has_the_port(self):
        experiment = self.started(ENDLESS_TRIAL)

        with quiet(), self.assertRaises(PortTaken) as raised:
            self.experiment().run(experiment.port)

        self.assertIn("Experiment.connect(%d)" % experiment.port, str(raised.exception))
        self.assertIn(experiment.id, str(raised.exception))

    def test_should_not_start_twice(self):
        experiment = self.started()
        with self.assertRaises(LaunchError):
            experiment.start(0)
        experiment.stop()
        with quiet(), self.assertRaises(LaunchError) as raised:
            experiment.start(0)
        self.assertIn("resume()", str(raised.exception))

    def test_should_wait_with_a_limit(self):
        experiment = self.started(ENDLESS_TRIAL)

        with self.assertRaises(WaitTimeout):
            experiment.wait_completion(0.2)

        self.assertEqual("RUNNING", experiment.get_status())

    def test_should_say_how_its_server_died(self):
        experiment = self.started(ENDLESS_TRIAL)
        self.await_running(experiment)
        waiting = in_thread(experiment.wait_completion)

        os.kill(experiment._server.pid, signal.SIGKILL)
        waiting.join(PATIENCE_SECONDS)

        self.assertIsInstance(waiting.error, LaunchError)
        self.assertIn("-9", str(waiting.error))
        with quiet():
            experiment.resume(0, wait_completion=False)  # which finds the trials again, and stops them in the end
        self.await_running(experiment)


class StopTest(LaunchTest):
    def test_should_do_nothing_before_the_start(self):
        self.experiment().stop()

    def test_should_stop_while_it_starts(self):
        for delay in (0.0, 0.1, 0.3, 0.6, 1.0):
            with self.subTest(delay=delay), quiet():
                experiment = self.experiment(ENDLESS_TRIAL)
                starting = in_thread(lambda: experiment.start(0))
                self.await_that(lambda: experiment._server is not None, "the process is there")
                threading.Event().wait(delay)

                experiment.stop()
                starting.join(PATIENCE_SECONDS)

                self.assertTrue(starting.error is None or isinstance(starting.error, LaunchError), repr(starting.error))
                experiment.stop()
                self.assertEqual({}, self.processes())

    def test_should_stop_right_after_the_start(self):
        experiment = self.started(ENDLESS_TRIAL)
        experiment.stop()
        self.assertEqual({}, self.processes())
        self.assertEqual("STOPPED", experiment.get_status())

    def test_should_stop_running_trials(self):
        experiment = self.started(ENDLESS_TRIAL)
        self.await_running(experiment, 2)

        experiment.stop()

        self.assertEqual({}, self.processes())
        self.assertEqual(["WAITING", "WAITING"], [job.status for job in experiment.list_trial_jobs()])

    def test_should_stop_while_others_stop_it(self):
        experiment = self.started(ENDLESS_TRIAL)
        self.await_running(experiment, 2)
        with quiet():
            connected = [Experiment.connect(experiment.port) for _ in range(2)]

        stopping = [in_thread(one.stop) for one in connected + [experiment, experiment]]
        for thread in stopping:
            thread.join(PATIENCE_SECONDS)

        self.assertEqual([None] * 4, [thread.error for thread in stopping])
        self.assertEqual({}, self.processes())

    def test_should_stop_when_it_is_done(self):
        experiment = self.started()
        self.assertTrue(experiment.wait_completion(PATIENCE_SECONDS))
        self.assertIsNotNone(experiment.port)

        experiment.stop()

        self.assertEqual({}, self.processes())
        self.assertEqual("DONE", experiment.get_status())

    def test_should_stop_at_the_end_of_a_block(self):
        with self.started(ENDLESS_TRIAL) as experiment:
            self.await_running(experiment)
        self.assertEqual({}, self.processes())


class ProgramsEndTest(LaunchTest):
    def setUp(self):
        super().setUp()
        (self.code / "trial.py").write_text(ENDLESS_TRIAL)

    def await_trial(self):
        self.await_that(lambda: any(line.strip() == "%s trial.py" % sys.executable for line in self.processes().values()), "a trial runs")

    def test_should_leave_no_server_behind_a_killed_program(self):
        program = self.popen(RUN_ENDLESSLY)
        self.await_trial()

        program.kill()

        self.await_that(lambda: not self.processes(), "all processes end")

    def test_should_leave_no_page_behind_a_killed_program(self):
        self.python(RUN_ENDLESSLY.replace("run(0)", "start(0)"))
        program = self.popen(
            "import time\nfrom trialog.experiment import Experiment\nprint(Experiment.view('endless', 0, True).url)\ntime.sleep(600)"
        )
        self.assertIn("/experiments/endless", program.stdout.readline())

        program.kill()

        self.await_that(lambda: not self.processes(), "all processes end")

    def test_should_stop_in_order_at_the_end_of_a_program(self):
        done = self.python(RUN_ENDLESSLY.replace("run(0)", "start(0)"))

        self.assertEqual((0, "None RUNNING\n"), (done.returncode, done.stdout), done.stderr)
        self.assertEqual({}, self.processes())
        with quiet():
            self.assertEqual("STOPPED", Experiment(id="endless").get_status())

    def test_should_stop_on_interruption_and_say_how_to_go_on(self):
        program = self.popen(RUN_ENDLESSLY)
        self.await_trial()

        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=PATIENCE_SECONDS)

        self.assertEqual((0, "None STOPPED\n"), (program.returncode, out), err)
        self.assertIn("Experiment.resume('endless')", err)
        (self.code / "trial.py").write_text(QUICK_TRIAL)
        with quiet() as said:
            resumed = Experiment.resume("endless", port=0, max_trial_number=3)
        self.assertEqual("DONE", resumed.get_status(), said.getvalue())
        self.assertEqual(3, len(resumed.export_data()))

    def test_should_keep_the_server_when_a_forked_child_ends(self):
        done = self.python(
            RUN_ENDLESSLY.replace(
                "print(experiment.run(0), experiment.get_status())",
                "experiment.start(0)\n"
                "import os\n"
                "child = os.fork()\n"
                "if child == 0: print(experiment.get_status()); raise SystemExit(0)\n"
                "print(os.waitpid(child, 0)[1], experiment.get_status(), experiment._server.is_alive())",
            )
        )

        self.assertEqual((0, "RUNNING\n0 RUNNING True\n"), (done.returncode, done.stdout), done.stderr)

    def test_should_live_on_when_detached(self):
        done = self.python(
            RUN_ENDLESSLY.replace(
                "print(experiment.run(0), experiment.get_status())",
                "from trialog.experiment import RunMode\nexperiment.start(0, run_mode=RunMode.Detach)\nprint(experiment.port)",
            )
        )
        self.assertEqual((0, ""), (done.returncode, "".join(line for line in done.stderr.splitlines() if not line.startswith("trialog: "))))

        connected = Experiment.connect(int(done.stdout))
        self.await_running(connected)
        self.assertEqual("endless", connected.id)
        connected.stop()

        self.assertEqual({}, self.processes())
        with quiet():
            self.assertEqual("STOPPED", connected.get_status())


class AgainTest(LaunchTest):
    def test_should_resume_as_a_method(self):
        experiment = self.started(ENDLESS_TRIAL)
        self.await_running(experiment)
        experiment.stop()
        (self.code / "trial.py").write_text(QUICK_TRIAL)

        with quiet():
            self.assertIs(True, experiment.resume(0))

        self.assertEqual(3, len(experiment.export_data()))

    def test_should_run_or_resume(self):
        experiment = self.experiment(experiment_working_directory=self.directory / "elsewhere")
        with quiet():
            self.assertFalse(experiment.has_checkpoint())
            self.assertIs(True, experiment.run_or_resume(0))
            self.assertTrue(experiment.has_checkpoint())
            again = Experiment(id=experiment.id)  # found through the home
            self.assertIs(True, again.run_or_resume(0))
            self.assertEqual("maximize", again.config.optimize_mode)
        self.assertEqual(3, len(again.list_trial_jobs()))

    def test_should_view(self):
        experiment = self.experiment()
        with quiet():
            experiment.run(0)
            viewed = Experiment.view(experiment.id, port=0, non_blocking=True)
        self.addCleanup(viewed.stop)

        with urllib.request.urlopen(viewed.url, timeout=PATIENCE_SECONDS) as page:
            self.assertEqual(200, page.status)
        self.assertEqual(3, len(viewed.list_trial_jobs()))
        viewed.stop()
        self.assertEqual({}, self.processes())

    def test_should_not_know_others(self):
        with self.assertRaises(UnknownExperiment), quiet():
            Experiment.resume("nothing")
        with self.assertRaises(ValueError):
            Experiment("local", "a b")


class ConfigFileTest(LaunchTest):
    def test_should_run_a_json_file_from_elsewhere(self):
        (self.code / "trial.py").write_text(QUICK_TRIAL)
        written = {"searchSpace": SPACE, "trialCommand": "python3 trial.py", "maxTrialNumber": 1}
        (self.code / "config.json").write_text(json.dumps(written))
        experiment = Experiment(ExperimentConfig.load(self.code / "config.json"))
        with quiet() as said:
            self.assertIs(True, experiment.run(0), said.getvalue())

    def test_should_load_what_a_yaml_file_says(self):
        (self.code / "trial.py").write_text(QUICK_TRIAL)
        file = self.code / "config.yaml"
        file.write_text("searchSpace:\n  x: {_type: uniform, _value: [0, 1]}\ntrialCommand: python3 trial.py\nmaxTrialNumber: 1\n")

        config = ExperimentConfig.load(file)

        self.assertEqual(("python3 trial.py", 1), (config.trial_command, config.max_trial_number))
        self.assertEqual((None, None), (config.seed, config.optimize_mode))
        self.assertEqual(str(self.code), config.json()["trialCodeDirectory"])
        with quiet():
            self.assertIs(True, Experiment(config).run(0))

    def test_should_tell_all_problems_of_a_yaml_file_with_their_lines(self):
        file = self.code / "config.yaml"
        file.write_text("searchSpace:\n  x: {_type: unifrom, _value: [0, 1]}\ntrialComand: 'true'\n")

        with self.assertRaises(ConfigError) as raised:
            ExperimentConfig.load(file)

        expected = {("searchSpace.x._type", 2), ("trialComand", 3), ("trialCommand", None)}
        self.assertEqual(expected, {(one.path, one.line) for one in raised.exception.problems})

    def test_should_validate_without_starting_anything(self):
        experiment = self.experiment()
        self.assertEqual([], experiment.config.validate())
        experiment.config.training_service.use_active_gpu = True
        self.assertEqual([], experiment.config.validate())
        experiment.config.training_service.gpu_indices = [0]  # and no trial_gpu_number
        self.assertEqual(["trainingService.gpuIndices"], [warning.path for warning in experiment.config.validate()])
        experiment.config.tuner = "TPEE"
        with self.assertRaises(ConfigError) as raised:
            experiment.config.validate()
        self.assertEqual(["tuner.name"], [problem.path for problem in raised.exception.problems])
        self.assertFalse(self.home.exists())
