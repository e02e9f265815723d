"""Experiments with several objectives."""

from launch_tests.launch_fixture import LaunchTest, quiet

COMPROMISE_TRIAL = """
import trialog
x = trialog.get_next_parameter()["x"]
trialog.report_final_result({"speed": min(x, 1 - x), "loss": x ** 2})
"""
OBJECTIVES = [{"metric": "speed", "mode": "maximize"}, {"metric": "loss"}]


def beats(one, other):
    better_or_equal = one["speed"] >= other["speed"] and one["loss"] <= other["loss"]
    return better_or_equal and one != other


class ObjectivesTest(LaunchTest):
    def test_should_find_the_pareto_front_with_the_tuner_for_several(self):
        experiment = self.experiment(COMPROMISE_TRIAL, 6, objectives=OBJECTIVES)

        with quiet():
            self.assertTrue(experiment.run(0))

        jobs = experiment.list_trial_jobs()
        self.assertEqual(6, len(jobs))
        for job in jobs:
            self.assertTrue(job.note.startswith("Auto asked NSGA2: several objectives"), job.note)
        front = [job for job in jobs if not any(beats(other.objectives, job.objectives) for other in jobs)]
        found = experiment.pareto_front()
        self.assertEqual(sorted(job.number for job in front), sorted(result.number for result in found))
        self.assertEqual(sorted((result.value for result in found), reverse=True), [result.value for result in found])
        self.assertEqual([result.value for result in found], [result.objectives["speed"] for result in found])
