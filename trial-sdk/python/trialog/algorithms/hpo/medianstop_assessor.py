"""The median stopping rule."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["MedianstopAssessor"]


class MedianstopAssessor(BuiltIn):
    """Stops a trial whose best value so far is worse than the median of the earlier trials' averages.

    ``start_step`` is how many intermediate results a trial reports before it is judged.
    """

    def __init__(self, optimize_mode: Optional[str] = None, start_step: Optional[int] = None) -> None:
        super().__init__("Medianstop", optimize_mode=optimize_mode, start_step=start_step)
