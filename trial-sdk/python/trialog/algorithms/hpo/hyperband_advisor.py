"""Budgets in brackets."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["Hyperband"]


class Hyperband(BuiltIn):
    """Gives many trials a small budget and the best of them larger ones, up to ``R``; trials read theirs from ``TRIAL_BUDGET``.

    ``exec_mode`` is ``parallelism``, where free slots begin the next bracket, or ``serial``, where they wait.
    """

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        R: Optional[int] = None,
        eta: Optional[int] = None,
        exec_mode: Optional[str] = None,
        seed: Optional[int] = None,
    ) -> None:
        super().__init__("Hyperband", optimize_mode=optimize_mode, R=R, eta=eta, exec_mode=exec_mode, seed=seed)
