"""Configurations as Python objects."""

import copy
import pickle
import tempfile
import unittest
from datetime import timedelta
from pathlib import Path

from trialog._client import ServerAddress
from trialog.algorithms.hpo.hyperopt_tuner import HyperoptTuner
from trialog.algorithms.hpo.medianstop_assessor import MedianstopAssessor
from trialog.algorithms.hpo.random_tuner import RandomTuner
from trialog.algorithms.hpo.tpe_tuner import TpeArguments, TpeTuner
from trialog.errors import ConfigError
from trialog.experiment import AlgorithmConfig, Experiment, ExperimentConfig, ExternalConfig, LocalConfig, TrainingServiceConfig
from trialog.experiment.data import TrialJob, as_parameters, metric_data, milliseconds

SPACE = {"x": {"_type": "choice", "_value": (1, 2)}}


class Scalar:
    """As numpy's."""

    def __init__(self, value):
        self._value = value

    def item(self):
        return self._value


class ExperimentConfigTest(unittest.TestCase):
    def test_should_write_what_is_set(self):
        config = ExperimentConfig("local")
        config.search_space = {"x": {"_type": "uniform", "_value": [Scalar(0.5), 1]}}
        config.trial_command = "true"
        config.trial_code_directory = Path("~")
        config.max_trial_duration = timedelta(minutes=10)
        config.retry = {"onLoss": 1}
        config.tuner.name = "TPE"
        config.tuner.class_args = {"tpe_args": {"gamma": 0.5}}
        config.training_service.use_active_gpu = True

        self.assertEqual(
            {
                "searchSpace": {"x": {"_type": "uniform", "_value": [0.5, 1]}},
                "trialCommand": "true",
                "trialCodeDirectory": str(Path.home().resolve()),
                "maxTrialDuration": "600s",
                "retry": {"onLoss": 1},
                "tuner": {"name": "TPE", "classArgs": {"tpe_args": {"gamma": 0.5}}},
                "trainingService": {"platform": "local", "useActiveGpu": True},
            },
            config.json(),
        )

    def test_should_make_paths_of_kafka_absolute(self):
        config = ExperimentConfig("local", search_space={}, trial_command="true", trial_code_directory="/")
        config.metric_transport = "kafka"
        config.kafka = {"bootstrap_servers": ["b:9092"], "security": {"passwordFile": "secrets/kafka", "ca_file": Path("/ca.pem"), "username": "u"}}

        self.assertEqual(
            {
                "bootstrap_servers": ["b:9092"],
                "security": {"passwordFile": str(Path.cwd() / "secrets/kafka"), "ca_file": "/ca.pem", "username": "u"},
            },
            config.json()["kafka"],
        )
        self.assertEqual("kafka", config.json()["metricTransport"])

    def test_should_refuse_unknown_attributes_with_a_hint(self):
        config = ExperimentConfig("local")
        for owner, name, hint in [
            (config, "trial_concurency", "trial_concurrency"),
            (config, "maxTrialNumber", "max_trial_number"),
            (config.training_service, "use_active_gpus", "use_active_gpu"),
            (config.tuner, "classargs", "class_args"),
        ]:
            with self.subTest(name=name):
                with self.assertRaises(AttributeError) as set_:
                    setattr(owner, name, 1)
                with self.assertRaises(AttributeError) as got:
                    getattr(owner, name)
                self.assertIn("did you mean '%s'?" % hint, str(set_.exception))
                self.assertEqual(str(set_.exception), str(got.exception))
        with self.assertRaises(AttributeError) as raised:
            config.zzz = 1
        self.assertIn("expected: one of experiment_name, ", str(raised.exception))

    def test_should_take_algorithms_in_many_forms(self):
        config = ExperimentConfig()
        for given in ("TPE", {"name": "TPE"}, AlgorithmConfig("TPE"), TpeTuner(), HyperoptTuner("tpe")):
            config.tuner = given
            self.assertEqual({"name": "TPE"}, config.json()["tuner"])
        with self.assertRaises(TypeError):
            config.tuner = 3
        config.tuner = None
        self.assertNotIn("tuner", config.json())

    def test_should_take_training_services_in_many_forms(self):
        config = ExperimentConfig()
        self.assertIsInstance(config.training_service, LocalConfig)
        for given in ("external", {"platform": "external"}, ExternalConfig(), ["external"]):
            config.training_service = given
            self.assertIsInstance(config.training_service, ExternalConfig)
        config.training_service = {"platform": "slurm", "partition": "gpu"}
        self.assertEqual(TrainingServiceConfig("slurm", {"partition": "gpu"}), config.training_service)
        self.assertEqual({"platform": "slurm", "partition": "gpu"}, config.json()["trainingService"])
        with self.assertRaises(ConfigError):
            config.training_service = ["local", "slurm"]

    def test_should_tell_what_python_sees(self):
        config = ExperimentConfig(trial_concurrency=0, max_trial_number="many", trial_code_directory="/nowhere")
        with self.assertRaises(ConfigError) as raised:
            config._check()
        self.assertEqual(
            ["search_space", "trial_command", "trial_concurrency", "max_trial_number", "trial_code_directory"],
            [problem.path for problem in raised.exception.problems],
        )
        self.assertIn("\n  trial_concurrency: 0 (expected: an integer >= 1)", str(raised.exception))
        ExperimentConfig("external", search_space={})._check()

    def test_should_load_json_and_take_paths_from_its_directory(self):
        with tempfile.TemporaryDirectory() as directory:
            file = Path(directory).resolve() / "config.json"
            file.write_text('{"searchSpaceFile": "space.json", "TRIAL_CONCURRENCY": 3, "tuner": {"name": "Random", "classArgs": {"seed": 1}}}')
            config = ExperimentConfig.load(file)

            self.assertEqual((3, {"seed": 1}), (config.trial_concurrency, config.tuner.class_args))
            self.assertEqual(str(file.parent / "space.json"), config.json()["searchSpaceFile"])
            self.assertEqual(str(file.parent), config.json()["trialCodeDirectory"])
            for text, said in [("{", "not JSON"), ("[]", "expected: an object"), ('{"tunre": 1}', "did you mean 'tuner'?")]:
                file.write_text(text)
                with self.assertRaises(ConfigError) as raised:
                    ExperimentConfig.load(file)
                self.assertIn(said, str(raised.exception))
                self.assertIn(str(file), str(raised.exception))

    def test_should_be_copied_and_pickled(self):
        config = ExperimentConfig("local", search_space=SPACE, tuner=HyperoptTuner("random_search"))
        for copied in (copy.deepcopy(config), pickle.loads(pickle.dumps(config))):
            self.assertEqual(config, copied)
            self.assertEqual(config.json(), copied.json())


class AlgorithmsTest(unittest.TestCase):
    def test_should_know_the_names_of_hyperopt(self):
        self.assertEqual(AlgorithmConfig("Random", {"optimize_mode": "maximize"})._json(), HyperoptTuner("random_search", "maximize")._json())
        self.assertEqual("Anneal", HyperoptTuner("anneal").name)
        self.assertEqual(
            {"optimize_mode": "maximize", "tpe_args": {"constant_liar_type": "worst"}},
            HyperoptTuner("tpe", optimize_mode="maximize", parallel_optimize=True, constant_liar_type="min").class_args,
        )
        self.assertEqual(
            {"parallel_optimize": True, "constant_liar_type": "max"},
            HyperoptTuner("anneal", parallel_optimize=True, constant_liar_type="max").class_args,
        )
        with self.assertRaises(ValueError) as raised:
            HyperoptTuner("tpee")
        self.assertIn("tpe, random_search, anneal", str(raised.exception))

    def test_should_hold_arguments(self):
        self.assertEqual({"seed": 3, "tpe_args": {"gamma": 0.2}}, TpeTuner(seed=3, tpe_args=TpeArguments(gamma=0.2)).class_args)
        self.assertEqual(("Random", {"seed": 1}), (RandomTuner(1).name, RandomTuner(1).class_args))
        self.assertEqual(("Medianstop", {"start_step": 2}), (MedianstopAssessor(start_step=2).name, MedianstopAssessor(start_step=2).class_args))


class ExperimentTest(unittest.TestCase):
    def test_should_be_made_in_many_ways(self):
        tuner = TpeTuner()
        for experiment in (
            Experiment(tuner, "local"),
            Experiment(tuner=tuner, training_service="local"),
            Experiment("local", tuner=tuner),
            Experiment(ExperimentConfig("local", tuner=tuner)),
        ):
            self.assertEqual(("TPE", "local"), (experiment.config.tuner.name, experiment.config.training_service.platform))
            self.assertRegex(experiment.id, "^[a-z0-9]{8}$")
            self.assertIsNone(experiment.port)
        self.assertEqual("mine", Experiment(tuner, "local", ).__class__(ExperimentConfig(), "mine").id)
        self.assertEqual("mine", Experiment("local", id="mine").id)
        self.assertEqual("external", Experiment(tuner, training_service="external", id="mine").config.training_service.platform)
        with self.assertRaises(ValueError):
            Experiment("local", id="not an id")
        with self.assertRaises(TypeError):
            Experiment(tuner, tuner="TPE")


class AddressTest(unittest.TestCase):
    def test_should_read_ports_and_addresses(self):
        for given, url, token, experiment in [
            (8080, "http://127.0.0.1:8080", None, None),
            ("8080", "http://127.0.0.1:8080", None, None),
            ("host:81", "http://host:81", None, None),
            ("https://host/prefix/", "https://host/prefix", None, None),
            ("http://host:1/experiments/q3kx9abd/trials?token=secret#x", "http://host:1", "secret", "q3kx9abd"),
        ]:
            self.assertEqual((url, token, experiment), tuple(ServerAddress.of(given)))
        for wrong in ("", "ftp://x", "host:port", 0, 70000, -1):
            with self.subTest(wrong=wrong), self.assertRaises(ValueError):
                ServerAddress.of(wrong)
        with self.assertRaises(TypeError):
            ServerAddress.of(None)


class DataTest(unittest.TestCase):
    def test_should_read_times(self):
        self.assertEqual(1795774800123, milliseconds("2026-11-27T10:20:00.123456Z"))
        self.assertEqual(1795774800000, milliseconds("2026-11-27T10:20:00Z"))
        self.assertIsNone(milliseconds(None))

    def test_should_read_values(self):
        self.assertEqual(0.5, metric_data({"default": 0.5}))
        self.assertEqual({"default": 1, "loss": float("inf")}, metric_data({"default": 1, "loss": "Infinity"}))

    def test_should_read_trials_that_lack_what_is_new(self):
        job = TrialJob.of({"id": "a-b-0", "number": 0, "state": "WAITING", "configuration": {"x": 1}})
        self.assertEqual(("tuner", None, None, {"x": 1}), (job.source, job.worker, job.startTime, job.parameters))

    def test_should_read_what_the_tuner_said_of_a_trial(self):
        said = {"note": "the best of bracket 2", "tag": "rung 3", "budget": 27.5, "parent": 4}
        job = TrialJob.of({"id": "a-b-9", "number": 9, "state": "SUCCEEDED", "configuration": {}, **said})
        self.assertEqual(said, {name: getattr(job, name) for name in said})

    def test_should_take_what_json_can_write(self):
        self.assertEqual({"x": 1.5}, as_parameters({"x": Scalar(1.5)}))
        for wrong in ([1], "x", {"x": object()}):
            with self.assertRaises(TypeError):
                as_parameters(wrong)


if __name__ == "__main__":
    unittest.main()
