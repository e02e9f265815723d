"""Extrapolated learning curves."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["CurvefittingAssessor"]


class CurvefittingAssessor(BuiltIn):
    """Stops a trial whose curve, extended to step ``epoch_num``, does not come near the best result so far.

    ``threshold`` is the share of it that a trial has to come to. It is judged from ``start_step`` on, every ``gap`` intermediate results.
    """

    def __init__(
        self,
        epoch_num: Optional[int] = None,
        start_step: Optional[int] = None,
        threshold: Optional[float] = None,
        gap: Optional[int] = None,
        optimize_mode: Optional[str] = None,
    ) -> None:
        super().__init__(
            "Curvefitting",
            epoch_num=epoch_num,
            start_step=start_step,
            threshold=threshold,
            gap=gap,
            optimize_mode=optimize_mode,
        )
