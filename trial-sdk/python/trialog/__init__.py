"""What trial code uses to talk to a Trialog experiment server.

A trial asks for its configuration, trains, and reports::

    import trialog

    parameters = trialog.get_next_parameter()        # {"lr": 0.01, "layers": 2}
    for epoch in range(10):
        accuracy = train_one_epoch(parameters["lr"], parameters["layers"])
        trialog.report_intermediate_result(accuracy)
    trialog.report_final_result(accuracy)

Reporting never raises and never waits for the network: a daemon thread sends the reports, and sends them again while the server
is away. What waits when the program ends (normally, by an exception, by ``sys.exit`` or by SIGTERM) is delivered first.

One process of a trial reports: the first that does. Its child processes, forked or started, may read the parameters; their reports are
refused with a message on stderr, because two processes that number their reports independently would overwrite each other. A child
that reports when its parent never did is fine.

From its first call of ``get_next_parameter`` or of a function that reports, a process sends heartbeats in the background when it has
nothing else to deliver, so that the server can tell a silent trial from a dead one. Child processes do not, unless they report.

Outside an experiment the program runs *stand-alone*: there are no parameters, and reports are printed.

Also here: :func:`connect` and :func:`create_study` for programs that ask an experiment for trials and tell it results (``trialog.study``), and
``trialog.experiment`` for those that launch experiments. A trial imports neither.
"""

from typing import TYPE_CHECKING, Any

from trialog._trial import (
    get_attempt,
    get_checkpoint_directory,
    get_experiment_id,
    get_next_parameter,
    get_output_directory,
    get_sequence_id,
    get_trial_id,
    report_final_result,
    report_intermediate_result,
)

if TYPE_CHECKING:
    from trialog.errors import NoMoreTrials, TrialogError
    from trialog.study import Study, Trial, connect, create_study

__all__ = [
    "NoMoreTrials",
    "Study",
    "Trial",
    "TrialogError",
    "connect",
    "create_study",
    "get_attempt",
    "get_checkpoint_directory",
    "get_experiment_id",
    "get_next_parameter",
    "get_output_directory",
    "get_sequence_id",
    "get_trial_id",
    "report_final_result",
    "report_intermediate_result",
]

__version__ = "0.1.0.dev0"

_LATER = {
    "NoMoreTrials": "trialog.errors",
    "Study": "trialog.study",
    "Trial": "trialog.study",
    "TrialogError": "trialog.errors",
    "connect": "trialog.study",
    "create_study": "trialog.study",
}


def __getattr__(name: str) -> Any:
    """What trials do not need is imported when it is used first."""
    module = _LATER.get(name)
    if module is None:
        raise AttributeError("module 'trialog' has no attribute '%s'" % name)
    import importlib

    value = getattr(importlib.import_module(module), name)
    globals()[name] = value
    return value
