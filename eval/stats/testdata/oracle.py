"""Writes oracle.json: quantiles by NumPy and bootstrap intervals by SciPy for fixed values.

Run in this folder: python3 oracle.py (NumPy 2.4.6, SciPy 1.17.1 made the committed file).
"""

import json

import numpy as np
from scipy import stats

random = np.random.default_rng(20240611)
QUANTILES = [0, 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975, 1]


def quantile_case(values):
    return {"values": list(values), "quantiles": [float(np.quantile(values, q)) for q in QUANTILES]}


def mean_case(values):
    """Percentile bootstrap of a mean, and its limit: the normal interval with the standard error of the plug-in variance."""
    values = np.asarray(values)
    low, high = stats.bootstrap(
        (values,), np.mean, n_resamples=100_000, batch=2_000, method="percentile", confidence_level=0.9, random_state=random
    ).confidence_interval
    error = values.std() / np.sqrt(len(values))
    normal = stats.norm.interval(0.9, values.mean(), error)
    return {"values": values.tolist(), "level": 0.9, "bootstrap": [float(low), float(high)], "normal": [float(x) for x in normal], "standardError": float(error)}


def paired_ratio_case(rows):
    """Difference of two pooled rates over the same drawn groups; columns: numerator and denominator, candidate then baseline."""
    rows = np.asarray(rows)

    def difference(cn, cd, bn, bd, axis):
        return cn.sum(axis) / cd.sum(axis) - bn.sum(axis) / bd.sum(axis)

    low, high = stats.bootstrap(
        tuple(rows.T), difference, n_resamples=100_000, batch=2_000, paired=True, method="percentile", confidence_level=0.95, random_state=random
    ).confidence_interval
    return {"rows": rows.tolist(), "level": 0.95, "bootstrap": [float(low), float(high)]}


def quotient_case(rows):
    """Quotient of two means over the same drawn groups; columns: candidate, baseline."""
    rows = np.asarray(rows)

    def quotient(candidate, baseline, axis):
        return candidate.mean(axis) / baseline.mean(axis)

    own = np.random.default_rng(20240612)
    low, high = stats.bootstrap(
        tuple(rows.T), quotient, n_resamples=100_000, batch=2_000, paired=True, method="percentile", confidence_level=0.95, random_state=own
    ).confidence_interval
    return {"rows": rows.tolist(), "level": 0.95, "bootstrap": [float(low), float(high)]}


def quotient_rows():
    own = np.random.default_rng(20240613)
    baseline = own.beta(4, 2, 40)
    return np.round(np.stack([np.clip(baseline * own.normal(1.1, 0.15, 40), 0, 1), baseline], 1), 4)


denominators = random.integers(20, 400, 30)
numerators = random.binomial(denominators, 0.8)
baseline = random.binomial(denominators, 0.7)
oracle = {
    "quantiles": QUANTILES,
    "quantileCases": [
        quantile_case([3.5]),
        quantile_case([2.0, -1.0]),
        quantile_case([1.0, 1.0, 1.0, 2.0]),
        quantile_case([float(x) for x in np.round(random.normal(size=17), 4)]),
        quantile_case([float(x) for x in np.round(random.random(40), 6)]),
    ],
    "means": [
        mean_case(np.round(random.random(200), 4)),
        mean_case(np.round(random.exponential(2, 400), 4)),
    ],
    "pairedRatios": [paired_ratio_case(np.stack([numerators, denominators, baseline, denominators], 1))],
    "quotients": [quotient_case(quotient_rows())],
}
with open("oracle.json", "w", encoding="utf-8", newline="\n") as file:
    json.dump(oracle, file)
    file.write("\n")
