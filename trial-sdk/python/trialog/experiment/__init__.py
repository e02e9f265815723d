"""Launch and manage experiments from Python.

::

    from trialog.experiment import Experiment

    experiment = Experiment('local')
    experiment.config.search_space = {'lr': {'_type': 'loguniform', '_value': [1e-4, 1]}}
    experiment.config.trial_command = 'python3 train.py'
    experiment.config.max_trial_number = 20
    experiment.config.tuner.name = 'TPE'
    experiment.run(8080)
"""

from trialog.experiment._experiment import Experiment
from trialog.experiment._run_mode import RunMode
from trialog.experiment.config import AlgorithmConfig, ExperimentConfig, ExternalConfig, LocalConfig, TrainingServiceConfig
from trialog.experiment.data import TrialHyperParameters, TrialJob, TrialMetricData, TrialResult

__all__ = [
    "AlgorithmConfig",
    "Experiment",
    "ExperimentConfig",
    "ExternalConfig",
    "LocalConfig",
    "RunMode",
    "TrainingServiceConfig",
    "TrialHyperParameters",
    "TrialJob",
    "TrialMetricData",
    "TrialResult",
]
