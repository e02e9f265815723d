"""Population based training."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["PBTTuner"]


class PBTTuner(BuiltIn):
    """Trains a population whose worst members become varied copies of the best: for hyperparameters that should change during training.

    ``all_checkpoint_dir`` has no effect: checkpoints lie in the data directory, and trials are told where.
    """

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        all_checkpoint_dir: Optional[str] = None,
        population_size: Optional[int] = None,
        factor: Optional[float] = None,
        resample_probability: Optional[float] = None,
        fraction: Optional[float] = None,
        seed: Optional[int] = None,
    ) -> None:
        super().__init__(
            "PBT",
            optimize_mode=optimize_mode,
            all_checkpoint_dir=all_checkpoint_dir,
            population_size=population_size,
            factor=factor,
            resample_probability=resample_probability,
            fraction=fraction,
            seed=seed,
        )
