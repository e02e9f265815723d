"""Bounds."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["ThresholdAssessor"]


class ThresholdAssessor(BuiltIn):
    """Stops a trial whose value lies below ``lower`` or above ``upper``, or, unless ``stop_not_finite`` is false, is not a finite number."""

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        lower: Optional[float] = None,
        upper: Optional[float] = None,
        start_step: Optional[int] = None,
        stop_not_finite: Optional[bool] = None,
    ) -> None:
        super().__init__(
            "Threshold",
            optimize_mode=optimize_mode,
            lower=lower,
            upper=upper,
            start_step=start_step,
            stop_not_finite=stop_not_finite,
        )
