"""Bayesian linear regression on a neural network."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["DNGOTuner"]


class DNGOTuner(BuiltIn):
    """Models the results by a neural network: for hundreds of numeric trials, when a Gaussian process is too slow."""

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        sample_size: Optional[int] = None,
        trials_per_update: Optional[int] = None,
        num_epochs_per_training: Optional[int] = None,
        seed: Optional[int] = None,
    ) -> None:
        super().__init__(
            "DNGO",
            optimize_mode=optimize_mode,
            sample_size=sample_size,
            trials_per_update=trials_per_update,
            num_epochs_per_training=num_epochs_per_training,
            seed=seed,
        )
