"""The CMA evolution strategy."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["CMAESTuner"]


class CMAESTuner(BuiltIn):
    """Learns how numeric parameters interact: for 5 to 100 of them, and hundreds of trials.

    ``sigma`` is how far the first trials lie apart, as a share of the ranges.
    """

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        population_size: Optional[int] = None,
        sigma: Optional[float] = None,
        seed: Optional[int] = None,
    ) -> None:
        super().__init__("CMAES", optimize_mode=optimize_mode, population_size=population_size, sigma=sigma, seed=seed)
