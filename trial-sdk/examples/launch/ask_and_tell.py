"""Minimize a function by asking and telling: ``PYTHONPATH=../../python python3 ask_and_tell.py``.

No trial command, no files: the loop is here, and the experiment proposes and remembers.
"""

from math import cos

import trialog

SEARCH_SPACE = {
    "x": {"_type": "uniform", "_value": [-5, 10]},
    "y": {"_type": "uniform", "_value": [0, 15]},
}


def branin(x, y):
    """A well-known test function; its minimum is 0.398."""
    return (y - 0.129 * x**2 + 1.592 * x - 6) ** 2 + 9.602 * cos(x) + 10


def main():
    with trialog.create_study(SEARCH_SPACE, optimize_mode="minimize", max_trial_number=40, seed=1) as study:
        study.optimize(lambda trial: branin(**trial.parameters), n_jobs=2)
        print("best value %.3f at %s" % (study.best_value, study.best_parameters))


if __name__ == "__main__":
    main()
