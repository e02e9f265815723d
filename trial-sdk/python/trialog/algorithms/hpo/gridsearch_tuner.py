"""The complete grid."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["GridSearchTuner"]


class GridSearchTuner(BuiltIn):
    """Tries every combination of a finite space; numbers without steps are halved again and again."""

    def __init__(self, optimize_mode: Optional[str] = None, seed: Optional[int] = None) -> None:
        super().__init__("GridSearch", optimize_mode=optimize_mode, seed=seed)
