"""The tree-structured Parzen estimator."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional, Union

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["TpeArguments", "TpeTuner"]


class TpeArguments(NamedTuple):
    """Fine tuning of TPE; ``None`` is the server's default."""

    constant_liar_type: Optional[str] = None
    n_startup_jobs: Optional[int] = None
    n_ei_candidates: Optional[int] = None
    linear_forgetting: Optional[int] = None
    prior_weight: Optional[float] = None
    gamma: Optional[float] = None


class TpeTuner(BuiltIn):
    """Models where good results lie and where the others do: a good choice for most search spaces."""

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        seed: Optional[int] = None,
        tpe_args: Optional[Union[TpeArguments, Mapping[str, Any]]] = None,
    ) -> None:
        given = tpe_args._asdict() if isinstance(tpe_args, TpeArguments) else tpe_args
        fine_tuning = None if given is None else {key: value for key, value in given.items() if value is not None}
        super().__init__("TPE", optimize_mode=optimize_mode, seed=seed, tpe_args=fine_tuning)
