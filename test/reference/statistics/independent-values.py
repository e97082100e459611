"""Values of an independent program, against which src/answer/measures/statistics is held.

Once, with Python 3.11 and scipy 1.17:  python3 test/reference/statistics/independent-values.py \
    > test/reference/statistics/independent-values.json
"""

import json
import math

import numpy as np
from scipy import stats
from scipy.special import betainc

SEED = 20260302
random = np.random.default_rng(SEED)


def interval(found):
    return {"low": float(found[0]), "high": float(found[1])}


def normal():
    return [{"probability": p, "quantile": float(stats.norm.ppf(p))} for p in (0.5, 0.75, 0.9, 0.95, 0.975, 0.995, 0.9999)]


def student():
    degrees = [1, 1.5, 2, 2.7, 3, 5, 8.25, 10, 29, 30.5, 100, 199, 399.9, 400, 1000.5, 12_345, 1e6]
    return [
        {"probability": p, "degrees": df, "quantile": float(stats.t.ppf(p, df))}
        for df in degrees
        for p in (0.6, 0.95, 0.975, 0.995)
    ]


def beta():
    cases = [(0.5, 0.5, 0.3), (1, 1, 0.2), (2.5, 0.5, 0.99), (50, 0.5, 0.98), (10, 91, 0.1), (501, 500, 0.5)]
    cases += [(9001, 1000, 0.9003), (5e5, 5e5, 0.5004), (1e6, 10, 0.999991), (3, 1e5, 2e-5)]
    return [{"a": a, "b": b, "x": x, "value": float(betainc(a, b, x))} for a, b, x in cases]


def ranks():
    def of(n, q):
        low = int(stats.binom.ppf(0.025, n, q))
        high = int(stats.binom.ppf(0.975, n, q)) + 1
        return {"low": low, "high": high} if low >= 1 and high <= n else None

    sizes = [1, 2, 5, 6, 7, 10, 35, 36, 37, 72, 73, 100, 368, 369, 1000, 12_345, 1_000_000]
    return [{"samples": n, "share": q, "ranks": of(n, q)} for n in sizes for q in (0.5, 0.9, 0.95, 0.99)]


def rates():
    cases = [(0, 2), (2, 2), (1, 2), (0, 10), (7, 10), (31, 40), (3, 1000), (999, 1000), (123_456, 234_567)]
    return [
        {"part": k, "whole": n, **interval(stats.binomtest(k, n).proportion_ci(0.95, "wilson"))} for k, n in cases
    ]


def newcombe():
    # scipy has no interval of a difference: Newcombe's, of scipy's own intervals of Wilson's.
    def of(a, b):
        (k, n), (j, m) = a, b
        one, other = (stats.binomtest(*x).proportion_ci(0.95, "wilson") for x in (a, b))
        d = k / n - j / m
        return (
            d - math.sqrt((k / n - one.low) ** 2 + (other.high - j / m) ** 2),
            d + math.sqrt((one.high - k / n) ** 2 + (j / m - other.low) ** 2),
        )

    # The first is the example (a) of Newcombe's paper, 56/70 and 48/80: 0.0524 to 0.3339.
    cases = [((56, 70), (48, 80)), ((9, 10), (3, 10)), ((10, 10), (0, 20)), ((612, 1000), (580, 1010))]
    return [{"rate": a, "previous": b, **interval(of(a, b))} for a, b in cases]


def whole_lognormal(mean, sigma, size):
    return [int(x) for x in random.lognormal(mean, sigma, size)]


def means():
    samples = [[3, 8], [5, 5, 5], whole_lognormal(10, 1.5, 12), whole_lognormal(11, 1, 60), [7] * 9 + [10_000_000]]
    found = []
    for one in samples:
        t = stats.ttest_1samp(one, 0)
        constant = len(set(one)) == 1
        found.append({"samples": one, **(interval((one[0], one[0])) if constant else interval(t.confidence_interval(0.95)))})
    return found


def welch():
    pairs = [(whole_lognormal(9, 1, a), whole_lognormal(9.3, b, c)) for a, b, c in [(10, 1, 10), (25, 2, 90), (300, 0.5, 41)]]
    found = []
    for one, other in pairs:
        ci = stats.ttest_ind(one, other, equal_var=False).confidence_interval(0.95)
        found.append({"samples": one, "previous": other, **interval(ci)})
    return found


def clusters():
    found = []
    for m in (2, 9, 40):
        groups = [whole_lognormal(9, 1, int(random.integers(1, 7))) for _ in range(m)]
        sums = np.array([sum(g) for g in groups], dtype=float)
        counts = np.array([len(g) for g in groups], dtype=float)
        ratio = sums.sum() / counts.sum()
        residuals = sums - ratio * counts
        reach = stats.t.ppf(0.975, m - 1) * math.sqrt(m / (m - 1) * (residuals**2).sum()) / counts.sum()
        found.append({"groups": groups, "value": float(ratio), **interval((ratio - reach, ratio + reach))})
    return found


def survival():
    found = []
    for n, never in ((12, 0), (40, 3), (200, 60)):
        times = [int(x) for x in random.integers(1, 60, n)]
        censored = [bool(x) for x in random.random(n) < 0.3]
        # Whoever never answers is seen up to the end and beyond.
        data = stats.CensoredData.right_censored(times + [1000] * never, censored + [True] * never)
        cdf = stats.ecdf(data).cdf
        band = cdf.confidence_interval(0.95, method="linear")
        points = []
        for t, q in zip(cdf.quantiles, cdf.probabilities):
            if t >= 1000 or q == 1:  # q = 1: it says nothing of the band
                continue
            i = int(np.searchsorted(cdf.quantiles, t))
            points.append({"time": float(t), "share": float(q), **interval((band.low.probabilities[i], band.high.probabilities[i]))})
        found.append({"times": times, "censored": censored, "never": never, "points": points})
    return found


def bootstrap():
    found = []
    for n, m, percent in ((40, 50, 50), (300, 250, 90)):
        one, other = whole_lognormal(9, 1, n), whole_lognormal(9, 1.2, m)

        def nearest_rank(samples, axis=-1, percent=percent):
            ordered = np.sort(samples, axis=axis)
            return np.take(ordered, math.ceil(percent / 100 * ordered.shape[axis]) - 1, axis=axis).astype(float)

        result = stats.bootstrap(
            (one, other),
            lambda a, b, axis=-1: nearest_rank(a, axis) - nearest_rank(b, axis),
            n_resamples=200_000,
            batch=2_000,
            vectorized=True,
            method="percentile",
            rng=np.random.default_rng(SEED),
        )
        # Simulated, so that it is near only: within some thousandths of how far it reaches.
        found.append({"samples": one, "previous": other, "percent": percent, **interval(result.confidence_interval)})
    return found


def counts():
    # The confidence interval of the log ratio of two counts, widened by the dispersion of 56 days.
    found = []
    for a, b, shape in ((120, 100, 3.0), (64, 81, 50.0)):
        weekday = [d % 7 + 1 for d in range(56)]
        means = np.array([20, 18, 17, 19, 22, 0, 2])
        days = [int(x) for x in random.poisson([means[w - 1] * random.gamma(shape) / shape for w in weekday])]
        chi2 = 0.0
        for w in range(1, 8):
            of_day = np.array([y for y, v in zip(days, weekday) if v == w], dtype=float)
            if of_day.mean() > 0:
                chi2 += stats.power_divergence(of_day).statistic
        phi = max(1.0, chi2 / (56 - 7))
        log, se = math.log(a / b), math.sqrt(phi * (1 / a + 1 / b))
        z = stats.norm.ppf(0.975)
        found.append({
            "count": a, "previous": b, "weekdays": weekday, "days": days, "factor": phi,
            **interval((math.expm1(log - z * se), math.expm1(log + z * se))),
        })
    return found


def false_discoveries():
    cases = [[0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216], [0.2, 0.9], [0.04, 0.01, 0.03, 0.049]]
    return [{"pValues": p, "rejected": [bool(q <= 0.05) for q in stats.false_discovery_control(p)]} for p in cases]


print(json.dumps({
    "normal": normal(), "student": student(), "beta": beta(), "ranks": ranks(), "rates": rates(), "newcombe": newcombe(),
    "means": means(), "welch": welch(), "clusters": clusters(), "survival": survival(), "bootstrap": bootstrap(),
    "counts": counts(), "falseDiscoveries": false_discoveries(),
}, indent=1))
