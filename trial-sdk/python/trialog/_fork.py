"""What a forked child has to do with what it has copied: locks that threads of the parent held would stay locked for ever."""

from __future__ import annotations

import os
import weakref
from typing import Any

_renewed: "weakref.WeakSet[Any]" = weakref.WeakSet()


def renew_in_children(thing: Any) -> None:
    """Call ``_after_fork_in_child`` of the object in every child that is forked from now on."""
    _renewed.add(thing)


def _after_fork_in_child() -> None:
    for thing in list(_renewed):
        thing._after_fork_in_child()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)
