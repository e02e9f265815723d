"""Tests of the launch API: real servers, from the jar that ``TRIALOG_JAR`` names, else that of the checkout."""

import contextlib
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

from trialog.experiment import Experiment

PACKAGE_ROOT = Path(__file__).resolve().parent.parent
JAR = Path(os.environ.get("TRIALOG_JAR") or PACKAGE_ROOT.parent.parent / "server" / "target" / "trialog.jar")
PATIENCE_SECONDS = 180

SPACE = {"x": {"_type": "uniform", "_value": [0, 1]}}

QUICK_TRIAL = """
import trialog
x = trialog.get_next_parameter()["x"]
trialog.report_intermediate_result(x / 2)
trialog.report_final_result({"default": x, "twice": 2 * x})
"""
ENDLESS_TRIAL = """
import time
import trialog
trialog.get_next_parameter()
trialog.report_intermediate_result(1)
time.sleep(3600)
"""


class LaunchTest(unittest.TestCase):
    """Every test has a home of its own, and leaves no process that knows it."""

    def setUp(self):
        if not JAR.is_file():
            self.fail("%s: no such file (expected: the server, built by: mvn -Dquick -pl server,trial-sdk -am package)" % JAR)
        self.directory = Path(tempfile.mkdtemp(prefix="trialog-launch-")).resolve()
        self.addCleanup(shutil.rmtree, str(self.directory), True)
        self.home = self.directory / "home"
        self.code = self.directory / "code"
        self.code.mkdir()
        self.set_variables(TRIALOG_HOME=str(self.home), TRIALOG_JAR=str(JAR), PYTHONDONTWRITEBYTECODE="1", TRIALOG_DATA=None, TRIALOG_PORT=None)
        self.set_variables(TRIALOG_COMMAND=None, TRIALOG_PYTHON_SDK=None, TRIALOG_SERVER_TOKEN=None)
        self.addCleanup(self.require_no_process)

    def set_variables(self, **variables):
        for name, value in variables.items():
            self.addCleanup(set_variable, name, os.environ.get(name))
            set_variable(name, value)

    def experiment(self, trial=QUICK_TRIAL, trials=3, **settings):
        (self.code / "trial.py").write_text(trial)
        experiment = Experiment("local")
        experiment.config.search_space = SPACE
        experiment.config.trial_command = "%s trial.py" % sys.executable
        experiment.config.trial_code_directory = self.code
        experiment.config.max_trial_number = trials
        experiment.config.trial_concurrency = 2
        experiment.config.optimize_mode = "maximize"
        for name, value in settings.items():
            setattr(experiment.config, name, value)
        self.addCleanup(experiment.stop)
        return experiment

    def started(self, *arguments, **settings):
        experiment = self.experiment(*arguments, **settings)
        with quiet():
            experiment.start(0)
        return experiment

    def python(self, code, *arguments, **options):
        """Run a program to its end, with all warnings as errors."""
        program = self.popen(code, *arguments, **options)
        out, err = program.communicate(timeout=PATIENCE_SECONDS)
        return subprocess.CompletedProcess(program.args, program.returncode, out, err)

    def popen(self, code, *arguments):
        program = subprocess.Popen(
            [sys.executable, "-W", "error", "-X", "dev", "-c", code, *arguments],
            cwd=str(self.code),
            env={**os.environ, "PYTHONPATH": str(PACKAGE_ROOT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
            preexec_fn=_mind_interruptions if os.name == "posix" else None,
        )
        self.addCleanup(end, program)
        return program

    def await_that(self, condition, what):
        until = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            if time.monotonic() > until:
                self.fail("not in %d s: %s" % (PATIENCE_SECONDS, what))
            time.sleep(0.02)

    def await_running(self, experiment, count=1):
        self.await_that(lambda: experiment.get_experiment_profile()["counts"]["running"] >= count, "%d trials run" % count)

    def processes(self):
        """Processes, ended ones apart, whose command line or environment names this test's directory: servers, trials and programs."""
        found = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit() or int(entry.name) == os.getpid():
                continue
            try:
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
                text = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
            except OSError:
                continue
            if state not in "ZX" and str(self.directory).encode() in text:
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        return found

    def require_no_process(self):
        try:
            self.await_that(lambda: not self.processes(), "no process is left")
        finally:
            for process in self.processes():
                os.kill(process, signal.SIGKILL)


def set_variable(name, value):
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value


def _mind_interruptions():
    """A shell lets the jobs in its background ignore interruptions, and programs inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def end(program):
    if program.poll() is None:
        program.kill()
    program.communicate()


@contextlib.contextmanager
def quiet():
    """Keeps what is said on stderr, and yields it."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        yield said


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def in_thread(action):
    """Runs it beside the test; the result's ``join`` waits, ``error`` says what it raised."""

    class Beside(threading.Thread):
        error = None
        result = None

        def run(self):
            try:
                self.result = action()
            except BaseException as error:
                self.error = error

    thread = Beside(daemon=True)
    thread.start()
    return thread
