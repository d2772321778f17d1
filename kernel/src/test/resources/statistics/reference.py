"""Writes reference.csv beside it: what scipy and numpy say of samples that StatisticsTest computes again.

    python3 reference.py        (needs scipy 1.10 or later: Debian's python3-scipy; the file was written by 1.17.1)
"""

import csv
import pathlib

import numpy
import scipy.stats

LEVEL = 0.99
random = numpy.random.default_rng(20261121)


def samples(kind, n):
    if kind == "normal":
        return random.normal(100, 5, n)
    if kind == "lognormal":
        return random.lognormal(3, 0.4, n)
    # Times on a busy machine: most are near the median, some are several times as long.
    return numpy.where(random.random(n) < 0.1, random.uniform(200, 500, n), random.normal(100, 2, n))


def text(values):
    return " ".join(repr(float(v)) for v in values)


def main():
    with open(pathlib.Path(__file__).with_name("reference.csv"), "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["what", "first", "second", "value", "low", "high"])
        for kind in ("normal", "lognormal", "busy"):
            for n in (8, 9, 20, 41, 101, 320):
                x = samples(kind, n)
                interval = scipy.stats.quantile_test(x, q=numpy.median(x), p=0.5).confidence_interval(LEVEL)
                out.writerow(["median", text(x), "", float(numpy.median(x)), interval.low, interval.high])
            for n in (20, 40, 80, 320):
                noise = random.lognormal(0, 0.05, n)
                x = samples(kind, n) * noise
                y = samples(kind, n) * noise * 0.8
                ratio = scipy.stats.bootstrap(
                    (x, y),
                    lambda a, b, axis: numpy.median(a, axis=axis) / numpy.median(b, axis=axis),
                    paired=True,
                    vectorized=True,
                    axis=-1,
                    confidence_level=LEVEL,
                    n_resamples=100_000,
                    batch=1_000,
                    method="percentile",
                    random_state=numpy.random.default_rng(1),
                ).confidence_interval
                out.writerow(["ratio", text(x), text(y), float(numpy.median(x) / numpy.median(y)), ratio.low, ratio.high])
        for sizes in (3, 4, 7, 12):
            n = numpy.round(numpy.logspace(3, 6, sizes))
            for exponent in (0.0, 0.5, 1.0, 1.1, 2.0):
                y = 37.0 * n**exponent * random.lognormal(0, 0.1, sizes)
                fit = scipy.stats.linregress(numpy.log(n), numpy.log(y))
                reach = scipy.stats.t.ppf(0.5 + LEVEL / 2, sizes - 2) * fit.stderr
                out.writerow(["slope", text(n), text(y), fit.slope, fit.slope - reach, fit.slope + reach])
        for degrees in range(1, 31):
            out.writerow(["t", degrees, "", scipy.stats.t.ppf(0.5 + LEVEL / 2, degrees), "", ""])


main()
