"""Annealing."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["AnnealTuner"]


class AnnealTuner(BuiltIn):
    """Stays near the best results, the nearer the more there are: for cheap trials whose parameters matter one by one.

    ``parallel_optimize`` looks at running trials too, as if they had ended as ``constant_liar_type`` says: ``min``, ``max`` or ``mean``.
    """

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        parallel_optimize: Optional[bool] = None,
        constant_liar_type: Optional[str] = None,
        avg_best_idx: Optional[float] = None,
        shrink_coef: Optional[float] = None,
        seed: Optional[int] = None,
    ) -> None:
        super().__init__(
            "Anneal",
            optimize_mode=optimize_mode,
            parallel_optimize=parallel_optimize,
            constant_liar_type=constant_liar_type,
            avg_best_idx=avg_best_idx,
            shrink_coef=shrink_coef,
            seed=seed,
        )
