"""The example trial in ``trial-sdk/examples/digits`` runs, alone and as a trial, for every branch of its search space."""

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.fake_server import PATIENCE_SECONDS, ServerTest

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "examples" / "digits"


class DigitsExampleTest(ServerTest):
    def run_example(self, environment):
        return subprocess.run(
            [sys.executable, "digits.py"],
            cwd=str(EXAMPLE),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
            timeout=3 * PATIENCE_SECONDS,
        )

    def test_should_learn_stand_alone(self):
        trial = self.run_example(self.trial_environment("", TRIALOG_TRIAL_ID=None))

        self.assertEqual("", trial.stderr)
        lines = trial.stdout.splitlines()
        self.assertEqual(10, len([line for line in lines if line.startswith("trialog: intermediate result: ")]))
        self.assertGreater(float(lines[-1].replace("trialog: final result: ", "")), 0.9)

    def test_should_report_for_every_branch_of_the_search_space(self):
        for activation, network, learning_rate, low, high in [
            ("relu", {"_name": "two_layers", "first_units": 8, "second_units": 8}, 0.1, 0.8, 1.0),
            ("sigmoid", {"_name": "one_layer", "units": 4}, 0.001, 0.0, 0.5),
            ("tanh", {"_name": "one_layer", "units": 4}, 3.0, 0.0, 1.0),
            ("relu", {"_name": "one_layer", "units": 4}, 1e6, 0.0, 0.3),
        ]:
            with self.subTest(activation=activation, network=network, learning_rate=learning_rate):
                server = self.serve()
                environment = self.trial_environment(server.url)
                parameters = {
                    "learning_rate": learning_rate,
                    "momentum": 0.5,
                    "batch_size": 32.0,
                    "activation": activation,
                    "initial_scale": 1.0,
                    "network": network,
                }
                Path(environment["TRIALOG_PARAMETERS_FILE"]).write_text(json.dumps(parameters))

                trial = self.run_example(environment)

                self.assertEqual("", trial.stderr)
                kinds = [server.recorded[sequence]["kind"] for sequence in sorted(server.recorded)]
                self.assertEqual("final", kinds[-1])
                self.assertEqual({"intermediate"} if kinds[:-1] else set(), set(kinds[:-1]))
                self.assertTrue(low <= server.values()[-1] <= high, server.values())

    def test_should_search_what_the_trial_understands(self):
        code = (EXAMPLE / "digits.py").read_text()
        defaults = re.search(r"^DEFAULTS = \{\n(.*?)^\}", code, re.DOTALL | re.MULTILINE).group(1)
        searched = re.search(r"^searchSpace:\n(.*?)^\S", (EXAMPLE / "experiment.yaml").read_text(), re.DOTALL | re.MULTILINE).group(1)

        self.assertEqual(re.findall(r'^    "(\w+)":', defaults, re.MULTILINE), re.findall(r"^  (\w+):", searched, re.MULTILINE))
