"""Objects whose attributes are the keys of a configuration."""

from __future__ import annotations

import difflib
from dataclasses import fields
from datetime import timedelta
from pathlib import Path, PurePath
from typing import Any, Dict, List, Mapping, Tuple


class ConfigFields:
    """The base of the configuration's classes: knows its attributes, and refuses others with a hint."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not name.startswith("_") and name not in self._names():
            raise AttributeError(self._unknown(name))
        object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:  # only for names that are not there
        if name.startswith("__"):
            raise AttributeError(name)
        raise AttributeError(self._unknown(name))

    @classmethod
    def _names(cls) -> Tuple[str, ...]:
        return tuple(field.name for field in fields(cls))  # type: ignore[arg-type]

    @classmethod
    def _unknown(cls, name: str) -> str:
        return "%s has no attribute '%s'%s" % (cls.__name__, name, near_miss(name, list(cls._names())))

    def _take(self, given: Mapping[str, Any]) -> None:
        """Set attributes by keys in any spelling: ``trialConcurrency``, ``trial_concurrency``."""
        known = {plain(name): name for name in self._names()}
        for key, value in given.items():
            name = known.get(plain(key))
            if name is None:
                raise AttributeError(self._unknown(key))
            setattr(self, name, value)

    def _json(self, skip: Tuple[str, ...] = ()) -> Dict[str, Any]:
        """What is set, by its keys in the configuration."""
        result: Dict[str, Any] = {}
        for name in self._names():
            value = getattr(self, name)
            if name not in skip and value is not None:
                result[camel_case(name)] = as_json(value)
        return result


def plain(key: str) -> str:
    """A key without what its spellings differ in."""
    return key.replace("_", "").lower()


def near_miss(name: str, known: List[str]) -> str:
    """``; did you mean 'trial_concurrency'?``, or everything that there is."""
    by_plain = {plain(key): key for key in known}
    close = difflib.get_close_matches(plain(name), list(by_plain), n=1, cutoff=0.7)
    if close:
        return "; did you mean '%s'?" % by_plain[close[0]]
    return " (expected: one of %s)" % ", ".join(known)


def camel_case(name: str) -> str:
    """``trialConcurrency`` of ``trial_concurrency``."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def as_json(value: Any) -> Any:
    """A value as JSON can write it."""
    if isinstance(value, Mapping):
        return {str(key): as_json(element) for key, element in value.items()}
    if isinstance(value, (list, tuple, range)):
        return [as_json(element) for element in value]
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, timedelta):
        return "%.9gs" % value.total_seconds() if value.total_seconds() % 1 else "%ds" % value.total_seconds()
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    item = getattr(value, "item", None)  # numpy scalars and their like
    if callable(item):
        return as_json(item())
    tolist = getattr(value, "tolist", None)  # numpy arrays
    if callable(tolist):
        return as_json(tolist())
    raise TypeError("%r of type %s (expected: numbers, texts, lists and dicts)" % (value, type(value).__name__))


def absolute(path: Any, base: Path) -> str:
    """A path of the configuration, ``~`` expanded, relative to a directory."""
    return str((base / Path(path).expanduser()).resolve())
