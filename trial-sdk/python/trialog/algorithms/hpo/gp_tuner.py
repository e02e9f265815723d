"""Gaussian processes."""

from __future__ import annotations

from typing import Optional

from trialog.algorithms.hpo._built_in import BuiltIn

__all__ = ["GPTuner"]


class GPTuner(BuiltIn):
    """Models the results by a Gaussian process: for trials that cost minutes or more, and up to about 20 parameters.

    ``utility`` is ``ei``, ``poi`` or ``ucb``; ``kappa`` belongs to ``ucb``, ``xi`` to the others. Arguments that are ``None`` are left to the server.
    """

    def __init__(
        self,
        optimize_mode: Optional[str] = None,
        utility: Optional[str] = None,
        kappa: Optional[float] = None,
        xi: Optional[float] = None,
        nu: Optional[float] = None,
        alpha: Optional[float] = None,
        cold_start_num: Optional[int] = None,
        selection_num_warm_up: Optional[int] = None,
        selection_num_starting_points: Optional[int] = None,
        seed: Optional[int] = None,
    ) -> None:
        super().__init__(
            "GP",
            optimize_mode=optimize_mode,
            utility=utility,
            kappa=kappa,
            xi=xi,
            nu=nu,
            alpha=alpha,
            cold_start_num=cold_start_num,
            selection_num_warm_up=selection_num_warm_up,
            selection_num_starting_points=selection_num_starting_points,
            seed=seed,
        )
