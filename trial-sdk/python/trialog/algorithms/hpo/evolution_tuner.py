"""Evolution."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["EvolutionTuner"]


class EvolutionTuner(BuiltIn):
    """Breeds new configurations from good recent ones: for many cheap trials and noisy results."""

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        population_size: Optional[int] = None,
        sample_size: Optional[int] = None,
        seed: Optional[int] = None,
    ) -> None:
        super().__init__("Evolution", optimize_mode=optimize_mode, population_size=population_size, sample_size=sample_size, seed=seed)
