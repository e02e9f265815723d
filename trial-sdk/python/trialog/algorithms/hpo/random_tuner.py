"""Random search."""

from __future__ import annotations

from typing import Optional

from trialog.experiment.config import AlgorithmConfig

__all__ = ["RandomTuner"]


class RandomTuner(AlgorithmConfig):
    """Draws configurations at random, none twice: a base line, and good for many cheap parallel trials."""

    def __init__(self, seed: Optional[int] = None, optimize_mode: Optional[str] = None) -> None:
        arguments = {"seed": seed, "optimize_mode": optimize_mode}
        super().__init__("Random", {key: value for key, value in arguments.items() if value is not None} or None)
