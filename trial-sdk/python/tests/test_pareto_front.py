"""The Pareto front as the launch API computes it."""

from __future__ import annotations

import unittest
from typing import Any, Dict, Iterator, List

from trialog.experiment._queries import Queries


class _Reading:
    def __init__(self, objectives: List[Dict[str, str]], results: List[Dict[str, float]]) -> None:
        self._objectives = objectives
        self._results = results

    def experiment(self) -> Dict[str, Any]:
        return {"objectives": self._objectives}

    def trials(self) -> Iterator[Dict[str, Any]]:
        for number, values in enumerate(self._results):
            trial = {"id": "x-%d" % number, "number": number, "state": "SUCCEEDED", "configuration": {"n": number}}
            several = {"objectives": values} if len(self._objectives) > 1 else {}
            yield {**trial, "value": values[self._objectives[0]["metric"]], **several}
        yield {"id": "x-99", "number": 99, "state": "FAILED", "value": None, "configuration": {}}


class _Answers(Queries):
    def __init__(self, reading: Any) -> None:
        self._given = reading

    def _reading(self) -> Any:
        return self._given


class ParetoFrontTest(unittest.TestCase):
    def test_leaves_out_what_another_beats(self) -> None:
        objectives = [{"metric": "acc", "mode": "maximize"}, {"metric": "size", "mode": "minimize"}]
        pairs = [(0.5, 3), (0.9, 8), (0.4, 4), (0.9, 8), (0.1, 1)]
        answers = _Answers(_Reading(objectives, [{"acc": acc, "size": size} for acc, size in pairs]))
        front = answers.pareto_front()
        self.assertEqual([result.number for result in front], [1, 3, 0, 4])
        self.assertEqual(front[0].objectives, {"acc": 0.9, "size": 8.0})
        self.assertEqual(front[0].value, 0.9)

    def test_is_the_best_of_one_objective(self) -> None:
        answers = _Answers(_Reading([{"metric": "loss", "mode": "minimize"}], [{"loss": 2.0}, {"loss": 1.0}, {"loss": 1.0}]))
        self.assertEqual([result.number for result in answers.pareto_front()], [1, 2])


if __name__ == "__main__":
    unittest.main()
