"""An experiment managed step by step, as in a notebook: each ``# %%`` begins a cell.

``PYTHONPATH=../../python python3 notebook.py`` runs them all.
"""

# %% Start it; the cell returns while it goes on.
from pathlib import Path

from trialog.experiment import Experiment

experiment = Experiment("local")
experiment.config.search_space = {
    "learning_rate": {"_type": "loguniform", "_value": [0.001, 3]},
    "activation": {"_type": "choice", "_value": ["tanh", "relu"]},
}
experiment.config.trial_command = "python3 digits.py"
experiment.config.trial_code_directory = Path(__file__).resolve().parent.parent / "digits"
experiment.config.trial_concurrency = 2
experiment.config.max_trial_number = 4
experiment.config.optimize_mode = "maximize"
experiment.config.tuner.name = "TPE"
experiment.start()
print(experiment.url)

# %% Look at it.
print(experiment.get_status(), experiment.get_job_statistics())

# %% Try something of your own, and give it more trials.
experiment.enqueue_trial({"learning_rate": 0.1, "activation": "tanh"})
experiment.update_max_trial_number(6)

# %% Wait for the end, and see the results.
print(experiment.wait_completion(timeout=600))
for job in experiment.list_trial_jobs():
    print(job.number, job.source, job.state, job.value, job.parameters)

# %% End its server. What was recorded can still be asked for.
experiment.stop()
print(len(experiment.export_data()), "results")
