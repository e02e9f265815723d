"""Random forests."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["SMACTuner"]


class SMACTuner(BuiltIn):
    """Models the results by a random forest: for many categories or conditions, and spaces with regions where trials fail."""

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        config_dedup: Optional[bool] = None,
        n_trees: Optional[int] = None,
        random_share: Optional[float] = None,
        seed: Optional[int] = None,
    ) -> None:
        super().__init__(
            "SMAC",
            optimize_mode=optimize_mode,
            config_dedup=config_dedup,
            n_trees=n_trees,
            random_share=random_share,
            seed=seed,
        )
