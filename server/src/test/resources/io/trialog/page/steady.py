"""Three seconds of training that says what it does. With 4 units it fails."""
import math
import time

import trialog

parameters = trialog.get_next_parameter()
value = 0.0
for step in range(1, 61):
    value = 1 - math.exp(-step * parameters["learning_rate"])
    print(f"step {step} of 60: {value:.4f}", flush=True)
    trialog.report_intermediate_result({"default": value, "loss": 1 - value})
    time.sleep(0.05)
if parameters["units"] == 4:
    raise ValueError("four units are too few")
trialog.report_final_result({"default": value, "loss": 1 - value})
