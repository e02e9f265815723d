"""The best share at each step."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["PercentileAssessor"]


class PercentileAssessor(BuiltIn):
    """Stops a trial whose best value so far is not among the best ``percentile`` percent of the earlier trials at that step."""

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        percentile: Optional[float] = None,
        start_step: Optional[int] = None,
        min_trials: Optional[int] = None,
    ) -> None:
        super().__init__("Percentile", optimize_mode=optimize_mode, percentile=percentile, start_step=start_step, min_trials=min_trials)
