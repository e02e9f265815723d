"""What the README shows, and the examples, run."""

import re
import shutil

import trialog
from launch_tests.launch_fixture import PACKAGE_ROOT, LaunchTest, free_port

SDK = PACKAGE_ROOT.parent
TRAIN = """
import trialog
parameters = trialog.get_next_parameter()
trialog.report_final_result(parameters["lr"] * parameters["layers"])
"""


class ReadmeTest(LaunchTest):
    def shown(self, begin):
        blocks = re.findall(r"```python\n(.*?)```", (SDK / "README.md").read_text(), re.DOTALL)
        found = [block for block in blocks if begin in block]
        self.assertEqual(1, len(found), begin)
        return found[0]

    def test_should_show_a_launch_that_runs(self):
        (self.code / "code").mkdir()
        (self.code / "code" / "train.py").write_text(TRAIN)

        done = self.python(self.shown("HyperoptTuner"))

        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual(5, len(done.stdout.splitlines()), done.stderr)
        self.assertIn("'lr'", done.stdout)

    def test_should_show_a_study_that_runs(self):
        done = self.python(self.shown("create_study"))

        self.assertEqual(0, done.returncode, done.stderr)
        self.assertRegex(done.stdout, r"^[0-9.e-]+ \{'x': ")


class AskAndTellTest(LaunchTest):
    def test_should_show_a_loop_that_tells(self):
        text = (SDK.parent / "server" / "docs" / "ask-and-tell.md").read_text()
        shown = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
        self.assertEqual(1, len(shown))
        space = {"x": {"_type": "uniform", "_value": [-3, 3]}}

        with trialog.create_study(space, max_trial_number=5, port=free_port()) as study:
            done = self.python(shown[0].replace("http://127.0.0.1:8080", study.experiment.url))
            states = [trial.status for trial in study.trials()]

        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual(["SUCCEEDED"] * 5, states)


class ExamplesTest(LaunchTest):
    """With fewer trials, and the reading of digits replaced where only launching matters."""

    def run_example(self, name, *replacements):
        code = (SDK / "examples" / "launch" / name).read_text()
        for old, new in replacements:
            self.assertIn(old, code)
            code = code.replace(old, new)
        (self.code / "launch").mkdir()
        (self.code / "launch" / name).write_text(code)
        shutil.copytree(str(SDK / "examples" / "digits"), str(self.code / "digits"), ignore=shutil.ignore_patterns("__pycache__"))
        done = self.python("import runpy, sys; runpy.run_path(sys.argv[1], run_name='__main__')", str(self.code / "launch" / name))
        self.assertEqual(0, done.returncode, done.stderr)
        return done.stdout

    def test_should_launch(self):
        shown = self.run_example("launch.py", ("8081", str(free_port())), ("max_trial_number = 12", "max_trial_number = 2"))
        self.assertRegex(shown, r"^accuracy 0\.\d+ with \{'learning_rate'")

    def test_should_ask_and_tell(self):
        self.assertRegex(self.run_example("ask_and_tell.py"), r"^best value [0-9.]+ at \{'x'")

    def test_should_manage_step_by_step(self):
        shown = self.run_example("notebook.py")
        self.assertIn(" queue SUCCEEDED ", shown)
        self.assertTrue(shown.endswith("6 results\n"), shown)
