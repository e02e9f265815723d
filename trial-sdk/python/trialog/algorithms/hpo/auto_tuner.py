"""The choice among the other tuners."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["AutoTuner"]


class AutoTuner(BuiltIn):
    """Asks GP, TPE or NSGA2, whichever suits the experiment, and says why with every trial: what an experiment gets that names no tuner."""

    def __init__(self, optimize_mode: Optional[str] = None, seed: Optional[int] = None) -> None:
        super().__init__("Auto", optimize_mode=optimize_mode, seed=seed)
