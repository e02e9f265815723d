"""The median stopping rule."""

from __future__ import annotations

from typing import Any, Dict, Optional

from trialog.experiment.config import AlgorithmConfig

__all__ = ["MedianstopAssessor"]


class MedianstopAssessor(AlgorithmConfig):
    """Stops a trial whose best value so far is worse than the median of the earlier trials' averages.

    ``start_step`` is how many intermediate results a trial reports before it is judged.
    """

    def __init__(self, optimize_mode: Optional[str] = None, start_step: int = 0) -> None:
        arguments: Dict[str, Any] = {"start_step": start_step}
        if optimize_mode is not None:
            arguments["optimize_mode"] = optimize_mode
        super().__init__("Medianstop", arguments)
