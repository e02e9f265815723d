"""What the classes of this package have in common."""

from __future__ import annotations

from typing import Any

from trialog.experiment.config import AlgorithmConfig

__all__ = ["BuiltIn"]


class BuiltIn(AlgorithmConfig):
    """An algorithm that comes with the server, which knows the defaults: arguments that are ``None`` are left to it."""

    def __init__(self, name: str, **arguments: Any) -> None:
        super().__init__(name, {key: value for key, value in arguments.items() if value is not None} or None)
