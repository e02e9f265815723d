"""No progress."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["PatienceAssessor"]


class PatienceAssessor(BuiltIn):
    """Stops a trial that has not become better by more than ``min_delta`` for ``patience`` intermediate results."""

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        patience: Optional[int] = None,
        min_delta: Optional[float] = None,
        start_step: Optional[int] = None,
    ) -> None:
        super().__init__("Patience", optimize_mode=optimize_mode, patience=patience, min_delta=min_delta, start_step=start_step)
