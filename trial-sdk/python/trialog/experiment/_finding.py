"""Which experiment of a server is meant."""

from __future__ import annotations

from typing import Optional

from trialog._client import ServerClient
from trialog.errors import UnknownExperiment


def find_experiment(client: ServerClient, wanted: Optional[str]) -> str:
    """The id of the experiment that is meant: by its id or the beginning of it, or because there is no other."""
    ids = [experiment["id"] for experiment in client.get("/experiments")["experiments"]]
    if wanted is None:
        if len(ids) == 1:
            return ids[0]
        if not ids:
            raise UnknownExperiment("the server at %s has no experiment (expected: one)" % client.url)
        raise UnknownExperiment("the server at %s has %d experiments (expected: experiment_id=..., one of %s)" % (client.url, len(ids), ", ".join(ids)))
    matching = [wanted] if wanted in ids else [one for one in ids if one.startswith(wanted)]
    if len(matching) == 1:
        return matching[0]
    problem = "no experiment" if not matching else "%d experiments that begin with" % len(matching)
    raise UnknownExperiment("the server at %s has %s %s (expected: one of %s)" % (client.url, problem, wanted, ", ".join(ids) or "none yet"))
