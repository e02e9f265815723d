import unittest
from decimal import Decimal
from fractions import Fraction

from trialog._metric import MetricError, checked_metric


class Scalar:
    """Unwraps like a numpy scalar or a torch tensor of one element."""

    def __init__(self, value):
        self._value = value

    def item(self):
        if isinstance(self._value, Exception):
            raise self._value
        return self._value


class Float128(float):
    """Unwraps to itself, like numpy.longdouble."""

    def item(self):
        return self


class MetricTest(unittest.TestCase):
    def test_should_take_numbers(self):
        for given, expected in [
            (0.5, 0.5),
            (3, 3),
            (-(2**53), -(2**53)),
            (2**53 + 1, float(2**53)),
            (1e-320, 1e-320),
            (Fraction(1, 4), 0.25),
            (Decimal("0.1"), 0.1),
            (Scalar(0.25), 0.25),
            (Scalar(7), 7),
            (Float128(0.5), 0.5),
        ]:
            with self.subTest(given=given):
                self.assertEqual(expected, checked_metric(given))
                self.assertIs(type(expected), type(checked_metric(given)))

    def test_should_write_non_finite_numbers_as_text(self):
        self.assertEqual("NaN", checked_metric(float("nan")))
        self.assertEqual("Infinity", checked_metric(float("inf")))
        self.assertEqual("-Infinity", checked_metric(Scalar(float("-inf"))))
        self.assertEqual({"default": 1.5, "loss": "NaN"}, checked_metric({"default": 1.5, "loss": Float128("nan")}))

    def test_should_take_a_dict_with_any_names(self):
        self.assertEqual({"loss": 1}, checked_metric({"loss": 1}))
        self.assertEqual({"default": 1, "loss": 0.5}, checked_metric({"default": 1, "loss": Scalar(0.5)}))

    def test_should_refuse_everything_else(self):
        for given, text in [
            ("0.5", "value: '0.5' (expected: a number, or a dict"),
            (None, "value: None (expected: a number"),
            (True, "value: True (expected: a number"),
            (Scalar(True), "(expected: a number"),
            (Scalar(ValueError("can only convert an array of size 1")), "a single number; can only convert"),
            (1j, "(expected: a number"),
            ([1, 2], "value: [1, 2] (expected: a number"),
            (10**400, "an integer beyond 1.8e308"),
            ({}, "value: {} (expected: one or more numbers"),
            ({"default": 1, "loss": "low"}, "value['loss']: 'low' (expected: a number"),
            ({"default": {"default": 1}}, "value['default']:"),
            ({"default": 1, 2: 2}, "the key 2 of type int (expected: text)"),
            ({**{"m%d" % i: i for i in range(5000)}, "default": 1}, "a dict of 5001 entries"),
            ({"default": 1, "x" * 100_000: 1}, "a dict of 2 entries"),
        ]:
            with self.subTest(given=str(given)[:50]):
                with self.assertRaises(MetricError) as raised:
                    checked_metric(given)
                self.assertIn(text, str(raised.exception))

    def test_should_keep_messages_short(self):
        for given in ["x" * 10_000_000, list(range(100_000)), {"k%d" % i: i for i in range(10_000)}]:
            with self.assertRaises(MetricError) as raised:
                checked_metric(given)
            self.assertLess(len(str(raised.exception)), 300)


if __name__ == "__main__":
    unittest.main()
