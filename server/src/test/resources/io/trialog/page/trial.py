"""A second of training: 15 intermediate values and a final one. Trial 3 fails, trial 5 ends with a value nobody can rank."""
import math
import sys
import time

import trialog

parameters = trialog.get_next_parameter()
number = trialog.get_sequence_id()
if number == 3:
    raise ValueError("cannot train with " + str(parameters["network"]))
value = 0.0
for step in range(1, 16):
    value = 1 - math.exp(-step * parameters["learning_rate"])
    trialog.report_intermediate_result({"default": value, "loss": 1 - value})
    time.sleep(0.08)
trialog.report_final_result(float("nan") if number == 5 else value)
sys.exit(0)
