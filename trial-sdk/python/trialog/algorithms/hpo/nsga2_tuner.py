"""Several objectives."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["NSGA2Tuner"]


class NSGA2Tuner(BuiltIn):
    """Searches for the Pareto front of several objectives by a genetic algorithm."""

    def __init__(self, optimize_mode: Optional[str] = None, population_size: Optional[int] = None, seed: Optional[int] = None) -> None:
        super().__init__("NSGA2", optimize_mode=optimize_mode, population_size=population_size, seed=seed)
