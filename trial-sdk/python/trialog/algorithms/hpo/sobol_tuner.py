"""A sequence that fills the space."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["SobolTuner"]


class SobolTuner(BuiltIn):
    """Covers the space more evenly than random draws, by a scrambled Sobol sequence: for surveys; results are not used."""

    def __init__(self, optimize_mode: Optional[str] = None, seed: Optional[int] = None) -> None:
        super().__init__("Sobol", optimize_mode=optimize_mode, seed=seed)
