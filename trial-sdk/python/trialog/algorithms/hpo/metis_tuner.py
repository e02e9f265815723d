"""Noisy results."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["MetisTuner"]


class MetisTuner(BuiltIn):
    """Models the results by a Gaussian process, and evaluates what is uncertain again: for settings of systems whose results are noisy."""

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        no_resampling: Optional[bool] = None,
        no_candidates: Optional[bool] = None,
        selection_num_starting_points: Optional[int] = None,
        cold_start_num: Optional[int] = None,
        exploration_probability: Optional[float] = None,
        seed: Optional[int] = None,
    ) -> None:
        super().__init__(
            "Metis",
            optimize_mode=optimize_mode,
            no_resampling=no_resampling,
            no_candidates=no_candidates,
            selection_num_starting_points=selection_num_starting_points,
            cold_start_num=cold_start_num,
            exploration_probability=exploration_probability,
            seed=seed,
        )
