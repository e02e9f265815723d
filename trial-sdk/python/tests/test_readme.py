"""The trial that ``trial-sdk/README.md`` shows runs."""

import re
from pathlib import Path

from tests.fake_server import PACKAGE_ROOT, ServerTest

WHAT_THE_README_LEAVES_TO_ITS_READER = """
def build(layers): return ["layer"] * layers
def train_one_epoch(model, lr): return 0.5 + lr
def size(model): return len(model)
"""


class ReadmeTest(ServerTest):
    def test_should_show_a_trial_that_runs(self):
        readme = (Path(PACKAGE_ROOT).parent / "README.md").read_text()
        code = re.search(r"```python\n(.*?)```", readme, re.DOTALL).group(1)
        server = self.serve()

        trial = self.run_trial(WHAT_THE_README_LEAVES_TO_ITS_READER + code, self.trial_environment(server.url))

        self.assertEqual("", trial.stderr)
        self.assertEqual([0.51] * 10 + [{"default": 0.51, "parameters": 2}], server.values())
