"""Successive halving."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["SuccessiveHalvingAssessor"]


class SuccessiveHalvingAssessor(BuiltIn):
    """Lets the best ``1 / eta`` of the trials run on at steps that grow by ``eta``, beginning with ``min_resource``."""

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        min_resource: Optional[int] = None,
        eta: Optional[int] = None,
        min_early_stopping_rate: Optional[int] = None,
    ) -> None:
        super().__init__(
            "SuccessiveHalving",
            optimize_mode=optimize_mode,
            min_resource=min_resource,
            eta=eta,
            min_early_stopping_rate=min_early_stopping_rate,
        )
