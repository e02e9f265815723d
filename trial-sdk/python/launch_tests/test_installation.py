"""Finding the server program and a Java, and the wheel that brings the program along."""

import os
import subprocess
import sys
import zipfile

from launch_tests.launch_fixture import JAR, PACKAGE_ROOT, PATIENCE_SECONDS, QUICK_TRIAL, LaunchTest, quiet
from trialog.errors import InstallationError
from trialog.experiment._installation import Installation

RUN_FROM_WHEEL = """
import sys
import trialog
from trialog.experiment import Experiment
assert 'unpacked' in trialog.__file__, trialog.__file__
experiment = Experiment('local')
experiment.config.search_space = {'x': {'_type': 'uniform', '_value': [0, 1]}}
experiment.config.trial_command = sys.executable + ' trial.py'
experiment.config.max_trial_number = 2
print(experiment.run(0), len(experiment.export_data()))
"""


class InstallationTest(LaunchTest):
    def fake_java(self, version):
        program = self.directory / ("jdk-%s" % version) / "bin" / "java"
        program.parent.mkdir(parents=True)
        program.write_text("#!/bin/sh\necho 'openjdk version \"%s\" 2020-01-01' >&2\n" % version)
        program.chmod(0o755)
        return program

    def test_should_prefer_the_java_that_is_named(self):
        java = self.fake_java("21.0.2")
        self.assertEqual(str(java), Installation.find({"TRIALOG_JAR": str(JAR), "TRIALOG_JAVA": str(java)}).command[0])

        home = {"TRIALOG_JAR": str(JAR), "JAVA_HOME": str(java.parent.parent)}
        self.assertEqual(str(java), Installation.find(home).command[0])

    def test_should_pass_an_old_java_by(self):
        old, new = self.fake_java("1.8.0_292"), self.fake_java("17")

        found = Installation.find({"TRIALOG_JAR": str(JAR), "JAVA_HOME": str(old.parent.parent), "PATH": str(new.parent)})

        self.assertEqual(str(new), found.command[0])

    def test_should_say_which_java_is_too_old(self):
        old = self.fake_java("11.0.1")
        with self.assertRaises(InstallationError) as raised:
            Installation.find({"TRIALOG_JAR": str(JAR), "PATH": str(old.parent), "JAVA_HOME": "/nowhere"})
        self.assertIn("%s (PATH) is Java 11" % old, str(raised.exception))
        self.assertIn("JAVA_HOME names no Java", str(raised.exception))
        self.assertIn("Java 17 or newer is needed", str(raised.exception))

    def test_should_say_what_is_missing(self):
        for variables, said in [
            ({"TRIALOG_JAR": str(JAR), "PATH": ""}, "PATH names no Java"),
            ({"TRIALOG_JAR": "/nowhere.jar"}, "/nowhere.jar: no such file"),
            ({"TRIALOG_COMMAND": "/nowhere/trialog", "PATH": ""}, "/nowhere/trialog: no such program"),
        ]:
            with self.subTest(said=said), self.assertRaises(InstallationError) as raised:
                Installation.find(variables)
            self.assertIn(said, str(raised.exception))

    def test_should_run_a_launcher_that_is_named(self):
        launcher = self.directory / "a launcher"
        launcher.write_text('#!/bin/sh\nexec java -jar "%s" "$@"\n' % JAR)
        launcher.chmod(0o755)
        self.set_variables(TRIALOG_JAR=None, TRIALOG_COMMAND=str(launcher))
        with quiet():
            self.assertIs(True, self.experiment(trials=1).run(0))

    def test_should_run_a_launcher_that_starts_the_server_as_its_child(self):
        launcher = self.directory / "launcher"
        launcher.write_text('#!/bin/sh\njava -jar "%s" "$@" <&0\n' % JAR)
        launcher.chmod(0o755)
        self.set_variables(TRIALOG_JAR=None, TRIALOG_COMMAND=str(launcher))
        with quiet():
            self.assertIs(True, self.experiment(trials=1).run(0))
        self.assertEqual({}, self.processes())

    def test_should_not_run_where_the_server_does_not_answer(self):
        self.set_variables(TRIALOG_JAR=None, TRIALOG_COMMAND="false")
        with quiet(), self.assertRaises(RuntimeError) as raised:
            self.experiment().start(0)
        self.assertIn("exit code 1", str(raised.exception))


class WheelTest(LaunchTest):
    def test_should_run_an_experiment_from_the_wheel_alone(self):
        built = subprocess.run(
            [sys.executable, str(PACKAGE_ROOT / "build-wheel"), "--jar", str(JAR), str(self.directory / "dist")],
            stdout=subprocess.PIPE,
            universal_newlines=True,
            check=True,
        )
        wheel = next((self.directory / "dist").iterdir())
        self.assertIn(wheel.name, built.stdout)
        self.assertEqual("trialog-0.1.0.dev0-py3-none-any.whl", wheel.name)
        unpacked = self.directory / "unpacked" / "site-packages"
        with zipfile.ZipFile(str(wheel)) as archive:
            self.assertIsNone(archive.testzip())
            archive.extractall(str(unpacked))
        (unpacked / "another.py").write_text("")  # packages beside it are not for trials
        (self.code / "trial.py").write_text("try:\n    import another\n    raise SystemExit(9)\nexcept ImportError:\n    pass\n" + QUICK_TRIAL)
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("TRIALOG_", "PYTHON"))}
        environment.update(TRIALOG_HOME=str(self.home))

        def run(code):
            return subprocess.run(
                [sys.executable, "-W", "error", "-X", "dev", "-c", "import sys; sys.path.insert(0, %r)\n%s" % (str(unpacked), code)],
                cwd=str(self.code),
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                universal_newlines=True,
                timeout=3 * PATIENCE_SECONDS,
            )

        done = run(RUN_FROM_WHEEL)
        self.assertEqual((0, "True 2\n"), (done.returncode, done.stdout), done.stderr)
        listed = run("sys.argv = ['trialog', 'list']; from trialog._command import main; main()")
        self.assertEqual(0, listed.returncode, listed.stderr)
        self.assertIn("done", listed.stdout.lower())
