"""A list of configurations."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["BatchTuner"]


class BatchTuner(BuiltIn):
    """Tries the options of the only parameter, one ``choice``, in their order."""

    def __init__(self, optimize_mode: Optional[str] = None, seed: Optional[int] = None) -> None:
        super().__init__("Batch", optimize_mode=optimize_mode, seed=seed)
