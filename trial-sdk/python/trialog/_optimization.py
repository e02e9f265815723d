"""Evaluates trials by a function, in one thread or several."""

from __future__ import annotations

import threading
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import Callable, Optional, Tuple, Type, Union

from trialog._asked import Trial, Value, text_of
from trialog._stderr import say
from trialog.errors import NoMoreTrials

Objective = Callable[[Trial], Optional[Value]]
Caught = Union[Type[BaseException], Tuple[Type[BaseException], ...]]


class Optimization:
    """One call of :meth:`trialog.study.Study.optimize`.

    ``ask`` gives the next trial; it is given a function that says whether nobody waits for one any more.
    """

    def __init__(self, ask: Callable[[Callable[[], bool]], Trial], function: Objective, n_trials: Optional[int], catch: Caught) -> None:
        self._ask = ask
        self._function = function
        self._left = n_trials
        self._catch = catch
        self._lock = threading.Lock()
        self._ended = False
        self._error: Optional[BaseException] = None

    def run(self, n_jobs: int) -> None:
        """Run in so many threads, and raise the first exception that nobody catches."""
        if n_jobs == 1:
            self._loop()
        else:
            with ThreadPoolExecutor(n_jobs, thread_name_prefix="trialog-optimize") as pool:
                running = {pool.submit(self._loop) for _ in range(n_jobs)}
                try:
                    while running:
                        _, running = wait(running, return_when=FIRST_COMPLETED)
                except BaseException:  # Ctrl-C: trials under way are the last ones
                    self._end(None)
                    raise
        if self._error is not None:
            raise self._error

    def _loop(self) -> None:
        while self._may_begin():
            try:
                trial = self._ask(lambda: self._ended)
            except NoMoreTrials:
                return
            except BaseException as error:
                self._end(error)
                return
            try:
                self._evaluate(trial)
            except BaseException as error:
                if not isinstance(error, self._catch):
                    self._end(error)
                    return
                say("trial %d failed: %s" % (trial.number, text_of(error)))

    def _end(self, error: Optional[BaseException]) -> None:
        """No further trials begin."""
        with self._lock:
            self._ended = True
            self._error = self._error or error

    def _may_begin(self) -> bool:
        with self._lock:
            if self._ended or self._left == 0:
                return False
            if self._left is not None:
                self._left -= 1
            return True

    def _evaluate(self, trial: Trial) -> None:
        with trial:
            value = self._function(trial)
            if value is not None and trial.ended is None:
                trial.tell(value)
