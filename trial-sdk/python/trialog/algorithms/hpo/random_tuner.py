"""Random search."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["RandomTuner"]


class RandomTuner(BuiltIn):
    """Draws configurations at random, none twice: a base line, and good for many cheap parallel trials."""

    def __init__(self, seed: Optional[int] = None, optimize_mode: Optional[str] = None) -> None:
        super().__init__("Random", seed=seed, optimize_mode=optimize_mode)
