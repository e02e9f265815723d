"""The tuners that NNI takes from hyperopt, by Trialog's own."""

from __future__ import annotations

from typing import Any, Dict, Optional

from trialog.experiment.config import AlgorithmConfig

__all__ = ["HyperoptTuner"]

_ALGORITHMS = {"tpe": "TPE", "random_search": "Random", "anneal": "Anneal"}
_LIARS = {"min": {"minimize": "best", "maximize": "worst"}, "max": {"minimize": "worst", "maximize": "best"}, "mean": {}}


class HyperoptTuner(AlgorithmConfig):
    """``HyperoptTuner('tpe')`` is :class:`~trialog.algorithms.hpo.tpe_tuner.TpeTuner`, ``'random_search'`` is
    :class:`~trialog.algorithms.hpo.random_tuner.RandomTuner`, and ``'anneal'`` is :class:`~trialog.algorithms.hpo.anneal_tuner.AnnealTuner`.

    ``parallel_optimize`` with ``constant_liar_type`` (``min``, ``max``, ``mean``: the result that is assumed of running trials) goes to TPE
    and annealing. Without it TPE does what it does by default, which is made for parallel trials as well.
    """

    def __init__(
        self,
        algorithm_name: str,
        optimize_mode: Optional[str] = None,
        parallel_optimize: bool = False,
        constant_liar_type: str = "min",
    ) -> None:
        name = _ALGORITHMS.get(str(algorithm_name).lower())
        if name is None:
            raise ValueError("algorithm_name: %r (expected: one of %s)" % (algorithm_name, ", ".join(_ALGORITHMS)))
        if constant_liar_type not in _LIARS:
            raise ValueError("constant_liar_type: %r (expected: one of %s)" % (constant_liar_type, ", ".join(_LIARS)))
        arguments: Dict[str, Any] = {}
        if optimize_mode is not None:
            arguments["optimize_mode"] = optimize_mode
        if parallel_optimize and name == "TPE":
            liar = _LIARS[constant_liar_type].get(optimize_mode or "minimize", "mean")
            arguments["tpe_args"] = {"constant_liar_type": liar}
        if parallel_optimize and name == "Anneal":
            arguments.update(parallel_optimize=True, constant_liar_type=constant_liar_type)
        super().__init__(name, arguments or None)
