"""What the Python trials of the tests share."""

import os
import time

number = int(os.environ["TRIALOG_TRIAL_NUMBER"])
attempt = int(os.environ["TRIALOG_ATTEMPT"])


def note(file, text):
    """Append a line, in one write."""
    with open(file, "a") as lines:
        lines.write(text + "\n")


def mark(name):
    """Tell the test how far this trial has got."""
    note(name, "")


def wait_for(gate):
    """Wait until the test lets this trial go on."""
    while not os.path.exists(gate):
        time.sleep(0.02)


note("starts", "%d %d %d" % (number, attempt, os.getpid()))
