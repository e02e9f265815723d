"""The classes for algorithms, compared with those that the server has."""

import importlib
import inspect
import json
import os
import pkgutil
import subprocess
import unittest

from launch_tests.launch_fixture import JAR
from trialog.algorithms import hpo
from trialog.algorithms.hpo._built_in import BuiltIn
from trialog.algorithms.hpo.hyperopt_tuner import HyperoptTuner
from trialog.algorithms.hpo.tpe_tuner import TpeArguments
from trialog.experiment._installation import Installation

LEGACY = "TPE_legacy"
"""For configurations that name it already; programs have ``HyperoptTuner``, which gives its options to TPE."""


def classes():
    """The class of each algorithm by the name that it stands for."""
    found = {}
    for module in pkgutil.iter_modules(hpo.__path__):
        for one in vars(importlib.import_module("%s.%s" % (hpo.__name__, module.name))).values():
            if inspect.isclass(one) and issubclass(one, BuiltIn) and one is not BuiltIn:
                found[one().name] = one
    return found


class BuiltInsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        command = Installation.find({**os.environ, "TRIALOG_JAR": str(JAR)}).command
        listed = subprocess.run(command + ["algo", "list", "--json"], check=True, stdout=subprocess.PIPE).stdout
        algorithms = json.loads(listed.decode("utf-8"))
        cls.options = {
            algorithm["name"]: {option["name"]: option for option in algorithm["options"]}
            for algorithm in algorithms["tuners"] + algorithms["assessors"]
            if algorithm["plugin"] == "built-in"
        }

    def test_should_have_a_class_for_every_algorithm(self):
        self.assertEqual(sorted(set(self.options) - {LEGACY}), sorted(classes()))

    def test_should_take_the_options_of_the_legacy_tuner_for_hyperopt(self):
        self.assertEqual(set(self.options[LEGACY]) - {"seed"}, set(inspect.signature(HyperoptTuner).parameters) - {"algorithm_name"})

    def test_should_take_every_option(self):
        for name, one in classes().items():
            with self.subTest(name):
                self.assertEqual(sorted(self.options[name]), sorted(inspect.signature(one).parameters))

    def test_should_pass_each_argument_on_by_its_name(self):
        for name, one in classes().items():
            values = {option: {"gamma": 0.3} if option == "tpe_args" else "value of " + option for option in self.options[name]}
            with self.subTest(name):
                self.assertEqual(values, one(**values).class_args)
                self.assertIsNone(one().class_args)

    def test_should_take_the_fine_tuning_of_tpe(self):
        known = [option["name"] for option in self.options["TPE"]["tpe_args"]["options"]]
        self.assertEqual(sorted(known), sorted(TpeArguments._fields))
