"""Budgets without waiting."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["ASHATuner"]


class ASHATuner(BuiltIn):
    """Gives trials larger budgets as soon as they are among the best ``1 / eta``, and lets no slot wait; trials read theirs from ``TRIAL_BUDGET``."""

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        min_budget: Optional[float] = None,
        max_budget: Optional[float] = None,
        eta: Optional[int] = None,
        seed: Optional[int] = None,
    ) -> None:
        super().__init__("ASHA", optimize_mode=optimize_mode, min_budget=min_budget, max_budget=max_budget, eta=eta, seed=seed)
