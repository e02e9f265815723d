"""Tune the network of ../digits from Python: ``PYTHONPATH=../../python python3 launch.py``.

Takes half a minute on two cores; the page is at http://127.0.0.1:8081 meanwhile.
"""

from pathlib import Path

from trialog.algorithms.hpo.hyperopt_tuner import HyperoptTuner
from trialog.experiment import Experiment

tuner = HyperoptTuner("tpe")

search_space = {
    "learning_rate": {"_type": "loguniform", "_value": [0.001, 3]},
    "momentum": {"_type": "uniform", "_value": [0, 0.95]},
    "batch_size": {"_type": "quniform", "_value": [8, 128, 8]},
    "activation": {"_type": "choice", "_value": ["tanh", "relu", "sigmoid"]},
}

experiment = Experiment(tuner, "local")
experiment.config.experiment_name = "digits from Python"
experiment.config.trial_concurrency = 2
experiment.config.max_trial_number = 12
experiment.config.search_space = search_space
experiment.config.trial_command = "python3 digits.py"
experiment.config.trial_code_directory = Path(__file__).parent.parent / "digits"
experiment.config.optimize_mode = "maximize"

if __name__ == "__main__":
    if experiment.run(port=8081):
        best = max(experiment.export_data(), key=lambda result: result.value)
        print("accuracy %.3f with %s" % (best.value, best.parameter))
