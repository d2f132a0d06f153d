"""The Beta distribution: its probability and its quantiles. Pure.

Written here because numpy has neither, and a statistics library for two
functions would be a large dependency for a program that must start quickly.
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p

from tracker.errors import InvalidError

MOST_TERMS = 10_000
"""Terms of the continued fraction; it takes about the root of the larger shape."""
TINY = 1e-300
"""Stands for a zero denominator in Lentz's method."""
EXACT = 1e-15


def cdf(x: float, a: float, b: float) -> float:
    """Give the chance that a Beta variable is at most x.

    Args:
        x: Any number; below 0 gives 0 and above 1 gives 1.
        a: First shape, above 0: for a rate, successes seen or assumed.
        b: Second shape, above 0: failures seen or assumed.

    Returns:
        The regularised incomplete beta function, 0 to 1, to about 1e-12.

    Raises:
        InvalidError: If a shape is not above 0.

    Source:
        The continued fraction of Abramowitz and Stegun 26.5.8, evaluated by
        Lentz's method, on the side of the mean where it converges fast.
    """
    _check(a, b)
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(a * log(x) + b * log1p(-x) - _log_beta(a, b))
    if x < (a + 1) / (a + b + 2):
        return min(1.0, front * _fraction(x, a, b) / a)
    return max(0.0, 1 - front * _fraction(1 - x, b, a) / b)


def quantile(chance: float, a: float, b: float) -> float:
    """Give the x that a Beta variable stays below with the given chance.

    Halves an interval until no floating-point number lies inside it, which is
    slower than Newton's method and cannot fail on a shape below 1.

    Raises:
        InvalidError: If the chance is not 0 to 1 or a shape is not above 0.
    """
    _check(a, b)
    if not 0 <= chance <= 1:
        raise InvalidError(f"{chance} is not a chance: give 0 to 1.")
    if chance in {0, 1}:
        return float(chance)
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        if cdf(middle, a, b) < chance:
            low = middle
        else:
            high = middle
    return high


def _check(a: float, b: float) -> None:
    if not (a > 0 and b > 0):
        raise InvalidError(f"Beta({a}, {b}) does not exist: both must be above 0.")


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _fraction(x: float, a: float, b: float) -> float:
    """Evaluate the continued fraction, two terms a step."""
    below = 1 / _not_zero(1 - (a + b) * x / (a + 1))
    above, value = 1.0, below
    for m in range(1, MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            below = 1 / _not_zero(1 + term * below)
            above = _not_zero(1 + term / above)
            value *= below * above
        if abs(below * above - 1) < EXACT:
            break
    return value


def _not_zero(number: float) -> float:
    return number if abs(number) > TINY else TINY
