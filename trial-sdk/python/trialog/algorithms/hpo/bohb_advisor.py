"""Budgets in brackets, and a model."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["BOHB"]


class BOHB(BuiltIn):
    """Hyperband whose configurations come from a model of the results: what to take instead of it; trials read their budget from ``TRIAL_BUDGET``.

    The server refuses ``config_space``, and says what to write instead.
    """

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        min_budget: Optional[float] = None,
        max_budget: Optional[float] = None,
        eta: Optional[int] = None,
        min_points_in_model: Optional[int] = None,
        top_n_percent: Optional[float] = None,
        num_samples: Optional[int] = None,
        random_fraction: Optional[float] = None,
        bandwidth_factor: Optional[float] = None,
        min_bandwidth: Optional[float] = None,
        config_space: Optional[str] = None,
        seed: Optional[int] = None,
    ) -> None:
        super().__init__(
            "BOHB",
            optimize_mode=optimize_mode,
            min_budget=min_budget,
            max_budget=max_budget,
            eta=eta,
            min_points_in_model=min_points_in_model,
            top_n_percent=top_n_percent,
            num_samples=num_samples,
            random_fraction=random_fraction,
            bandwidth_factor=bandwidth_factor,
            min_bandwidth=min_bandwidth,
            config_space=config_space,
            seed=seed,
        )
