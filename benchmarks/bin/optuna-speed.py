"""Lines of tuner-speed for Optuna's TPE: optuna-speed.py PROPOSALS TRIALS, in the same space and with the same values."""

import math
import random
import sys
import time

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

MOST = 5000  # adding more finished trials takes minutes
SPACE = {f"f{i}": FloatDistribution(0, 1) for i in range(4)}
SPACE["l0"] = FloatDistribution(1e-5, 1, log=True)
SPACE["l1"] = FloatDistribution(1e-3, 10, log=True)
SPACE["i0"] = IntDistribution(1, 64)
SPACE["i1"] = IntDistribution(1, 1024, log=True)
SPACE["c0"] = CategoricalDistribution(list("abc"))
SPACE["c1"] = CategoricalDistribution(list("wxyz"))


def value(at):
    real = sum((at[f"f{i}"] - 0.3) ** 2 for i in range(4))
    logarithmic = 0.1 * (math.log10(at["l0"]) + 3) ** 2 + 0.1 * math.log10(at["l1"]) ** 2
    whole = abs(at["i0"] - 20) / 64 + abs(math.log2(at["i1"]) - 6) / 10
    return real + logarithmic + whole + (at["c0"] != "b") + 0.2 * "wxyz".index(at["c1"])


def draw(distribution):
    if isinstance(distribution, CategoricalDistribution):
        return random.choice(distribution.choices)
    if not distribution.log:
        number = random.uniform(distribution.low, distribution.high)
    else:
        number = math.exp(random.uniform(math.log(distribution.low), math.log(distribution.high)))
    return round(number) if isinstance(distribution, IntDistribution) else number


def past(count):
    for _ in range(count):
        at = {name: draw(distribution) for name, distribution in SPACE.items()}
        yield optuna.trial.create_trial(params=at, distributions=SPACE, value=value(at))


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    random.seed(0)
    proposals = int(sys.argv[1])
    for count in map(int, sys.argv[2].split(",")):
        if count > MOST:
            continue
        study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1))
        started = time.perf_counter()
        worked = time.thread_time()
        study.add_trials(list(past(count)))
        rebuild = time.perf_counter() - started
        rebuild_work = time.thread_time() - worked
        asks, tells, work = [], [], []
        for _ in range(proposals):
            started = time.perf_counter()
            worked = time.thread_time()
            trial = study.ask(SPACE)
            work.append(1000 * (time.thread_time() - worked))
            asked = time.perf_counter()
            study.tell(trial, value(trial.params))
            asks.append(1000 * (asked - started))
            tells.append(1000 * (time.perf_counter() - asked))
        for times in (asks, tells, work):
            times.sort()
        name = f"Optuna {optuna.__version__} TPE"
        last = min(len(asks) - 1, int(0.95 * len(asks)))
        middle = len(asks) // 2
        numbers = [asks[middle], asks[last], work[middle], tells[middle], rebuild, rebuild_work]
        print(f"{name:24s} {count:8d} " + " ".join(f"{number:10.3f}" for number in numbers), flush=True)


if __name__ == "__main__":
    main()
