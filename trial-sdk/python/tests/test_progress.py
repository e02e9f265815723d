"""What is shown while an experiment runs."""

import contextlib
import io
import unittest

from trialog.experiment._progress import Progress, status_line


def experiment(succeeded, failed=0, best=None, state="RUNNING"):
    counts = {"total": 9, "waiting": 0, "running": 2, "succeeded": succeeded, "failed": failed, "canceled": 0, "earlyStopped": 0}
    return {"id": "q3kx9abd", "state": state, "maxTrialNumber": 20, "counts": counts, "best": best, "runSeconds": 3725.4}


class Terminal(io.StringIO):
    def isatty(self):
        return True


class ProgressTest(unittest.TestCase):
    def shown(self, stderr, *experiments):
        with contextlib.redirect_stderr(stderr):
            progress = Progress()
            for one in experiments:
                progress.show(one)
                progress._next = 0.0  # as if time had passed
            progress.end()
        return stderr.getvalue()

    def test_should_tell_how_it_stands(self):
        self.assertEqual(
            "trialog: q3kx9abd  RUNNING  7/20 trials ended, 2 running, 1 failed  best 0.93 (trial 4)  1:02:05",
            status_line(experiment(6, 1, {"value": 0.93, "number": 4}), True),
        )

    def test_should_change_one_line_on_a_terminal(self):
        shown = self.shown(Terminal(), experiment(1), experiment(2))

        self.assertEqual(2, shown.count("\r\x1b[2K"))
        self.assertEqual(1, shown.count("\n"))
        self.assertTrue(shown.endswith("\n"))

    def test_should_add_lines_elsewhere_when_something_has_changed(self):
        shown = self.shown(io.StringIO(), experiment(1), experiment(1), experiment(2))

        self.assertEqual([status_line(experiment(1), False), status_line(experiment(2), False)], shown.splitlines())

    def test_should_not_add_lines_all_the_time(self):
        with contextlib.redirect_stderr(io.StringIO()) as stderr:
            progress = Progress()
            for number in range(100):
                progress.show(experiment(number))
            progress.end(experiment(100, state="DONE"))

        self.assertEqual(2, len(stderr.getvalue().splitlines()))
        self.assertIn("DONE", stderr.getvalue())

    def test_should_bear_a_missing_stderr(self):
        with contextlib.redirect_stderr(None):
            Progress().show(experiment(1))


if __name__ == "__main__":
    unittest.main()
