"""The few functions of a whole array that numpy lacks. Pure."""

from __future__ import annotations

from statistics import NormalDist
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

_GRID = np.linspace(-8, 8, 4001)
_CDF = np.array([NormalDist().cdf(float(z)) for z in _GRID])


def normal_cdf(z: Floats) -> Floats:
    """Give the standard normal distribution, to 1e-6."""
    answer: Floats = np.interp(z, _GRID, _CDF)
    return answer


def normal_quantile(chance: Floats) -> Floats:
    """Invert `normal_cdf`, within -8 to 8."""
    answer: Floats = np.interp(chance, _CDF, _GRID)
    return answer


def logistic(x: Floats) -> Floats:
    """Turn log odds into a chance."""
    answer: Floats = 1 / (1 + np.exp(-np.clip(x, -60, 60)))
    return answer


def log_odds(chance: float) -> float:
    """Turn a chance, strictly between 0 and 1, into log odds."""
    return float(np.log(chance) - np.log1p(-chance))


def centred(log_odds_of_mean: Floats, spread: float) -> Floats:
    """Give the centre from which normal log odds have the stated mean chance.

    Spreading log odds about a centre moves the mean chance towards one half, so
    the centre must lie further out. Solved by Newton's method on the mean, which
    is summed by Gauss and Hermite's rule with 15 points.
    """
    points, weights = np.polynomial.hermite_e.hermegauss(15)
    weights = weights / weights.sum()
    wanted = logistic(log_odds_of_mean)
    centre = log_odds_of_mean.copy()
    for _ in range(8):
        chance = logistic(centre[:, None] + spread * points)
        slope = (chance * (1 - chance)) @ weights
        centre = centre - (chance @ weights - wanted) / np.maximum(slope, 1e-9)
    return centre


def beta_log_odds(a: float, b: float) -> tuple[float, float]:
    """Give mean and standard deviation of the log odds of a Beta variable.

    They are the differences of digamma and the sum of trigamma of its shapes.
    """
    return (
        _digamma(a) - _digamma(b),
        float(np.sqrt(_trigamma(a) + _trigamma(b))),
    )


def _digamma(x: float) -> float:
    """Abramowitz and Stegun 6.3.5 and 6.3.18, to about 1e-10 for x > 0."""
    shift = 0.0
    while x < 10:
        shift -= 1 / x
        x += 1
    y = x**-2
    series = y * (1 / 12 - y * (1 / 120 - y / 252))
    return shift + float(np.log(x)) - 1 / (2 * x) - series


def _trigamma(x: float) -> float:
    """Abramowitz and Stegun 6.4.6 and 6.4.12, to about 1e-9 for x > 0."""
    shift = 0.0
    while x < 10:
        shift += x**-2
        x += 1
    y = x**-2
    return shift + 1 / x + y / 2 + y / x * (1 / 6 - y * (1 / 30 - y / 42))
