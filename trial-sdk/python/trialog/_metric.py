"""What may be reported, and how it is written in JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Dict, Union

JsonNumber = Union[int, float, str]
"""A number as the protocol writes it: not-a-number and the infinities are strings."""

MetricValue = Union[JsonNumber, Dict[str, JsonNumber]]
"""A report's value, checked and ready to be written as JSON."""

_EXACT_INTEGER = 2**53
_MAX_CHARACTERS = 64 * 1024
_CHARACTERS_PER_NUMBER = 28


class MetricError(ValueError):
    """A value that cannot be reported; its text says why."""


def checked_metric(value: Any) -> MetricValue:
    """Check a value that trial code reports, and return it as the protocol writes it.

    Raises ``MetricError`` for anything but a number or a mapping of names to numbers with the key ``default``.
    """
    if type(value) is float:  # the common case, first
        return value if math.isfinite(value) else _non_finite(value)
    if isinstance(value, Mapping):
        return _checked_mapping(value)
    return _checked_number(value, "value")


def _checked_mapping(value: "Mapping[Any, Any]") -> Dict[str, JsonNumber]:
    if "default" not in value:
        raise MetricError("value: the keys %s (expected: the key 'default' among them)" % _shown(list(value)))
    size = 0
    numbers: Dict[str, JsonNumber] = {}
    for name, number in value.items():
        if not isinstance(name, str):
            raise MetricError("value: the key %s (expected: text)" % _shown(name))
        size += len(name) + _CHARACTERS_PER_NUMBER
        if size > _MAX_CHARACTERS:
            raise MetricError(
                "value: a dict of %d entries (expected: at most %d KiB of names and numbers)"
                % (len(value), _MAX_CHARACTERS // 1024)
            )
        numbers[name] = _checked_number(number, "value[%s]" % _shown(name))
    return numbers


def _checked_number(value: Any, where: str) -> JsonNumber:
    number = value
    # numpy scalars, 0-d arrays and torch tensors unwrap themselves; numpy.longdouble unwraps to itself
    item = getattr(value, "item", None)
    if callable(item):
        try:
            number = item()
        except Exception as error:
            raise MetricError("%s: %s (expected: a single number; %s)" % (where, _shown(value), error)) from None
    if isinstance(number, int) and not isinstance(number, bool) and -_EXACT_INTEGER <= number <= _EXACT_INTEGER:
        return int(number)
    if isinstance(number, bool) or not hasattr(type(number), "__float__"):
        raise MetricError("%s: %s (expected: a number, or a dict of numbers with the key 'default')" % (where, _shown(value)))
    try:
        number = float(number)
    except OverflowError:
        raise MetricError("%s: an integer beyond 1.8e308 (expected: a number that fits a double)" % where) from None
    except Exception as error:
        raise MetricError("%s: %s (expected: a number; %s)" % (where, _shown(value), error)) from None
    return number if math.isfinite(number) else _non_finite(number)


def _non_finite(number: float) -> str:
    if math.isnan(number):
        return "NaN"
    return "Infinity" if number > 0 else "-Infinity"


def _shown(value: Any) -> str:
    """``value`` for a message: its type too where that is not plain, and never longer than a line."""
    if isinstance(value, (str, bytes)):
        value = value[:100]  # before repr, which would copy the 10 MB somebody reported
    try:
        text = repr(value)
    except Exception:
        text = "a value without a repr"
    if len(text) > 80:
        text = text[:77] + "..."
    return text if isinstance(value, (str, bool, list, type(None))) else "%s of type %s" % (text, type(value).__name__)
